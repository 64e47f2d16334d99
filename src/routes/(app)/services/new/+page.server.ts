import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import { labelsOf, listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { serviceDraft } from '#lib/domains/services/form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/services/input.ts';
import { createService } from '#lib/domains/services/operations.server.ts';
import { canAddService, canGiveServiceTo } from '#lib/domains/services/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  if (!canAddService(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const own = await listOwnLabels(db, actor);
  const slug = url.searchParams.get('organisation');
  const asked = slug ? await findOrganisationBySlug(db, actor, slug) : null;
  const [owner] =
    asked && canGiveServiceTo(actor, asked.id) ? await labelsOf(db, 'organisation', [asked.id]) : [];
  const only = own.length === 1 ? own[0]?.label : undefined;
  return {
    once: newOnceKey(now),
    organisations: own.map(({ label }) => label),
    values: {
      organisation: owner?.label ?? only ?? '',
      ways: 'in_person',
      languages: 'hu',
      holidaysClosed: 'yes'
    } as Record<string, string>
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (!canAddService(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [] };
    const draft = await serviceDraft(db, actor, form, null);
    if (!draft.ok) return fail(400, { values: textsOf(form), errors: draft.errors });
    const saved = await actOnce(db, actor, { form, now }, (tx) => createService(tx, actor, draft.value, now));
    if (!saved.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('services.form.saved', { name: draft.value.name }));
    redirect(303, words.href(`/services/${saved.value.slug}`));
  }
};
