// What matches add to other pages: to an offer or need its best matches, to an organisation what it agreed on and its thanks.
import { findOffering } from '#lib/domains/exchange/queries.server.ts';
import { mayAnswerFor } from '#lib/domains/exchange/policy.ts';
import { mayEditFor } from '#lib/platform/actor.ts';
import type { SectionGiver } from '#lib/platform/domain.ts';
import { listAgreementsOf } from './agreement-queries.server.ts';
import { whenText } from './agreement-words.ts';
import { matchSentence, ownerName, scoreText } from './match-words.ts';
import { bestCount, otherEnd, stateOfMatch } from './model.ts';
import { isThere } from './interest.server.ts';
import { listMatchesOf } from './queries.server.ts';

const shownToAll = 5;

export const bestMatches: SectionGiver = async (db, { id, actor, words }) => {
  const own = await findOffering(db, id);
  if (!own) return null;
  const answers = mayAnswerFor(actor, own);
  const end = own.side;
  const other = otherEnd[end];
  const matches = (await listMatchesOf(db, own, bestCount)).filter(
    (match) => answers || (isThere(match[other]) && isThere(match[end]))
  );
  if (matches.length === 0 && (!answers || own.state !== 'open')) return null;
  return {
    order: 10,
    title: words.t(`matches.section.title_${end}`),
    ...(matches.length > 0 && answers ? { text: [words.t('matches.section.lead')] } : {}),
    rows: matches.slice(0, answers ? bestCount : shownToAll).map((match) => {
      const theirs = match[other];
      const state = stateOfMatch(match);
      return {
        title: theirs.title,
        href: words.href(answers ? `/matches/${match.id}` : `/exchange/${theirs.slug}`),
        note: [
          ownerName(words, theirs),
          matchSentence(words, match, answers ? end : null),
          ...(answers ? [words.t('matches.section.score', { score: scoreText(words, match.score) })] : []),
          ...(answers && state !== 'new' ? [words.t(`matches.state.${state}`)] : [])
        ].join(' · ')
      };
    }),
    ...(matches.length === 0 ? { empty: words.t('matches.section.none') } : {}),
    ...(answers ? { more: { href: words.href('/matches'), label: words.t('matches.section.all') } } : {})
  };
};

/** To its own people what is agreed on; to everyone the thanks that were meant for all. */
export const agreedAndThanked: SectionGiver = async (db, { id, actor, words }) => {
  const own = mayEditFor(actor, id);
  const agreements = await listAgreementsOf(
    db,
    { organisations: [id], states: own ? ['draft', 'agreed', 'fulfilled'] : ['fulfilled'] },
    20
  );
  const thanks = agreements.flatMap(({ parties, what }) =>
    parties
      .filter((party) => party.thanksPublic && party.thanks && party.organisation?.id !== id)
      .map((party) => words.t('matches.section.thanks', { who: party.name, text: party.thanks ?? '', what }))
  );
  const rows = own
    ? agreements
        .filter(({ state }) => state !== 'fulfilled')
        .map((agreement) => ({
          title: agreement.what,
          href: words.href(`/agreements/${agreement.id}`),
          note: `${words.t(`matches.agreement.state.${agreement.state}`)} · ${whenText(words, agreement)}`
        }))
    : [];
  if (rows.length === 0 && thanks.length === 0) return null;
  return {
    order: 75,
    title: words.t(rows.length > 0 ? 'matches.section.agreements' : 'matches.section.thanked'),
    rows,
    text: thanks.slice(0, 5)
  };
};
