// The records of the register that an offer stands for, to be linked to from its page.
import { findEquipmentByIds } from '#lib/domains/registry/equipment.server.ts';
import { findVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { findService } from '#lib/domains/services/queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Offering } from './queries.server.ts';

/** Name, and path as the routes are named. */
export async function recordsOf(
  db: Database,
  { venue, equipment, service }: Offering
): Promise<{ readonly name: string; readonly path: string }[]> {
  const room = venue ? await findVenue(db, venue) : null;
  const [thing] = equipment ? await findEquipmentByIds(db, [equipment]) : [];
  const help = service ? await findService(db, service) : null;
  return [
    ...(room ? [{ name: room.name, path: `/venues/${room.slug}` }] : []),
    ...(thing ? [{ name: thing.name, path: `/equipment/${thing.slug}` }] : []),
    ...(help ? [{ name: help.name, path: `/services/${help.slug}` }] : [])
  ];
}
