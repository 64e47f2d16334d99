import { fail, redirect } from '@sveltejs/kit';
import { declaredTables } from '../../../../house.server.ts';
import { wordsIn } from '../../../../words.ts';
import { administratorOnly } from '../../administrator.ts';
import type { Actions, PageServerLoad } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { countErased } from '#lib/platform/privacy/ledger.server.ts';
import { registerOf } from '#lib/platform/privacy/register.ts';
import { saveStatements } from '#lib/platform/privacy/statements.server.ts';
import { readStatementForm, statementForm } from '#lib/platform/privacy/statements.ts';

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  const installation = await findInstallation(locals.db);
  return {
    values: statementForm(installation),
    processing: registerOf(declaredTables, await wordsIn(locals.locale)),
    erased: await countErased(locals.db)
  };
};

export const actions: Actions = {
  default: async ({ locals, request, cookies }) => {
    administratorOnly(locals);
    const read = readStatementForm(await request.formData(), dayOf(locals.now, defaultZone));
    if (read.errors.length > 0) return fail(400, read);
    await saveStatements(locals.db, locals.actor, read.values, locals.now);
    const words = await wordsIn(locals.locale);
    setFlash(cookies, words.t('privacy.register.saved'));
    redirect(303, words.href('/admin/privacy'));
  }
};
