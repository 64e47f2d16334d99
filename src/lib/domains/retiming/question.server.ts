// The month of a territory as the solver is asked about it: what could move where, and what stays.
import { createHash } from 'node:crypto';
import type { Id } from '#lib/core/ids.ts';
import { fold } from '#lib/core/hungarian.ts';
import { publicHolidays } from '#lib/core/feasts.ts';
import type { Movable, RetimeQuestion } from '#lib/core/retime.ts';
import { addDays, addMonths, dayMs, epochMinutes, instantOf, isLocal, weekdayOf } from '#lib/core/time.ts';
import { system } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { gatherOccurrences, type ClashSide, type Gathered } from '#lib/domains/calendar/clashes.server.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { candidateOccurrenceStarts, onceOf, repeats } from '#lib/domains/calendar/occurrence.ts';
import { candidateStarts } from '#lib/domains/calendar/slot-candidates.ts';
import { findAsked } from './asked.server.ts';
import { findBusy, isInTheWay, type Taken } from './busy.server.ts';
import { beyondDays, leadDays, minScore, spanOf, type Figures } from './model.ts';
import { weigh } from './plans.ts';
import { boxOf } from './territory.server.ts';

export interface Instance {
  readonly question: RetimeQuestion;
  /** The territory's occurrences of the month, as indexes of the question's events. */
  readonly scope: readonly number[];
  readonly sides: readonly ClashSide[];
  /** In the order of the question's `movable`. */
  readonly flexible: readonly Flexible[];
  readonly figures: Figures;
  readonly seen: Readonly<Record<string, string>>;
}

/** What could move: an event that takes place once, or one occurrence of a series. */
export interface Flexible {
  readonly event: Id<'event'>;
  readonly occurrence: string | null;
  /** By itself, as an event that takes place once. */
  readonly once: FullEvent;
}

interface Asked {
  readonly settlements: readonly string[];
  readonly month: string;
}

/**
 * An event, or a single occurrence of a series, moves as far as its flexibility allows, if it has somebody to ask and is at least
 * `leadDays` ahead. The series itself stays: for the sake of one month nobody's Tuesday is touched for good, and the advice at its
 * form moves it as a whole. Nothing is proposed for a public holiday, unless it is on one, nor where its venue is taken, nor for
 * another weekday than its title names. Null where nothing lies on the map.
 */
export async function askAbout(db: Database, asked: Asked, now: Date): Promise<Instance | null> {
  const gathered = await gatherAround(db, asked);
  if (!gathered) return null;
  const { events, places, sides } = gathered;
  const inMonth = isIn(asked);
  const scope = [...sides.keys()].filter((index) => inMonth(sides[index]));
  const able = await findFlexible(db, [...new Set(scope.flatMap((index) => sides[index]?.event ?? []))]);
  const people = await findAsked(db, [...able.keys()]);
  const soonest = new Date(now.getTime() + leadDays * dayMs);
  const far = scope.flatMap((index) => {
    const one = flexibleAt(sides[index], able);
    return one && instantOf(one.once.starts, one.once.zone) > soonest ? [{ ...one, index }] : [];
  });
  const movableOnes = far.filter(({ event }) => people.has(event));
  const busy = await findBusy(
    db,
    movableOnes.flatMap(({ once }) => once.venue?.id ?? []),
    around(asked)
  );
  const names = new Set(
    movableOnes.map(({ index }) => `${sides[index]?.event} ${sides[index]?.recurrenceId}`)
  );
  const free = freeStarts({ ...asked, soonest, busy, movable: names, able });
  const movable = movableOnes.map((one): Movable => ({
    index: one.index,
    starts: free(one),
    room: one.once.venue?.id ?? null
  }));
  const flexible = movableOnes.map(({ event, occurrence, once }) => ({ event, occurrence, once }));
  const eventsOf = (those: readonly Flexible[]): number => new Set(those.map(({ event }) => event)).size;
  return {
    question: { events, places, movable, options: { minScore } },
    scope,
    sides,
    flexible,
    figures: {
      events: new Set(scope.map((index) => sides[index]?.event)).size,
      movable: eventsOf(flexible),
      nobody: eventsOf(far) - eventsOf(flexible),
      soon: able.size - eventsOf(far),
      unplaced: new Set(gathered.unplaced.filter(inMonth).map(({ event }) => event)).size
    },
    seen: digestsOf(gathered, able)
  };
}

/** How many events have changed, come or gone since then, of those that were looked at. */
export async function countChanges(
  db: Database,
  asked: Asked,
  seen: Readonly<Record<string, string>>
): Promise<number> {
  const gathered = await gatherAround(db, asked);
  if (!gathered) return 0;
  const inMonth = isIn(asked);
  const local = gathered.sides.filter(inMonth).map(({ event }) => event);
  const now = digestsOf(gathered, await findFlexible(db, [...new Set(local)]));
  const all = new Set([...Object.keys(seen), ...Object.keys(now)]);
  return [...all].filter((event) => seen[event] !== now[event]).length;
}

/** How many clashes the territory's events of the month have part in, as the calendar is now. */
export async function countClashes(db: Database, asked: Asked): Promise<number> {
  const gathered = await gatherAround(db, asked);
  if (!gathered) return 0;
  const inMonth = isIn(asked);
  const scope = [...gathered.sides.keys()].filter((index) => inMonth(gathered.sides[index]));
  return weigh({ ...gathered, options: { minScore } }, new Set(scope), []).load.clashes;
}

function isIn({ settlements, month }: Asked): (side: ClashSide | undefined) => boolean {
  const { from, to } = spanOf(month);
  const here = new Set(settlements);
  return (side) =>
    side?.settlementId != null && here.has(side.settlementId) && side.startsAt >= from && side.startsAt < to;
}

function around({ month }: Asked): { from: Date; to: Date } {
  const { from, to } = spanOf(month);
  const beyond = (beyondDays + 1) * dayMs;
  return { from: new Date(from.getTime() - beyond), to: new Date(to.getTime() + beyond) };
}

/** As the house sees it: whoever has a month timed anew, and whoever is asked, works here and may see plans. */
async function gatherAround(db: Database, asked: Asked): Promise<Gathered | null> {
  const box = await boxOf(db, asked.settlements);
  if (!box) return null;
  return gatherOccurrences(db, system, { ...around(asked), box });
}

/** Those that may move. */
async function findFlexible(
  db: Database,
  events: readonly Id<'event'>[]
): Promise<ReadonlyMap<Id<'event'>, FullEvent>> {
  const found = await findEvents(db, events);
  return new Map(
    [...found].filter(([, { flexibility, starts }]) => flexibility.kind !== 'fixed' && isLocal(starts))
  );
}

function flexibleAt(side: ClashSide | undefined, able: ReadonlyMap<Id<'event'>, FullEvent>): Flexible | null {
  const event = side && able.get(side.event);
  if (!event) return null;
  if (!repeats(event)) return { event: event.id, occurrence: null, once: event };
  const once = isLocal(side.recurrenceId) ? onceOf(event, side.recurrenceId) : null;
  return once && isLocal(once.starts) ? { event: event.id, occurrence: side.recurrenceId, once } : null;
}

interface Bounds extends Asked {
  readonly soonest: Date;
  readonly busy: readonly Taken[];
  /** As `event occurrence`. */
  readonly movable: ReadonlySet<string>;
  readonly able: ReadonlyMap<Id<'event'>, FullEvent>;
}

/** Epoch minutes at which an event could begin instead. */
function freeStarts({ month, soonest, busy, movable, able }: Bounds): (one: Flexible) => number[] {
  const first = addDays(`${month}-01`, -beyondDays);
  const last = addDays(addMonths(`${month}-01`, 1), beyondDays - 1);
  const years = new Set([first, last].map((day) => Number(day.slice(0, 4))));
  const holidays = new Set([...years].flatMap((year) => publicHolidays(year).map(({ day }) => day)));
  const byVenue = Map.groupBy(busy, ({ venue }) => venue);
  return ({ event: id, occurrence, once: event }) => {
    const series = able.get(id);
    const candidates =
      occurrence === null || !series
        ? candidateStarts(event, soonest)
        : candidateOccurrenceStarts(series, occurrence, soonest);
    const taken = byVenue.get(event.venue?.id ?? '') ?? [];
    const onHoliday = holidays.has(event.starts.slice(0, 10));
    const named = weekdayNamed(event.title);
    const organisers = event.organisers.map(({ id }) => id);
    return candidates.flatMap((local) => {
      const day = local.slice(0, 10);
      if (day < first || day > last || (holidays.has(day) && !onHoliday)) return [];
      if (named !== null && weekdayOf(day) !== named) return [];
      const start = epochMinutes(instantOf(local, event.zone));
      const span = { event: event.id, organisers, start, end: start + Math.max(event.minutes, 1) };
      return taken.some((one) => isInTheWay(one, span, movable)) ? [] : [start];
    });
  };
}

const weekdayNames = ['hetfo', 'kedd', 'szerda', 'csutortok', 'pentek', 'szombat', 'vasarnap'];

/** A «Saturday fair» is on a Saturday. */
function weekdayNamed(title: string): number | null {
  const named = fold(title)
    .split(/[^a-z]+/)
    .map((word) => weekdayNames.findIndex((name) => word.startsWith(name)))
    .filter((index) => index >= 0);
  return named.length === 1 ? (named[0] ?? 0) + 1 : null;
}

function digestsOf(
  { sides, events }: Gathered,
  flexible: ReadonlyMap<Id<'event'>, FullEvent>
): Record<string, string> {
  const texts = new Map<Id<'event'>, string>();
  for (const [index, { event }] of sides.entries()) {
    const { start, end, audiences, themes, attendance, organisers } = events[index] ?? {};
    const text = JSON.stringify([start, end, audiences, themes, attendance, organisers]);
    texts.set(event, `${texts.get(event) ?? ''}${text}`);
  }
  return Object.fromEntries(
    [...texts].map(([event, text]) => {
      const own = flexible.get(event);
      const all = own ? `${text} ${JSON.stringify([own.flexibility, own.venue?.id])}` : text;
      return [event, createHash('sha256').update(all).digest('base64').slice(0, 8)];
    })
  );
}
