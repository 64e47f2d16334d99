// When something found is on, in words.
import { addDays, dayOf, defaultZone, startOfDay } from '#lib/core/time.ts';
import type { Words } from '../words/words.ts';
import type { Hit } from './document.ts';

/** @param now in milliseconds since 1970 @returns null for what is there at any time */
export function whenOf({ time, over }: Pick<Hit, 'time' | 'over'>, words: Words, now: number): string | null {
  if (!time) return null;
  const [start, end] = [new Date(time[0] * 60_000), new Date(time[1] * 60_000)];
  const lastDay = dayOf(new Date(Math.max(start.getTime(), end.getTime() - 1)), defaultZone);
  const thisYear = dayOf(new Date(now), defaultZone).slice(0, 4);
  const written = (day: string): string => words.date(day, day.startsWith(thisYear) ? 'medium' : 'long');
  if (over) return words.t('search.when.over', { day: words.date(lastDay, 'long') });
  const firstDay = dayOf(start, defaultZone);
  if (start.getTime() <= now && lastDay > dayOf(new Date(now), defaultZone))
    return words.t('search.when.until', { day: words.date(lastDay, 'until') });
  const wholeDays =
    start.getTime() === startOfDay(firstDay, defaultZone).getTime() &&
    end.getTime() === startOfDay(addDays(lastDay, 1), defaultZone).getTime();
  return wholeDays
    ? words.t('search.when.allDay', { day: written(firstDay) })
    : words.t('search.when.next', { day: written(firstDay), time: words.time(start) });
}
