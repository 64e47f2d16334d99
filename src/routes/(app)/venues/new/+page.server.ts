import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { no } from '#lib/core/result.ts';
import { venueDraft } from '#lib/domains/registry/form.server.ts';
import { likelyMeant, rememberOthers, type Likely } from '#lib/domains/registry/entering.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/registry/input.ts';
import { createVenue } from '#lib/domains/registry/operations.server.ts';
import { canAddVenue, canGiveVenueTo } from '#lib/domains/registry/policy.ts';
import { labelsOf, listOwnLabels, type Labelled } from '#lib/domains/registry/names.server.ts';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  if (!canAddVenue(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const own = await listOwnLabels(db, actor);
  const owner = await ownerAsked(db, actor, url.searchParams.get('organisation'));
  return {
    once: newOnceKey(now),
    organisations: own.map(({ label }) => label),
    values: {
      organisation: owner?.label ?? '',
      settlement: owner?.settlement?.name ?? ''
    } as Record<string, string>
  };
};

const none: readonly Likely[] = [];

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (!canAddVenue(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [], likely: none };
    const draft = await venueDraft(db, actor, form, null);
    if (!draft.ok) return fail(400, { values: textsOf(form), errors: draft.errors, likely: none });
    const saved = await actOnce(db, actor, { form, now }, async (tx) => {
      const likely = await likelyMeant(tx, words, { kind: 'venue', draft: draft.value, form });
      if (likely.length > 0) return no('likely', { likely });
      const entered = await createVenue(tx, actor, draft.value, now);
      if (entered.ok) await rememberOthers(tx, actor, { kind: 'venue', id: entered.value.id, form }, now);
      return entered;
    });
    if (!saved.ok) {
      if (saved.reason === 'likely')
        return fail(409, { values: textsOf(form), errors: [], likely: saved.likely });
      error(404, words.t('house.error.notFound'));
    }
    setFlash(cookies, words.t('registry.venue.saved', { name: draft.value.name }));
    redirect(303, words.href(`/venues/${saved.value.slug}`));
  }
};

/** «A venue of this organisation», as the link on its page asks. */
async function ownerAsked(db: Database, actor: Actor, slug: string | null): Promise<Labelled | null> {
  const organisation = slug ? await findOrganisationBySlug(db, actor, slug) : null;
  if (!organisation || !canGiveVenueTo(actor, organisation.id)) return null;
  return (await labelsOf(db, 'organisation', [organisation.id]))[0] ?? null;
}
