import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { changeService, serviceToChange } from '#lib/domains/services/change-form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/services/input.ts';
import { canEditService } from '#lib/domains/services/policy.ts';
import { findServiceBySlug, type FullService } from '#lib/domains/services/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const words = await wordsIn(locale);
  const service = await editableService(db, actor, params.slug, words);
  return {
    service: { name: service.name, slug: service.slug },
    organisations: (await listOwnLabels(db, actor)).map(({ label }) => label),
    values: await serviceToChange(db, service, words)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const service = await editableService(db, actor, params.slug, words);
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [], conflicts: [], entries: null };
    const handled = await changeService(db, actor, { form, before: service, words }, now);
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('values' in handled) {
      const { values, errors, meanwhile } = handled;
      const since = meanwhile && { object: service.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      return fail(meanwhile ? 409 : 400, { values, errors, conflicts: meanwhile?.conflicts ?? [], entries });
    }
    const { name, slug } = handled.saved;
    setFlash(
      cookies,
      handled.merged ? words.t('meanwhile.merged') : words.t('services.form.saved', { name })
    );
    redirect(303, words.href(`/services/${slug}`));
  }
};

async function editableService(db: Database, actor: Actor, slug: string, words: Words): Promise<FullService> {
  const service = await findServiceBySlug(db, slug);
  if (!service || !canEditService(actor, service)) error(404, words.t('house.error.notFound'));
  return service;
}
