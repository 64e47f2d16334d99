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

export const holidayCodes = [
  'new_year',
  'national_day_march',
  'good_friday',
  'easter',
  'easter_monday',
  'labour_day',
  'pentecost',
  'whit_monday',
  'state_foundation',
  'national_day_october',
  'all_saints',
  'christmas_eve',
  'christmas',
  'christmas_second'
] as const;

export interface Feast {
  readonly day: string;
  readonly code: (typeof holidayCodes)[number];
  /** In Hungarian. */
  readonly name: string;
}

/**
 * Public holidays of Hungary in order, by section 102 of Act I of 2012 on the Labour Code, with the two Sundays that count as such.
 * 24 December is not on the law's list (as it stood at the end of 2025); it stands here because the yearly decrees make it a rest
 * day whenever it is a weekday (see working-days.ts), so offices are closed all the same.
 */
export function publicHolidays(year: number): Feast[] {
  const easter = easterSunday(year);
  const feasts: Feast[] = [
    { day: `${year}-01-01`, code: 'new_year', name: 'újév' },
    { day: `${year}-03-15`, code: 'national_day_march', name: 'nemzeti ünnep' },
    { day: addDays(easter, -2), code: 'good_friday', name: 'nagypéntek' },
    { day: easter, code: 'easter', name: 'húsvétvasárnap' },
    { day: addDays(easter, 1), code: 'easter_monday', name: 'húsvéthétfő' },
    { day: `${year}-05-01`, code: 'labour_day', name: 'a munka ünnepe' },
    { day: addDays(easter, 49), code: 'pentecost', name: 'pünkösdvasárnap' },
    { day: addDays(easter, 50), code: 'whit_monday', name: 'pünkösdhétfő' },
    { day: `${year}-08-20`, code: 'state_foundation', name: 'az államalapítás ünnepe' },
    { day: `${year}-10-23`, code: 'national_day_october', name: 'nemzeti ünnep' },
    { day: `${year}-11-01`, code: 'all_saints', name: 'mindenszentek' },
    { day: `${year}-12-24`, code: 'christmas_eve', name: 'szenteste' },
    { day: `${year}-12-25`, code: 'christmas', name: 'karácsony' },
    { day: `${year}-12-26`, code: 'christmas_second', name: 'karácsony' }
  ];
  return feasts.sort((a, b) => (a.day < b.day ? -1 : 1));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
