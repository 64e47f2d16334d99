// When a round table had best meet: every pattern tried over its members' calendars, the best ones with who would miss them and why.
import type { Answer, Reason } from './answer.ts';
import { daysKey, dateTable, minutesOf, type DateTable } from './best-date-table.ts';
import type { DatePattern } from './date-patterns.ts';
import { weekdayOf } from './time.ts';

export interface DateMember {
  readonly id: string;
  /** Without this one it cannot be held: who convenes it, who hosts it. */
  readonly required?: boolean;
  /** How much it counts when they are missing. Default 1. */
  readonly weight?: number;
  /** Epoch minutes, half-open; `what` is given back as it is. */
  readonly busy: readonly { readonly start: number; readonly end: number; readonly what?: string }[];
}

export interface BestDateQuestion {
  readonly patterns: readonly DatePattern[];
  /** Days looked at, [from, to): a year for a pattern that comes back. */
  readonly from: string;
  readonly to: string;
  /** Length of the meeting. */
  readonly minutes: number;
  /** Free time that everybody needs before and after it, to get there. Default 0. */
  readonly travelMinutes?: number;
  readonly members: readonly DateMember[];
  /** So many have to be able to come. Default 0. */
  readonly quorum?: number;
  /** By day, why it is not for meetings: `never` fails the date, else it counts as so many missing. */
  readonly avoid?: ReadonlyMap<string, { readonly code: string; readonly cost: number | 'never' }>;
  readonly zone?: string;
  /** Default 3. */
  readonly limit?: number;
  /** A clock in milliseconds, for the answer's `seconds`; without one they are 0. */
  readonly clock?: () => number;
}

export interface PatternDate {
  readonly day: string;
  /** Epoch minutes, half-open. */
  readonly start: number;
  readonly end: number;
  /** In the order of the members, with what keeps them. */
  readonly missing: readonly { readonly member: string; readonly what: string | null }[];
  readonly avoided: string | null;
  /** Nobody required is missing, enough can come, and the day is not one for which it is out of the question. */
  readonly works: boolean;
}

export interface BestDate {
  readonly pattern: DatePattern;
  readonly dates: readonly PatternDate[];
  /** Dates that do not work. */
  readonly fails: number;
  /** Missing members by their weight, and what avoided days cost, over all dates. */
  readonly cost: number;
  /**
   * `all_can_come` {dates}, or `missing_at_most` {missing, dates}; `not_once` {member}: misses every date;
   * `required_missing` {member, dates}; `no_quorum` {dates}; `avoided` {code, dates}.
   */
  readonly reasons: readonly Reason[];
}

/**
 * The best patterns that differ, best first: the fewest dates that do not work, then the least cost on average over its dates,
 * then the fewest missing at the worst date, then the sooner one. All are tried, so the best one is proved: `bound` is its cost.
 * Different: another weekday, or two hours apart; where that would be worse by more than a twentieth of the members a date,
 * another week of the month will do. 1,725 patterns × 30 members, a year of every third month: see bench/best-date.ts.
 * Patterns without a date in the window are left out.
 * @throws RangeError when there are too many dates, or a time or day is none
 */
export function findBestDates(question: BestDateQuestion): Answer<BestDate[]> {
  const { patterns, members, limit = 3, clock } = question;
  const began = clock?.() ?? 0;
  const table = dateTable(question);
  const rated = patterns
    .map((pattern) => rate(pattern, table))
    .filter(({ slots }) => slots.length > 0)
    .sort(compare);
  const chosen = different(rated, limit, members.length / 20);
  const answer = chosen.map((each) => told(each, question, table));
  const reasons: Reason[] = [
    { code: 'tried', patterns: rated.length, dates: new Set(rated.flatMap(({ slots }) => slots)).size }
  ];
  if (rated[0] && rated[0].fails > 0) reasons.push({ code: 'none_always_works', fails: rated[0].fails });
  const seconds = ((clock?.() ?? 0) - began) / 1000;
  return { answer, reasons, bound: answer[0]?.cost ?? 'not proved', seconds, seed: 0 };
}

interface Rated {
  readonly pattern: DatePattern;
  readonly slots: readonly number[];
  readonly fails: number;
  readonly cost: number;
  readonly worst: number;
  readonly first: number;
}

function rate(pattern: DatePattern, { daysOf, times, starts, ...table }: DateTable): Rated {
  const time = times.indexOf(pattern.time);
  const slots = (daysOf.get(daysKey(pattern)) ?? []).map((day) => day * times.length + time);
  let [fails, cost, worst] = [0, 0, 0];
  for (const slot of slots) {
    if (!table.works[slot]) fails += 1;
    cost += table.cost[slot] as number;
    worst = Math.max(worst, table.missing[slot] as number);
  }
  return { pattern, slots, fails, cost, worst, first: starts[slots[0] ?? 0] ?? 0 };
}

/** By the share of dates, as one pattern may have one more of them in the window than another. */
function compare(a: Rated, b: Rated): number {
  return (
    a.fails * b.slots.length - b.fails * a.slots.length ||
    meanCost(a) - meanCost(b) ||
    a.worst - b.worst ||
    a.first - b.first ||
    (keyOf(a.pattern) < keyOf(b.pattern) ? -1 : 1)
  );
}

function meanCost({ cost, slots }: Rated): number {
  return Math.round((cost * 1000) / slots.length);
}

function keyOf(pattern: DatePattern): string {
  return `${daysKey(pattern)} ${pattern.time}`;
}

/** @param tolerance so much more cost a date may a pattern have that brings another weekday or hour, before another week will do */
function different(bestFirst: readonly Rated[], limit: number, tolerance: number): Rated[] {
  const chosen: Rated[] = [];
  const add = (
    alike: (a: DatePattern, b: DatePattern) => boolean,
    isGood: (each: Rated) => boolean
  ): void => {
    for (const each of bestFirst) {
      if (chosen.length >= limit) return;
      if (isGood(each) && !chosen.some((other) => alike(other.pattern, each.pattern))) chosen.push(each);
    }
  };
  const [best] = bestFirst;
  if (!best) return [];
  add(
    (a, b) => weekdayIn(a) === weekdayIn(b) && near(a, b),
    (each) =>
      each.fails * best.slots.length <= best.fails * each.slots.length &&
      meanCost(each) <= meanCost(best) + tolerance * 1000
  );
  add(
    (a, b) => sameDays(a, b) && near(a, b),
    () => true
  );
  return chosen.sort(compare);
}

function weekdayIn(pattern: DatePattern): number {
  return pattern.kind === 'once' ? weekdayOf(pattern.day) : pattern.weekday;
}

function sameDays(a: DatePattern, b: DatePattern): boolean {
  if (a.kind === 'once' || b.kind === 'once')
    return a.kind === 'once' && b.kind === 'once' && a.day === b.day;
  return a.weekday === b.weekday && a.nth === b.nth && a.phase === b.phase && a.everyMonths === b.everyMonths;
}

function near(a: DatePattern, b: DatePattern): boolean {
  return Math.abs(minutesOf(a.time) - minutesOf(b.time)) < 120;
}

function told(
  { pattern, slots, fails, cost }: Rated,
  question: BestDateQuestion,
  table: DateTable
): BestDate {
  const { members, minutes, travelMinutes = 0, avoid } = question;
  const dates = slots.map((slot): PatternDate => {
    const day = table.days[Math.floor(slot / table.times.length)] as string;
    const start = table.starts[slot] as number;
    const [from, to] = [start - travelMinutes, start + minutes + travelMinutes];
    const missing = members.flatMap(({ id, busy }) => {
      const [keeping] = busy
        .filter((span) => span.start < span.end && span.start < to && span.end > from)
        .sort((a, b) => a.start - b.start || a.end - b.end);
      return keeping ? [{ member: id, what: keeping.what ?? null }] : [];
    });
    return {
      day,
      start,
      end: start + minutes,
      missing,
      avoided: avoid?.get(day)?.code ?? null,
      works: table.works[slot] === 1
    };
  });
  return { pattern, dates, fails, cost, reasons: reasonsFor(dates, question) };
}

function reasonsFor(dates: readonly PatternDate[], { members, quorum = 0 }: BestDateQuestion): Reason[] {
  const most = dates.reduce((missing, date) => Math.max(missing, date.missing.length), 0);
  const missed = new Map<string, number>();
  for (const { member } of dates.flatMap(({ missing }) => missing))
    missed.set(member, (missed.get(member) ?? 0) + 1);
  const below = dates.filter(({ missing }) => members.length - missing.length < quorum).length;
  const avoided = Map.groupBy(
    dates.filter((date) => date.avoided !== null),
    (date) => date.avoided ?? ''
  );
  return [
    most === 0
      ? { code: 'all_can_come', dates: dates.length }
      : { code: 'missing_at_most', missing: most, dates: dates.length },
    ...members.flatMap(({ id, required }): Reason[] => {
      const count = missed.get(id) ?? 0;
      if (count === 0) return [];
      if (required) return [{ code: 'required_missing', member: id, dates: count }];
      return count === dates.length && count > 1 ? [{ code: 'not_once', member: id }] : [];
    }),
    ...(below > 0 ? [{ code: 'no_quorum', dates: below }] : []),
    ...[...avoided].map(([code, on]): Reason => ({ code: 'avoided', what: code, dates: on.length }))
  ];
}
