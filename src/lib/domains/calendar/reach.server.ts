// How many people an event can reach, how many others call them at the same time, and what is left for it.
import { sql } from 'kysely';
import { catchmentsOf, peopleOfBoth, readinessAt, rivalsOfPairs, type Home } from '#lib/core/catchment.ts';
import { clashesOf, type ClashEvent } from '#lib/core/clash.ts';
import type { Point } from '#lib/core/geo.ts';
import { dayMs } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { boxAround, type Box } from '#lib/domains/places/distance.ts';
import { settlementsWithin } from '#lib/domains/places/queries.server.ts';
import type { ClashPair } from './clash-month.server.ts';
import { gatherOccurrences, minutesOf } from './clashes.server.ts';
import { audiences, bitsOf, themes } from './model.ts';
import type { FullEvent } from './queries.server.ts';
import { pairKey, reachKm } from './reach-words.ts';

export interface EventReach {
  /** Who live within `reachKm`. */
  readonly people: number;
  /** How many other events call them, as far as the reader may see them. */
  readonly rivals: number;
  /** Of the people, those whom no other event reaches. */
  readonly only: number;
  /** What part of those who are ready to come falls to this event: 0 to 1 (see `catchmentsOf`). */
  readonly share: number;
}

/** Null for what has no place, is cancelled, goes on all the time, or where nobody is known to live around. */
export async function findEventReach(
  db: Database,
  actor: Actor,
  event: FullEvent,
  occurrence: { readonly startsAt: Date; readonly endsAt: Date } | undefined
): Promise<EventReach | null> {
  const at = placeOf(event);
  if (!at || !occurrence || event.background || event.status === 'cancelled') return null;
  const [around, gathered] = await Promise.all([
    settlementsWithin(db, at, reachKm),
    gatherOccurrences(db, actor, {
      from: new Date(occurrence.startsAt.getTime() - dayMs),
      to: new Date(occurrence.endsAt.getTime() + dayMs),
      box: boxAround(at, reachKm)
    })
  ]);
  const homes = around.map(({ point, population }): Home => ({ ...point, people: population ?? 0 }));
  const others = gathered.events.filter((other) => other.event !== event.id);
  const places = [...gathered.places, at];
  const own: ClashEvent = {
    id: event.id,
    event: event.id,
    organisers: event.organisers.map(({ id }) => id),
    place: places.length - 1,
    start: minutesOf(occurrence.startsAt),
    end: minutesOf(occurrence.endsAt),
    audiences: bitsOf(audiences, event.audiences),
    themes: bitsOf(themes, event.themes),
    attendance: event.attendance ?? 0,
    background: false
  };
  // Of a series that meets it twice on the day, once.
  const rivals = new Map(
    clashesOf(own, others, places).flatMap(({ b }) => {
      const other = others[b];
      return other ? [[other.event, other.place]] : [];
    })
  );
  const place = [own.place, ...rivals.values()];
  const pairs = rivalsOfPairs(
    place.length,
    Array.from(rivals, () => 0),
    Array.from(rivals.keys(), (_, index) => index + 1)
  );
  const { people, only, ready, share } = catchmentsOf(place, pairs, readinessAt(places, homes))(0);
  return people === 0 ? null : { people, rivals: rivals.size, only, share: ready > 0 ? share / ready : 1 };
}

/** By `pairKey`, how many people live within reach of both; pairs without places are left out. */
export async function peopleOfPairs(db: Database, pairs: readonly ClashPair[]): Promise<Map<string, number>> {
  const events = [...new Set(pairs.flatMap(({ a, b }) => [a.event, b.event]))];
  if (events.length === 0) return new Map();
  const rows = await db
    .selectFrom('event')
    .leftJoin('settlement', 'settlement.id', 'event.settlement_id')
    .leftJoin('venue', 'venue.id', 'event.venue_id')
    .select([
      'event.id',
      sql<number | null>`coalesce(venue.lat, event.lat, settlement.lat)`.as('lat'),
      sql<number | null>`coalesce(venue.lon, event.lon, settlement.lon)`.as('lon')
    ])
    .where('event.id', 'in', events)
    .execute();
  const placed = rows.flatMap(({ id, lat, lon }) => (lat === null || lon === null ? [] : [{ id, lat, lon }]));
  if (placed.length === 0) return new Map();
  const readiness = readinessAt(placed, await homesIn(db, boxOf(placed)));
  const indexOf = new Map(placed.map(({ id }, index) => [id, index]));
  return new Map(
    pairs.flatMap((pair) => {
      const [a, b] = [indexOf.get(pair.a.event), indexOf.get(pair.b.event)];
      return a === undefined || b === undefined ? [] : [[pairKey(pair), peopleOfBoth(readiness, a, b)]];
    })
  );
}

async function homesIn(db: Database, { south, north, west, east }: Box): Promise<Home[]> {
  const rows = await db
    .selectFrom('settlement')
    .select(['lat', 'lon', 'population'])
    .where('lat', '>=', south)
    .where('lat', '<=', north)
    .where('lon', '>=', west)
    .where('lon', '<=', east)
    .where('population', '>', 0)
    .execute();
  return rows.flatMap(({ lat, lon, population }) =>
    lat === null || lon === null ? [] : [{ lat, lon, people: population ?? 0 }]
  );
}

/** What holds everything within reach of the points. */
function boxOf(points: readonly Point[]): Box {
  const boxes = points.map((point) => boxAround(point, reachKm));
  return {
    south: Math.min(...boxes.map(({ south }) => south)),
    north: Math.max(...boxes.map(({ north }) => north)),
    west: Math.min(...boxes.map(({ west }) => west)),
    east: Math.max(...boxes.map(({ east }) => east))
  };
}

function placeOf({ venue, settlement, lat, lon }: FullEvent): Point | null {
  for (const at of [venue, { lat, lon }, settlement])
    if (at && at.lat !== null && at.lon !== null) return { lat: at.lat, lon: at.lon };
  return null;
}
