import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { wordsIn } from '../../../../../words.ts';
import { answerWith } from '../../../../printed.server.ts';
import { canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { posterOf } from '#lib/domains/calendar/print/event-sheets.server.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { listOccurrencesOf } from '#lib/domains/calendar/occurrences.server.ts';

export const GET: RequestHandler = async ({ locals: { db, actor, locale, now, origin }, params, url }) => {
  const words = await wordsIn(locale);
  const event = await findEventBySlug(db, params.slug);
  if (!event || !canSeeEvent(actor, event)) error(404, words.t('calendar.event.gone'));
  const [next] = await listOccurrencesOf(db, event.id, now, 1);
  const paper = url.searchParams.get('paper') === 'a3' ? 'a3' : 'a4';
  const sheet = posterOf(event, next, paper, { words, origin, now });
  return answerWith({ ...sheet, as: 'pdf' }, `${event.slug}-${paper}`, words);
};
