// Finds where else the performers of one event appear: at the same time, or near it within days.
import { sql } from 'kysely';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { performerKey } from '#lib/core/performer-name.ts';
import { dayMs, dayOf, daysBetween, defaultZone } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { minutesOf } from './clashes.server.ts';
import { noFilter } from './filter.ts';
import { filtered } from './occurrences.server.ts';
import {
  findPerformerMeetings,
  journeyDays,
  type Appearance,
  type PerformerMeeting
} from './performer-meetings.ts';

/** One of them at another event. */
export interface MetPerformer extends Pick<PerformerMeeting, 'kind' | 'km'> {
  /** As the event that is asked about has the name. */
  readonly name: string;
  /** Calendar days from the event that is asked about to the other; negative when the other is first. */
  readonly days: number;
  readonly other: {
    readonly slug: string;
    readonly title: string;
    readonly settlement: string | null;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly allDay: boolean;
  };
}

/** More occurrences than anybody performs at in a season. */
const mostOccurrences = 500;
const mostShown = 6;

/**
 * Mistakes first, then the nearest in time; each other event once for a performer.
 * @param self the event's own id where it is there already
 */
export async function findMetPerformers(
  db: Database,
  actor: Actor,
  {
    self,
    performers,
    at,
    occurrences
  }: {
    self: Id<'event'> | null;
    performers: readonly { readonly name: string }[];
    at: Point | null;
    occurrences: readonly { readonly start: Date; readonly end: Date }[];
  }
): Promise<MetPerformer[]> {
  const names = new Map(
    performers.flatMap(({ name }): [string, string][] => {
      const key = performerKey(name);
      return key === null ? [] : [[key, name]];
    })
  );
  const [first, last] = [occurrences[0], occurrences.at(-1)];
  if (names.size === 0 || !at || !first || !last) return [];
  const rows = await othersOf(db, actor, {
    ...{ self, keys: [...names.keys()] },
    from: new Date(first.start.getTime() - journeyDays * dayMs),
    to: new Date(last.end.getTime() + journeyDays * dayMs)
  });
  const own = occurrences.map(({ start, end }): Appearance => ({
    ...{ event: 'own', performers: [...names.keys()], at },
    ...{ start: minutesOf(start), end: minutesOf(end) }
  }));
  const others = rows.map((row): Appearance => ({
    ...{ event: row.id, performers: row.keys },
    at: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    ...{ start: minutesOf(row.starts_at), end: minutesOf(row.ends_at) }
  }));
  return findPerformerMeetings([...own, ...others])
    .flatMap(({ a, b, performer, kind, km }) => {
      const ownFirst = a < own.length;
      // Two of others are their organisers' business.
      if (ownFirst === b < own.length) return [];
      const row = rows[(ownFirst ? b : a) - own.length];
      const mine = occurrences[ownFirst ? a : b];
      if (!row || !mine) return [];
      const days = daysBetween(dayOf(mine.start, defaultZone), dayOf(row.starts_at, defaultZone));
      return [metOf(row, { name: names.get(performer) ?? '', kind, km, days })];
    })
    .slice(0, mostShown);
}

async function othersOf(
  db: Database,
  actor: Actor,
  { self, keys, from, to }: { self: Id<'event'> | null; keys: readonly string[]; from: Date; to: Date }
) {
  const named = db
    .selectFrom('event_performer')
    .select(['event_id', sql<string[]>`array_agg(key)`.as('keys')])
    .where('key', 'in', keys)
    .groupBy('event_id')
    .as('named');
  return (await filtered(db, actor, noFilter))
    .innerJoin(named, 'named.event_id', 'event.id')
    .select([
      'named.keys',
      sql<number | null>`coalesce(venue.lat, event.lat, settlement.lat)`.as('lat'),
      sql<number | null>`coalesce(venue.lon, event.lon, settlement.lon)`.as('lon')
    ])
    .where('event.status', '!=', 'cancelled')
    .where('event.background', '=', false)
    .where('occurrence.starts_at', '>=', from)
    .where('occurrence.starts_at', '<', to)
    .$if(self !== null, (query) => query.where('event.id', '!=', self ?? ('' as Id<'event'>)))
    .orderBy('occurrence.starts_at')
    .orderBy('event.id')
    .limit(mostOccurrences)
    .execute();
}

function metOf(
  row: Awaited<ReturnType<typeof othersOf>>[number],
  met: Omit<MetPerformer, 'other'>
): MetPerformer {
  return {
    ...met,
    other: {
      slug: row.slug,
      title: row.title,
      settlement: row.settlement_name ?? row.place,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      allDay: row.all_day
    }
  };
}
