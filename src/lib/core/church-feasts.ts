// On which days the feasts of the larger churches and of the Jewish community fall that are no public holidays.
import { adventSunday, easterSunday } from './feasts.ts';
import { addDays, dayNumber } from './time.ts';

/** Codes of what is kept on a day; the words are in messages. */
export const churchFeastCodes = [
  'epiphany',
  'orthodox_christmas',
  'ash_wednesday',
  'palm_sunday',
  'orthodox_easter',
  'ascension',
  'corpus_christi',
  'assumption',
  'reformation',
  'all_souls',
  'advent_1',
  'advent_2',
  'advent_3',
  'advent_4',
  'saint_nicholas',
  'passover',
  'rosh_hashanah',
  'yom_kippur',
  'hanukkah'
] as const;
export type ChurchFeastCode = (typeof churchFeastCodes)[number];

export interface ChurchFeast {
  readonly day: string;
  readonly code: ChurchFeastCode;
}

/**
 * In the order of their days. Roman and Greek Catholics, Reformed and Lutherans in Hungary keep one Easter; Ascension and Corpus
 * Christi stand on the Sunday to which the Catholic church has moved them. Jewish feasts begin on the evening before.
 */
export function churchFeasts(year: number): ChurchFeast[] {
  const easter = easterSunday(year);
  const newYear = roshHashanah(year);
  const days: Record<ChurchFeastCode, string> = {
    epiphany: `${year}-01-06`,
    orthodox_christmas: `${year}-01-07`,
    ash_wednesday: addDays(easter, -46),
    palm_sunday: addDays(easter, -7),
    orthodox_easter: orthodoxEaster(year),
    ascension: addDays(easter, 42),
    corpus_christi: addDays(easter, 63),
    assumption: `${year}-08-15`,
    reformation: `${year}-10-31`,
    all_souls: `${year}-11-02`,
    advent_1: adventSunday(year, 1),
    advent_2: adventSunday(year, 2),
    advent_3: adventSunday(year, 3),
    advent_4: adventSunday(year, 4),
    saint_nicholas: `${year}-12-06`,
    // From 15 Nisan to the next 1 Tishri it is always 163 days.
    passover: addDays(newYear, -163),
    rosh_hashanah: newYear,
    yom_kippur: addDays(newYear, 9),
    hanukkah: hanukkah(year)
  };
  return churchFeastCodes
    .map((code) => ({ day: days[code], code }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/**
 * Easter Sunday of the Julian calendar as a Gregorian day (Meeus, Astronomical Algorithms, 1991, chapter 8); the 13 days between
 * the calendars hold from 1900 to 2099.
 */
export function orthodoxEaster(year: number): string {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const sum = d + e + 114;
  const julian = `${year}-${twoDigits(Math.floor(sum / 31))}-${twoDigits((sum % 31) + 1)}`;
  return addDays(julian, 13);
}

/** 1 Tishri of the Jewish year that begins in this year. */
export function roshHashanah(year: number): string {
  return addDays('1970-01-01', newYearDay(year + 3761));
}

/** 25 Kislev: Tishri has 30 days, and Heshvan 30 only in the longest years. */
function hanukkah(year: number): string {
  const length = newYearDay(year + 3762) - newYearDay(year + 3761);
  return addDays(roshHashanah(year), 30 + (length % 10 === 5 ? 30 : 29) + 24);
}

/**
 * The day number (since 1970-01-01) of 1 Tishri: the mean new moon, put off so that no feast falls on a wrong weekday and no year
 * gets a wrong length (Reingold & Dershowitz, Calendrical Calculations, «hebrew-calendar-elapsed-days»).
 */
function newYearDay(hebrewYear: number): number {
  const [before, here, after] = [hebrewYear - 1, hebrewYear, hebrewYear + 1].map(elapsedDays) as [
    number,
    number,
    number
  ];
  const delay = after - here === 356 ? 2 : here - before === 382 ? 1 : 0;
  return firstTishri + here + delay;
}

/** 7 October 3761 BC of the Julian calendar, less a day, counted from 1970-01-01. */
const firstTishri = dayNumber('2025-09-23') - elapsedDays(5786);

function elapsedDays(hebrewYear: number): number {
  const months = Math.floor((235 * hebrewYear - 234) / 19);
  const parts = 12_084 + 13_753 * months;
  const day = 29 * months + Math.floor(parts / 25_920);
  return (3 * (day + 1)) % 7 < 3 ? day + 1 : day;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
