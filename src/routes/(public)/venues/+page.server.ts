import type { PageServerLoad } from './$types';
import { filterFrom } from '#lib/domains/registry/filter.ts';
import { venueKinds } from '#lib/domains/registry/model.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { canAddVenue } from '#lib/domains/registry/policy.ts';
import { listVenues } from '#lib/domains/registry/venue-queries.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, url }) => {
  const filter = filterFrom(url.searchParams, venueKinds);
  const near = await findNear(db, filter.near, filter.within);
  const { settlements } = near;
  return {
    filter,
    near,
    list: await listVenues(db, { ...filter, settlements }),
    canAdd: canAddVenue(actor)
  };
};
