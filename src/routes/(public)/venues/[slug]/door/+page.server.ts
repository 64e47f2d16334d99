import type { PageServerLoad } from './$types';
import { addDays, dayOf, defaultZone, startOfDay } from '#lib/core/time.ts';
import { whoAsked } from '#lib/domains/bookings/booking-words.ts';
import { canSeeVenueBookings } from '#lib/domains/bookings/policy.ts';
import { listBookingsOf } from '#lib/domains/bookings/queries.server.ts';
import { usesByDay } from '#lib/domains/bookings/use-words.ts';
import { listUses } from '#lib/domains/bookings/uses.server.ts';
import { keptOf, venueNamed } from '../../../../venue-named.server.ts';

// Who keeps the venue prints it with the names of those who come; everybody else sees that it is booked.
export const load: PageServerLoad = async ({ locals, params }) => {
  const { db, actor, now, origin } = locals;
  const venue = await venueNamed(locals, params.slug, '/door');
  const today = dayOf(now, defaultZone);
  const days = Array.from({ length: 8 }, (_, n) => addDays(today, n));
  const from = startOfDay(today, defaultZone);
  const uses = await listUses(db, venue.id, from, startOfDay(addDays(today, 8), defaultZone));
  const named = canSeeVenueBookings(actor, keptOf(venue))
    ? new Map<string, string>(
        (await listBookingsOf(db, venue.id, now)).map((each) => [
          each.id,
          `${each.purpose} – ${whoAsked(each)}`
        ])
      )
    : new Map<string, string>();
  return {
    venue: { slug: venue.slug, name: venue.name, settlement: venue.settlement, street: venue.street },
    origin,
    today,
    now,
    days: usesByDay(
      uses.map(({ start, end, allDay, title, state, booking }) => ({
        start,
        end,
        allDay,
        state,
        title: title ?? (booking ? (named.get(booking) ?? null) : null)
      })),
      days
    )
  };
};
