import type { PageServerLoad } from './$types';
import { monthAsked } from '#lib/core/day-asked.ts';
import { addDays, addMonths, dayOf, defaultZone, monthGrid, startOfDay } from '#lib/core/time.ts';
import { canRequest, canDecide, canSeeVenueBookings } from '#lib/domains/bookings/policy.ts';
import { usesByDay } from '#lib/domains/bookings/use-words.ts';
import { listUses } from '#lib/domains/bookings/uses.server.ts';
import { keptOf, venueNamed } from '../../../../venue-named.server.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { db, actor, now } = locals;
  const venue = await venueNamed(locals, params.slug, '/availability');
  const kept = keptOf(venue);
  const today = dayOf(now, defaultZone);
  const month = monthAsked(url.searchParams.get('month'), today.slice(0, 7));
  const weeks = monthGrid(month);
  const days = weeks.flat();
  const first = days[0] ?? `${month}-01`;
  const end = addDays(days.at(-1) ?? first, 1);
  const uses = (
    await listUses(db, venue.id, startOfDay(first, defaultZone), startOfDay(end, defaultZone))
  ).map(({ booking: _whose, together: _also, ...shown }) => shown);
  return {
    venue: { slug: venue.slug, name: venue.name, bookable: venue.bookable, settlement: venue.settlement },
    month,
    today,
    weeks,
    days: usesByDay(uses, days),
    previous: addMonths(`${month}-01`, -1).slice(0, 7),
    next: addMonths(`${month}-01`, 1).slice(0, 7),
    mayAsk: canRequest(actor) && (venue.bookable || canDecide(actor, kept)),
    signedIn: actor.kind === 'person',
    maySee: canSeeVenueBookings(actor, kept)
  };
};
