// The clash advice alone, for a script that asks for it while the form is being filled in.
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { lookForClashes } from '#lib/domains/calendar/event-page.server.ts';
import { canEnterEvents } from '#lib/domains/calendar/policy.ts';
import { wordsIn } from '../../../../words.ts';
import { advicePart } from '../advice-part.server.ts';

export const POST: RequestHandler = async ({ locals: { db, actor, now, locale }, request }) => {
  const words = await wordsIn(locale);
  if (!canEnterEvents(actor)) error(404, words.t('house.error.notFound'));
  const form = await request.formData();
  return advicePart(words, await lookForClashes(db, actor, { form, before: null, now }));
};
