// What the planning board shows: who has what on which day, what competes, and how that would change if some events moved.
import { sql } from 'kysely';
import { fold } from '#lib/core/hungarian.ts';
import { findClashes, type Clash } from '#lib/core/clash.ts';
import { addDays, dayMs, dayOf, defaultZone, localOf, startOfDay } from '#lib/core/time.ts';
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
import { whereText } from '#lib/domains/calendar/event-words.ts';
import { slugsOf, type Place } from './places.server.ts';
import { minScore } from './thresholds.ts';
import { findTried, pointOf, type Tried } from './tried.server.ts';
import { whichText, type WhatIf } from './what-if.ts';

export type RowKind = 'settlements' | 'venues' | 'organisations';

/** One occurrence on its day. */
export interface Bar {
  readonly key: string;
  /** As the address names it: the event's slug, with the occurrence of one that repeats. */
  readonly which: string;
  readonly slug: string;
  readonly occurrence: string | null;
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
  /** What has begun is not tried elsewhere. */
  readonly movable: boolean;
  /** Where it is tried, as the address says it. */
  readonly place: string | null;
  readonly mine: boolean;
  readonly moved: boolean;
}

export interface BoardRow {
  readonly key: string;
  /** Null: without a settlement, venue or organiser. */
  readonly name: string | null;
  /** What the address calls it, where a row is a place: an event can be tried there. */
  readonly place: string | null;
  /** By day; days with nothing are missing. */
  readonly days: ReadonlyMap<string, readonly Bar[]>;
}

/** One event that is tried elsewhere. */
export interface TriedMove {
  readonly which: string;
  readonly slug: string;
  readonly occurrence: string | null;
  readonly title: string;
  /** Local. */
  readonly from: string;
  readonly to: string;
  readonly place: Place | null;
  readonly before: number;
  readonly after: number;
  readonly mine: boolean;
  readonly organisers: Tried['organisers'];
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

export async function findBoard(
  db: Database,
  actor: Actor,
  { filter, from, days, rows, whatIfs, page }: BoardQuestion,
  now: Date
): Promise<Board> {
  const span = { from: startOfDay(from, defaultZone), to: startOfDay(addDays(from, days), defaultZone) };
  const tried = await findTried(db, actor, { whatIfs, from, now });
  const all = tried.flatMap(({ before, after }) => [before, after]);
  const gathered = await gatherOccurrences(db, actor, {
    from: new Date(Math.min(Number(span.from), ...all.map(({ startsAt }) => startsAt.getTime() - dayMs))),
    to: new Date(Math.max(Number(span.to), ...all.map(({ endsAt }) => endsAt.getTime() + dayMs))),
    filter: { ...filter, from: null, to: null, organiser: null }
  });
  const { sides, events } = gathered;
  const repeating = await repeatingOnes(db, [...new Set(sides.map(({ event }) => event))]);
  const occurrenceOf = ({ event, recurrenceId }: ClashSide): string | null =>
    repeating.has(event) ? recurrenceId : null;
  const movedTo = new Map(tried.map((each): [string, Tried] => [keyOf(each), each]));
  const triedOf = (side: ClashSide | undefined): Tried | undefined =>
    side && (movedTo.get(side.event) ?? movedTo.get(`${side.event} ${side.recurrenceId}`));
  const places = [...gathered.places];
  const indexOf = new Map<string, number>();
  for (const { place } of tried) {
    const point = place && pointOf(place);
    if (place && point && !indexOf.has(place.ref)) indexOf.set(place.ref, places.push(point) - 1);
  }
  const movedSides = sides.map((side): ClashSide => {
    const to = triedOf(side);
    if (!to) return side;
    const { settlement, settlementId, venue, venueId } = to.place ?? side;
    return { ...side, ...to.after, settlement, settlementId, venue, venueId };
  });
  const movedEvents = events.map((event, index) => {
    const to = triedOf(sides[index]);
    if (!to) return event;
    const { startsAt, endsAt } = to.after;
    const place = indexOf.get(to.place?.ref ?? '') ?? event.place;
    return { ...event, start: minutesOf(startsAt), end: minutesOf(endsAt), place };
  });

  const shown = ({ startsAt }: ClashSide): boolean => startsAt >= span.from && startsAt < span.to;
  // Whatever is tried counts wherever it goes, before and after alike.
  const counts = (clash: Clash, those: readonly ClashSide[]): boolean =>
    [clash.a, clash.b].some((index) => {
      const side = those[index];
      return side !== undefined && (shown(side) || triedOf(side) !== undefined);
    });
  const standing = findClashes(events, places, { minScore }).filter((clash) => counts(clash, sides));
  const before = pairsOf(standing, sides);
  const meetings =
    movedTo.size === 0
      ? standing
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
              which: whichText({ event: side.slug, occurrence: occurrenceOf(side) ?? undefined }),
              slug: side.slug,
              occurrence: occurrenceOf(side),
              title: side.title,
              startsAt: side.startsAt,
              endsAt: side.endsAt,
              local: localOf(side.startsAt, defaultZone),
              status: side.status,
              settlement: side.settlement,
              organisers: side.organisers.map(({ name }) => name),
              clashes: weights.get(index)?.rivals.size ?? 0,
              worst: weights.get(index)?.worst ?? 0,
              movable: (sides[index]?.startsAt ?? now) > now,
              place: triedOf(side)?.place?.ref ?? null,
              mine: side.organisers.some(({ id }) => mayEditFor(actor, id)),
              moved: triedOf(side) !== undefined
            }
          }
        ]
      : []
  );
  const ordered = rowsOf(bars, rows, await rowNames(db, rows, movedSides));
  const onBoard = new Set(sides.flatMap((side) => triedOf(side) ?? []));
  return {
    days: Array.from({ length: days }, (_, index) => addDays(from, index)),
    rows: ordered.slice((page - 1) * rowsPerPage, page * rowsPerPage),
    hasNext: ordered.length > page * rowsPerPage,
    events: new Set(bars.map(({ bar }) => bar.slug)).size,
    unplaced: new Set(gathered.unplaced.filter(shown).map(({ event }) => event)).size,
    before: before.length,
    after: after.length,
    tried: tried
      .filter((each) => onBoard.has(each))
      .map((each) => {
        const { slug, occurrence, title, from: was, to, place, mine, organisers } = each;
        const count = (clashes: readonly Clash[]): number =>
          countOf(clashes, sides, (side) => triedOf(side) === each);
        return {
          which: whichText({ event: slug, occurrence: occurrence ?? undefined }),
          ...{ slug, occurrence, title, from: was, to, place, mine, organisers },
          before: count(standing),
          after: count(meetings)
        };
      }),
    clashes: after
  };
}

type EventKey = ClashSide['event'];

async function repeatingOnes(db: Database, events: readonly EventKey[]): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const rows = await db
    .selectFrom('event')
    .select('id')
    .where(sql<boolean>`id = any(${events}::uuid[])`)
    .where(sql<boolean>`(rule is not null or rdates <> '[]'::jsonb)`)
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

/** How many other events those sides clash with. */
function countOf(
  clashes: readonly Clash[],
  sides: readonly ClashSide[],
  isOwn: (side: ClashSide | undefined) => boolean
): number {
  const others = clashes.flatMap(({ a, b }) =>
    isOwn(sides[a]) ? (sides[b]?.event ?? []) : isOwn(sides[b]) ? (sides[a]?.event ?? []) : []
  );
  return new Set(others).size;
}

function keyOf({ event, occurrence }: Tried): string {
  return occurrence === null ? event : `${event} ${occurrence}`;
}

type RowNames = ReadonlyMap<string, { readonly slug: string; readonly name: string }>;

async function rowNames(db: Database, kind: RowKind, sides: readonly ClashSide[]): Promise<RowNames> {
  if (kind === 'organisations') return new Map();
  const ids = sides.flatMap(({ settlementId, venueId }) =>
    kind === 'venues' ? (venueId ?? []) : (settlementId ?? [])
  );
  return slugsOf(db, kind === 'venues' ? 'venue' : 'settlement', ids);
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
function rowsOf(bars: readonly { side: ClashSide; bar: Bar }[], kind: RowKind, names: RowNames): BoardRow[] {
  const rows = new Map<string, { name: string | null; place: string | null; days: Map<string, Bar[]> }>();
  for (const { side, bar } of bars) {
    for (const { key, name, place } of rowsFor(side, kind, names)) {
      const row = rows.get(key) ?? { name, place, days: new Map<string, Bar[]>() };
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
    .map(([key, row]) => ({ key, ...row }))
    .sort(
      (a, b) =>
        Number(a.name === null) - Number(b.name === null) ||
        (fold(a.name ?? '') < fold(b.name ?? '') ? -1 : 1)
    );
}

/** A venue is told with its settlement: every village has a culture house. */
function rowsFor(side: ClashSide, kind: RowKind, names: RowNames): Omit<BoardRow, 'days'>[] {
  if (kind === 'organisations' && side.organisers.length > 0)
    return side.organisers.map(({ slug, name }) => ({ key: slug, name, place: null }));
  const id = kind === 'organisations' ? null : kind === 'venues' ? side.venueId : side.settlementId;
  const found = id === null ? undefined : names.get(id);
  if (!found) return [{ key: '', name: null, place: null }];
  return kind === 'venues'
    ? [
        {
          key: found.slug,
          name: whereText({ settlement: side.settlement, venue: found.name }),
          place: `v.${found.slug}`
        }
      ]
    : [{ key: found.slug, name: found.name, place: `s.${found.slug}` }];
}
