// Which offers answer which needs best, ten for each in both directions, and what holds each match back.
import type { Answer } from './answer.ts';
import type { Point } from './geo.ts';
import { barNames, explain, nearnessOf, withoutReturn } from './matching-explain.ts';
import {
  matchingTable,
  placesAround,
  type conditions,
  type MatchingTable,
  type Side
} from './matching-table.ts';
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
  readonly pairsSeen: number;
  /** Of all that are kept, both ways. */
  readonly total: number;
}

/**
 * The very best for each, not some good ones: `bound` is `total`. Category by category and place by place, nearest places first, so
 * that most pairs are done with when distance and dates are known: they cannot become one of the ten of either side any more. Only
 * the rest are asked about return and words. O(needs × offers of the category within reach).
 * @throws RangeError for days, places, conditions, limits and weights that are not such, and for two of one id
 */
export function findMatches(question: MatchingQuestion): Answer<Matches> {
  const { offers, needs, places, maxKm = 60, fullKm = 5, top = 10, weights = usualWeights } = question;
  const began = question.clock?.() ?? 0;
  checkLimits({ maxKm, fullKm, top, weights });
  const table = matchingTable(question);
  const around = placesAround(question, table);
  const { offers: give, needs: take, anywhere, width } = table;
  const forNeed = topLists(needs.length, top, give.rank);
  const [givers, takers] = [blocksOf(give, table), blocksOf(take, table)];
  // By the offers' positions in the order in which they are walked through.
  const forOffer = topLists(offers.length, top, take.rank);
  const ordered = inOrder(table, givers.order);
  const weightOf = new Float64Array(table.wordCount);
  const scale = 10_000;
  const [topic, near, dates, back] = barNames.map((name) => weights[name] * scale) as [
    number,
    number,
    number,
    number
  ];
  const without = withoutReturn.map((share) => share * back);
  const { first } = givers;
  const { begins, ends, giver, wants, terms, wordFrom, words, weight, rare, frequent } = ordered;
  const leastOf = forOffer.least;
  let pairsSeen = 0;

  for (let block = 0; block + 1 < takers.first.length; block++) {
    if (takers.first[block] === takers.first[block + 1]) continue;
    const [shift, place] = [block - (block % (anywhere + 1)), block % (anywhere + 1)];
    // Where there are offers of the category, nearest first.
    const there: number[] = [];
    const nearness: number[] = [];
    for (let k = around.from[place] as number; k < (around.from[place + 1] as number); k++) {
      const at = shift + (around.other[k] as number);
      if (first[at] === first[at + 1]) continue;
      there.push(at);
      nearness.push(near * nearnessOf(around.km[k] as number, fullKm, maxKm));
    }
    for (
      let position = takers.first[block] as number;
      position < (takers.first[block + 1] as number);
      position++
    ) {
      const need = takers.order[position] as number;
      for (let w = take.wordFrom[need] as number; w < (take.wordFrom[need + 1] as number); w++)
        weightOf[take.words[w] as number] = take.weight[w] as number;
      const [from, to, wanted] = [
        take.from[need] as number,
        take.to[need] as number,
        take.days[need] as number
      ];
      const owner = take.organisation[need] as number;
      const mine = table.given.subarray(owner * width, (owner + 1) * width);
      const rareHere = take.rare[need] as number;
      const frequentHere = take.frequent[need] as number;
      let leastHere = forNeed.least[need] as number;
      for (let c = 0; c < there.length; c++) {
        const close = nearness[c] as number;
        const end = first[(there[c] as number) + 1] as number;
        for (let k = first[there[c] as number] as number; k < end; k++) {
          pairsSeen++;
          const start = begins[k] as number;
          const until = ends[k] as number;
          const both = (until < to ? until : to) - (start > from ? start : from);
          if (both <= 0) continue;
          const sure = close + (both >= wanted ? dates : (dates * both) / wanted);
          const leastThere = leastOf[k] as number;
          const least = leastHere < leastThere ? leastHere : leastThere;
          // Without a rarer word in common they are no more alike than their frequent words are (Cauchy, Schwarz).
          const alikeAtMost =
            ((rare[k] as number) & rareHere) === 0 ? frequentHere * (frequent[k] as number) : 1;
          const most = topic * (0.5 + 0.5 * alikeAtMost) + 1;
          if (sure + most + back < least) continue;
          let common = 0;
          for (let w = 0; w < width; w++) common |= (wants[k * width + w] as number) & (mine[w] as number);
          const known = sure + (common !== 0 ? back : (without[terms[k] as number] as number));
          if (known + most < least || giver[k] === owner) continue;
          let alike = 0;
          const lastWord = wordFrom[k + 1] as number;
          for (let w = wordFrom[k] as number; w < lastWord; w++)
            alike += (weight[w] as number) * (weightOf[words[w] as number] as number);
          const score = Math.round(known + topic * (0.5 + 0.5 * (alike < 1 ? alike : 1)));
          if (score >= leastThere) forOffer.put(k, need, score);
          if (score < leastHere) continue;
          forNeed.put(need, givers.order[k] as number, score);
          leastHere = forNeed.least[need] as number;
        }
      }
      for (let w = take.wordFrom[need] as number; w < (take.wordFrom[need + 1] as number); w++)
        weightOf[take.words[w] as number] = 0;
    }
  }
  const positionOf = new Int32Array(offers.length);
  givers.order.forEach((offer, k) => {
    positionOf[offer] = k;
  });
  const total = forNeed.total() + forOffer.total();
  const tell = (offer: number, need: number, score: number) =>
    explain(question, table, { offer, need, score, weights, maxKm, fullKm });
  return {
    answer: {
      forNeed: (need) => forNeed.of(need).map(([offer, score]) => tell(offer, need, score)),
      forOffer: (offer) =>
        forOffer.of(positionOf[offer] ?? -1).map(([need, score]) => tell(offer, need, score)),
      pairsSeen,
      total
    },
    reasons: [
      {
        code: 'pairs_seen',
        pairs: pairsSeen,
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

/** In the order of categories and places: block b has `order[first[b] … first[b + 1]]`. */
function blocksOf(
  { category, place }: Side,
  { anywhere, categories }: MatchingTable
): { readonly first: Int32Array; readonly order: Int32Array } {
  const first = new Int32Array(categories * (anywhere + 1) + 1);
  const blockOf = category.map((own, i) => own * (anywhere + 1) + (place[i] as number));
  for (const block of blockOf) first[block + 1] = (first[block + 1] as number) + 1;
  for (let b = 1; b < first.length; b++) first[b] = (first[b] as number) + (first[b - 1] as number);
  const next = first.slice();
  const order = new Int32Array(category.length);
  blockOf.forEach((block, i) => {
    const at = next[block] as number;
    order[at] = i;
    next[block] = at + 1;
  });
  return { first, order };
}

/** The columns of the offers as they are walked through: reading them one after the other is what makes it quick. */
function inOrder({ offers, condition, wanted, width }: MatchingTable, order: Int32Array) {
  const { from, to, organisation, wordFrom, words, weight } = offers;
  const starts = new Int32Array(order.length + 1);
  order.forEach((i, k) => {
    starts[k + 1] = (starts[k] as number) + (wordFrom[i + 1] as number) - (wordFrom[i] as number);
  });
  const sorted = { words: new Int32Array(words.length), weight: new Float64Array(words.length) };
  const wants = new Int32Array(order.length * width);
  order.forEach((i, k) => {
    const [begin, end] = [wordFrom[i] as number, wordFrom[i + 1] as number];
    sorted.words.set(words.subarray(begin, end), starts[k]);
    sorted.weight.set(weight.subarray(begin, end), starts[k]);
    const own = (organisation[i] as number) * width;
    wants.set(wanted.subarray(own, own + width), k * width);
  });
  return {
    begins: Float64Array.from(order, (i) => from[i] as number),
    ends: Float64Array.from(order, (i) => to[i] as number),
    giver: order.map((i) => organisation[i] as number),
    terms: Uint8Array.from(order, (i) => condition[i] as number),
    rare: order.map((i) => offers.rare[i] as number),
    frequent: Float64Array.from(order, (i) => offers.frequent[i] as number),
    wants,
    wordFrom: starts,
    ...sorted
  };
}

/** The best of each, kept in order: with ten of them a sorted list is quicker than a heap. */
function topLists(count: number, top: number, rank: Int32Array) {
  const scores = new Int32Array(count * top).fill(-1);
  const others = new Int32Array(count * top).fill(-1);
  /** What one has to have at least to come in; 0 while there is room. */
  const least = new Float64Array(count);
  return {
    least,
    put: (own: number, other: number, score: number): void => {
      const begin = own * top;
      let at = begin + top - 1;
      if (before(scores[at] as number, others[at] as number, score, other)) return;
      for (; at > begin && !before(scores[at - 1] as number, others[at - 1] as number, score, other); at--) {
        scores[at] = scores[at - 1] as number;
        others[at] = others[at - 1] as number;
      }
      scores[at] = score;
      others[at] = other;
      least[own] = Math.max(0, scores[begin + top - 1] as number);
    },
    of: (own: number): [number, number][] =>
      Array.from({ length: top }, (_, k): [number, number] => [
        others[own * top + k] ?? -1,
        scores[own * top + k] ?? -1
      ]).filter(([other]) => other >= 0),
    total: () => scores.reduce((sum, score) => sum + Math.max(0, score), 0)
  };

  /** Whether the first pair of score and other stays before the second. */
  function before(score: number, other: number, newer: number, another: number): boolean {
    return score > newer || (score === newer && (rank[other] as number) < (rank[another] as number));
  }
}

function checkLimits(limits: { maxKm: number; fullKm: number; top: number; weights: Bars }): void {
  const { maxKm, fullKm, top, weights } = limits;
  if (!(fullKm >= 0 && maxKm > fullKm && maxKm < Infinity))
    throw new RangeError(`Nearness cannot fall from ${fullKm} km to ${maxKm} km`);
  if (!(Number.isInteger(top) && top > 0)) throw new RangeError(`The best ${top}`);
  for (const bar of barNames)
    if (!(weights[bar] >= 0 && weights[bar] <= 1)) throw new RangeError(`${bar} weighs ${weights[bar]}`);
}
