// Which records of the register have photos: everybody sees them; who keeps the record true puts them up.
import { sql } from 'kysely';
import { mayEditFor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Photographed } from '#lib/platform/domain.ts';
import { findEquipmentByIds, findEquipmentBySlug } from './equipment.server.ts';
import { canEditOrganisation, canEditVenue } from './policy.ts';
import { findOrganisation, findOrganisationBySlug } from './queries.server.ts';
import { findVenue, findVenueBySlug } from './venue-queries.server.ts';

export const organisationPhotos: Photographed = {
  kind: 'organisation',
  path: 'organisations',
  async find(db, actor, by) {
    const found = await ('id' in by
      ? findOrganisation(db, by.id)
      : findOrganisationBySlug(db, actor, by.slug));
    if (!found) return null;
    const { id, slug, name } = found;
    return { id, slug, name, mayChange: canEditOrganisation(actor, found), organisations: [id] };
  },
  remaining: (db, ids) => remainingIn(db, 'organisation', ids)
};

export const venuePhotos: Photographed = {
  kind: 'venue',
  path: 'venues',
  async find(db, actor, by) {
    const found = await ('id' in by ? findVenue(db, by.id) : findVenueBySlug(db, by.slug));
    if (!found) return null;
    const { id, slug, name, organisation } = found;
    return {
      id,
      slug,
      name,
      mayChange: canEditVenue(actor, found),
      organisations: organisation ? [organisation.id] : []
    };
  },
  remaining: (db, ids) => remainingIn(db, 'venue', ids)
};

export const equipmentPhotos: Photographed = {
  kind: 'equipment',
  path: 'equipment',
  async find(db, actor, by) {
    const found = await ('id' in by
      ? findEquipmentByIds(db, [by.id]).then(([first]) => first)
      : findEquipmentBySlug(db, by.slug));
    if (!found) return null;
    const { id, slug, name, owner } = found;
    return { id, slug, name, mayChange: mayEditFor(actor, owner.id), organisations: [owner.id] };
  },
  remaining: (db, ids) => remainingIn(db, 'equipment', ids)
};

async function remainingIn(
  db: Database,
  table: 'organisation' | 'venue' | 'equipment',
  ids: readonly string[]
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.ref(table)} where id = any(${[...ids]}::uuid[])`.execute(db);
  return rows.map(({ id }) => id);
}
