// Reads and writes the hours that a service keeps at one of its places: «Tükörterem, Ózd: hétfő 8–12; kedd–csütörtök 13–16».
import { fold } from '#lib/core/hungarian.ts';
import { addDays, type Weekday } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { hoursFrom, hoursText, type Hours } from './hours.ts';
import type { ServiceOpening } from './model.ts';

/** A place as the form names it. */
export interface PlaceNamed {
  readonly id: string;
  /** With its settlement: «Tükörterem, Ózd». */
  readonly label: string;
  readonly name: string;
}

export type PlaceHoursRead =
  | { readonly ok: true; readonly value: ServiceOpening[] }
  | {
      readonly ok: false;
      readonly reason: 'place_hours_wrong' | 'place_hours_unknown';
      readonly value: string;
    };

/** One line for each place. @param places those of the service */
export function placeHoursFrom(text: string, places: readonly PlaceNamed[]): PlaceHoursRead {
  const openings: ServiceOpening[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const read = lineFrom(line.slice(0, 1000), places);
    if (!read.ok) return read;
    openings.push(...read.value);
  }
  const key = ({ venue, weekday, opens }: ServiceOpening): string => `${venue} ${weekday} ${opens}`;
  openings.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return { ok: true, value: openings };
}

/** Days with the same hours that follow each other are one: «hétfő–szerda 8:00–12:00». */
export function placeHoursText(
  words: Pick<Words, 'date'>,
  openings: readonly ServiceOpening[],
  places: readonly PlaceNamed[]
): string {
  const lines = places.flatMap(({ id, label }) => {
    const days = weekdays.map((weekday) =>
      hoursText(openings.filter((each) => each.venue === id && each.weekday === weekday))
    );
    const said = days.flatMap((hours, i) => {
      if (hours === '' || days[i - 1] === hours) return [];
      const last = days.findIndex((each, later) => later > i && each !== hours);
      const until = (last < 0 ? days.length : last) - 1;
      const name = (day: number): string => words.date(addDays('2023-01-02', day), 'weekday');
      return [`${until > i ? `${name(i)}–${name(until)}` : name(i)} ${hours}`];
    });
    return said.length > 0 ? [`${label}: ${said.join('; ')}`] : [];
  });
  return lines.join('\n');
}

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

function lineFrom(line: string, places: readonly PlaceNamed[]): PlaceHoursRead {
  // A name may hold a colon, and so do hours.
  for (let at = line.indexOf(':'); at >= 0; at = line.indexOf(':', at + 1)) {
    const named = fold(line.slice(0, at).trim());
    const days = daysFrom(line.slice(at + 1));
    if (!days) continue;
    const place =
      places.find(({ label }) => fold(label) === named) ?? places.find(({ name }) => fold(name) === named);
    if (!place) return { ok: false, reason: 'place_hours_unknown', value: line.slice(0, at).trim() };
    return { ok: true, value: days.map((each) => ({ venue: place.id, ...each })) };
  }
  return { ok: false, reason: 'place_hours_wrong', value: line.slice(0, 80) };
}

/** «hétfő 8–12, 13–16; sze-p 9–12»; null when it is not understood, or a day stands there twice. */
function daysFrom(text: string): (Hours & { readonly weekday: Weekday })[] | null {
  const found: (Hours & { readonly weekday: Weekday })[] = [];
  const seen = new Set<Weekday>();
  for (const part of text.split(';').map((each) => each.trim())) {
    if (part === '') continue;
    const [, first = '', last = '', rest = ''] =
      /^(\p{L}+)\.?(?:\s*[-–—]\s*(\p{L}+)\.?)?\s*:?\s*(\d.*)$/u.exec(part) ?? [];
    const days = dayRange(first, last);
    const hours = hoursFrom(rest);
    if (!days || !hours || hours.length === 0) return null;
    for (const weekday of days) {
      if (seen.has(weekday)) return null;
      seen.add(weekday);
      found.push(...hours.map((each) => ({ weekday, ...each })));
    }
  }
  return found.length > 0 ? found : null;
}

function dayRange(first: string, last: string): Weekday[] | null {
  const word = fold(first);
  if (last === '' && ['hetkoznap', 'hetkoznapokon', 'weekdays'].includes(word)) return [1, 2, 3, 4, 5];
  if (last === '' && ['naponta', 'minden nap', 'daily'].includes(word)) return [...weekdays];
  const from = dayNamed(first);
  const until = last === '' ? from : dayNamed(last);
  return from && until && from <= until ? weekdays.filter((day) => day >= from && day <= until) : null;
}

function dayNamed(text: string): Weekday | null {
  const word = fold(text);
  return weekdays.find((day) => dayWords[day].includes(word)) ?? null;
}

/** As people write them, folded. */
const dayWords: Readonly<Record<Weekday, readonly string[]>> = {
  1: ['h', 'he', 'hetfo', 'hetfon', 'monday', 'mon'],
  2: ['k', 'ke', 'kedd', 'kedden', 'tuesday', 'tue'],
  3: ['sz', 'sze', 'szerda', 'szerdan', 'wednesday', 'wed'],
  4: ['cs', 'csut', 'csutortok', 'csutortokon', 'thursday', 'thu'],
  5: ['p', 'pe', 'pentek', 'penteken', 'friday', 'fri'],
  6: ['szo', 'szombat', 'szombaton', 'saturday', 'sat'],
  7: ['v', 'va', 'vas', 'vasarnap', 'sunday', 'sun']
};
