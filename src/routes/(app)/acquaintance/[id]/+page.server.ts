import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { removeVisit } from '#lib/domains/acquaintance/operations.server.ts';
import { canChangeVisit, canSettleStep } from '#lib/domains/acquaintance/policy.ts';
import { findVisit } from '#lib/domains/acquaintance/queries.server.ts';
import { settleByForm } from '#lib/domains/acquaintance/settle-form.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const visit = await findVisit(db, actor, params.id);
  if (!visit) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return {
    visit,
    today: dayOf(now, defaultZone),
    mayChange: canChangeVisit(actor, visit),
    maySettle: canSettleStep(actor, visit)
  };
};

export const actions: Actions = {
  settle: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const told = await settleByForm(db, actor, await request.formData(), { words, now });
    if (told === null) error(404, words.t('house.error.notFound'));
    setFlash(cookies, told);
    redirect(303, words.href(`/acquaintance/${params.id}`));
  },
  remove: async ({ locals: { db, actor, now, locale }, params, cookies }) => {
    const words = await wordsIn(locale);
    const gone = await removeVisit(db, actor, params.id, now);
    if (!gone.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('acquaintance.visit.removed'));
    redirect(303, words.href('/acquaintance'));
  }
};
