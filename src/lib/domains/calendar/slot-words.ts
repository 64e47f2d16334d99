// Says when a suggested time is and what it would bring: «6 helyett 2 ütközés marad, 3 nappal később.»
import type { Slot } from '#lib/core/slots.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { hoursText, whenText } from './event-words.ts';

/**
 * «kedd, 17:00–18:30» for what is weekly, else the day in full.
 * @param weekday those of a weekly series, 1 to 7
 */
export function slotWhen(words: Words, slot: Slot, weekday: readonly string[]): string {
  const first = {
    startsAt: new Date(slot.start * 60_000),
    endsAt: new Date(slot.end * 60_000),
    allDay: false
  };
  if (weekday.length === 0) return whenText(words, first);
  const days = words.list(weekday.flatMap((day) => words.lookUp(`calendar.weekday.${day}`) ?? []));
  return `${days}, ${hoursText(words, first)}`;
}

/** @param times how many occurrences were compared; 1 for what takes place once */
export function slotSentence(words: Words, slot: Slot, times: number): string {
  const now = slot.clashes + slot.removed - slot.added;
  const left = { now, left: slot.clashes };
  if (times > 1)
    return `${words.t(slot.clashes < now ? 'calendar.advice.slotSeries' : 'calendar.advice.slotSeriesMilder', { ...left, times })}.`;
  const fewer = slot.clashes < now ? 'calendar.advice.slotFewer' : 'calendar.advice.slotMilder';
  return `${slot.clashes === 0 ? words.t('calendar.advice.slotClear') : words.t(fewer, left)}, ${moved(words, slot.days)}.`;
}

function moved(words: Words, days: number): string {
  if (days === 0) return words.t('calendar.advice.slotSameDay');
  return days > 0
    ? words.t('calendar.advice.slotDaysLater', { days })
    : words.t('calendar.advice.slotDaysEarlier', { days: -days });
}
