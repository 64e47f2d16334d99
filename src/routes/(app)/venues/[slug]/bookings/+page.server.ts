import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { addDays, dayOf, defaultZone, startOfDay } from '#lib/core/time.ts';
import { canSeeVenueBookings } from '#lib/domains/bookings/policy.ts';
import { listBookingsOf } from '#lib/domains/bookings/queries.server.ts';
import { listUses } from '#lib/domains/bookings/uses.server.ts';
import { keptOf, venueNamed } from '../../../../venue-named.server.ts';
import { wordsIn } from '../../../../../words.ts';

const clashDays = 120;

export const load: PageServerLoad = async ({ locals, params }) => {
  const { db, actor, now, locale } = locals;
  const venue = await venueNamed(locals, params.slug, '/bookings');
  if (!canSeeVenueBookings(actor, keptOf(venue)))
    error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const until = startOfDay(addDays(dayOf(now, defaultZone), clashDays), defaultZone);
  const uses = await listUses(db, venue.id, now, until);
  return {
    venue: { slug: venue.slug, name: venue.name },
    bookings: await listBookingsOf(db, venue.id, now),
    clashes: uses.filter(({ clashes }) => clashes)
  };
};
