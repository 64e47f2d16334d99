import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { nextStates, pathOf, states } from '#lib/domains/exchange/model.ts';
import { factsOfOffering, stateShown } from '#lib/domains/exchange/offering-words.ts';
import { renewOffering, setOfferingState } from '#lib/domains/exchange/operations.server.ts';
import { canEnterOfferings, mayAnswerFor } from '#lib/domains/exchange/policy.ts';
import { findOfferingBySlug } from '#lib/domains/exchange/queries.server.ts';
import { recordsOf } from '#lib/domains/exchange/records.server.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { domains } from '../../../../generated/domains.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const words = await wordsIn(locale);
  const offering = await findOfferingBySlug(db, params.slug);
  if (!offering) error(404, words.t('house.error.notFound'));
  const answers = mayAnswerFor(actor, offering);
  const { id, slug, side, title, text, curriculum, organisation, expert, settlement, category } = offering;
  return {
    // What only those see who answer for it does not even reach the page of others.
    offering: { slug, side, category, title, text, curriculum, organisation, expert },
    settlement: { slug: settlement.slug, name: settlement.name },
    caretaker: offering.told !== null || (organisation === null && expert === null),
    state: stateShown(offering, dayOf(now, defaultZone)),
    facts: factsOfOffering(words, offering),
    records: await recordsOf(db, offering),
    // The way for those who have nothing entered that it could be matched with.
    wish: answers ? null : canEnterOfferings(actor) ? 'enter' : actor.kind === 'anonymous' ? 'sign_in' : null,
    keeping: answers
      ? { expiresOn: offering.expiresOn, told: offering.told, next: nextStates[offering.state] }
      : null,
    sections: await gatherSections(db, domains, 'offering', { id, slug, actor, words, now })
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const offering = await findOfferingBySlug(db, params.slug);
    if (!offering || !mayAnswerFor(actor, offering)) error(404, words.t('house.error.notFound'));
    const wanted = String((await request.formData()).get('state') ?? '');
    const done =
      wanted === 'renew'
        ? await renewOffering(db, actor, offering.id, now)
        : isOneOf(states, wanted)
          ? await setOfferingState(db, actor, { id: offering.id, state: wanted }, now)
          : null;
    if (done && !done.ok) error(404, words.t('house.error.notFound'));
    if (done) setFlash(cookies, words.t('exchange.form.changed'));
    redirect(303, words.href(pathOf(offering)));
  }
};
