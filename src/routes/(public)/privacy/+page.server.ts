import { declaredTables } from '../../../house.server.ts';
import { wordsIn } from '../../../words.ts';
import type { PageServerLoad } from './$types';
import { isAdministrator } from '#lib/platform/actor.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { registerOf } from '#lib/platform/privacy/register.ts';
import { missingFacts } from '#lib/platform/privacy/statements.ts';

export const load: PageServerLoad = async ({ locals }) => {
  const installation = await findInstallation(locals.db);
  return {
    operator: installation.operator ?? null,
    officer: installation.dataProtection ?? null,
    statements: installation.statements ?? {},
    processing: registerOf(declaredTables, await wordsIn(locals.locale)),
    missing: isAdministrator(locals.actor) ? missingFacts(installation) : []
  };
};
