// Says in words what there is to know about a day: feasts, holidays, moved working days.
import { marksBetween, marksOn, type DayMark } from '#lib/core/marked-days.ts';
import { addDays } from '#lib/core/time.ts';

import type { Words } from '#lib/platform/words/words.ts';
import { officialDays } from './official-days.ts';

/** Something that is said of one day, or of school holidays from their first to their last day within the span. */
export interface NotedSpan {
  readonly from: string;
  /** The last day, included. */
  readonly to: string;
  readonly text: string;
  readonly kind: DayMark['kind'];
  readonly expected: boolean;
}

/** «mindenszentek», «őszi szünet»: none for a plain day. */
export function dayNotes(words: Words, day: string): string[] {
  return marksOn(day, officialDays()).map((mark) => markText(words, mark));
}

/** The same for a sheet of days, where school holidays are said on their first day, or the month's, only. */
export function sheetNotes(words: Words, day: string): string[] {
  return marksOn(day, officialDays())
    .filter((mark) => mark.kind !== 'school' || mark.first || day.endsWith('-01'))
    .map((mark) => markText(words, mark));
}

/** Whether most people are off work on a weekday, or at work on a Saturday. */
export function dayKind(day: string): 'off' | 'worked' | null {
  const kinds = marksOn(day, officialDays()).map(({ kind }) => kind);
  if (kinds.includes('holiday') || kinds.includes('rest')) return 'off';
  return kinds.includes('worked') ? 'worked' : null;
}

/** Of the days in [from, to), the soonest first; a stretch of school holidays is said once. */
export function notedSpans(words: Words, from: string, to: string): NotedSpan[] {
  const spans: NotedSpan[] = [];
  const open = new Map<string, number>();
  for (const [day, marks] of marksBetween(from, to, officialDays()))
    for (const mark of marks) {
      const text = markText(words, mark);
      const at = mark.kind === 'school' ? open.get(mark.code) : undefined;
      const running = at === undefined ? undefined : spans[at];
      if (at !== undefined && running && running.to === addDays(day, -1)) spans[at] = { ...running, to: day };
      else {
        const expected = 'expected' in mark && mark.expected;
        const count = spans.push({ from: day, to: day, text, kind: mark.kind, expected });
        if (mark.kind === 'school') open.set(mark.code, count - 1);
      }
    }
  return spans;
}

/** «nov. 2–8.»: the month is said once where it is the same. @param to the last day, included */
export function spanOfDays(words: Words, from: string, to: string): string {
  if (from === to) return words.date(from, 'short');
  const [first = '', last = ''] = [from, to].map((day) => words.date(day, 'short').replace(' ', '\u00a0'));
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${first} – ${last}`;
  return words.locale === 'hu'
    ? first.replace(/\d+\.$/, `${Number(from.slice(8))}–${Number(to.slice(8))}.`)
    : `${Number(from.slice(8))}–${last}`;
}

function markText(words: Words, mark: DayMark): string {
  switch (mark.kind) {
    case 'holiday':
      return words.t(`calendar.day.holiday.${mark.code}`);
    case 'feast':
      return words.t(`calendar.day.feast.${mark.code}`);
    case 'worked':
      return words.t('calendar.day.worked', { day: words.date(mark.rest, 'short') });
    case 'rest':
      return mark.worked === null
        ? words.t('calendar.day.restExpected')
        : words.t('calendar.day.rest', { day: words.date(mark.worked, 'short') });
    case 'school': {
      const name = words.t(`calendar.day.school.${mark.code}`);
      return mark.expected ? words.t('calendar.day.schoolExpected', { name }) : name;
    }
  }
}
