import type { PageServerLoad } from './$types';
import { canPlanProjects } from '#lib/domains/projects/policy.ts';
import { listProjects } from '#lib/domains/projects/queries.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, url }) => {
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
  return {
    list: await listProjects(db, actor, { page }),
    own: actor.kind === 'person' ? (await listProjects(db, actor, { own: true })).rows : [],
    mayPlan: canPlanProjects(actor)
  };
};
