import type { PageServerLoad } from './$types';
import { filterFrom } from '#lib/domains/registry/filter.ts';
import { organisationKinds } from '#lib/domains/registry/model.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { canAddOrganisation, canJudgeDuplicates } from '#lib/domains/registry/policy.ts';
import { listOrganisations } from '#lib/domains/registry/queries.server.ts';
import { isColleague } from '#lib/platform/actor.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, url }) => {
  const filter = filterFrom(url.searchParams, organisationKinds);
  const near = await findNear(db, filter.near, filter.within);
  const { settlements } = near;
  return {
    filter,
    near,
    list: await listOrganisations(db, { ...filter, settlements }),
    canAdd: canAddOrganisation(actor),
    judgesDuplicates: canJudgeDuplicates(actor),
    mayHaveInternal: isColleague(actor)
  };
};
