// What half a year looks like from afar: its weeks, which of them are empty, and which weekends hold too much.
import { addDays, firstOfWeek } from '#lib/core/time.ts';

export const seasonWeeks = 26;

export interface SeasonDay {
  readonly day: string;
  readonly count: number;
  /** 0 for nothing to 4 for as much as the fullest days. */
  readonly heat: 0 | 1 | 2 | 3 | 4;
}

export interface SeasonWeek {
  readonly monday: string;
  readonly days: readonly SeasonDay[];
  readonly count: number;
  /** Saturday and Sunday together. */
  readonly weekend: number;
}

/** @param month 'YYYY-MM': the weeks begin with the one in which it begins */
export function seasonSpan(month: string): { from: string; to: string } {
  const from = firstOfWeek(`${month}-01`);
  return { from, to: addDays(from, seasonWeeks * 7) };
}

/** @param counts how many events begin by day; @param from a Monday */
export function seasonOf(counts: ReadonlyMap<string, number>, from: string): SeasonWeek[] {
  const heat = heatScale([...counts.values()]);
  return Array.from({ length: seasonWeeks }, (_, week) => {
    const monday = addDays(from, week * 7);
    const days = Array.from({ length: 7 }, (_, at) => {
      const day = addDays(monday, at);
      const count = counts.get(day) ?? 0;
      return { day, count, heat: heat(count) };
    });
    const sum = (part: readonly SeasonDay[]): number => part.reduce((total, { count }) => total + count, 0);
    return { monday, days, count: sum(days), weekend: sum(days.slice(5)) };
  });
}

/** Weeks that are not over yet and in which nothing begins; all such weeks when the season is over. */
export function emptyWeeks(weeks: readonly SeasonWeek[], today: string): SeasonWeek[] {
  return coming(weeks, today).filter(({ count }) => count === 0);
}

/**
 * Weekends that are not over yet with at least twice as many events as the usual one has, and at least four, the fullest first.
 * The usual one is the median of those on which there is anything: the mean would be pulled up by the very weekends looked for.
 */
export function overfullWeekends(weeks: readonly SeasonWeek[], today: string): SeasonWeek[] {
  const busy = weeks.map(({ weekend }) => weekend).filter((count) => count > 0);
  const usual = busy.sort((a, b) => a - b)[Math.floor(busy.length / 2)] ?? 0;
  return coming(weeks, today)
    .filter(({ weekend }) => weekend >= Math.max(4, 2 * usual))
    .sort((a, b) => b.weekend - a.weekend || (a.monday < b.monday ? -1 : 1));
}

/**
 * Four steps up to the number that nineteen of twenty of the numbers do not exceed: one day with everything on it leaves the others
 * their colours.
 */
export function heatScale(counts: readonly number[]): (count: number) => SeasonDay['heat'] {
  const sorted = counts.filter((count) => count > 0).sort((a, b) => a - b);
  const most = Math.max(1, sorted[Math.floor(sorted.length * 0.95)] ?? 1);
  return (count) => Math.min(4, Math.ceil((count / most) * 4)) as SeasonDay['heat'];
}

function coming(weeks: readonly SeasonWeek[], today: string): readonly SeasonWeek[] {
  const left = weeks.filter(({ days }) => (days[6]?.day ?? '') >= today);
  return left.length > 0 ? left : weeks;
}
