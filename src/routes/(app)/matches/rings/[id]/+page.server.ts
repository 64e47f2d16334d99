import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { readWords } from '#lib/domains/matches/input.ts';
import { answerRingAs, findRing } from '#lib/domains/matches/rings.server.ts';
import { handsOf } from '#lib/domains/matches/ring-acts.server.ts';
import { mayEditFor } from '#lib/platform/actor.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  const ring = isUuid(params.id) ? await findRing(db, params.id) : null;
  const own = ring?.members.filter(({ organisation }) => mayEditFor(actor, organisation.id)) ?? [];
  if (!ring || own.length === 0) error(404, words.t('house.error.notFound'));
  const hands = handsOf(ring);
  return {
    state: ring.state,
    expiresOn: ring.expiresOn,
    agreement: ring.agreement,
    members: ring.members.map(({ organisation, answer, gives }, index) => ({
      name: organisation.name,
      slug: organisation.slug,
      hands: hands[index]?.term ?? '',
      gives: gives.title,
      givesSlug: gives.slug,
      answer
    })),
    own: own
      .filter(({ answer }) => answer === null && ring.state === 'proposed')
      .map(({ position, organisation }) => ({ position, name: organisation.name }))
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const form = await request.formData();
    const position = Number(form.get('position'));
    const word = form.get('word') === 'yes' ? 'yes' : 'no';
    const note = form.get('note');
    const reason = typeof note === 'string' ? readWords(note) : null;
    if (!isUuid(params.id) || !Number.isInteger(position)) error(404, words.t('house.error.notFound'));
    const done = await answerRingAs(db, actor, { id: params.id, position, word, reason }, now);
    if (!done.ok) {
      if (done.reason === 'closed') return fail(409, { message: words.t('matches.refused.closed') });
      error(404, words.t('house.error.notFound'));
    }
    const { state } = done.value;
    setFlash(
      cookies,
      words.t(
        state === 'agreed'
          ? 'matches.ring.said_agreed'
          : word === 'yes'
            ? 'matches.ring.said_yes'
            : 'matches.ring.said_no'
      )
    );
    redirect(303, words.href(`/matches/rings/${params.id}`));
  }
};
