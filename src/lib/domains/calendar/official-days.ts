// Reads school holidays and moved working days as an administrator pastes them, a line each, and knows those that hold in this house.
import { fold } from '#lib/core/hungarian.ts';
import {
  officialDaysWith,
  publishedDays,
  schoolYearOf,
  type OfficialDays,
  type SchoolDays
} from '#lib/core/official-days.ts';
import { daysBetween, isDay, weekdayOf } from '#lib/core/time.ts';

declare global {
  var kalakaOfficialDays: { readonly added: string; readonly days: OfficialDays } | undefined;
}

/** Asked for on every page, as the house's name is: shared by every copy of this module in the process. */
export function officialDays(): OfficialDays {
  return globalThis.kalakaOfficialDays?.days ?? publishedDays;
}

/** @param added undefined when nobody has added any */
export function takeOfficialDays(added: OfficialDays | undefined): void {
  const text = added ? JSON.stringify(added) : '';
  if ((globalThis.kalakaOfficialDays?.added ?? '') === text) return;
  globalThis.kalakaOfficialDays = added && { added: text, days: officialDaysWith(added) };
}

export type OfficialDaysFault =
  'two_days' | 'not_a_day' | 'wrong_order' | 'too_long' | 'not_a_weekday' | 'not_a_saturday' | 'twice';

export interface OfficialDaysError {
  /** From 1. */
  readonly line: number;
  readonly code: OfficialDaysFault;
}

const mostLines = 200;
/** The summer is the longest of them. */
const longestHoliday = 100;

/** «őszi szünet 2026. 10. 23. – 2026. 11. 01.», «2027-03-12 pihenőnap, ledolgozva: 2027-03-20»: what stands around is passed over. */
export function readOfficialDays(
  text: string
): { ok: true; value: OfficialDays } | { ok: false; errors: readonly OfficialDaysError[] } {
  const school: SchoolDays[] = [];
  const moved: { rest: string; worked: string }[] = [];
  const errors: OfficialDaysError[] = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split('\n').slice(0, mostLines).entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line.slice(0, 300));
    const key =
      typeof read === 'string' ? '' : 'kind' in read ? `${schoolYearOf(read)} ${read.kind}` : read.rest;
    const code = typeof read === 'string' ? read : seen.has(key) ? 'twice' : null;
    if (code !== null) errors.push({ line: index + 1, code });
    else if (typeof read !== 'string') {
      seen.add(key);
      if ('kind' in read) school.push(read);
      else moved.push(read);
    }
  }
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    value: {
      school: school.sort((a, b) => (a.from < b.from ? -1 : 1)),
      moved: moved.sort((a, b) => (a.rest < b.rest ? -1 : 1))
    }
  };
}

const kinds: readonly (readonly [RegExp, SchoolDays['kind']])[] = [
  [/oszi|autumn/, 'autumn'],
  [/teli|winter/, 'winter'],
  [/tavaszi|spring/, 'spring'],
  [/nyari|summer/, 'summer']
];

const months = [
  ...['januar', 'februar', 'marcius', 'aprilis', 'majus', 'junius'],
  ...['julius', 'augusztus', 'szeptember', 'oktober', 'november', 'december']
];
/** «2027. október 25.», as decrees write it. */
const namedMonth = new RegExp(`(\\d{4})[.\\s]{1,3}(${months.join('|')})\\s{1,3}(?=\\d)`, 'g');

function readLine(line: string): SchoolDays | { rest: string; worked: string } | OfficialDaysFault {
  const words = fold(line);
  const inNumbers = words.replace(
    namedMonth,
    (_all, year: string, month: string) => `${year}. ${months.indexOf(month) + 1}. `
  );
  const days = [...inNumbers.matchAll(/(\d{4})[-./\s]{1,3}(\d{1,2})[-./\s]{1,3}(\d{1,2})/g)].map(
    ([, year, month = '', day = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  );
  const [first, second] = days;
  if (days.length !== 2 || !first || !second) return 'two_days';
  if (!isDay(first) || !isDay(second)) return 'not_a_day';
  const kind = kinds.find(([word]) => word.test(words))?.[1];
  if (kind) {
    if (second < first) return 'wrong_order';
    return daysBetween(first, second) > longestHoliday ? 'too_long' : { kind, from: first, to: second };
  }
  // Decrees name the worked Saturday first or the rest day: there is no doubt which is which.
  const [worked, rest] = weekdayOf(first) === 6 ? [first, second] : [second, first];
  if (weekdayOf(worked) !== 6) return 'not_a_saturday';
  return weekdayOf(rest) > 5 ? 'not_a_weekday' : { rest, worked };
}
