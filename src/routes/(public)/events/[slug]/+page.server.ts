import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { canEditEvent, canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug, listOccurrencesOf } from '#lib/domains/calendar/queries.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const event = await findEventBySlug(db, params.slug);
  if (!event || !canSeeEvent(actor, event)) error(404, (await wordsIn(locale)).t('calendar.event.gone'));
  return {
    event,
    occurrences: await listOccurrencesOf(db, event.id, now),
    canEdit: canEditEvent(actor, event)
  };
};
