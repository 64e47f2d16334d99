// The venue that an address names, for the pages around its bookings: an old address leads to the new one.
import { error, redirect } from '@sveltejs/kit';
import { findNewAddress } from '#lib/domains/registry/addresses.server.ts';
import { findVenueBySlug, type FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { wordsIn } from '../words.ts';

/** @param rest what follows the venue in the address: `/availability` */
export async function venueNamed(
  { db, locale }: Pick<App.Locals, 'db' | 'locale'>,
  slug: string,
  rest: string
): Promise<FullVenue> {
  const venue = await findVenueBySlug(db, slug);
  if (venue) return venue;
  const words = await wordsIn(locale);
  const moved = await findNewAddress(db, 'venue', slug);
  if (moved) redirect(301, words.href(`/venues/${moved}${rest}`));
  error(404, words.t('house.error.notFound'));
}

/** Who decides about it. */
export function keptOf(venue: FullVenue) {
  return { keeper: venue.organisation, settlement: venue.settlement };
}
