// Says when, where and how often an event takes place.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';

interface Timed {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly allDay: boolean;
}

/**
 * «november 21., szombat, 16:00–18:00», «november 21., szombat – november 23., hétfő» or, over midnight, both ends in full.
 * @param style 'full' says the year too
 */
export function whenText(
  words: Words,
  { startsAt, endsAt, allDay }: Timed,
  style: 'medium' | 'full' = 'medium'
): string {
  const first = dayOf(startsAt, defaultZone);
  const last = dayOf(new Date(Math.max(startsAt.getTime(), endsAt.getTime() - 1)), defaultZone);
  if (allDay)
    return first === last
      ? words.date(first, style)
      : words.t('calendar.when.days', { from: words.date(first, style), to: words.date(last, style) });
  const hours = hoursText(words, { startsAt, endsAt, allDay });
  // What ends in the small hours still belongs to its evening.
  const sameNight = endsAt.getTime() - startsAt.getTime() < 12 * 3_600_000;
  if (first === last || sameNight) return `${words.date(first, style)}, ${hours}`;
  return words.t('calendar.when.days', {
    from: `${words.date(first, style)}, ${words.time(startsAt)}`,
    to: `${words.date(last, style)}, ${words.time(endsAt)}`
  });
}

/** «16:00–18:00», or only the start when the end is not known. */
export function hoursText(words: Words, { startsAt, endsAt, allDay }: Timed): string {
  if (allDay) return words.t('calendar.when.allDay');
  if (endsAt <= startsAt) return words.time(startsAt);
  return `${words.time(startsAt)}–${words.time(endsAt)}`;
}

/** «Művelődési ház, Szegvár»; the place is not said twice. */
export function whereText({
  settlement,
  venue
}: {
  settlement: string | null;
  venue: string | null;
}): string {
  if (!settlement || !venue) return settlement ?? venue ?? '';
  return venue.includes(settlement) ? venue : `${venue}, ${settlement}`;
}
