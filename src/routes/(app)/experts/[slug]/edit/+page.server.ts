import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { changeByForm, expertToChange, organisationChoices } from '#lib/domains/experts/form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/experts/input.ts';
import type { Expert } from '#lib/domains/experts/model.ts';
import { canKeepExpert, isOwnEntry } from '#lib/domains/experts/policy.ts';
import { findExpertBySlug } from '#lib/domains/experts/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const expert = await keptExpert(db, actor, params.slug, await wordsIn(locale));
  return {
    expert: { name: expert.name, slug: expert.slug },
    takesOver: !expert.own && isOwnEntry(actor, expert),
    organisations: await organisationChoices(db, actor, expert),
    values: expertToChange(expert)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const expert = await keptExpert(db, actor, params.slug, words);
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [], conflicts: [], entries: null };
    const handled = await changeByForm(db, actor, { form, before: expert }, now);
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('values' in handled) {
      const { values, errors, meanwhile } = handled;
      const since = meanwhile && { object: expert.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      return fail(meanwhile ? 409 : 400, { values, errors, conflicts: meanwhile?.conflicts ?? [], entries });
    }
    const { name, slug } = handled.saved;
    setFlash(cookies, handled.merged ? words.t('meanwhile.merged') : words.t('experts.form.saved', { name }));
    redirect(303, words.href(`/experts/${slug}`));
  }
};

async function keptExpert(db: Database, actor: Actor, slug: string, words: Words): Promise<Expert> {
  const expert = await findExpertBySlug(db, actor, slug);
  if (!expert || !canKeepExpert(actor, expert)) error(404, words.t('house.error.notFound'));
  return expert;
}
