// Lays the calendar's occurrences before the clash solver: of a span of time and a territory.
import { sql, type SqlBool } from 'kysely';
import type { Reason } from '#lib/core/answer.ts';
import { findClashes, type Clash, type ClashEvent } from '#lib/core/clash.ts';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Box } from '#lib/domains/places/distance.ts';
import { organisersOf, performersOf, type NamedPlace } from './queries.server.ts';
import { filtered } from './occurrences.server.ts';
import { noFilter, type EventFilter } from './filter.ts';
import { audiences, bitsOf, themes, type Audience, type Status, type Theme } from './model.ts';
import { placeList } from './place-list.ts';

/** One side of a clash as people see it. */
export interface ClashSide {
  readonly event: Id<'event'>;
  /** Which of its occurrences: the local start that the rule gives it. */
  readonly recurrenceId: string;
  readonly slug: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: Status;
  readonly settlement: string | null;
  readonly settlementId: string | null;
  readonly venue: string | null;
  readonly venueId: string | null;
  readonly organisers: readonly NamedPlace[];
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
  readonly tradition: string | null;
  /** Names, as the programme has them. */
  readonly performers: readonly string[];
  readonly uid: string;
}

export interface NamedClash {
  readonly a: ClashSide;
  readonly b: ClashSide;
  readonly score: number;
  readonly km: number;
  readonly minutes: number;
  readonly reasons: readonly Reason[];
}

export interface Gathered {
  readonly sides: readonly ClashSide[];
  readonly events: readonly ClashEvent[];
  readonly places: readonly Point[];
  /** Occurrences whose place is not known well enough to compare. */
  readonly unplaced: readonly ClashSide[];
}

/** Occurrences that are on in [from, to), neither cancelled nor without a place, as the solver wants them. */
export async function gatherOccurrences(
  db: Database,
  actor: Actor,
  {
    from,
    to,
    filter = noFilter,
    box = null
  }: { from: Date; to: Date; filter?: EventFilter; box?: Box | null }
): Promise<Gathered> {
  const rows = await (
    await filtered(db, actor, filter)
  )
    .select([
      'event.settlement_id',
      'event.venue_id',
      'event.attendance',
      'event.tradition',
      'event.uid',
      sql<number | null>`coalesce(venue.lat, event.lat, settlement.lat)`.as('lat'),
      sql<number | null>`coalesce(venue.lon, event.lon, settlement.lon)`.as('lon')
    ])
    .where('event.status', '!=', 'cancelled')
    .where('occurrence.starts_at', '<', to)
    .where('occurrence.ends_at', '>=', from)
    // What lasts longer than the span that is asked about began before it: only so far does the index have to look back.
    .where('occurrence.starts_at', '>', new Date(from.getTime() - 2 * dayMs))
    .where('event.background', '=', false)
    .$if(box !== null, (query) =>
      query.where(
        sql<SqlBool>`coalesce(venue.lat, event.lat, settlement.lat) between ${box?.south} and ${box?.north}
          and coalesce(venue.lon, event.lon, settlement.lon) between ${box?.west} and ${box?.east}`
      )
    )
    .orderBy('occurrence.starts_at')
    .orderBy('event.id')
    .execute();
  const ids = rows.map((row) => row.id);
  const [organisers, performers] = await Promise.all([organisersOf(db, ids), performersOf(db, ids)]);

  const sides: ClashSide[] = [];
  const unplaced: ClashSide[] = [];
  const events: ClashEvent[] = [];
  const places = placeList();
  for (const row of rows) {
    const side: ClashSide = {
      event: row.id,
      recurrenceId: row.recurrence_id,
      slug: row.slug,
      title: row.title,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      status: row.status,
      settlement: row.settlement_name ?? row.place,
      settlementId: row.settlement_id,
      venue: row.venue_name ?? row.place,
      venueId: row.venue_id,
      organisers: organisers.get(row.id) ?? [],
      audiences: row.audiences,
      themes: row.themes,
      tradition: row.tradition,
      performers: (performers.get(row.id) ?? []).map(({ name }) => name),
      uid: row.uid
    };
    if (row.lat === null || row.lon === null) {
      unplaced.push(side);
      continue;
    }
    sides.push(side);
    events.push({
      id: `${row.id} ${row.recurrence_id}`,
      event: row.id,
      organisers: side.organisers.map(({ id }) => id),
      place: places.indexOf({ lat: row.lat, lon: row.lon }),
      start: minutesOf(row.starts_at),
      end: minutesOf(row.ends_at),
      audiences: bitsOf(audiences, row.audiences),
      themes: bitsOf(themes, row.themes),
      attendance: row.attendance ?? 0,
      background: false
    });
  }
  return { sides, events, places: places.points, unplaced };
}

/** The clashes of a span of time, worst first. */
export async function clashesBetween(
  db: Database,
  actor: Actor,
  span: { from: Date; to: Date; filter?: EventFilter },
  minScore = 0
): Promise<{ clashes: NamedClash[]; gathered: Gathered }> {
  const gathered = await gatherOccurrences(db, actor, span);
  const clashes = findClashes(gathered.events, gathered.places, { minScore }).map((clash) => ({
    a: sideAt(gathered, clash.a),
    b: sideAt(gathered, clash.b),
    ...judgement(clash)
  }));
  return { clashes, gathered };
}

export function judgement({
  score,
  km,
  minutes,
  reasons
}: Clash): Pick<NamedClash, 'score' | 'km' | 'minutes' | 'reasons'> {
  return { score, km, minutes, reasons };
}

function sideAt(gathered: Gathered, index: number): ClashSide {
  const side = gathered.sides[index];
  if (!side) throw new RangeError(`No occurrence ${index}`);
  return side;
}

export function minutesOf(instant: Date): number {
  return Math.floor(instant.getTime() / 60_000);
}
