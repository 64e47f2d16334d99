// Says a month, a territory, a time and what a move would bring.
import type { Words } from '#lib/platform/words/words.ts';
import { whenText } from '#lib/domains/calendar/event-words.ts';
import { timesOf } from './model.ts';

interface Timed {
  readonly minutes: number;
  readonly zone: string;
  readonly allDay: boolean;
}

export function retimingName(
  words: Words,
  { territory, month }: { readonly territory: string; readonly month: string }
): string {
  return `${territory}, ${words.date(`${month}-01`, 'month')}`;
}

/** @param starts local, in the event's zone @param style 'medium' where the month and its year are said already */
export function momentText(
  words: Words,
  event: Timed,
  starts: string,
  style: 'full' | 'medium' = 'full'
): string {
  return whenText(words, timesOf(event, starts), style);
}

/** «2 ütközés helyett egy sem.» */
export function gainText(
  words: Words,
  { before, after }: { readonly before: number; readonly after: number }
): string {
  if (after === 0) return words.t('retiming.gain.none', { before });
  if (after < before) return words.t('retiming.gain.fewer', { before, after });
  return words.t('retiming.gain.milder');
}

/** «3 nappal később» */
export function shiftText(words: Words, days: number): string {
  if (days === 0) return words.t('retiming.shift.sameDay');
  return days > 0
    ? words.t('retiming.shift.later', { days })
    : words.t('retiming.shift.earlier', { days: -days });
}
