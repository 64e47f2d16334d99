import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { canEnterSupporters } from '#lib/domains/projects/policy.ts';
import { handleSupporter } from '#lib/domains/projects/supporter-form.server.ts';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale } }) => {
  if (!canEnterSupporters(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const organisations = (await listOwnLabels(db, actor)).map(({ label }) => label);
  const only = organisations.length === 1 ? (organisations[0] ?? '') : '';
  const values: Record<string, string> = { kind: 'firm', organisation: only };
  return { values, organisations, once: newOnceKey(now) };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (!canEnterSupporters(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const done = await handleSupporter(db, actor, { form, before: null }, now);
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done) return done.errors.length > 0 ? fail(400, done) : done;
    setFlash(cookies, words.t('projects.supporter.saved'));
    redirect(303, words.href(`/supporters/${done.saved.slug}/keep`));
  }
};
