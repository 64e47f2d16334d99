import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { ownerChoices, packageFacts } from '#lib/domains/touring/form.server.ts';
import { textsOf } from '#lib/domains/touring/input.ts';
import { createPackage } from '#lib/domains/touring/operations.server.ts';
import { canEnterPackages } from '#lib/domains/touring/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale } }) => {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  if (!canEnterPackages(actor)) error(404, words.t('house.error.notFound'));
  const organisations = await ownerChoices(db, actor);
  const [only] = organisations.length === 1 ? organisations : [];
  return {
    once: newOnceKey(now),
    organisations,
    values: {
      organisation: only ?? '',
      ...{ minutes: '60', setup: '45', teardown: '30', crew: '2', power: 'normal' },
      ...{ fee: '0', perKm: '150', earliest: '10:00', latest: '18:00', state: 'open' }
    } as Record<string, string>
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (actor.kind !== 'person' || !canEnterPackages(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const facts = await packageFacts(db, actor, form);
    if (!facts.ok) return fail(400, { values: textsOf(form), errors: facts.errors });
    const saved = await actOnce(db, actor, { form, now }, (tx) => createPackage(tx, actor, facts.value, now));
    if (!saved.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('touring.form.saved', { title: facts.value.title }));
    redirect(303, words.href(`/touring/packages/${saved.value.slug}`));
  }
};
