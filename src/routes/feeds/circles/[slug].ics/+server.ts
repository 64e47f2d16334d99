import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { findCircle } from '#lib/domains/circles/queries.server.ts';
import { circleCalendar, opensFeed } from '#lib/domains/meetings/feed.server.ts';
import { wordsIn } from '../../../../words.ts';

// A calendar program follows this address without signing in: what is internal is behind a member's own token.
export const GET: RequestHandler = async ({
  locals: { db, locale, now, origin },
  params,
  url,
  setHeaders
}) => {
  const words = await wordsIn(locale);
  const circle = await findCircle(db, params.slug);
  const token = url.searchParams.get('token');
  const inside = circle !== null && token !== null && (await opensFeed(db, { circle: circle.id, token }));
  if (!circle || !(inside || (token === null && circle.publicPage)))
    error(404, words.t('house.error.notFound'));
  if (inside) setHeaders({ 'cache-control': 'private, no-store' });
  return new Response(await circleCalendar(db, circle, { words, origin, now, inside }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `inline; filename="${circle.slug}.ics"`
    }
  });
};
