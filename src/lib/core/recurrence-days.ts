// Decides which days of the calendar a recurrence rule allows, counting days since 1970-01-01.
import type { Rule } from './recurrence-rule.ts';

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Civil date of a day number (H. Hinnant, "chrono-compatible low-level date algorithms"). */
export function civilOf(dayNumber: number): Civil {
  const z = dayNumber + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shifted + 2) / 5) + 1
  };
}

/** Day number of the first of a month; months beyond 12 run into the next years. */
export function monthStart(year: number, month: number): number {
  const months = year * 12 + month - 1;
  const shiftedYear = Math.floor((months - 2) / 12);
  const shifted = months - 2 - shiftedYear * 12;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const ofYear = Math.floor((153 * shifted + 2) / 5);
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    ofYear -
    719_468
  );
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOfNumber(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** First day of the day's week, for weeks that start on `weekStart`. */
export function weekStartOf(dayNumber: number, weekStart: number): number {
  return dayNumber - ((weekdayOfNumber(dayNumber) - weekStart + 7) % 7);
}

/** First day of week 1: the first week with at least four days in the year (RFC 5545 §3.3.10, BYWEEKNO). */
export function firstWeekOf(year: number, weekStart: number): number {
  return weekStartOf(monthStart(year, 1) + 3, weekStart);
}

/** The year that the day's week is counted in: at the turn of the year not always the day's own. */
export function weekYearOf(dayNumber: number, weekStart: number): number {
  return civilOf(weekStartOf(dayNumber, weekStart) + 3).year;
}

/** A test of one day against all the day parts of the rule; what the rule leaves open is taken from the start. */
export function dayTest(rule: Rule, start: number): (dayNumber: number) => boolean {
  const first = civilOf(start);
  const { frequency, byMonth, byMonthDay, byYearDay, byWeekNo, byDay, weekStart } = rule;
  const yearly = frequency === 'YEARLY';
  const noDay = byMonthDay.length === 0 && byDay.length === 0 && !(yearly && byYearDay.length > 0);
  const noWeek = byWeekNo.length === 0;

  const months = new Set(byMonth.length > 0 ? byMonth : defaultMonths(rule, first.month));
  const monthDays = new Set(
    noDay && ((yearly && noWeek) || frequency === 'MONTHLY') ? [first.day] : byMonthDay
  );
  const weekdays =
    noDay && ((yearly && !noWeek) || frequency === 'WEEKLY')
      ? [{ nth: 0, weekday: weekdayOfNumber(start) }]
      : byDay;
  const yearDays = new Set(byYearDay);
  const weeks = new Set(byWeekNo);
  const countedInYear = yearly && byMonth.length === 0;

  return (dayNumber) => {
    const weekday = weekdayOfNumber(dayNumber);
    if (weekdays.length > 0 && !weekdays.some((each) => each.weekday === weekday)) return false;
    const { year, month, day } = civilOf(dayNumber);
    if (months.size > 0 && !months.has(month)) return false;
    const length = monthStart(year, month + 1) - monthStart(year, month);
    if (monthDays.size > 0 && !monthDays.has(day) && !monthDays.has(day - length - 1)) return false;

    const yearStart = monthStart(year, 1);
    const ofYear = dayNumber - yearStart + 1;
    const yearLength = monthStart(year + 1, 1) - yearStart;
    if (yearDays.size > 0 && !yearDays.has(ofYear) && !yearDays.has(ofYear - yearLength - 1)) return false;
    if (weeks.size > 0 && !isWeekOf(dayNumber, weeks, weekStart)) return false;

    const [position, span] = countedInYear ? [ofYear, yearLength] : [day, length];
    const nth = Math.ceil(position / 7);
    const nthLast = -Math.ceil((span - position + 1) / 7);
    return (
      weekdays.length === 0 ||
      weekdays.some(
        (each) => each.weekday === weekday && (each.nth === 0 || each.nth === nth || each.nth === nthLast)
      )
    );
  };
}

/**
 * The months of a yearly rule that names none: the start's one, unless its days are named by weekday, week or day of the year.
 * A day of the month alone (BYMONTHDAY) says no month, so that too comes from the start (§3.3.10: information not contained in
 * the rule is derived from DTSTART).
 */
export function defaultMonths({ frequency, byDay, byYearDay, byWeekNo }: Rule, startMonth: number): number[] {
  const open = byDay.length === 0 && byYearDay.length === 0 && byWeekNo.length === 0;
  return frequency === 'YEARLY' && open ? [startMonth] : [];
}

function isWeekOf(dayNumber: number, weeks: ReadonlySet<number>, weekStart: number): boolean {
  const year = weekYearOf(dayNumber, weekStart);
  const firstWeek = firstWeekOf(year, weekStart);
  const count = (firstWeekOf(year + 1, weekStart) - firstWeek) / 7;
  const week = Math.floor((dayNumber - firstWeek) / 7) + 1;
  return weeks.has(week) || weeks.has(week - count - 1);
}
