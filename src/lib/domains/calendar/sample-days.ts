// Decides on which day of a given window a feast or a rule such as "third Saturday of September" falls.
import { adventSunday, easterSunday } from '#lib/core/feasts.ts';
import { addDays, addMonths, weekdayOf } from '#lib/core/time.ts';
import type { DayRule } from './sample-shape.ts';

/** Half-open: `to` is the first day after it. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** From two months before to ten months after a day: nearly always exactly one of every yearly feast. */
export function windowAround(today: string): Window {
  return { from: addMonths(today, -2), to: addMonths(today, 10) };
}

/** The first day inside the window on which the rule falls; null in the rare year in which it falls just outside. */
export function dayWithin(rule: DayRule, { from, to }: Window): string | null {
  const year = Number(from.slice(0, 4));
  for (const each of [year, year + 1]) {
    const day = dayOfRule(rule, each);
    if (day >= from && day < to) return day;
  }
  return null;
}

/** @throws RangeError for a rule that is not one of those named at `DayRule` */
export function dayOfRule(rule: DayRule, year: number): string {
  const fixed = /^(\d\d-\d\d)(?:~([1-7]))?$/.exec(rule);
  if (fixed) {
    const day = `${year}-${fixed[1] ?? ''}`;
    return fixed[2] === undefined ? day : nearest(day, Number(fixed[2]));
  }
  const movable = /^(easter|advent[1-4])([+-]\d+)?$/.exec(rule);
  if (movable) {
    const name = movable[1] ?? '';
    const feast = name === 'easter' ? easterSunday(year) : adventSunday(year, Number(name.slice(-1)));
    return addDays(feast, Number(movable[2] ?? 0));
  }
  const ordinal = /^([1-4]|last)-([1-7])\/(\d\d)$/.exec(rule);
  if (!ordinal) throw new RangeError(`Not a rule for a day: ${rule}`);
  return nthWeekday(`${year}-${ordinal[3] ?? ''}-01`, ordinal[1] ?? '', Number(ordinal[2]));
}

function nearest(day: string, weekday: number): string {
  const ahead = (weekday - weekdayOf(day) + 7) % 7;
  return addDays(day, ahead > 3 ? ahead - 7 : ahead);
}

function nthWeekday(first: string, nth: string, weekday: number): string {
  if (nth === 'last') {
    const end = addDays(addMonths(first, 1), -1);
    return addDays(end, -((weekdayOf(end) - weekday + 7) % 7));
  }
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (Number(nth) - 1) * 7);
}
