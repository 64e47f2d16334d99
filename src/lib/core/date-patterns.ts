// The patterns in which a meeting can come back: which weekday of which months at what time, or one day alone.
import { addDays, daysBetween, weekdayOf, type Weekday } from './time.ts';

/** The n-th such weekday of every so many months; -1: the last one. */
export interface MonthlyPattern {
  readonly kind: 'monthly';
  /** 1 to 12: 3 is once in a quarter. */
  readonly everyMonths: number;
  /** Which months: those whose number, counted from January of the year 0, leaves this when divided by `everyMonths`. */
  readonly phase: number;
  readonly nth: 1 | 2 | 3 | 4 | -1;
  readonly weekday: Weekday;
  /** Local, 'HH:MM'. */
  readonly time: string;
}

export interface SingleDate {
  readonly kind: 'once';
  readonly day: string;
  readonly time: string;
}

export type DatePattern = MonthlyPattern | SingleDate;

/** All that come of these choices: 5 weekdays, 5 weeks of the month, every third month and 23 times give 1,725. */
export function monthlyPatterns(choices: {
  readonly weekdays: readonly Weekday[];
  readonly nths: readonly MonthlyPattern['nth'][];
  readonly everyMonths: number;
  readonly times: readonly string[];
}): MonthlyPattern[] {
  const { weekdays, nths, everyMonths, times } = choices;
  const phases = Array.from({ length: everyMonths }, (_, phase) => phase);
  return phases.flatMap((phase) =>
    nths.flatMap((nth) =>
      weekdays.flatMap((weekday) =>
        times.map((time) => ({ kind: 'monthly' as const, everyMonths, phase, nth, weekday, time }))
      )
    )
  );
}

/** Every day in [from, to) of these weekdays, at each time. */
export function singleDates(choices: {
  readonly from: string;
  readonly to: string;
  readonly weekdays: readonly Weekday[];
  readonly times: readonly string[];
}): SingleDate[] {
  const { from, to, weekdays, times } = choices;
  const days = Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, n) => addDays(from, n));
  return days
    .filter((day) => weekdays.includes(weekdayOf(day)))
    .flatMap((day) => times.map((time) => ({ kind: 'once' as const, day, time })));
}

/** Its days in [from, to), soonest first. */
export function daysOfPattern(pattern: DatePattern, from: string, to: string): string[] {
  if (pattern.kind === 'once') return pattern.day >= from && pattern.day < to ? [pattern.day] : [];
  const { everyMonths, phase, nth, weekday } = pattern;
  const first = monthNumber(from);
  const days: string[] = [];
  for (let month = first + ((((phase - first) % everyMonths) + everyMonths) % everyMonths); ;) {
    if (`${monthText(month)}-01` >= to) return days;
    const day = nthWeekday(month, nth, weekday);
    if (day >= from && day < to) days.push(day);
    month += everyMonths;
  }
}

/** The RRULE of a series that begins on one of its days; null for a single date. */
export function ruleOfPattern(pattern: DatePattern): string | null {
  if (pattern.kind === 'once') return null;
  const code = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][pattern.weekday - 1];
  const interval = pattern.everyMonths === 1 ? '' : `INTERVAL=${pattern.everyMonths};`;
  return `FREQ=MONTHLY;${interval}BYDAY=${pattern.nth}${code}`;
}

function nthWeekday(month: number, nth: MonthlyPattern['nth'], weekday: Weekday): string {
  const from = nth === -1 ? addDays(`${monthText(month + 1)}-01`, -7) : `${monthText(month)}-01`;
  const ahead = (weekday - weekdayOf(from) + 7) % 7;
  return addDays(from, ahead + (nth === -1 ? 0 : (nth - 1) * 7));
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function monthText(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}
