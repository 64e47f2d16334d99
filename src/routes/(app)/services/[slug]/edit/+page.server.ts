import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { serviceDraft, serviceValues } from '#lib/domains/services/form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/services/input.ts';
import { updateService } from '#lib/domains/services/operations.server.ts';
import { canEditService } from '#lib/domains/services/policy.ts';
import { findServiceBySlug, type FullService } from '#lib/domains/services/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const words = await wordsIn(locale);
  const service = await editableService(db, actor, params.slug, words);
  return {
    service: { name: service.name, slug: service.slug },
    organisations: (await listOwnLabels(db, actor)).map(({ label }) => label),
    values: await serviceValues(db, service, words.t('services.page.closed'))
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const service = await editableService(db, actor, params.slug, words);
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [] };
    const draft = await serviceDraft(db, actor, form, service);
    if (!draft.ok) return fail(400, { values: textsOf(form), errors: draft.errors });
    const saved = await updateService(db, actor, { id: service.id, draft: draft.value }, now);
    if (!saved.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('services.form.saved', { name: draft.value.name }));
    redirect(303, words.href(`/services/${saved.value.slug}`));
  }
};

async function editableService(db: Database, actor: Actor, slug: string, words: Words): Promise<FullService> {
  const service = await findServiceBySlug(db, slug);
  if (!service || !canEditService(actor, service)) error(404, words.t('house.error.notFound'));
  return service;
}
