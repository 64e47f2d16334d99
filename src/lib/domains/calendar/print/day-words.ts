// What a sheet for the wall says of a day beside its events: the holiday or feast on it, and whether one works.
import { addDays } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { dayKind, notedSpans } from '../day-words.ts';

export interface DayNote {
  readonly text: string;
  /** Off work for everybody. */
  readonly red: boolean;
}

/**
 * By day, from the first to the last, both included; days of which there is nothing to say are left out. What only may become so
 * is not put on a wall; school holidays are too long to be said of each day.
 */
export function notesBetween(words: Words, first: string, last: string): Map<string, DayNote> {
  const notes = new Map<string, DayNote>();
  for (const { from: day, text, kind, expected } of notedSpans(words, first, addDays(last, 1))) {
    if (kind === 'school' || expected) continue;
    const known = notes.get(day);
    // Both days of Christmas, as both of its names, are said once.
    const texts = known && known.text !== text ? `${known.text}, ${text}` : text;
    notes.set(day, { text: texts, red: known?.red === true || dayKind(day) === 'off' });
  }
  return notes;
}
