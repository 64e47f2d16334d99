// The clash advice alone, for a script that asks for it while the event is being changed.
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { lookForClashes } from '#lib/domains/calendar/event-page.server.ts';
import { canEditEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { advicePart } from '../../advice-part.server.ts';

export const POST: RequestHandler = async ({ locals: { db, actor, now, locale }, params, request }) => {
  const words = await wordsIn(locale);
  const before = await findEventBySlug(db, params.slug);
  if (!before || !canEditEvent(actor, before)) error(404, words.t('calendar.event.gone'));
  const form = await request.formData();
  return advicePart(words, await lookForClashes(db, actor, { form, before, now }));
};
