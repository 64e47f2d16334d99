// Reads the text of a recurrence rule (RFC 5545 §3.3.10) into its parts and refuses what cannot be meant.
import { no, ok } from './result.ts';
import { isDay, isLocal } from './time.ts';

export const frequencies = [
  'SECONDLY',
  'MINUTELY',
  'HOURLY',
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'YEARLY'
] as const;
export type Frequency = (typeof frequencies)[number];

/** Monday first, as in BYDAY. */
export const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** UNTIL as written: a day (the whole of it), a wall time of the series' own zone, or an instant. */
export type Until =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'local'; readonly local: string }
  | { readonly kind: 'utc'; readonly instant: Date };

export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: Until | null;
  /** Empty lists: not given. Sorted, without duplicates. */
  readonly bySecond: readonly number[];
  readonly byMinute: readonly number[];
  readonly byHour: readonly number[];
  /** Weekday 1 to 7; nth 0: every one, −1: the last of the month or year. */
  readonly byDay: readonly { readonly nth: number; readonly weekday: number }[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byWeekNo: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  /** First day of the week, 1 to 7. */
  readonly weekStart: number;
}

/**
 * Forgives letter case, spaces, a trailing semicolon, unknown X- parts and COUNT together with UNTIL, all seen in the wild.
 * Other calendars than the Gregorian one (RSCALE, SKIP of RFC 7529) are not understood. `part` names what is wrong.
 */
export function parseRule(
  text: string
): { ok: true; value: Rule } | { ok: false; reason: 'not_understood'; part: string } {
  if (text.length > 2_000) return no('not_understood', { part: 'RRULE' });
  const parts = new Map<string, string>();
  for (const piece of text
    .toUpperCase()
    .replaceAll(/\s/g, '')
    .replace(/^RRULE:/, '')
    .split(';')) {
    if (piece === '') continue;
    const equals = piece.indexOf('=');
    const name = piece.slice(0, Math.max(equals, 0));
    if (equals < 1 || parts.has(name) || !(known.has(name) || name.startsWith('X-')))
      return no('not_understood', { part: piece.slice(0, 40) });
    parts.set(name, piece.slice(equals + 1));
  }

  const wrong = new Set<string>();
  const numbers = (name: string, limit: number, signed: boolean): number[] => {
    const written = parts.get(name);
    if (written === undefined) return [];
    const values = written
      .split(',')
      .map((each) => (/^[+-]?\d{1,4}$/.test(each) ? Number(each) : Number.NaN));
    const least = signed ? -limit : name === 'BYMONTH' ? 1 : 0;
    if (values.some((value) => !(value >= least && value <= limit) || (signed && value === 0)))
      wrong.add(name);
    return [...new Set(values)].sort((a, b) => a - b);
  };
  const whole = (name: string): number | null => {
    const written = parts.get(name);
    if (written === undefined) return null;
    if (!/^\d{1,9}$/.test(written) || Number(written) === 0) wrong.add(name);
    return Number(written);
  };

  const frequency = frequencies.find((each) => each === parts.get('FREQ'));
  if (frequency === undefined) return no('not_understood', { part: 'FREQ' });
  const until = parts.has('UNTIL') ? parseUntil(parts.get('UNTIL') ?? '') : null;
  if (until === undefined) wrong.add('UNTIL');
  const byDay = (parts.get('BYDAY')?.split(',') ?? []).map(parseByDay);
  const counted = frequency === 'MONTHLY' || frequency === 'YEARLY';
  if (byDay.some((day) => day === undefined || (day.nth !== 0 && !counted))) wrong.add('BYDAY');
  const weekStart = 1 + weekdayCodes.findIndex((code) => code === (parts.get('WKST') ?? 'MO'));
  if (weekStart === 0) wrong.add('WKST');
  if ((parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN') wrong.add('RSCALE');
  if ((parts.get('SKIP') ?? 'OMIT') !== 'OMIT') wrong.add('SKIP');

  const rule: Rule = {
    frequency,
    interval: whole('INTERVAL') ?? 1,
    count: whole('COUNT'),
    until: until ?? null,
    bySecond: [...new Set(numbers('BYSECOND', 60, false).map((second) => Math.min(second, 59)))],
    byMinute: numbers('BYMINUTE', 59, false),
    byHour: numbers('BYHOUR', 23, false),
    byDay: byDay.filter((day) => day !== undefined),
    byMonthDay: numbers('BYMONTHDAY', 31, true),
    byYearDay: numbers('BYYEARDAY', 366, true),
    byWeekNo: numbers('BYWEEKNO', 53, true),
    byMonth: numbers('BYMONTH', 12, false),
    bySetPos: numbers('BYSETPOS', 9999, true),
    weekStart
  };
  for (const part of wrong) return no('not_understood', { part });
  return ok(rule);
}

const known = new Set(
  'FREQ INTERVAL COUNT UNTIL BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS WKST RSCALE SKIP'.split(
    ' '
  )
);

function parseByDay(text: string): { nth: number; weekday: number } | undefined {
  const [, nth = '', code] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text) ?? [];
  const weekday = 1 + weekdayCodes.findIndex((each) => each === code);
  if (weekday === 0 || (nth !== '' && (Number(nth) === 0 || Math.abs(Number(nth)) > 53))) return undefined;
  return { nth: Number(nth), weekday };
}

function parseUntil(text: string): Until | undefined {
  const [, y, m, d, h, min, s, z] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/.exec(text) ?? [];
  const day = `${y}-${m}-${d}`;
  if (!isDay(day)) return undefined;
  if (h === undefined) return { kind: 'day', day };
  const second = s === '60' ? '59' : s;
  if (!isLocal(`${day}T${h}:${min}`) || !(Number(second) < 60)) return undefined;
  const local = `${day}T${h}:${min}:${second}`;
  return z ? { kind: 'utc', instant: new Date(`${local}Z`) } : { kind: 'local', local };
}
