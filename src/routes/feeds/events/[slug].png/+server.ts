import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { wordsIn } from '../../../../words.ts';
import { answerWith } from '../../../printed.server.ts';
import { canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { sharePictureOf } from '#lib/domains/calendar/print/event-sheets.server.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { listOccurrencesOf } from '#lib/domains/calendar/occurrences.server.ts';
import { anonymous } from '#lib/platform/actor.ts';

// Whoever shows the link fetches the picture without signing in, and shows it to anybody.
export const GET: RequestHandler = async ({ locals: { db, locale, now, origin }, params }) => {
  const words = await wordsIn(locale);
  const event = await findEventBySlug(db, params.slug);
  if (!event || !canSeeEvent(anonymous, event)) error(404, words.t('calendar.event.gone'));
  const [next] = await listOccurrencesOf(db, event.id, now, 1);
  return answerWith(sharePictureOf(event, next, { words, origin, now }), null, words);
};
