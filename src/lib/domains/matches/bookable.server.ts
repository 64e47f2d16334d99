// What of an agreement stands in the register and can be booked there.
import type { Id } from '#lib/core/ids.ts';
import type { Offering } from '#lib/domains/exchange/queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Agreement } from './agreement-queries.server.ts';

/** @returns the way to its booking on the first day, and the place of the party that lends it; null where nothing can be booked */
export async function bookableOf(
  db: Database,
  { parties, startsOn }: Pick<Agreement, 'parties' | 'startsOn'>
): Promise<{ name: string; href: string; keeper: number } | null> {
  const day = startsOn ? `&day=${startsOn}` : '';
  for (const { offering, position } of parties) {
    if (offering?.side !== 'offer') continue;
    if (offering.venue) {
      const venue = await db
        .selectFrom('venue')
        .select(['slug', 'name', 'bookable', 'closed_on'])
        .where('id', '=', offering.venue as Id<'venue'>)
        .executeTakeFirst();
      if (venue?.bookable && venue.closed_on === null)
        return { name: venue.name, href: `/bookings/new?venue=${venue.slug}${day}`, keeper: position };
    }
    if (offering.equipment) {
      const thing = await db
        .selectFrom('equipment')
        .select(['slug', 'name'])
        .where('id', '=', offering.equipment as Id<'equipment'>)
        .executeTakeFirst();
      if (thing)
        return { name: thing.name, href: `/bookings/new?thing=${thing.slug}${day}`, keeper: position };
    }
  }
  return null;
}

/** Where it will most likely be: the hall that is lent, and its settlement. */
export async function placeLent(
  db: Database,
  { side, venue, settlement }: Pick<Offering, 'side' | 'venue' | 'settlement'>
): Promise<string | null> {
  if (side !== 'offer' || venue === null) return null;
  const found = await db
    .selectFrom('venue')
    .select('name')
    .where('id', '=', venue as Id<'venue'>)
    .executeTakeFirst();
  return found ? `${found.name}, ${settlement.name}` : null;
}
