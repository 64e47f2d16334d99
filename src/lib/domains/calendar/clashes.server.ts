// Lays the calendar's occurrences before the clash solver: for a month of a territory, and for an event that is being entered.
import { sql, type SqlBool } from 'kysely';
import type { Reason } from '#lib/core/answer.ts';
import { clashesOf, findClashes, type Clash, type ClashEvent } from '#lib/core/clash.ts';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { occurrencesOf } from '#lib/core/recurrence.ts';
import { suggestSlots, type Slot } from '#lib/core/slots.ts';
import { dayMs } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { boxAround, type Box } from '#lib/domains/places/distance.ts';
import { filtered, organisersOf, type NamedPlace } from './queries.server.ts';
import { noFilter, type EventFilter } from './filter.ts';
import { audiences, bitsOf, themes, type Audience, type Status, type Theme } from './model.ts';
import { placeList } from './place-list.ts';
import { candidateStarts } from './slot-candidates.ts';
import { seriesOf, type EventDraft } from './write.server.ts';

/** One side of a clash as people see it. */
export interface ClashSide {
  readonly event: Id<'event'>;
  readonly slug: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: Status;
  readonly settlement: string | null;
  readonly settlementId: string | null;
  readonly venue: string | null;
  readonly organisers: readonly NamedPlace[];
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
  readonly tradition: string | null;
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
  const organisers = await organisersOf(
    db,
    rows.map((row) => row.id)
  );

  const sides: ClashSide[] = [];
  const unplaced: ClashSide[] = [];
  const events: ClashEvent[] = [];
  const places = placeList();
  for (const row of rows) {
    const side: ClashSide = {
      event: row.id,
      slug: row.slug,
      title: row.title,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      status: row.status,
      settlement: row.settlement_name ?? row.place,
      settlementId: row.settlement_id,
      venue: row.venue_name ?? row.place,
      organisers: organisers.get(row.id) ?? [],
      audiences: row.audiences,
      themes: row.themes,
      tradition: row.tradition,
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

export interface Advice {
  /** What the event as entered competes with, worst first. */
  readonly clashes: readonly AdvisedClash[];
  readonly total: number;
  /** Better slots within the event's flexibility; empty when there is none or it may not move. */
  readonly slots: readonly Slot[];
  /** Why there are no slots to offer. */
  readonly noSlots: 'no_clash' | 'fixed' | 'series' | 'none_better' | null;
  /** The event's place has no coordinates, so nothing could be compared. */
  readonly unplaced: boolean;
  /** Id of the settlement where the event is to be. */
  readonly settlementId: string | null;
}

export interface AdvisedClash {
  readonly startsAt: Date;
  readonly other: ClashSide;
  readonly score: number;
  readonly km: number;
  readonly minutes: number;
  readonly reasons: readonly Reason[];
}

/** Of a long series, so many coming occurrences are compared: three quarters of a year of a weekly club. */
const maxAdvised = 40;
const reachKm = 25;

/**
 * Advice on an event before it is published, among all that the actor may see, tentative events of others included.
 * @param self the event's own id where it is being changed: it does not clash with itself
 * @param at where it takes place; null where that is not known
 */
export async function adviseOn(
  db: Database,
  actor: Actor,
  { draft, at, self, now }: { draft: EventDraft; at: Point | null; self: Id<'event'> | null; now: Date }
): Promise<Advice> {
  const settlementId = draft.settlement;
  const nothing: Advice = {
    clashes: [],
    total: 0,
    slots: [],
    noSlots: 'no_clash',
    unplaced: at === null,
    settlementId
  };
  if (!at || draft.background || draft.status === 'cancelled') return nothing;
  const { occurrences } = occurrencesOf(
    seriesOf(draft),
    now,
    new Date(now.getTime() + 3 * 366 * dayMs),
    maxAdvised
  );
  const first = occurrences[0];
  const last = occurrences.at(-1);
  if (!first || !last) return nothing;

  const candidates = candidateStarts(draft, now);
  const starts = [...occurrences.map(({ start }) => start), ...candidates];
  const gathered = await gatherOccurrences(db, actor, {
    from: new Date(Math.min(...starts.map(Number)) - dayMs),
    to: new Date(Math.max(...starts.map(Number), last.end.getTime()) + 2 * dayMs),
    box: boxAround(at, reachKm)
  });
  const others = gathered.events.filter((event) => event.event !== self);
  const sides = gathered.sides.filter((side) => side.event !== self);
  const places = [...gathered.places, at];
  const own = (start: Date, end: Date): ClashEvent => ({
    id: `${self ?? 'new'} ${start.toISOString()}`,
    event: self ?? 'new',
    organisers: draft.organisers,
    place: places.length - 1,
    start: minutesOf(start),
    end: minutesOf(end),
    audiences: bitsOf(audiences, draft.audiences),
    themes: bitsOf(themes, draft.themes),
    attendance: draft.attendance ?? 0,
    background: false
  });

  const clashes = occurrences
    .flatMap(({ start, end }) =>
      clashesOf(own(start, end), others, places).flatMap((clash) => {
        const other = sides[clash.b];
        return other ? [{ startsAt: start, other, ...judgement(clash) }] : [];
      })
    )
    .sort((a, b) => b.score - a.score || Number(a.startsAt) - Number(b.startsAt));
  const answer = (slots: readonly Slot[], noSlots: Advice['noSlots']): Advice => ({
    clashes: clashes.slice(0, 10),
    total: clashes.length,
    slots,
    noSlots,
    unplaced: false,
    settlementId
  });
  if (clashes.length === 0) return answer([], 'no_clash');
  if (draft.flexibility.kind === 'fixed') return answer([], 'fixed');
  if (draft.rule !== null) return answer([], 'series');
  const { answer: slots } = suggestSlots({
    event: own(first.start, first.end),
    candidates: candidates.map(minutesOf),
    others,
    places
  });
  return answer(slots, slots.length === 0 ? 'none_better' : null);
}

function judgement({
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
