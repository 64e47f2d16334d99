import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readAsking, textsOf } from '#lib/domains/experts/input.ts';
import { askedDays, withdrawnDays, type Expert } from '#lib/domains/experts/model.ts';
import {
  agreeAgain,
  askAgain,
  removeExpert,
  withdrawExpert
} from '#lib/domains/experts/operations.server.ts';
import { canKeepExpert, isOwnEntry } from '#lib/domains/experts/policy.ts';
import { findExpertBySlug } from '#lib/domains/experts/queries.server.ts';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const expert = await keptExpert(db, actor, params.slug, await wordsIn(locale));
  const own = isOwnEntry(actor, expert);
  return {
    expert: { name: expert.name, slug: expert.slug },
    consent: expert.consent && { givenAt: expert.consent.givenAt, how: expert.consent.how },
    waiting: expert.email !== null,
    again: expert.consent || expert.email ? null : own ? 'own' : expert.reachedBy !== null ? 'other' : 'they',
    values: { reachedBy: expert.reachedBy ?? '' } as Record<string, string>,
    today: dayOf(now, defaultZone),
    askedDays,
    withdrawnDays
  } as const;
};

export const actions: Actions = {
  withdraw: async ({ locals: { db, actor, now, locale }, params, cookies }) => {
    const words = await wordsIn(locale);
    const { id, slug } = await keptExpert(db, actor, params.slug, words);
    await withdrawExpert(db, actor, id, now);
    setFlash(cookies, words.t('experts.manage.withdrawn'));
    redirect(303, words.href(`/experts/${slug}`));
  },

  remove: async ({ locals: { db, actor, now, locale }, params, cookies }) => {
    const words = await wordsIn(locale);
    const { id } = await keptExpert(db, actor, params.slug, words);
    await removeExpert(db, actor, id, now);
    setFlash(cookies, words.t('experts.manage.removed'));
    redirect(303, words.href('/experts'));
  },

  ask: async ({ locals: { db, actor, now, locale }, params, cookies }) => {
    const words = await wordsIn(locale);
    const { id, slug } = await keptExpert(db, actor, params.slug, words);
    const asked = await askAgain(db, actor, { id, locale }, now);
    if (!asked.ok && asked.reason === 'too_many_tries')
      return fail(429, { tooMany: true, values: null, errors: [] });
    setFlash(cookies, words.t(asked.ok ? 'experts.manage.asked' : 'experts.link.done'));
    redirect(303, words.href(`/experts/${slug}`));
  },

  agree: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const expert = await keptExpert(db, actor, params.slug, words);
    const form = await request.formData();
    const own = isOwnEntry(actor, expert);
    const asking = own ? null : readAsking(form, dayOf(now, defaultZone));
    const given = asking?.ok && asking.value.how !== 'mail' ? asking.value : null;
    if (!own && !given)
      return fail(400, {
        tooMany: false,
        values: textsOf(form),
        errors: asking && !asking.ok ? asking.errors : []
      });
    const wording = words.t('experts.consent.wording');
    const agreed = await agreeAgain(db, actor, { id: expert.id, asking: given, wording }, now);
    if (!agreed.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('experts.manage.agreed'));
    redirect(303, words.href(`/experts/${expert.slug}`));
  }
};

async function keptExpert(db: Database, actor: Actor, slug: string, words: Words): Promise<Expert> {
  const expert = await findExpertBySlug(db, actor, slug);
  if (!expert || !canKeepExpert(actor, expert)) error(404, words.t('house.error.notFound'));
  return expert;
}
