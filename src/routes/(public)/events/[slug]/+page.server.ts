import { error, redirect, type Cookies } from '@sveltejs/kit';
import { domains } from '../../../../generated/domains.ts';
import type { Actions, PageServerLoad } from './$types';
import { setEventStatus } from '#lib/domains/calendar/operations.server.ts';
import { canEditEvent, canSeeEvent, canSeeEventHistory } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { listOccurrencesOf } from '#lib/domains/calendar/occurrences.server.ts';
import { findEventReach } from '#lib/domains/calendar/reach.server.ts';
import { findJoinedInto } from '#lib/domains/planning/joint-queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale, origin }, params }) => {
  const event = await findEventBySlug(db, params.slug);
  const words = await wordsIn(locale);
  if (!event || !canSeeEvent(actor, event)) error(404, words.t('calendar.event.gone'));
  // Its organisers see what became of it, and may take it back.
  const joined =
    event.status === 'cancelled' && !canEditEvent(actor, event) && (await findJoinedInto(db, event.id));
  if (joined) redirect(307, words.href(`/events/${joined.slug}`));
  const occurrences = await listOccurrencesOf(db, event.id, now);
  return {
    event,
    origin,
    occurrences,
    sections: await gatherSections(db, domains, 'event', {
      id: event.id,
      slug: event.slug,
      actor,
      words,
      now
    }),
    reach: await findEventReach(db, actor, event, occurrences[0]),
    canEdit: canEditEvent(actor, event),
    seesHistory: canSeeEventHistory(actor, event)
  };
};

/** Announce a plan, or take a cancellation back: both can be undone, so neither asks twice. */
export const actions: Actions = {
  confirm: ({ locals, params, cookies }) =>
    change(locals, params.slug, cookies, { status: 'confirmed', told: 'calendar.event.confirmed' }),
  restore: ({ locals, params, cookies }) =>
    change(locals, params.slug, cookies, { status: 'tentative', told: 'calendar.event.restored' })
};

async function change(
  { db, actor, now, locale }: App.Locals,
  slug: string,
  cookies: Cookies,
  to: { status: 'confirmed' | 'tentative'; told: 'calendar.event.confirmed' | 'calendar.event.restored' }
): Promise<never> {
  const words = await wordsIn(locale);
  const event = await findEventBySlug(db, slug);
  const done = event && (await setEventStatus(db, actor, { id: event.id, status: to.status }, now));
  if (!done?.ok) error(404, words.t('calendar.event.gone'));
  setFlash(cookies, words.t(to.told));
  redirect(303, words.href(`/events/${done.value.slug}`));
}
