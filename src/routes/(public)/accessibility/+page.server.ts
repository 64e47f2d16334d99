import type { PageServerLoad } from './$types';
import { isAdministrator } from '#lib/platform/actor.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { missingFacts } from '#lib/platform/privacy/statements.ts';

export const load: PageServerLoad = async ({ locals }) => {
  const installation = await findInstallation(locals.db);
  const { operator, statements } = installation;
  return {
    operator: operator?.name ?? null,
    contact: statements?.accessibilityContact ?? operator?.email ?? operator?.address ?? null,
    reviewedOn: statements?.reviewedOn ?? null,
    address: locals.origin,
    missing: isAdministrator(locals.actor) ? missingFacts(installation) : []
  };
};
