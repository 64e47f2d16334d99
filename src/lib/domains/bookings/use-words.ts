// Says what a venue is taken for, and sorts it by day.
import { hoursText } from '#lib/domains/calendar/event-words.ts';
import { addDays, defaultZone, localOf, startOfDay } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Use } from './uses.server.ts';

/** «Szüreti bál», «Foglalt», «Kérték, még nincs visszaigazolva» */
export function useTitle(words: Words, use: Pick<Use, 'title' | 'state'>): string {
  return use.title ?? words.t(use.state === 'requested' ? 'bookings.use.asked' : 'bookings.use.booked');
}

/** «18:00–20:00»; of what goes on over midnight, the hours of the day asked about: «20:00–24:00». */
export function hoursOn(words: Words, use: Pick<Use, 'start' | 'end' | 'allDay'>, day: string): string {
  const begins = localOf(use.start, defaultZone);
  const ends = localOf(use.end, defaultZone);
  const midnight = `${addDays(day, 1)}T00:00`;
  const from = begins < `${day}T00:00` ? '00:00' : begins.slice(11);
  const to = ends >= midnight ? '24:00' : ends.slice(11);
  if (use.allDay || (from === '00:00' && to === '24:00')) return hoursText(words, whole);
  return `${from}–${to}`;
}

const whole = { startsAt: new Date(0), endsAt: new Date(0), allDay: true };

export interface DayOfUses<U> {
  readonly day: string;
  readonly uses: readonly U[];
}

/** Each day with what goes on then, free days too; what lasts over midnight stands on both. */
export function usesByDay<U extends Pick<Use, 'start' | 'end'>>(
  uses: readonly U[],
  days: readonly string[]
): DayOfUses<U>[] {
  return days.map((day) => {
    const from = startOfDay(day, defaultZone);
    const to = startOfDay(addDays(day, 1), defaultZone);
    return { day, uses: uses.filter(({ start, end }) => start < to && end > from) };
  });
}
