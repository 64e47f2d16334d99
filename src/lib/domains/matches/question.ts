// What is open, as a question to the search for matches; and what it found, as matches to keep and gives for rings.
import type { Point } from '#lib/core/geo.ts';
import { findMatches, type Match, type MatchingQuestion } from '#lib/core/matching.ts';
import type { Give } from '#lib/core/rings.ts';
import { addDays, daysBetween } from '#lib/core/time.ts';
import { categories, type Category, type Condition, type Side } from '#lib/domains/exchange/model.ts';
import {
  barNames,
  bestCount,
  isTelling,
  leastScore,
  ringScore,
  type FoundMatch,
  type MatchBars
} from './model.ts';

/** What of an open offer or need the search looks at. */
export interface Open {
  readonly id: string;
  readonly side: Side;
  readonly category: Category;
  readonly owner: string;
  readonly settlement: string;
  readonly point: Point | null;
  readonly reachKm: number | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly weekdays: readonly number[];
  readonly conditions: Condition;
  readonly inReturnCategories: readonly Category[];
  readonly stems: readonly string[];
}

/** What one would take, or give, in return stands among needs and offers, at a time that nothing meets. */
const never = { from: -1_000_000, to: -999_999 } as const;
/** Of a longer time that is wanted, a week is enough. */
const wantedDays = 7;
/** More than are kept: some are left out afterwards, for what the search does not look at. */
const looked = bestCount + 30;

/** An offer or need that is not looked at itself: what its owner has, or looks for, may come back to somebody. */
export type Owned = Pick<Open, 'id' | 'owner' | 'side' | 'category' | 'inReturnCategories'>;

/** What is open and not looked at, where only a part is: how telling a word is depends on all of it. */
export interface Elsewhere {
  /** So many entries of a search for all. */
  readonly entries: number;
  /** In how many of them each word is, of those that the part uses. */
  readonly words: readonly (readonly [string, number])[];
  readonly owned: readonly Owned[];
}

export interface Question extends MatchingQuestion {
  /** Beside the offers and the needs; what is only there for the return has none. */
  readonly open: { readonly offers: readonly Open[]; readonly needs: readonly Open[] };
  readonly today: string;
}

/** @param elsewhere where `open` is not all that is open */
export function questionOf(
  open: readonly Open[],
  today: string,
  elsewhere: Elsewhere | null = null
): Question {
  const places: Point[] = [];
  const numbers = new Map<string, number>();
  const placeOf = ({ settlement, point }: Open): number | null => {
    if (!point) return null;
    const known = numbers.get(settlement);
    if (known !== undefined) return known;
    numbers.set(settlement, places.push(point) - 1);
    return places.length - 1;
  };
  const given = (each: Open) => ({
    id: each.id,
    organisation: each.owner,
    category: each.category,
    place: placeOf(each),
    from: Math.max(0, each.from === null ? 0 : daysBetween(today, each.from)),
    to: each.until === null ? null : daysBetween(today, each.until) + 1,
    stems: each.stems
  });
  const notLooked = (id: string, owner: string, category: string, stems: readonly string[] = []) => ({
    ...{ id, organisation: owner, category, place: null, ...never, stems },
    condition: 'free' as const
  });
  const inReturn = (each: Owned) =>
    each.inReturnCategories.map((category) => notLooked(`${each.id} ${category}`, each.owner, category));
  const others = elsewhere?.owned ?? [];
  const stemsElsewhere = wordsElsewhere(elsewhere, open);
  const other = (side: Side) =>
    others.flatMap((each, index) =>
      each.side === side
        ? [notLooked(each.id, each.owner, each.category, stemsElsewhere[index])]
        : inReturn(each)
    );
  const offers = open.filter(({ side }) => side === 'offer');
  const needs = open.filter(({ side }) => side === 'need');
  return {
    offers: [
      ...offers.map((each) => ({ ...given(each), condition: conditionOf(each.conditions) })),
      ...needs.flatMap(inReturn),
      ...other('offer'),
      ...stemsElsewhere
        .slice(others.length)
        .map((stems, index) => notLooked(`elsewhere ${index}`, 'elsewhere', 'elsewhere', stems))
    ],
    needs: [
      ...needs.map((each) => {
        const one = given(each);
        return { ...one, ...(one.to === null ? {} : { days: Math.min(wantedDays, one.to - one.from) }) };
      }),
      ...offers.flatMap(inReturn),
      ...other('need')
    ],
    places,
    top: looked,
    open: { offers, needs },
    today
  };
}

/** So many entries in a search for all come of these. */
export function entriesOf(open: readonly Pick<Owned, 'inReturnCategories'>[]): number {
  return open.reduce((sum, { inReturnCategories }) => sum + 1 + inReturnCategories.length, 0);
}

/** Words for what is elsewhere, those of `owned` first: as often in all of it as they are, whichever of them has which. */
function wordsElsewhere(elsewhere: Elsewhere | null, here: readonly Open[]): string[][] {
  if (!elsewhere) return [];
  const { entries, owned, words } = elsewhere;
  const rest = Math.max(0, entries - entriesOf(here) - entriesOf(owned));
  const lists = Array.from({ length: owned.length + rest }, (): string[] => []);
  for (const [word, count] of words) for (let index = 0; index < count; index++) lists[index]?.push(word);
  return lists;
}

/**
 * In the order of offers, then of needs; with what the search itself does not look at: how far one goes, and days of the week.
 * @param only whose best are asked for; of the others only what has a place among those
 */
export function matchesOf(
  question: Question,
  only: ReadonlySet<string> | null = null
): { found: FoundMatch[]; pairs: number; seconds: number } {
  const { offers, needs } = question.open;
  const comesBack = returnsOf(question);
  const { answer, seconds } = findMatches(question);
  const places = new Map<string, { match: Match; offer: number | null; need: number | null }>();
  const take = (matches: readonly Match[], end: 'offer' | 'need'): void => {
    const kept = matches.filter((match) => isPossible(question, match)).slice(0, bestCount);
    for (const [index, match] of kept.entries()) {
      const key = `${match.offer} ${match.need}`;
      const before = places.get(key) ?? { match, offer: null, need: null };
      places.set(key, { ...before, [end]: index + 1 });
    }
  };
  for (const [index, { id }] of offers.entries())
    if (!only || only.has(id)) take(answer.forOffer(index), 'offer');
  for (const [index, { id }] of needs.entries())
    if (!only || only.has(id)) take(answer.forNeed(index), 'need');
  const found = [...places.values()].flatMap(({ match, offer, need }): FoundMatch[] => {
    const [one, other] = [offers[match.offer], needs[match.need]];
    if (!one || !other) return [];
    return [
      {
        offer: one.id,
        need: other.id,
        score: match.score,
        bars: barsOf(match),
        facts: {
          ...factsOf(match, one, question.today),
          inReturn: match.facts.inReturn === null ? null : comesBack(one.owner, other.owner)
        },
        offerPlace: offer,
        needPlace: need
      }
    ];
  });
  return { found, pairs: answer.pairsSeen, seconds };
}

/** Who could give to whom: of organisations that are free, what is good enough for a letter. */
export function givesOf(
  found: readonly FoundMatch[],
  owners: ReadonlyMap<string, string>,
  isFree: (match: FoundMatch) => boolean
): Give[] {
  return found.flatMap((match) => {
    const [from, to] = [owners.get(match.offer), owners.get(match.need)];
    if (match.score < ringScore || !from || !to || from === to || !isFree(match)) return [];
    return [{ from, to, value: match.score, offer: match.offer, need: match.need }];
  });
}

/** What has its kind alone in common is no match; nobody who goes 10 km meets somebody who goes 5 when they are 20 apart; Mondays do not meet Fridays. */
function isPossible({ open }: Question, match: Match): boolean {
  const { offer, need, facts, score } = match;
  const [one, other] = [open.offers[offer], open.needs[need]];
  if (!one || !other || score < leastScore) return false;
  const reaches = one.reachKm === null || other.reachKm === null ? null : one.reachKm + other.reachKm;
  if (reaches !== null && facts.km > reaches) return false;
  if (!isTelling({ bars: barsOf(match) }, one.category)) return false;
  return (
    one.weekdays.length === 0 ||
    other.weekdays.length === 0 ||
    one.weekdays.some((day) => other.weekdays.includes(day))
  );
}

function barsOf({ bars, heldBack }: Match): MatchBars {
  const lost = new Map(heldBack.map((each) => [each.bar, each.lost]));
  return Object.fromEntries(
    barNames.map((name) => [name, { share: Math.round(bars[name] * 1000) / 1000, lost: lost.get(name) ?? 0 }])
  ) as unknown as MatchBars;
}

/** What the taker has that the giver looks for, the first as categories are listed: the same whatever part is searched. */
function returnsOf({ offers, needs }: Question): (giver: string, taker: string) => Category | null {
  const [has, wants] = [offers, needs].map((list) =>
    Map.groupBy(
      list.map(({ organisation, category }) => ({ organisation, category })),
      ({ organisation }) => organisation
    )
  );
  const among = (map: typeof has, owner: string): Set<string> =>
    new Set(map?.get(owner)?.map(({ category }) => category));
  return (giver, taker) => {
    const [wanted, had] = [among(wants, giver), among(has, taker)];
    return categories.find((category) => wanted.has(category) && had.has(category)) ?? null;
  };
}

function factsOf({ facts }: Match, offer: Open, today: string): Omit<FoundMatch['facts'], 'inReturn'> {
  return {
    km: Math.round(facts.km),
    // From today on is no day that anybody named.
    from: facts.from === null || facts.from === 0 ? null : addDays(today, facts.from),
    until: facts.to === null ? null : addDays(today, facts.to - 1),
    days: facts.days,
    wanted: facts.wanted,
    condition: offer.conditions
  };
}

/** What both will agree on is, for now, at cost. */
function conditionOf(conditions: Condition): 'free' | 'cost' | 'return' {
  return conditions === 'agreed' ? 'cost' : conditions;
}
