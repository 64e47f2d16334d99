import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { writeAsStranger, writeToExpert } from '#lib/domains/experts/inquiries.server.ts';
import { readInquiry, readStrangersInquiry, textsOf } from '#lib/domains/experts/input.ts';
import { inquiryDays, type Expert } from '#lib/domains/experts/model.ts';
import { isOwnEntry } from '#lib/domains/experts/policy.ts';
import { findExpertBySlug } from '#lib/domains/experts/queries.server.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const expert = await expertToWriteTo(db, actor, params.slug, await wordsIn(locale));
  return {
    expert: { name: expert.name, slug: expert.slug },
    passedOn: expert.reachedBy !== null,
    known: await hasAddress(db, actor, now),
    once: newOnceKey(now),
    days: inquiryDays
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies, getClientAddress }) => {
    const words = await wordsIn(locale);
    const { id, slug } = await expertToWriteTo(db, actor, params.slug, words);
    const form = await request.formData();
    const values = textsOf(form);
    if (await hasAddress(db, actor, now)) {
      const read = readInquiry(form);
      if (!read.ok) return fail(400, { values, errors: read.errors, refused: null });
      const sent = await actOnce(db, actor, { form, now }, (tx) =>
        writeToExpert(tx, actor, { expert: id, inquiry: read.value, locale }, now)
      );
      if (!sent.ok) return fail(sent.reason === 'too_many_tries' ? 429 : 409, refusal(values, sent.reason));
      setFlash(cookies, words.t('experts.message.sent'));
      redirect(303, words.href(`/experts/${slug}`));
    }
    const read = readStrangersInquiry(form);
    if (!read.ok) return fail(400, { values, errors: read.errors, refused: null });
    const address = getClientAddress();
    const sent = await actOnce(db, actor, { form, now }, (tx) =>
      writeAsStranger(tx, { expert: id, inquiry: read.value, locale, address }, now)
    );
    if (!sent.ok) return fail(sent.reason === 'too_many_tries' ? 429 : 409, refusal(values, sent.reason));
    return { sent: true as const };
  }
};

function refusal(values: Record<string, string>, reason: string) {
  const refused =
    reason === 'too_many_tries'
      ? ('tooMany' as const)
      : reason === 'blocked'
        ? ('blocked' as const)
        : ('gone' as const);
  return { values, errors: [], refused };
}

/** Whoever has an account without an address writes as others do who have none. */
async function hasAddress(db: Database, actor: Actor, now: Date): Promise<boolean> {
  return actor.kind === 'person' && (await findAccount(db, actor.id, now)).email !== null;
}

async function expertToWriteTo(db: Database, actor: Actor, slug: string, words: Words): Promise<Expert> {
  const expert = await findExpertBySlug(db, actor, slug);
  if (!expert?.consent || expert.visibility === 'hidden' || isOwnEntry(actor, expert))
    error(404, words.t('house.error.notFound'));
  return expert;
}
