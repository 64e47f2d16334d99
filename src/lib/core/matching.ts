// Which offers answer which needs best, ten for each in both directions, and what holds each match back.
import type { Answer } from './answer.ts';
import type { Point } from './geo.ts';
import { barNames, explain } from './matching-explain.ts';
import { placesAround } from './matching-places.ts';
import { matchingTable, type conditions } from './matching-table.ts';
import { walkPairs } from './matching-walk.ts';
import type { Distance } from './reach.ts';

interface Given {
  readonly id: string;
  readonly organisation: string;
  /** Only those of one category meet. */
  readonly category: string;
  /** Among the places; null: anywhere. */
  readonly place: number | null;
  /** Days since some day, half-open; null: open on that side. */
  readonly from: number | null;
  readonly to: number | null;
  /** Of its words, as the search makes them. */
  readonly stems: readonly string[];
}

export interface Offer extends Given {
  /** In return: the giver would have something for it. */
  readonly condition: (typeof conditions)[number];
}

export interface Need extends Given {
  /** So many days of its span are wanted. Default: all; an open span: one. */
  readonly days?: number;
}

export interface MatchingQuestion {
  readonly offers: readonly Offer[];
  readonly needs: readonly Need[];
  readonly places: readonly Point[];
  /** Farther apart they do not meet. Default 60. */
  readonly maxKm?: number;
  /** So near distance does not matter. Default 5. */
  readonly fullKm?: number;
  readonly distance?: Distance;
  /** How many for each. Default 10. */
  readonly top?: number;
  readonly weights?: Bars;
  /** A clock in milliseconds, for the answer's `seconds`; without one they are 0. */
  readonly clock?: () => number;
}

/** Each 0 … 1. */
export interface Bars {
  /** Half for the category, half for words in common (cosine of telling words; Salton, Wong, Yang 1975). */
  readonly topic: number;
  /** 1 up to `fullKm`, falling evenly to 0 at `maxKm`. */
  readonly distance: number;
  /** How much of the days wanted the offer has. */
  readonly dates: number;
  /** 1 where the taker has what the giver needs; otherwise free .8, at cost .4, in return 0. */
  readonly giveBack: number;
}

export const usualWeights: Bars = { topic: 0.4, distance: 0.25, dates: 0.2, giveBack: 0.15 };
export interface Match {
  /** Indexes in the question's lists. */
  readonly offer: number;
  readonly need: number;
  /** 0 … 10,000. */
  readonly score: number;
  readonly bars: Bars;
  readonly facts: {
    readonly km: number;
    readonly stems: readonly string[];
    /** Days that both have, half-open; null: open. */
    readonly from: number | null;
    readonly to: number | null;
    /** Of `wanted` days so many can be had. */
    readonly days: number;
    readonly wanted: number;
    readonly condition: Offer['condition'];
    /** What the taker offers that the giver needs. */
    readonly inReturn: string | null;
  };
  /** Why not higher: what each bar that is not full takes from the score, the most first. */
  readonly heldBack: readonly { readonly bar: keyof Bars; readonly lost: number }[];
}

export interface Matches {
  /** Best first; equal ones by the other's id. */
  readonly forOffer: (offer: number) => readonly Match[];
  readonly forNeed: (need: number) => readonly Match[];
  /** Of one category and within reach. */
  readonly pairsSeen: number;
  /** Of all that are kept, both ways. */
  readonly total: number;
}

/**
 * The very best for each, not some good ones: `bound` is `total`. O(needs × offers of the category within reach), of which all but
 * the first steps are only for those that could come among the ten of either side (`walkPairs`).
 * @throws RangeError for days, places, conditions, limits and weights that are not such, and for two of one id
 */
export function findMatches(question: MatchingQuestion): Answer<Matches> {
  const { offers, needs, places, maxKm = 60, fullKm = 5, top = 10, weights = usualWeights } = question;
  const began = question.clock?.() ?? 0;
  checkLimits({ maxKm, fullKm, top, weights });
  const table = matchingTable(question);
  const [topic, distance, dates, giveBack] = barNames.map((name) => weights[name] * 10_000) as [
    number,
    number,
    number,
    number
  ];
  const { forNeed, forOffer, order, pairs } = walkPairs(table, {
    around: placesAround(question, table),
    worth: { topic, distance, dates, giveBack },
    top,
    maxKm,
    fullKm
  });
  const positionOf = new Int32Array(offers.length);
  order.forEach((offer, k) => {
    positionOf[offer] = k;
  });
  const total = forNeed.total() + forOffer.total();
  const tell = (offer: number, need: number, score: number) =>
    explain(question, table, { offer, need, score, weights, maxKm, fullKm });
  return {
    answer: {
      forNeed: (need) => forNeed.of(need).map(([offer, score]) => tell(offer, need, score)),
      forOffer: (offer) =>
        forOffer.of(positionOf[offer] ?? offers.length).map(([need, score]) => tell(offer, need, score)),
      pairsSeen: pairs,
      total
    },
    reasons: [
      {
        code: 'pairs_seen',
        pairs,
        offers: offers.length,
        needs: needs.length,
        places: places.length
      }
    ],
    bound: total,
    seconds: ((question.clock?.() ?? 0) - began) / 1000,
    seed: 0
  };
}

function checkLimits(limits: { maxKm: number; fullKm: number; top: number; weights: Bars }): void {
  const { maxKm, fullKm, top, weights } = limits;
  if (!(fullKm >= 0 && maxKm > fullKm && maxKm < Infinity))
    throw new RangeError(`Nearness cannot fall from ${fullKm} km to ${maxKm} km`);
  if (!(Number.isInteger(top) && top > 0)) throw new RangeError(`The best ${top}`);
  for (const bar of barNames)
    if (!(weights[bar] >= 0 && weights[bar] <= 1)) throw new RangeError(`${bar} weighs ${weights[bar]}`);
}
