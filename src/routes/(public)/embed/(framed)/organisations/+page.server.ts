import { countFrom } from '../../count.ts';
import type { PageServerLoad } from './$types';
import { filterFrom } from '#lib/domains/registry/filter.ts';
import { organisationKinds } from '#lib/domains/registry/model.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { listOrganisations } from '#lib/domains/registry/queries.server.ts';

export const load: PageServerLoad = async ({ locals: { db }, url }) => {
  const filter = filterFrom(url.searchParams, organisationKinds);
  const { settlement, settlements } = await findNear(db, filter.near, filter.within);
  return {
    filter,
    place: settlement?.name ?? null,
    list: await listOrganisations(db, {
      ...filter,
      settlements,
      page: 1,
      pageSize: countFrom(url.searchParams)
    })
  };
};
