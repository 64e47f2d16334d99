// Reads opening hours and dates as people write them, and writes them as they read them.
import { isDay } from '#lib/core/time.ts';
import type { OpeningException } from '#lib/core/opening.ts';

export interface Hours {
  readonly opens: string;
  readonly closes: string;
}

/**
 * «8–12, 13:30–16», «8.00-12.00 és 13.00-16.00»; nothing, «zárva» and «-» are a closed day. Null when it is not understood or
 * the hours overlap.
 */
export function hoursFrom(text: string): Hours[] | null {
  const plain = text.trim().toLocaleLowerCase('hu');
  if (/^(|-|–|zárva|zarva|szünnap|closed)$/.test(plain)) return [];
  if (plain.length > 100) return null;
  const hours: Hours[] = [];
  for (const part of plain.split(/,|;|\+| és | and /)) {
    const found =
      /^\s*(\d{1,2})(?:[.:](\d{2}))?\s*(?:h|óra)?(?:-tól|-től)?\s*[-–—]\s*(\d{1,2})(?:[.:](\d{2}))?\s*(?:h|óra|óráig|-ig)?\.?\s*$/.exec(
        part
      );
    if (!found) return null;
    const opens = clock(found[1], found[2]);
    const closes = clock(found[3], found[4]);
    if (!opens || !closes || opens >= closes || opens === '24:00') return null;
    hours.push({ opens, closes });
  }
  hours.sort((a, b) => (a.opens < b.opens ? -1 : 1));
  const overlapping = hours.some(({ opens }, i) => i > 0 && opens < (hours[i - 1]?.closes ?? ''));
  return overlapping || hours.length > 6 ? null : hours;
}

/** «8:00–12:00, 13:30–16:00» */
export function hoursText(hours: readonly Hours[]): string {
  return hours.map(({ opens, closes }) => `${shortClock(opens)}–${shortClock(closes)}`).join(', ');
}

/**
 * One line for each: «2026. 12. 24. – 2026. 12. 31. zárva», «2026-12-23 8–12»; in order of days. A line that is not understood is
 * given back.
 */
export function exceptionsFrom(
  text: string
): { readonly ok: true; readonly value: OpeningException[] } | { readonly ok: false; readonly line: string } {
  const exceptions: OpeningException[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const read = exceptionFrom(line);
    if (!read || exceptions.length > 200) return { ok: false, line: line.slice(0, 80) };
    exceptions.push(...read);
  }
  const key = ({ first, opens }: OpeningException): string => `${first} ${opens ?? ''}`;
  return { ok: true, value: exceptions.sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}

export function exceptionsText(exceptions: readonly OpeningException[], closed: string): string {
  return exceptions
    .map(({ first, last, opens, closes }) => {
      const days = first === last ? first : `${first} – ${last}`;
      return `${days} ${opens && closes ? hoursText([{ opens, closes }]) : closed}`;
    })
    .join('\n');
}

/** `8:05` for '08:05'. */
export function shortClock(time: string): string {
  return time.replace(/^0/, '');
}

function exceptionFrom(line: string): OpeningException[] | null {
  const date = String.raw`(\d{4})\s*[-.]\s*(\d{1,2})\s*[-.]\s*(\d{1,2})\.?`;
  const found = new RegExp(`^${date}(?:\\s*[-–—]\\s*${date})?[\\s:,]*(.*)$`).exec(line.slice(0, 120));
  if (!found) return null;
  const first = dayFrom(found.slice(1, 4));
  const last = found[4] ? dayFrom(found.slice(4, 7)) : first;
  const hours = hoursFrom(found[7] ?? '');
  if (!first || !last || !hours || first > last) return null;
  return hours.length === 0
    ? [{ first, last, opens: null, closes: null }]
    : hours.map(({ opens, closes }) => ({ first, last, opens, closes }));
}

function dayFrom(parts: readonly string[]): string | null {
  const [year = '', month = '', day = ''] = parts;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : null;
}

function clock(hour = '', minute = '00'): string | null {
  const text = `${hour.padStart(2, '0')}:${minute}`;
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text) ? text : null;
}
