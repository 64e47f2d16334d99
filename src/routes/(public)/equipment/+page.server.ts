import type { PageServerLoad } from './$types';
import { canRequest } from '#lib/domains/bookings/policy.ts';
import { listEquipment } from '#lib/domains/registry/equipment.server.ts';
import { filterFrom } from '#lib/domains/registry/filter.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { equipmentKinds } from '#lib/domains/registry/venue-facts.ts';
import { editableOrganisations, mayEditFor } from '#lib/platform/actor.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, url }) => {
  const filter = filterFrom(url.searchParams, equipmentKinds);
  const near = await findNear(db, filter.near, filter.within);
  const list = await listEquipment(db, { ...filter, settlements: near.settlements });
  return {
    filter,
    near,
    list: {
      ...list,
      rows: list.rows.map((thing) => ({ ...thing, canEdit: mayEditFor(actor, thing.owner.id) }))
    },
    mayAsk: canRequest(actor),
    canAdd: editableOrganisations(actor)?.length !== 0
  };
};
