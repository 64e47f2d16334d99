// Decides on which days the feasts of a year fall in Hungary: the movable ones by computation, the fixed ones by law.
import { addDays, weekdayOf } from './time.ts';

/**
 * Easter Sunday of the Gregorian calendar as 'YYYY-MM-DD'; the "anonymous" computus (Meeus, Astronomical Algorithms, 1991,
 * chapter 8), right for every year from 1583.
 */
export function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return `${year}-${twoDigits(Math.floor(sum / 31))}-${twoDigits((sum % 31) + 1)}`;
}

/** The nth Sunday of Advent (1 to 4): the fourth is the last Sunday before 25 December. */
export function adventSunday(year: number, nth: number): string {
  const eve = `${year}-12-24`;
  const fourth = addDays(eve, -(weekdayOf(eve) % 7));
  return addDays(fourth, (nth - 4) * 7);
}

export interface Feast {
  readonly day: string;
  /** In Hungarian. */
  readonly name: string;
}

/** Public holidays of Hungary in order, by section 102 of Act I of 2012 on the Labour Code (24 December since 2024). */
export function publicHolidays(year: number): Feast[] {
  const easter = easterSunday(year);
  const feasts = [
    { day: `${year}-01-01`, name: 'újév' },
    { day: `${year}-03-15`, name: 'nemzeti ünnep' },
    { day: addDays(easter, -2), name: 'nagypéntek' },
    { day: easter, name: 'húsvétvasárnap' },
    { day: addDays(easter, 1), name: 'húsvéthétfő' },
    { day: `${year}-05-01`, name: 'a munka ünnepe' },
    { day: addDays(easter, 49), name: 'pünkösdvasárnap' },
    { day: addDays(easter, 50), name: 'pünkösdhétfő' },
    { day: `${year}-08-20`, name: 'az államalapítás ünnepe' },
    { day: `${year}-10-23`, name: 'nemzeti ünnep' },
    { day: `${year}-11-01`, name: 'mindenszentek' },
    { day: `${year}-12-24`, name: 'szenteste' },
    { day: `${year}-12-25`, name: 'karácsony' },
    { day: `${year}-12-26`, name: 'karácsony' }
  ];
  return feasts.sort((a, b) => (a.day < b.day ? -1 : 1));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
