// What the page of somebody's matches shows: what waits for them, each offer and need with its best, rings, agreements.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { listAgreementsOf, type Agreement } from './agreement-queries.server.ts';
import { whenText } from './agreement-words.ts';
import { barsOf, matchSentence, ownerAndPlace, scoreText } from './match-words.ts';
import { otherEnd, stateOfMatch, type AgreementState, type End, type RingState } from './model.ts';
import { ownOf } from './own.server.ts';
import { lastSearch, listMatchesAmong, type MatchWord } from './queries.server.ts';
import { listRingsOf } from './rings.server.ts';

/** A match as its row shows it. */
export interface MatchRow {
  readonly id: string;
  readonly end: End;
  readonly title: string;
  readonly who: string;
  readonly own: string;
  readonly sentence: string;
  readonly score: string;
  readonly bars: readonly { readonly label: string; readonly share: number; readonly text: string }[];
  readonly state: ReturnType<typeof stateOfMatch>;
}

export interface MatchesPage {
  readonly waiting: readonly MatchRow[];
  readonly groups: readonly {
    readonly end: End;
    readonly title: string;
    readonly slug: string;
    readonly rows: readonly MatchRow[];
    readonly more: boolean;
  }[];
  readonly rings: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: RingState;
    readonly answered: number;
    readonly count: number;
  }[];
  readonly agreements: readonly {
    readonly id: string;
    readonly what: string;
    readonly who: string;
    readonly when: string;
    readonly state: AgreementState;
  }[];
  readonly searched: Awaited<ReturnType<typeof lastSearch>>;
}

/** Of each offer or need; all ten are on its own page. */
const shown = 3;

export async function loadMatchesPage(db: Database, actor: Actor, words: Words): Promise<MatchesPage> {
  const { organisations, offerings } = await ownOf(db, actor);
  const ids = offerings.map(({ id }) => id);
  const own = new Set<string>(ids);
  const [matches, rings, agreements, searched] = await Promise.all([
    listMatchesAmong(db, ids),
    listRingsOf(db, organisations, 20),
    listAgreementsOf(db, { organisations, offerings: ids }, 50),
    lastSearch(db)
  ]);
  const ends = (match: MatchWord): End[] =>
    (['offer', 'need'] as const).filter((end) => own.has(match[end].id));
  const waits = (match: MatchWord, end: End): boolean =>
    end === 'offer'
      ? match.offerWord === null && match.needWord === 'yes'
      : match.needWord === null && match.offerWord === 'yes';
  const placeOf = (match: MatchWord, end: End): number =>
    (end === 'offer' ? match.offerPlace : match.needPlace) ?? Infinity;
  return {
    waiting: matches.flatMap((match) =>
      ends(match)
        .filter((end) => waits(match, end))
        .map((end) => rowOf(words, match, end))
    ),
    groups: offerings
      .filter(({ state }) => state === 'open')
      .map((each) => {
        const list = matches
          .filter((match) => match[each.side].id === each.id && stateOfMatch(match) !== 'declined')
          .sort((a, b) => placeOf(a, each.side) - placeOf(b, each.side));
        return {
          end: each.side,
          title: each.title,
          slug: each.slug,
          rows: list.slice(0, shown).map((match) => rowOf(words, match, each.side)),
          more: list.length > shown
        };
      }),
    rings: rings.map(({ id, state, members }) => ({
      id,
      state,
      title: members.map(({ organisation }) => organisation.name).join(' → '),
      answered: members.filter(({ answer }) => answer !== null).length,
      count: members.length
    })),
    agreements: agreements.map((each) => agreementRow(words, each)),
    searched
  };
}

export function rowOf(words: Words, match: MatchWord, end: End): MatchRow {
  const theirs = match[otherEnd[end]];
  return {
    id: match.id,
    end,
    title: theirs.title,
    who: ownerAndPlace(words, theirs),
    own: match[end].title,
    sentence: matchSentence(words, match, end),
    score: scoreText(words, match.score),
    bars: barsOf(words, match, end),
    state: stateOfMatch(match)
  };
}

function agreementRow(words: Words, agreement: Agreement): MatchesPage['agreements'][number] {
  return {
    id: agreement.id,
    what: agreement.what,
    who: agreement.parties.map(({ name }) => name).join(' – '),
    when: whenText(words, agreement),
    state: agreement.state
  };
}
