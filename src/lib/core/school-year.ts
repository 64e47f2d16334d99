// When schools in Hungary have holidays: by decree where it is known, else what the decrees of recent years let one expect.
import { easterSunday } from './feasts.ts';
import { publishedDays, schoolYearOf, type OfficialDays, type SchoolDays } from './official-days.ts';
import { addDays, firstOfWeek, weekdayOf } from './time.ts';

export interface SchoolHoliday extends SchoolDays {
  /** No decree has said so (as far as is known here). */
  readonly expected: boolean;
}

/** @param autumn the calendar year in which the school year begins */
export function schoolHolidays(autumn: number, official: OfficialDays = publishedDays): SchoolHoliday[] {
  const known = official.school.filter((days) => schoolYearOf(days) === autumn);
  return expectedSchoolHolidays(autumn).map((holiday) => {
    const decreed = known.find(({ kind }) => kind === holiday.kind);
    return decreed ? { ...decreed, expected: false } : holiday;
  });
}

/**
 * What holds of the school years from 2021 to 2025, to a day or two:
 * - autumn: the week of 31 October with the weekend before it, from the national day on when that is a Thursday or Friday, and
 *   until All Saints' Day at least;
 * - winter: from the last Saturday before Christmas Eve to the Sunday after New Year's Day (or on it);
 * - spring: from Maundy Thursday to the Sunday after Easter;
 * - summer: after the third Friday of June.
 */
export function expectedSchoolHolidays(autumn: number): SchoolHoliday[] {
  const next = autumn + 1;
  const nationalDay = `${autumn}-10-23`;
  const monday = firstOfWeek(`${autumn}-10-31`);
  const allSaints = `${autumn}-11-01`;
  const sunday = addDays(monday, 6);
  const eve = `${autumn}-12-23`;
  const newYear = `${next}-01-01`;
  const easter = easterSunday(next);
  const holiday = (kind: SchoolHoliday['kind'], from: string, to: string): SchoolHoliday => ({
    kind,
    from,
    to,
    expected: true
  });
  return [
    holiday(
      'autumn',
      [4, 5].includes(weekdayOf(nationalDay)) ? nationalDay : addDays(monday, -2),
      sunday < allSaints ? allSaints : sunday
    ),
    holiday('winter', addDays(eve, -((weekdayOf(eve) + 1) % 7)), addDays(newYear, 7 - weekdayOf(newYear))),
    holiday('spring', addDays(easter, -3), addDays(easter, 7)),
    holiday('summer', addDays(thirdFridayOfJune(next), 1), `${next}-08-31`)
  ];
}

function thirdFridayOfJune(year: number): string {
  const first = `${year}-06-01`;
  return addDays(first, ((5 - weekdayOf(first) + 7) % 7) + 14);
}
