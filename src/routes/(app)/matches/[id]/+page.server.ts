import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { conditionsSaid, inReturnFact } from '#lib/domains/exchange/offering-words.ts';
import { readWords } from '#lib/domains/matches/input.ts';
import { isThere, sayWordAs } from '#lib/domains/matches/interest.server.ts';
import {
  barsOf,
  matchSentence,
  ownerName,
  scoreText,
  whyNotHigher
} from '#lib/domains/matches/match-words.ts';
import { otherEnd, stateOfMatch } from '#lib/domains/matches/model.ts';
import { endsOf } from '#lib/domains/matches/policy.ts';
import { findMatch } from '#lib/domains/matches/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  const match = await findMatch(db, params.id);
  const ends = match ? endsOf(actor, match) : [];
  const [end] = ends;
  if (!match || !end) error(404, words.t('house.error.notFound'));
  const open = !match.agreement && isThere(match.offer) && isThere(match.need);
  return {
    id: match.id,
    sentence: matchSentence(words, match, end),
    score: scoreText(words, match.score),
    bars: barsOf(words, match, end),
    why: whyNotHigher(words, match),
    state: stateOfMatch(match),
    agreement: match.agreement,
    open,
    sides: (['offer', 'need'] as const).map((side) => ({
      side,
      title: match[side].title,
      slug: match[side].slug,
      who: ownerName(words, match[side]),
      settlement: match[side].settlement.name,
      text: match[side].text,
      conditions: conditionsSaid(words, match[side]),
      inReturn: inReturnFact(words, match[side])
    })),
    /** For an administrator both; for most people one. */
    own: ends.map((each) => {
      const other = otherEnd[each];
      return {
        end: each,
        title: match[each].title,
        word: each === 'offer' ? match.offerWord : match.needWord,
        theirs: other === 'offer' ? match.offerWord : match.needWord,
        reason: other === 'offer' ? match.offerReason : match.needReason
      };
    })
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const form = await request.formData();
    const end = form.get('end') === 'offer' ? 'offer' : 'need';
    const word = form.get('word') === 'yes' ? 'yes' : 'no';
    const note = form.get('note');
    const reason = typeof note === 'string' ? readWords(note) : null;
    const done = await sayWordAs(db, actor, { id: params.id, end, word, reason }, now);
    if (!done.ok) {
      if (done.reason === 'closed') return fail(409, { message: words.t('matches.refused.closed') });
      error(404, words.t('house.error.notFound'));
    }
    setFlash(
      cookies,
      words.t(
        done.value.state === 'met'
          ? 'matches.said.met'
          : word === 'yes'
            ? 'matches.said.yes'
            : 'matches.said.no'
      )
    );
    const agreement = done.value.match.agreement;
    redirect(303, words.href(agreement ? `/agreements/${agreement}` : `/matches/${params.id}`));
  }
};
