import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { choosable, emptyVisit, handleNewVisit } from '#lib/domains/acquaintance/form.server.ts';
import { canRecordVisit } from '#lib/domains/acquaintance/policy.ts';
import { labelsOf } from '#lib/domains/registry/names.server.ts';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  if (!canRecordVisit(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const slug = url.searchParams.get('organisation');
  const meant = slug ? await findOrganisationBySlug(db, actor, slug) : null;
  const [label] = meant ? await labelsOf(db, 'organisation', [meant.id]) : [];
  const choices = await choosable(db, actor);
  return {
    choices,
    values: emptyVisit(actor, { senders: choices.senders, organisation: label?.label ?? '' }, now),
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (!canRecordVisit(actor)) error(404, words.t('house.error.notFound'));
    const answered = await handleNewVisit(db, actor, { form: await request.formData(), byCode: false }, now);
    if ('hidden' in answered) error(404, words.t('house.error.notFound'));
    if (!('saved' in answered)) return answered.errors.length > 0 ? fail(400, answered) : answered;
    setFlash(cookies, words.t('acquaintance.form.saved'));
    redirect(303, words.href(`/acquaintance/${answered.saved.id}`));
  }
};
