import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { usualOwner } from '#lib/domains/exchange/form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/exchange/input.ts';
import { canEnterForOthers } from '#lib/domains/exchange/policy.ts';
import { handleQuick, mostForms, nextValues } from '#lib/domains/exchange/quick.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  if (!canEnterForOthers(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const { settlement, choices } = await usualOwner(db, actor);
  return {
    once: newOnceKey(now),
    organisations: choices,
    values: nextValues(url.searchParams, settlement),
    mostForms
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (!canEnterForOthers(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [] };
    const handled = await handleQuick(db, actor, { form, words }, now);
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('errors' in handled) return fail(400, handled);
    setFlash(cookies, words.t('exchange.quick.saved', { title: handled.saved.title }));
    const kept = new URLSearchParams({ how: String(form.get('how')), side: String(form.get('side')) });
    redirect(303, words.href(`/exchange/quick?${kept.toString()}`));
  }
};
