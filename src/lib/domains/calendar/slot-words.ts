// Says what a suggested time would bring: «2 ütközés megszűnik, nem marad ütközés; 3 nappal később».
import type { Slot } from '#lib/core/slots.ts';
import type { Words } from '#lib/platform/words/words.ts';

export function slotSentence(words: Words, slot: Slot): string {
  const parts = [
    slot.clashes === 0
      ? words.t('calendar.advice.slotClear')
      : words.t('calendar.advice.slotLeft', { count: slot.clashes }),
    slot.clashes > 0 && slot.removed > 0
      ? words.t('calendar.advice.slotRemoved', { count: slot.removed })
      : null,
    slot.added > 0 ? words.t('calendar.advice.slotAdded', { count: slot.added }) : null,
    moved(words, slot.days)
  ].filter((part) => part !== null);
  return `${parts.join(', ')}.`;
}

function moved(words: Words, days: number): string {
  if (days === 0) return words.t('calendar.advice.slotSameDay');
  return days > 0
    ? words.t('calendar.advice.slotDaysLater', { days })
    : words.t('calendar.advice.slotDaysEarlier', { days: -days });
}

/** The slot as the words for times want it. */
export function slotStart(slot: Slot): { startsAt: Date; endsAt: Date; allDay: boolean } {
  return { startsAt: new Date(slot.start * 60_000), endsAt: new Date(slot.end * 60_000), allDay: false };
}
