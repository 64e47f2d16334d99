import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { icsOf } from '#lib/domains/calendar/feeds.server.ts';
import { canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { wordsIn } from '../../../../words.ts';

export const GET: RequestHandler = async ({ locals: { db, actor, locale, now, origin }, params }) => {
  const words = await wordsIn(locale);
  const event = await findEventBySlug(db, params.slug);
  if (!event || !canSeeEvent(actor, event)) error(404, words.t('calendar.event.gone'));
  return new Response(icsOf([event], { words, origin, now, title: event.title }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${event.slug}.ics"`
    }
  });
};
