import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { venueCalendar } from '#lib/domains/bookings/feeds.server.ts';
import { findVenueBySlug } from '#lib/domains/registry/venue-queries.server.ts';
import { wordsIn } from '../../../../words.ts';

// A calendar program follows this address without signing in, so it holds no names.
export const GET: RequestHandler = async ({ locals: { db, locale, now, origin }, params }) => {
  const words = await wordsIn(locale);
  const venue = await findVenueBySlug(db, params.slug);
  if (!venue) error(404, words.t('house.error.notFound'));
  return new Response(await venueCalendar(db, venue, { words, origin, now }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `inline; filename="${venue.slug}.ics"`
    }
  });
};
