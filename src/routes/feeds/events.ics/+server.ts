import type { RequestHandler } from './$types';
import { icsFeed } from '#lib/domains/calendar/feeds.server.ts';
import { feedTitle, namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { wordsIn } from '../../../words.ts';

// A calendar program follows this address without signing in, so it holds what everybody may see.
export const GET: RequestHandler = async ({ locals: { db, locale, now, origin }, url }) => {
  const named = await namedFilter(db, anonymous, url.searchParams);
  const words = await wordsIn(locale);
  const text = await icsFeed(db, anonymous, named.filter, {
    words,
    origin,
    now,
    title: feedTitle(words, named)
  });
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="kalaka.ics"'
    }
  });
};
