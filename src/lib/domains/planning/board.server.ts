// What the planning board shows: who has what on which day, what competes, and how that would change if some events moved.
import { sql } from 'kysely';
import { fold } from '#lib/core/hungarian.ts';
import { findClashes, type Clash } from '#lib/core/clash.ts';
import {
  addDays,
  dayMs,
  dayOf,
  daysBetween,
  defaultZone,
  instantOf,
  localOf,
  startOfDay
} from '#lib/core/time.ts';
import { addLocalMinutes } from '#lib/core/time.ts';
import { mayEditFor, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  gatherOccurrences,
  judgement,
  minutesOf,
  type ClashSide,
  type NamedClash
} from '#lib/domains/calendar/clashes.server.ts';
import type { EventFilter } from '#lib/domains/calendar/filter.ts';
import { visibleStatuses } from '#lib/domains/calendar/policy.ts';
import { minScore } from './thresholds.ts';
import type { WhatIf } from './what-if.ts';

export type RowKind = 'settlements' | 'organisations';

/** One occurrence on its day. */
export interface Bar {
  readonly key: string;
  readonly slug: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Local start. */
  readonly local: string;
  readonly status: ClashSide['status'];
  readonly settlement: string | null;
  readonly organisers: readonly string[];
  /** How many others it competes with, and how strongly with the worst, 0 to 100. */
  readonly clashes: number;
  readonly worst: number;
  /** One that repeats, or began before today, is not tried elsewhere. */
  readonly movable: boolean;
  readonly mine: boolean;
  readonly moved: boolean;
}

export interface BoardRow {
  readonly key: string;
  /** Null: without a settlement, or without an organiser. */
  readonly name: string | null;
  /** By day; days with nothing are missing. */
  readonly days: ReadonlyMap<string, readonly Bar[]>;
}

/** One event that is tried elsewhere. */
export interface TriedMove {
  readonly event: string;
  readonly slug: string;
  readonly title: string;
  /** Local. */
  readonly from: string;
  readonly to: string;
  readonly before: number;
  readonly after: number;
  readonly mine: boolean;
}

export interface Board {
  readonly days: readonly string[];
  readonly rows: readonly BoardRow[];
  readonly hasNext: boolean;
  readonly events: number;
  readonly unplaced: number;
  /** Pairs of events that compete in the days shown: as things stand, and as tried. */
  readonly before: number;
  readonly after: number;
  readonly tried: readonly TriedMove[];
  /** As tried, worst first; each pair of events once. */
  readonly clashes: readonly NamedClash[];
}

export interface BoardQuestion {
  readonly filter: EventFilter;
  /** First day, 'YYYY-MM-DD', and how many. */
  readonly from: string;
  readonly days: number;
  readonly rows: RowKind;
  readonly whatIfs: readonly WhatIf[];
  /** From 1. */
  readonly page: number;
}

export const rowsPerPage = 25;
/** Farther from the days shown nothing is tried: what is compared has to be read. */
const farthestDays = 62;

export async function findBoard(
  db: Database,
  actor: Actor,
  { filter, from, days, rows, whatIfs, page }: BoardQuestion,
  now: Date
): Promise<Board> {
  const span = { from: startOfDay(from, defaultZone), to: startOfDay(addDays(from, days), defaultZone) };
  const tried = await triedEvents(db, actor, { whatIfs, from, now });
  const all = tried.flatMap(({ before, after }) => [before, after]);
  const gathered = await gatherOccurrences(db, actor, {
    from: new Date(Math.min(Number(span.from), ...all.map(({ startsAt }) => startsAt.getTime() - dayMs))),
    to: new Date(Math.max(Number(span.to), ...all.map(({ endsAt }) => endsAt.getTime() + dayMs))),
    filter: { ...filter, from: null, to: null, organiser: null }
  });
  const { sides, events, places } = gathered;
  const repeating = await repeatingOnes(db, [...new Set(sides.map(({ event }) => event))]);
  const movedTo = new Map(tried.map((each): [string, Tried] => [each.event, each]));
  const movedSides = sides.map((side) => ({ ...side, ...movedTo.get(side.event)?.after }));
  const movedEvents = events.map((event) => {
    const to = movedTo.get(event.event)?.after;
    return to ? { ...event, start: minutesOf(to.startsAt), end: minutesOf(to.endsAt) } : event;
  });

  const shown = ({ startsAt }: ClashSide): boolean => startsAt >= span.from && startsAt < span.to;
  // Whatever is tried counts wherever it goes, before and after alike.
  const counts = (clash: Clash, those: readonly ClashSide[]): boolean =>
    [clash.a, clash.b].some((index) => {
      const side = those[index];
      return side !== undefined && (shown(side) || movedTo.has(side.event));
    });
  const before = pairsOf(
    findClashes(events, places, { minScore }).filter((clash) => counts(clash, sides)),
    sides
  );
  const meetings =
    movedTo.size === 0
      ? findClashes(events, places, { minScore }).filter((clash) => counts(clash, sides))
      : findClashes(movedEvents, places, { minScore }).filter((clash) => counts(clash, movedSides));
  const after = pairsOf(meetings, movedSides);
  const weights = weightsOf(meetings);

  const bars = movedSides.flatMap((side, index): { side: ClashSide; bar: Bar }[] =>
    shown(side)
      ? [
          {
            side,
            bar: {
              key: `${side.slug} ${side.startsAt.toISOString()}`,
              slug: side.slug,
              title: side.title,
              startsAt: side.startsAt,
              endsAt: side.endsAt,
              local: localOf(side.startsAt, defaultZone),
              status: side.status,
              settlement: side.settlement,
              organisers: side.organisers.map(({ name }) => name),
              clashes: weights.get(index)?.rivals.size ?? 0,
              worst: weights.get(index)?.worst ?? 0,
              movable: !repeating.has(side.event) && (sides[index]?.startsAt ?? now) > now,
              mine: side.organisers.some(({ id }) => mayEditFor(actor, id)),
              moved: movedTo.has(side.event)
            }
          }
        ]
      : []
  );
  const ordered = rowsOf(bars, rows);
  const onBoard = new Set(sides.map(({ event }) => event as string));
  return {
    days: Array.from({ length: days }, (_, index) => addDays(from, index)),
    rows: ordered.slice((page - 1) * rowsPerPage, page * rowsPerPage),
    hasNext: ordered.length > page * rowsPerPage,
    events: new Set(bars.map(({ bar }) => bar.slug)).size,
    unplaced: new Set(gathered.unplaced.filter(shown).map(({ event }) => event)).size,
    before: before.length,
    after: after.length,
    tried: tried
      .filter(({ event }) => onBoard.has(event))
      .map(({ event, slug, title, from: was, to, mine }) => ({
        event,
        slug,
        title,
        from: was,
        to,
        before: countOf(before, event),
        after: countOf(after, event),
        mine
      })),
    clashes: after
  };
}

interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

interface Tried {
  readonly event: string;
  readonly slug: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly before: Span;
  readonly after: Span;
  readonly mine: boolean;
}

/** Only what takes place once, has not begun, and which this actor may see; to times that have not passed. */
async function triedEvents(
  db: Database,
  actor: Actor,
  { whatIfs, from, now }: { whatIfs: readonly WhatIf[]; from: string; now: Date }
): Promise<Tried[]> {
  if (whatIfs.length === 0) return [];
  const rows = await db
    .selectFrom('event')
    .select(['id', 'slug', 'title', 'starts', 'minutes', 'zone'])
    .where(
      'slug',
      'in',
      whatIfs.map(({ event }) => event)
    )
    .where('rule', 'is', null)
    .where('background', '=', false)
    .where('status', 'in', visibleStatuses(actor))
    .where('status', '!=', 'cancelled')
    .execute();
  const organisers = await db
    .selectFrom('event_organiser')
    .select(['event_id', 'organisation_id'])
    .where('event_id', 'in', rows.length > 0 ? rows.map(({ id }) => id) : [noEvent])
    .execute();
  const near = (local: string): boolean => Math.abs(daysBetween(from, local.slice(0, 10))) <= farthestDays;
  return whatIfs.flatMap(({ event: slug, starts: to }) => {
    const row = rows.find((each) => each.slug === slug);
    if (!row || row.starts === to || !near(row.starts) || !near(to)) return [];
    const spanAt = (local: string): Span => ({
      startsAt: instantOf(local, row.zone),
      endsAt: instantOf(addLocalMinutes(local, row.minutes), row.zone)
    });
    const [before, after] = [spanAt(row.starts), spanAt(to)];
    if (before.startsAt <= now || after.startsAt <= now) return [];
    const mine = organisers.some(
      ({ event_id, organisation_id }) => event_id === row.id && mayEditFor(actor, organisation_id)
    );
    return [{ event: row.id, slug, title: row.title, from: row.starts, to, before, after, mine }];
  });
}

type EventKey = ClashSide['event'];
const noEvent = '00000000-0000-0000-0000-000000000000' as EventKey;

async function repeatingOnes(db: Database, events: readonly EventKey[]): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const rows = await db
    .selectFrom('event')
    .select('id')
    .where(sql<boolean>`id = any(${events}::uuid[])`)
    .where('rule', 'is not', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Each pair of events once, by its worst meeting; worst first. */
function pairsOf(clashes: readonly Clash[], sides: readonly ClashSide[]): NamedClash[] {
  const pairs = new Map<string, NamedClash>();
  for (const clash of clashes) {
    const [a, b] = [sides[clash.a], sides[clash.b]];
    if (!a || !b) continue;
    const key = [a.event, b.event].sort().join(' ');
    if (!pairs.has(key)) pairs.set(key, { a, b, ...judgement(clash) });
  }
  return [...pairs.values()];
}

function countOf(pairs: readonly NamedClash[], event: string): number {
  return pairs.filter(({ a, b }) => a.event === event || b.event === event).length;
}

function weightsOf(clashes: readonly Clash[]): Map<number, { rivals: Set<number>; worst: number }> {
  const weights = new Map<number, { rivals: Set<number>; worst: number }>();
  for (const { a, b, score } of clashes)
    for (const [own, other] of [
      [a, b],
      [b, a]
    ] as const) {
      const weight = weights.get(own) ?? { rivals: new Set<number>(), worst: 0 };
      weight.rivals.add(other);
      weight.worst = Math.max(weight.worst, score);
      weights.set(own, weight);
    }
  return weights;
}

/** In alphabetical order; what belongs nowhere comes last. An event of several organisers stands in the row of each. */
function rowsOf(bars: readonly { side: ClashSide; bar: Bar }[], kind: RowKind): BoardRow[] {
  const rows = new Map<string, { name: string | null; days: Map<string, Bar[]> }>();
  for (const { side, bar } of bars) {
    const own =
      kind === 'settlements'
        ? [{ key: side.settlementId ?? '', name: side.settlementId ? side.settlement : null }]
        : side.organisers.map(({ slug, name }) => ({ key: slug, name }));
    for (const { key, name } of own.length > 0 ? own : [{ key: '', name: null }]) {
      const row = rows.get(key) ?? { name, days: new Map<string, Bar[]>() };
      const day = dayOf(bar.startsAt, defaultZone);
      row.days.set(
        day,
        [...(row.days.get(day) ?? []), bar].sort(
          (a, b) => Number(a.startsAt) - Number(b.startsAt) || (fold(a.title) < fold(b.title) ? -1 : 1)
        )
      );
      rows.set(key, row);
    }
  }
  return [...rows]
    .map(([key, { name, days }]) => ({ key, name, days }))
    .sort(
      (a, b) =>
        Number(a.name === null) - Number(b.name === null) ||
        (fold(a.name ?? '') < fold(b.name ?? '') ? -1 : 1)
    );
}
