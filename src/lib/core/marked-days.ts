// What there is to know about a day before something is planned on it: holidays, feasts, moved working days, school holidays.
import { churchFeasts, type ChurchFeastCode } from './church-feasts.ts';
import { publicHolidays, type Feast } from './feasts.ts';
import { publishedDays, type OfficialDays } from './official-days.ts';
import { schoolHolidays, type SchoolHoliday } from './school-year.ts';
import { addDays } from './time.ts';
import { movedDays } from './working-days.ts';

export type DayMark =
  | { readonly kind: 'holiday'; readonly code: Feast['code'] }
  /** A weekday off work, for which a Saturday is worked. */
  | { readonly kind: 'rest'; readonly worked: string | null; readonly expected: boolean }
  | { readonly kind: 'worked'; readonly rest: string }
  | { readonly kind: 'feast'; readonly code: ChurchFeastCode }
  | {
      readonly kind: 'school';
      readonly code: SchoolHoliday['kind'];
      readonly expected: boolean;
      /** Whether it is the first of the holidays' days. */
      readonly first: boolean;
    };

/**
 * The marks of the days in [from, to), in the order of the union above; days with none are left out.
 * @param official what decrees say, as one object for all questions: what follows from it is kept
 */
export function marksBetween(
  from: string,
  to: string,
  official: OfficialDays = publishedDays
): Map<string, readonly DayMark[]> {
  const found = new Map<string, readonly DayMark[]>();
  for (let day = from; day < to; day = addDays(day, 1)) {
    const marks = marksOn(day, official);
    if (marks.length > 0) found.set(day, marks);
  }
  return found;
}

export function marksOn(day: string, official: OfficialDays = publishedDays): readonly DayMark[] {
  return marksOf(Number(day.slice(0, 4)), official).get(day) ?? [];
}

/** Years that rules and decrees of our time say something about. */
const [firstYear, lastYear] = [1990, 2099];
const kept = new WeakMap<OfficialDays, Map<number, ReadonlyMap<string, readonly DayMark[]>>>();

/** A year takes a millisecond to work out, so it is kept. */
function marksOf(year: number, official: OfficialDays): ReadonlyMap<string, readonly DayMark[]> {
  if (!(year >= firstYear && year <= lastYear)) return new Map();
  const years = kept.get(official) ?? new Map<number, ReadonlyMap<string, readonly DayMark[]>>();
  const known = years.get(year) ?? workOut(year, official);
  kept.set(official, years.set(year, known));
  return known;
}

function workOut(year: number, official: OfficialDays): ReadonlyMap<string, readonly DayMark[]> {
  const marks = new Map<string, DayMark[]>();
  const put = (day: string, mark: DayMark): void => {
    if (!day.startsWith(`${year}-`)) return;
    const list = marks.get(day);
    if (list) list.push(mark);
    else marks.set(day, [mark]);
  };
  for (const { day, code } of publicHolidays(year)) put(day, { kind: 'holiday', code });
  for (const { rest, worked, expected } of movedDays(year, official)) {
    // Christmas Eve is named already, and is off work whatever the decree says.
    if (!marks.has(rest)) put(rest, { kind: 'rest', worked, expected });
    if (worked !== null) put(worked, { kind: 'worked', rest });
  }
  for (const { day, code } of churchFeasts(year)) put(day, { kind: 'feast', code });
  for (const { kind: code, from, to, expected } of [
    ...schoolHolidays(year - 1, official),
    ...schoolHolidays(year, official)
  ])
    for (let day = from; day <= to; day = addDays(day, 1))
      put(day, { kind: 'school', code, expected, first: day === from });
  return marks;
}
