// Reads the days and months that addresses ask for, and keeps them where the calendar can be reckoned with: anybody may write
// anything into an address.
import { isDay } from './time.ts';

/** Two centuries: beyond them there is nothing to list, and neighbouring days could not be written with four digits for ever. */
const first = '1900-01-01';
const last = '2199-12-31';

/** @returns 'YYYY-MM-DD', the nearest day of 1900 to 2199; null when it is no day at all */
export function dayAsked(text: string | null): string | null {
  if (text === null || !isDay(text)) return null;
  return text < first ? first : text > last ? last : text;
}

/** @returns 'YYYY-MM', likewise; `otherwise` when it is no month at all */
export function monthAsked(text: string | null, otherwise: string): string {
  return dayAsked(`${text ?? ''}-01`)?.slice(0, 7) ?? otherwise;
}
