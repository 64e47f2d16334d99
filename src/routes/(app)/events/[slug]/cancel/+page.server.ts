import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { setEventStatus } from '#lib/domains/calendar/operations.server.ts';
import { canEditEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const event = await findEventBySlug(db, params.slug);
  if (!event || !canEditEvent(actor, event)) error(404, (await wordsIn(locale)).t('calendar.event.gone'));
  return { event: { slug: event.slug, title: event.title } };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, cookies }) => {
    const words = await wordsIn(locale);
    const event = await findEventBySlug(db, params.slug);
    const done = event && (await setEventStatus(db, actor, { id: event.id, status: 'cancelled' }, now));
    if (!done?.ok) error(404, words.t('calendar.event.gone'));
    setFlash(cookies, words.t('calendar.event.cancelDone'));
    redirect(303, words.href(`/events/${done.value.slug}`));
  }
};
