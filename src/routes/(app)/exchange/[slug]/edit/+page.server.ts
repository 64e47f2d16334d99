import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { changeOffering, offeringToChange } from '#lib/domains/exchange/change-form.server.ts';
import { usualOwner } from '#lib/domains/exchange/form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/exchange/input.ts';
import { mayAnswerFor } from '#lib/domains/exchange/policy.ts';
import { findOfferingBySlug, type Offering } from '#lib/domains/exchange/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const words = await wordsIn(locale);
  const offering = await editableOffering(db, actor, params.slug, words);
  return {
    offering: { title: offering.title, slug: offering.slug },
    organisations: (await usualOwner(db, actor)).choices,
    values: await offeringToChange(db, offering)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const offering = await editableOffering(db, actor, params.slug, words);
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [], conflicts: [], entries: null };
    const handled = await changeOffering(db, actor, { form, before: offering }, now);
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('values' in handled) {
      const { values, errors, meanwhile } = handled;
      const since = meanwhile && { object: offering.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      return fail(meanwhile ? 409 : 400, { values, errors, conflicts: meanwhile?.conflicts ?? [], entries });
    }
    setFlash(cookies, words.t(handled.merged ? 'meanwhile.merged' : 'exchange.form.changed'));
    redirect(303, words.href(`/exchange/${handled.saved.slug}`));
  }
};

async function editableOffering(db: Database, actor: Actor, slug: string, words: Words): Promise<Offering> {
  const offering = await findOfferingBySlug(db, slug);
  if (!offering || !mayAnswerFor(actor, offering)) error(404, words.t('house.error.notFound'));
  return offering;
}
