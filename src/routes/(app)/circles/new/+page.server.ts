import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { emptyCircle, handleFounding, territoryChoices } from '#lib/domains/circles/form.server.ts';
import { canFound } from '#lib/domains/circles/policy.ts';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale } }) => {
  if (!canFound(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const organisations = (await listOwnLabels(db, actor)).map(({ label }) => label);
  return {
    values: { ...emptyCircle(now), organisation: organisations.length === 1 ? (organisations[0] ?? '') : '' },
    organisations,
    choices: await territoryChoices(db),
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (!canFound(actor)) error(404, words.t('house.error.notFound'));
    const done = await handleFounding(db, actor, { form: await request.formData(), locale }, now);
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done) return done.errors.length > 0 ? fail(400, done) : done;
    setFlash(cookies, words.t('circles.form.founded'));
    redirect(303, words.href(`/circles/${done.saved.slug}/members`));
  }
};
