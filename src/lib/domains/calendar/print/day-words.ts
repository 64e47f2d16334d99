// What a sheet for the wall says of a day beside its events: the holiday or feast on it, and whether one works.
import { marksBetween, type DayMark } from '#lib/core/marked-days.ts';
import { addDays } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';

export interface DayNote {
  readonly text: string;
  /** Off work for everybody. */
  readonly red: boolean;
}

/** By day, from the first to the last, both included; days of which there is nothing to say are left out. */
export function notesBetween(words: Words, first: string, last: string): Map<string, DayNote> {
  const notes = new Map<string, DayNote>();
  for (const [day, marks] of marksBetween(first, addDays(last, 1))) {
    const texts = marks.flatMap((mark) => textOf(words, mark));
    const red = marks.some(({ kind }) => kind === 'holiday' || kind === 'rest');
    if (texts.length > 0) notes.set(day, { text: [...new Set(texts)].join(', '), red });
  }
  return notes;
}

/** What only may become so is not put on a wall; school holidays are too long to be said of each day. */
function textOf(words: Words, mark: DayMark): string[] {
  if (mark.kind === 'holiday') return [words.t(`calendar.print.holiday.${mark.code}`)];
  if (mark.kind === 'feast') return [words.t(`calendar.print.feast.${mark.code}`)];
  if (mark.kind === 'worked') return [words.t('calendar.print.worked')];
  return mark.kind === 'rest' && !mark.expected ? [words.t('calendar.print.rest')] : [];
}
