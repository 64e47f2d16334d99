import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { no } from '#lib/core/result.ts';
import { organisationDraft } from '#lib/domains/registry/form.server.ts';
import { likelyMeant, rememberOthers, type Likely } from '#lib/domains/registry/entering.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/registry/input.ts';
import { createOrganisation } from '#lib/domains/registry/operations.server.ts';
import { canAddOrganisation } from '#lib/domains/registry/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { actor, now, locale }, url }) => {
  if (!canAddOrganisation(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return {
    once: newOnceKey(now),
    values: { settlement: url.searchParams.get('settlement') ?? '' } as Record<string, string>
  };
};

const none: readonly Likely[] = [];

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (!canAddOrganisation(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [], likely: none };
    const draft = await organisationDraft(db, form);
    if (!draft.ok) return fail(400, { values: textsOf(form), errors: draft.errors, likely: none });
    const saved = await actOnce(db, actor, { form, now }, async (tx) => {
      const likely = await likelyMeant(tx, words, { kind: 'organisation', draft: draft.value, form });
      if (likely.length > 0) return no('likely', { likely });
      const entered = await createOrganisation(tx, actor, draft.value, now);
      if (entered.ok)
        await rememberOthers(tx, actor, { kind: 'organisation', id: entered.value.id, form }, now);
      return entered;
    });
    if (!saved.ok) {
      if (saved.reason === 'likely')
        return fail(409, { values: textsOf(form), errors: [], likely: saved.likely });
      error(404, words.t('house.error.notFound'));
    }
    setFlash(cookies, words.t('registry.organisation.saved', { name: draft.value.name }));
    redirect(303, words.href(`/organisations/${saved.value.slug}`));
  }
};
