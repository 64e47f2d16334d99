// Where an event could be tried: settlements and venues, by what the address of the board calls them.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { FullEvent } from '#lib/domains/calendar/queries.server.ts';

export interface Place {
  /** `s.SLUG` or `v.SLUG`. */
  readonly ref: string;
  readonly settlementId: string;
  readonly settlement: string;
  /** Null: somewhere in the settlement. */
  readonly venueId: string | null;
  readonly venue: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** What an event's own place is called. */
export function placeRefOf({ venue, settlement }: Pick<FullEvent, 'venue' | 'settlement'>): string | null {
  if (venue) return `v.${venue.slug}`;
  return settlement && `s.${settlement.slug}`;
}

/** By what they are called; what is not there is left out. */
export async function findPlaces(db: Database, refs: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  const slugs = (kind: string): string[] =>
    refs.filter((ref) => ref.startsWith(`${kind}.`)).map((ref) => ref.slice(2));
  const [settlements, venues] = [slugs('s'), slugs('v')];
  const found: Place[] = [];
  if (settlements.length > 0)
    for (const { id, slug, name, lat, lon } of await db
      .selectFrom('settlement')
      .select(['id', 'slug', 'name', 'lat', 'lon'])
      .where('slug', 'in', settlements)
      .execute())
      found.push({
        ref: `s.${slug}`,
        settlementId: id,
        settlement: name,
        venueId: null,
        venue: null,
        lat,
        lon
      });
  if (venues.length > 0)
    for (const row of await venuesIn(db).where('venue.slug', 'in', venues).execute())
      found.push(placeOf(row));
  return new Map(found.map((place) => [place.ref, place]));
}

/** Venues of settlements that are open, in alphabetical order. */
export async function listVenuePlaces(db: Database, settlements: readonly string[]): Promise<Place[]> {
  if (settlements.length === 0) return [];
  const rows = await venuesIn(db)
    .where('venue.settlement_id', 'in', settlements as Id<'settlement'>[])
    .orderBy('venue.name')
    .orderBy('venue.id')
    .limit(60)
    .execute();
  return rows.map(placeOf);
}

/** Slugs by id, for the rows of the board. */
export async function slugsOf(
  db: Database,
  table: 'settlement' | 'venue',
  ids: readonly string[]
): Promise<ReadonlyMap<string, { readonly slug: string; readonly name: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom(table)
    .select(['id', 'slug', 'name'])
    .where('id', 'in', [...new Set(ids)] as never[])
    .execute();
  return new Map(rows.map(({ id, slug, name }) => [id as string, { slug, name }]));
}

function venuesIn(db: Database) {
  return db
    .selectFrom('venue')
    .innerJoin('settlement', 'settlement.id', 'venue.settlement_id')
    .select(['venue.id', 'venue.slug', 'venue.name', 'venue.settlement_id', 'settlement.name as settlement'])
    .select(({ fn }) => [
      fn.coalesce('venue.lat', 'settlement.lat').as('lat'),
      fn.coalesce('venue.lon', 'settlement.lon').as('lon')
    ])
    .where('venue.closed_on', 'is', null);
}

type Row = Awaited<ReturnType<ReturnType<typeof venuesIn>['execute']>>[number];

function placeOf({ id, slug, name, settlement_id, settlement, lat, lon }: Row): Place {
  return { ref: `v.${slug}`, settlementId: settlement_id, settlement, venueId: id, venue: name, lat, lon };
}
