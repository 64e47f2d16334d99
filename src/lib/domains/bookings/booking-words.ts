// Says when a booking is, and of what.
import { ruleInWords } from '#lib/domains/calendar/rule-words.ts';
import { whenText } from '#lib/domains/calendar/event-words.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { FullBooking } from './queries.server.ts';

/** «2026. november 24., kedd, 18:00–20:00; hetente: kedd (10 alkalom)» */
export function bookingWhen(
  words: Words,
  booking: Pick<FullBooking, 'startsAt' | 'endsAt' | 'allDay' | 'rule' | 'count'>
): string {
  const first = whenText(words, booking, 'full');
  if (booking.rule === null) return first;
  return words.t('bookings.whenSeries', {
    first,
    rule: ruleInWords(booking.rule, words),
    count: booking.count
  });
}

/** «Nagyterem», «Nagyterem, 40 db szék», «vetítő» */
export function bookingWhat(words: Words, booking: Pick<FullBooking, 'venue' | 'equipment'>): string {
  return [
    ...(booking.venue ? [booking.venue.name] : []),
    ...booking.equipment.map(({ name, quantity }) => words.t('bookings.thing', { name, count: quantity }))
  ].join(', ');
}

export function whoAsked(booking: Pick<FullBooking, 'organisation' | 'person'>): string {
  return booking.organisation?.name ?? booking.person?.name ?? '–';
}
