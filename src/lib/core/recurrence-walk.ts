// Walks through the wall times that a recurrence rule generates, in order, within a bounded number of steps.
import {
  civilOf,
  dayTest,
  defaultMonths,
  firstWeekOf,
  monthStart,
  weekStartOf,
  weekYearOf
} from './recurrence-days.ts';
import type { Rule } from './recurrence-rule.ts';

const daySeconds = 86_400;

export interface Walk {
  readonly rule: Rule;
  /** All wall times are seconds on the wall clock since 1970-01-01T00:00, as if there were no zones. */
  readonly start: number;
  /** Whole days: the time parts of the rule are of no account (RFC 5545 §3.3.10). */
  readonly allDay: boolean;
  /** What comes before is not visited, and skipped where COUNT does not need it. */
  readonly from: number;
  /** Last wall time that may be visited. */
  readonly last: number;
  /** Days and times looked at before giving up: an endless rule without hits must not hang. */
  readonly steps: number;
}

/**
 * Visits the wall times that the rule itself gives at or after the start; the start is not among them where the rule does not give
 * it. Stops when `visit` answers false.
 * @returns 'done', or 'out_of_steps' when it gave up before the end
 */
export function walkRule(walk: Walk, visit: (wall: number) => boolean): 'done' | 'out_of_steps' {
  const { rule, start, last, from } = walk;
  const periods = isSubDaily(rule) ? timePeriods(walk) : dayPeriods(walk);
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  let steps = walk.steps;
  for (const period of periods) {
    steps -= period.cost + period.length;
    if (steps < 0) return 'out_of_steps';
    if (period.begins > last) return 'done';
    for (const index of positions(rule.bySetPos, period.length)) {
      const wall = period.at(index);
      if (wall < start) continue;
      if (wall > last || left === 0) return 'done';
      left -= 1;
      if (wall >= from && !visit(wall)) return 'done';
    }
    if (left === 0) return 'done';
  }
  return 'done';
}

export function isSubDaily({ frequency }: Rule): boolean {
  return frequency === 'HOURLY' || frequency === 'MINUTELY' || frequency === 'SECONDLY';
}

/** The candidates of one period, by index, soonest first; they are not listed, as there may be a million in a month. */
interface Period {
  begins: number;
  length: number;
  at: (index: number) => number;
  /** Days looked at. */
  cost: number;
}

function* positions(bySetPos: readonly number[], length: number): Generator<number> {
  if (bySetPos.length === 0) {
    for (let index = 0; index < length; index++) yield index;
    return;
  }
  const chosen = new Set<number>();
  for (const position of bySetPos) chosen.add(position > 0 ? position - 1 : length + position);
  for (const index of [...chosen].sort((a, b) => a - b)) if (index >= 0 && index < length) yield index;
}

function* dayPeriods({ rule, start, allDay, from }: Walk): Generator<Period> {
  const startDay = Math.floor(start / daySeconds);
  const startTime = start - startDay * daySeconds;
  const times = allDay ? [startTime] : timesOfDay(rule, startTime);
  const matches = dayTest(rule, startDay);
  const daysOf = calendarPeriods(rule, startDay, matches);
  const early = rule.count === null ? Math.max(startDay, Math.floor(from / daySeconds)) : startDay;
  for (let k = skippable(rule, startDay, early); ; k++) {
    const { first, days, cost } = daysOf(k);
    const found = days.filter(matches);
    yield {
      begins: first * daySeconds,
      length: found.length * times.length,
      at: (index) =>
        (found[Math.floor(index / times.length)] ?? 0) * daySeconds + (times[index % times.length] ?? 0),
      cost
    };
  }
}

/** The k-th period of the rule: its first day, the days that may be in it, soonest first, and the price of looking at it. */
function calendarPeriods(
  rule: Rule,
  startDay: number,
  matches: (day: number) => boolean
): (k: number) => { first: number; days: number[]; cost: number } {
  const { interval, weekStart, byWeekNo } = rule;
  const { year, month } = civilOf(startDay);
  const span = (first: number, length: number): number[] => Array.from({ length }, (_, i) => first + i);
  const of = (first: number, days: number[]): { first: number; days: number[]; cost: number } => ({
    first,
    days,
    cost: 1 + days.length
  });

  switch (rule.frequency) {
    case 'YEARLY': {
      if (byWeekNo.length > 0) {
        // A start that its own rule does not give leaves undefined which year INTERVAL counts from (§3.8.5.3): as libical does it.
        const ownYear = interval > 1 && !matches(startDay);
        const firstYear = ownYear ? year : weekYearOf(startDay, weekStart);
        return (k) => {
          const first = firstWeekOf(firstYear + k * interval, weekStart);
          return of(first, span(first, firstWeekOf(firstYear + k * interval + 1, weekStart) - first));
        };
      }
      const named = rule.byMonth.length > 0 ? rule.byMonth : defaultMonths(rule, month);
      const months = named.length > 0 ? named : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
      return (k) => {
        const inYear = year + k * interval;
        const days = months.flatMap((m) =>
          span(monthStart(inYear, m), monthStart(inYear, m + 1) - monthStart(inYear, m))
        );
        return of(monthStart(inYear, 1), days);
      };
    }
    case 'MONTHLY':
      return (k) => {
        const first = monthStart(year, month + k * interval);
        const wanted = rule.byMonth.length === 0 || rule.byMonth.includes(civilOf(first).month);
        return of(first, wanted ? span(first, monthStart(year, month + k * interval + 1) - first) : []);
      };
    case 'WEEKLY': {
      const firstWeek = weekStartOf(startDay, weekStart);
      return (k) => of(firstWeek + k * 7 * interval, span(firstWeek + k * 7 * interval, 7));
    }
    default:
      return (k) => of(startDay + k * interval, [startDay + k * interval]);
  }
}

/** How many periods surely end before the day `early`. */
function skippable({ frequency, interval }: Rule, startDay: number, early: number): number {
  const shortest = { YEARLY: 366, MONTHLY: 31, WEEKLY: 7 }[frequency as string] ?? 1;
  return Math.max(0, Math.floor((early - startDay) / (shortest * interval)) - 1);
}

function timesOfDay({ byHour, byMinute, bySecond }: Rule, startTime: number): number[] {
  const hours = byHour.length > 0 ? byHour : [Math.floor(startTime / 3600)];
  const minutes = byMinute.length > 0 ? byMinute : [Math.floor(startTime / 60) % 60];
  const seconds = bySecond.length > 0 ? bySecond : [startTime % 60];
  return hours.flatMap((h) => minutes.flatMap((m) => seconds.map((s) => h * 3600 + m * 60 + s)));
}

/** Hourly and finer: each unit of time is a period; days, hours and minutes that the rule leaves out are jumped over. */
function* timePeriods({ rule, start, from }: Walk): Generator<Period> {
  const unit = { HOURLY: 3600, MINUTELY: 60 }[rule.frequency as string] ?? 1;
  const step = unit * rule.interval;
  const base = Math.floor(start / unit) * unit;
  const inside = timesOfDay({ ...rule, byHour: [0], ...(unit <= 60 && { byMinute: [0] }) }, start - base);
  const offsets = unit === 1 ? [0] : inside;
  const matches = dayTest(rule, Math.floor(start / daySeconds));
  const [hours, minutes, seconds] = [new Set(rule.byHour), new Set(rule.byMinute), new Set(rule.bySecond)];
  let testedDay = Number.NaN;
  let allowed = false;

  const early = rule.count === null ? Math.max(base, from - unit) : base;
  for (let k = Math.max(0, Math.floor((early - base) / step)); ;) {
    const begins = base + k * step;
    const day = Math.floor(begins / daySeconds);
    if (day !== testedDay) {
      testedDay = day;
      allowed = matches(day);
    }
    const time = begins - day * daySeconds;
    const wait = !allowed
      ? daySeconds - time
      : hours.size > 0 && !hours.has(Math.floor(time / 3600))
        ? 3600 - (time % 3600)
        : unit <= 60 && minutes.size > 0 && !minutes.has(Math.floor(time / 60) % 60)
          ? 60 - (time % 60)
          : unit === 1 && seconds.size > 0 && !seconds.has(time % 60)
            ? 1
            : 0;
    yield {
      begins,
      length: wait > 0 ? 0 : offsets.length,
      at: (index) => begins + (offsets[index] ?? 0),
      cost: 1
    };
    k = Math.max(k + 1, Math.ceil((begins + wait - base) / step));
  }
}
