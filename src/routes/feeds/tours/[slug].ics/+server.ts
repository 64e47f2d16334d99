import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { tourCalendar } from '#lib/domains/touring/feed.server.ts';
import { findTourBySlug, listStops } from '#lib/domains/touring/tours.server.ts';
import { wordsIn } from '../../../../words.ts';

// What is agreed stands in the public calendar anyway; of a plan that nobody was asked about nothing is told.
export const GET: RequestHandler = async ({ locals: { db, locale, now, origin }, params }) => {
  const words = await wordsIn(locale);
  const tour = await findTourBySlug(db, params.slug);
  if (!tour || tour.state === 'draft') error(404, words.t('house.error.notFound'));
  return new Response(tourCalendar(tour, await listStops(db, tour.id), { words, origin, now }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `inline; filename="${tour.slug}.ics"`
    }
  });
};
