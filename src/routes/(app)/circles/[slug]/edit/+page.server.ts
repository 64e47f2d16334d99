import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { circleToChange, handleCircleChange, territoryChoices } from '#lib/domains/circles/form.server.ts';
import { circleStates } from '#lib/domains/circles/model.ts';
import { setCircleState } from '#lib/domains/circles/operations.server.ts';
import { runsCircle } from '#lib/domains/circles/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';
import { circleFor } from '../../circle.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const words = await wordsIn(locale);
  const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
  return {
    circle: { slug: circle.slug, name: circle.name, state: circle.state },
    values: circleToChange(circle),
    choices: await territoryChoices(db)
  };
};

export const actions: Actions = {
  save: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const form = await request.formData();
    const done = await handleCircleChange(db, actor, { form, before: circle }, now);
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done) {
      const { values, errors, meanwhile } = done;
      const since = meanwhile && { object: circle.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      const shown = { values, errors, conflicts: meanwhile?.conflicts ?? [], entries };
      return meanwhile || errors.length > 0 ? fail(meanwhile ? 409 : 400, shown) : shown;
    }
    setFlash(cookies, words.t(done.saved.merged ? 'meanwhile.merged' : 'circles.form.saved'));
    redirect(303, words.href(`/circles/${done.saved.slug}`));
  },
  state: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const wanted = String((await request.formData()).get('state'));
    const state = circleStates.find((each) => each === wanted);
    if (!state) error(400, words.t('house.error.notFound'));
    const done = await setCircleState(db, actor, { id: circle.id, state }, now);
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t(`circles.stateForm.${state}`));
    redirect(303, words.href(`/circles/${circle.slug}`));
  }
};
