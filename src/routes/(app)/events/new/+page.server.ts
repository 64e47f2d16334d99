import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { askedOf, emptyForm, handleEventForm, nearnessOf } from '#lib/domains/calendar/event-page.server.ts';
import { canEnterEvents } from '#lib/domains/calendar/policy.ts';
import { usualNames } from '#lib/domains/calendar/usual-names.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale } }) => {
  if (!canEnterEvents(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const names = await usualNames(db, actor);
  return { names, content: emptyForm(names.own, now), once: newOnceKey(now) };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (!canEnterEvents(actor)) error(404, words.t('house.error.notFound'));
    const { form, intent } = askedOf(await request.formData(), nearnessOf(null, now));
    const handled = await handleEventForm(db, actor, { form, before: null, intent, now });
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('answered' in handled) return handled.answered;
    setFlash(cookies, words.t('calendar.form.saved'));
    redirect(303, words.href(`/events/${handled.saved.slug}`));
  }
};
