import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { choosable, handleVisitChange, visitToChange } from '#lib/domains/acquaintance/form.server.ts';
import { canChangeVisit } from '#lib/domains/acquaintance/policy.ts';
import { findVisit, type FullVisit } from '#lib/domains/acquaintance/queries.server.ts';
import { whomOf } from '#lib/domains/acquaintance/visit-words.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { db, actor, locale } = locals;
  const visit = await changeable(locals, params.id, await wordsIn(locale));
  return {
    visit: { id: visit.id, name: whomOf(visit) },
    choices: await choosable(db, actor, visit),
    values: await visitToChange(db, visit)
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const visit = await changeable(locals, params.id, words);
    const answered = await handleVisitChange(
      db,
      actor,
      { form: await request.formData(), before: visit },
      now
    );
    if ('hidden' in answered) error(404, words.t('house.error.notFound'));
    if ('values' in answered) {
      const { values, errors, meanwhile } = answered;
      const shown = { values, errors, conflicts: meanwhile?.conflicts ?? [] };
      if (!meanwhile && errors.length === 0) return { ...shown, entries: null };
      const entries = meanwhile
        ? await historySince(db, { object: visit.id, words, since: meanwhile.since })
        : null;
      return fail(meanwhile ? 409 : 400, { ...shown, entries });
    }
    setFlash(cookies, words.t(answered.saved.merged ? 'meanwhile.merged' : 'acquaintance.form.saved'));
    redirect(303, words.href(`/acquaintance/${visit.id}`));
  }
};

async function changeable({ db, actor }: App.Locals, id: string, words: Words): Promise<FullVisit> {
  const visit = await findVisit(db, actor, id);
  if (!visit || !canChangeVisit(actor, visit)) error(404, words.t('house.error.notFound'));
  return visit;
}
