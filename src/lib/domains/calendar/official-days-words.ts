// Writes school holidays and moved working days as they are entered, a line each, so that they can be changed and entered again.
import type { OfficialDays } from '#lib/core/official-days.ts';
import type { Words } from '#lib/platform/words/words.ts';

export function officialDaysText(words: Words, { school, moved }: OfficialDays): string {
  return [
    ...school.map(({ kind, from, to }) => `${words.t(`calendar.day.school.${kind}`)} ${from} – ${to}`),
    ...moved.map(({ rest, worked }) => words.t('calendar.daysOff.movedLine', { rest, worked }))
  ].join('\n');
}
