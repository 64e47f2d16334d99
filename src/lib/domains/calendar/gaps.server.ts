// Settlements near which nothing begins in a stretch of days.
import { sql } from 'kysely';
import { nearestOf } from '#lib/core/nearest.ts';
import { addDays, defaultZone, startOfDay } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { noFilter, type EventFilter } from './filter.ts';
import { filtered } from './occurrences.server.ts';
import { territoryOf } from './territory.server.ts';

export const gapRadii = [0, 5, 10, 15, 20] as const;
/** Farther than this the nearest event is not named. */
export const namedWithinKm = 50;

export interface Gap {
  readonly slug: string;
  readonly name: string;
  readonly population: number | null;
  readonly nearest: { readonly name: string; readonly km: number } | null;
}

export interface Gaps {
  /** The most populous first. */
  readonly gaps: readonly Gap[];
  readonly people: number;
  /** Of so many settlements with a known place. */
  readonly settlements: number;
  readonly unplaced: number;
}

/**
 * Settlements of the filter's territory with nothing for its audience and theme within `km`, in days from the filter's first to its
 * last (both included). What goes on all the time, such as an exhibition, is something too. Events outside the territory count:
 * people do not mind its border.
 */
export async function findGaps(
  db: Database,
  actor: Actor,
  { filter, from, to, km }: { filter: EventFilter; from: string; to: string; km: number }
): Promise<Gaps> {
  const [territory, spots] = await Promise.all([
    territoryOf(db, filter),
    placesWithEvents(db, actor, { filter, from, to })
  ]);
  const placed = territory.flatMap(({ lat, lon, ...each }) =>
    lat === null || lon === null ? [] : [{ ...each, lat, lon }]
  );
  const inThem = new Set(spots.flatMap(({ settlement }) => settlement ?? []));
  const nearest = nearestOf(placed, spots, namedWithinKm);
  const gaps = placed.flatMap(({ id, slug, name, population }, index): Gap[] => {
    const found = nearest[index] ?? null;
    // A venue at the edge of its own settlement is there all the same.
    if (inThem.has(id) || (found && found.km <= km)) return [];
    const spot = found && spots[found.index];
    return [{ slug, name, population, nearest: spot && found ? { name: spot.name, km: found.km } : null }];
  });
  return {
    gaps,
    people: gaps.reduce((sum, { population }) => sum + (population ?? 0), 0),
    settlements: placed.length,
    unplaced: territory.length - placed.length
  };
}

interface Spot {
  readonly settlement: string | null;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
}

/** Where something begins in these days, or goes on through them, each spot once. */
async function placesWithEvents(
  db: Database,
  actor: Actor,
  { filter, from, to }: { filter: EventFilter; from: string; to: string }
): Promise<Spot[]> {
  const first = startOfDay(from, defaultZone);
  const end = startOfDay(addDays(to, 1), defaultZone);
  const wanted = { ...noFilter, audience: filter.audience, theme: filter.theme };
  const spots = async (settled: boolean) =>
    (await filtered(db, actor, wanted))
      .clearSelect()
      .select([
        'event.settlement_id as settlement',
        // A settlement's own name first, so that most events are read from an index alone.
        settled ? 'settlement.name' : sql<string>`coalesce(event.place, '')`.as('name'),
        sql<number | null>`coalesce(venue.lat, event.lat, settlement.lat)`.as('lat'),
        sql<number | null>`coalesce(venue.lon, event.lon, settlement.lon)`.as('lon')
      ])
      .distinct()
      .where('event.status', '!=', 'cancelled')
      .where('event.settlement_id', settled ? 'is not' : 'is', null);
  const found = await Promise.all(
    [true, false].flatMap((settled) => [
      spots(settled).then((query) =>
        query.where('occurrence.starts_at', '>=', first).where('occurrence.starts_at', '<', end).execute()
      ),
      spots(settled).then((query) =>
        query
          .where('event.background', '=', true)
          .where('occurrence.starts_at', '<', first)
          .where('occurrence.ends_at', '>', first)
          .execute()
      )
    ])
  );
  const rows = found
    .flat()
    .flatMap(({ lat, lon, name, ...spot }) =>
      lat === null || lon === null ? [] : [{ ...spot, name: name ?? '', lat, lon }]
    );
  return [...new Map(rows.map((spot) => [`${spot.lat} ${spot.lon} ${spot.settlement}`, spot])).values()].sort(
    (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.lat - b.lat || a.lon - b.lon)
  );
}
