// What the links about a match do: say that one is interested, or why not; and write no more about matches to an address.
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import { conditionsSaid, inReturnFact } from '#lib/domains/exchange/offering-words.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { readWords } from './input.ts';
import { isThere, sayWord } from './interest.server.ts';
import { holderOf, purposes, stillSpeaks } from './letters.server.ts';
import { matchSentence, ownerName } from './match-words.ts';
import { otherEnd, type End } from './model.ts';
import { findMatch, lockMatch, type MatchWord } from './queries.server.ts';

export const wantByLink: LinkAct = {
  purpose: purposes.interest,
  async show(db, link, words) {
    const { id, end } = subjectOf(link);
    const match = await findMatch(db, id);
    if (!match) return null;
    const title = words.t(`matches.link.title_${end}`);
    const own = end === 'offer' ? match.offerWord : match.needWord;
    const open =
      !match.agreement &&
      isThere(match.offer) &&
      isThere(match.need) &&
      (await stillSpeaks(db, link, match[end]));
    if (!open || own !== null)
      return {
        title,
        lead: words.t(open ? `matches.link.said_${own ?? 'no'}` : 'matches.link.closed'),
        facts: factsOf(words, match, end),
        choices: []
      };
    return {
      title,
      lead: `${matchSentence(words, match, end)} ${words.t('matches.mail.consentTwo')}`,
      facts: factsOf(words, match, end),
      choices: [
        { value: 'yes', label: words.t('matches.link.yes') },
        { value: 'no', label: words.t('matches.link.no') }
      ],
      note: words.t('matches.link.note')
    };
  },
  async act(tx, link, { choice, note }, { now, words }) {
    const { id, end } = subjectOf(link);
    const match = await lockMatch(tx, id);
    if (!match || !(await stillSpeaks(tx, link, match[end])))
      return { sentence: words.t('matches.link.closed'), href: null };
    const word = choice === 'yes' ? 'yes' : 'no';
    const done = await sayWord(tx, holderOf(link.person), { match, end, word, reason: readWords(note) }, now);
    if (!done.ok) return { sentence: words.t('matches.link.closed'), href: null };
    return {
      sentence: words.t(
        done.value.state === 'met'
          ? 'matches.said.met'
          : word === 'yes'
            ? 'matches.said.yes'
            : 'matches.said.no'
      ),
      href: `/exchange/${match[otherEnd[end]].slug}`
    };
  }
};

export const silenceByLink: LinkAct = {
  purpose: purposes.silence,
  show: (_db, _link, words) =>
    Promise.resolve({
      title: words.t('matches.link.silenceTitle'),
      lead: words.t('matches.link.silenceLead'),
      choices: [{ value: 'stop', label: words.t('matches.link.silence') }],
      oneClick: 'stop'
    }),
  async act(tx, link, _answer, { now, words }) {
    const { email } = link.subject as { email: string };
    await silence(tx, email, now);
    return { sentence: words.t('matches.link.silenced'), href: null };
  }
};

async function silence(tx: Database, email: string, now: Date): Promise<void> {
  await tx
    .insertInto('match_silence')
    .values({ email: email.toLowerCase(), since: now })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
}

function factsOf(words: Words, match: MatchWord, end: End): { term: string; text: string }[] {
  const [theirs, ours] = [match[otherEnd[end]], match[end]];
  const [term, text] = inReturnFact(words, theirs);
  return [
    { term: words.t(`matches.link.theirs_${otherEnd[end]}`), text: theirs.title },
    { term: words.t('matches.link.who'), text: ownerName(words, theirs) },
    { term: words.t('matches.link.where'), text: theirs.settlement.name },
    ...(theirs.text ? [{ term: words.t('matches.link.text'), text: theirs.text }] : []),
    { term: words.t('matches.link.conditions'), text: conditionsSaid(words, theirs) },
    ...(text ? [{ term, text }] : []),
    { term: words.t(`matches.link.ours_${end}`), text: ours.title }
  ];
}

function subjectOf({ subject }: CapabilityLink): { id: string; end: End } {
  const { match, end } = subject as { match: string; end: End };
  return { id: match, end };
}
