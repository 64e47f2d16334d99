import type { RequestHandler } from './$types';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { rssOf } from '#lib/domains/calendar/feeds.server.ts';
import { feedTitle, namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { listOccurrences } from '#lib/domains/calendar/occurrences.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { wordsIn } from '../../../words.ts';

export const GET: RequestHandler = async ({ locals: { db, locale, now, origin }, url }) => {
  const named = await namedFilter(db, anonymous, url.searchParams);
  const words = await wordsIn(locale);
  const { rows } = await listOccurrences(db, anonymous, named.filter, {
    today: dayOf(now, defaultZone),
    size: 100
  });
  const address = `${origin}${url.pathname}${url.search}`;
  const text = rssOf(rows, address, { words, origin, now, title: feedTitle(words, named) });
  return new Response(text, { headers: { 'content-type': 'application/rss+xml; charset=utf-8' } });
};
