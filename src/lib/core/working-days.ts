// Which weekdays are rest days and which Saturdays are worked, beside the public holidays: by decree where it is known, else
// by the rule that all decrees have followed.
import { publicHolidays } from './feasts.ts';
import { publishedDays, type OfficialDays } from './official-days.ts';
import { addDays, weekdayOf } from './time.ts';

/** A weekday off work, and the Saturday on which it is worked off; null where no decree says yet. */
export interface MovedDay {
  readonly rest: string;
  readonly worked: string | null;
  /** No decree has said so (as far as is known here): it is what the rule lets one expect. */
  readonly expected: boolean;
}

/**
 * The moved days of a year, in the order of their rest days. Where the decree is not known: every weekday that lies alone between
 * a public holiday and a weekend, and 24 December when it is a weekday.
 */
export function movedDays(year: number, official: OfficialDays = publishedDays): MovedDay[] {
  const known = official.moved.filter(({ rest }) => rest.startsWith(`${year}-`));
  if (known.length > 0) return known.map((pair) => ({ ...pair, expected: false }));
  return expectedRestDays(year).map((rest) => ({ rest, worked: null, expected: true }));
}

/** What the rule says, whether or not there is a decree. */
export function expectedRestDays(year: number): string[] {
  const holidays = new Set([year - 1, year, year + 1].flatMap(lawfulHolidays));
  const free = (day: string): boolean => holidays.has(day) || weekdayOf(day) > 5;
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (free(day)) continue;
    const [before, after] = [addDays(day, -1), addDays(day, 1)];
    const bridge = free(before) && free(after) && (holidays.has(before) || holidays.has(after));
    if (bridge || day === `${year}-12-24`) days.push(day);
  }
  return days;
}

/** Those that section 102 of the Labour Code names: 24 December is not among them, it comes by decree. */
function lawfulHolidays(year: number): string[] {
  return publicHolidays(year).flatMap(({ day }) => (day.endsWith('-12-24') ? [] : [day]));
}
