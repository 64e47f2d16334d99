import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import { needStates } from '#lib/domains/services/model.ts';
import { changeNeed, listNeeds } from '#lib/domains/services/needs.server.ts';
import { canAddService, needsSeenBy } from '#lib/domains/services/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, url }) => {
  if (!needsSeenBy(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const asked = url.searchParams.get('state') ?? '';
  const state = isOneOf(needStates, asked) ? asked : null;
  return { state, needs: await listNeeds(db, actor, state), canAdd: canAddService(actor) };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies, url }) => {
    const words = await wordsIn(locale);
    if (!needsSeenBy(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const id = String(form.get('id') ?? '');
    const state = String(form.get('state') ?? '');
    const service = String(form.get('service') ?? '').trim();
    if (!isUuid(id) || !isOneOf(needStates, state)) error(404, words.t('house.error.notFound'));
    const changed = await changeNeed(db, actor, { id, state, service: service || null }, now);
    if (!changed.ok) {
      if (changed.reason === 'service_unknown') return fail(400, { id, service });
      error(404, words.t('house.error.notFound'));
    }
    setFlash(
      cookies,
      words.t('services.needs.changed', { state: words.t(`services.needs.stateIs.${state}`) })
    );
    redirect(303, words.href(`/services/needs${url.search.replace(/^\?\/\w*&?/, '?')}`));
  }
};
