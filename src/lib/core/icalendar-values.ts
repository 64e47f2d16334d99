// Reads the values of iCalendar properties: dates, durations, text, positions (RFC 5545 §3.3).
import type { Point } from './geo.ts';
import { isDay, isLocal } from './time.ts';

/** A date or date-time as written: a day, a wall time ('YYYY-MM-DDTHH:MM:SS'), or a UTC wall time. */
export type Moment =
  { readonly kind: 'day'; readonly day: string } | { readonly kind: 'local' | 'utc'; readonly local: string };

/** Years 1000 to 8999; a leap second is the second before it. Also takes the extended form with hyphens and colons. */
export function readMoment(text: string): Moment | undefined {
  const [, y, m, d, h, min, s = '00', z] =
    /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?(\d\d))?)?(Z)?$/.exec(
      text.replaceAll('\"', '').trim().toUpperCase()
    ) ?? [];
  const day = `${y}-${m}-${d}`;
  if (!isDay(day) || !/^[1-8]/.test(day)) return undefined;
  if (h === undefined) return { kind: 'day', day };
  const second = s === '60' ? '59' : s;
  if (!isLocal(`${day}T${h}:${min}`) || Number(second) > 59) return undefined;
  return { kind: z ? 'utc' : 'local', local: `${day}T${h}:${min}:${second}` };
}

/** Days are days of the calendar, the rest is exact time. Weeks or days after the T, seen in the wild, are forgiven. */
export interface Duration {
  readonly days: number;
  readonly seconds: number;
}

export function readDuration(text: string): Duration | undefined {
  const parts =
    /^([+-])?PT?(?:(\d{1,6})W)?(?:(\d{1,6})D)?T?(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?$/.exec(
      text.trim().toUpperCase()
    );
  if (!parts || !/\d/.test(text)) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(2)
    .map((each) => Number(each ?? 0));
  const sign = parts[1] === '-' ? -1 : 1;
  return { days: sign * (weeks * 7 + days), seconds: sign * (hours * 3600 + minutes * 60 + seconds) };
}

/** Turns escapes into what they stand for, drops control characters and blanks around. */
export function readText(value: string): string {
  return value
    .replace(/\\([\\;,nN"])/g, (_all, escaped: string) =>
      escaped === 'n' || escaped === 'N' ? '\n' : escaped
    )
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .trim();
}

/** Splits a list at its commas, not at the escaped ones. */
export function splitList(value: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === ',') {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(value.slice(start));
  return parts;
}

/** `47.5;19.04`; 'nowhere' for 0;0, which programs write when they know none. */
export function readPoint(value: string): Point | 'nowhere' | undefined {
  const [, lat, lon] =
    /^\s*([+-]?\d{1,3}(?:\.\d{0,20})?)\s*\\?[;,]\s*([+-]?\d{1,3}(?:\.\d{0,20})?)\s*$/.exec(value) ?? [];
  if (lat === undefined || lon === undefined || Math.abs(Number(lat)) > 90 || Math.abs(Number(lon)) > 180)
    return undefined;
  return Number(lat) === 0 && Number(lon) === 0 ? 'nowhere' : { lat: Number(lat), lon: Number(lon) };
}
