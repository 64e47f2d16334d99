import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  askedOf,
  formToChange,
  handleEventForm,
  nearnessOf
} from '#lib/domains/calendar/event-page.server.ts';
import { formAt } from '#lib/domains/calendar/form-at.ts';
import { canEditEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { usualNames } from '#lib/domains/calendar/usual-names.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';
import type { Words } from '#lib/platform/words/words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params, url }) => {
  const event = await editable(db, actor, params.slug, await wordsIn(locale));
  const content = await formToChange(db, event);
  const asked = (name: string): string => url.searchParams.get(name)?.slice(0, 200) ?? '';
  const filled = { starts: asked('starts'), settlement: asked('settlement'), venue: asked('venue') };
  const at = formAt(content, event, filled);
  return { event, names: await usualNames(db, actor), content: at, filledIn: at !== content };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const event = await editable(db, actor, params.slug, words);
    const { form, intent } = askedOf(await request.formData(), nearnessOf(event, now));
    const handled = await handleEventForm(db, actor, { form, before: event, intent, now });
    if ('hidden' in handled) error(404, words.t('calendar.event.gone'));
    if ('answered' in handled) {
      const { meanwhile } = handled.answered;
      const since = meanwhile && { object: event.id, words, since: meanwhile.since };
      return { ...handled.answered, entries: since ? await historySince(db, since) : null };
    }
    setFlash(cookies, words.t(handled.merged ? 'meanwhile.merged' : 'calendar.form.saved'));
    redirect(303, words.href(`/events/${handled.saved.slug}`));
  }
};

async function editable(db: Database, actor: Actor, slug: string, words: Words): Promise<FullEvent> {
  const event = await findEventBySlug(db, slug);
  if (!event || !canEditEvent(actor, event)) error(404, words.t('calendar.event.gone'));
  return event;
}
