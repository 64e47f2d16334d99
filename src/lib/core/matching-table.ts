// Offers and needs as columns of numbers.
import type { Need, MatchingQuestion, Offer } from './matching.ts';

/**
 * One side: offers or needs. Their words are `words[wordFrom[i] … wordFrom[i + 1]]`, the frequent ones first, from `rareFrom[i]` on the
 * rarer ones; both in rising order.
 */
export interface Side {
  readonly category: Int32Array;
  /** The number of places stands for «anywhere». */
  readonly place: Int32Array;
  readonly organisation: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Whole days that are wanted of a need's span; of an offer 0. */
  readonly days: Float64Array;
  readonly wordFrom: Int32Array;
  readonly rareFrom: Int32Array;
  readonly words: Int32Array;
  /** Beside `words`: how telling the word is, over the length of all of them together. */
  readonly weight: Float64Array;
  /** The length that its frequent words have of all: those that one in twenty has, and the others. */
  readonly usual: Float64Array;
  readonly frequent: Float64Array;
  /** Which of 32 groups the others are in. */
  readonly groups: Int32Array;
  /** Place in the order of ids; 0 comes first. */
  readonly rank: Int32Array;
}

export interface MatchingTable {
  readonly offers: Side;
  readonly needs: Side;
  /** 0 free, 1 at cost, 2 for something in return. */
  readonly condition: Uint8Array;
  readonly anywhere: number;
  readonly wordCount: number;
  readonly categories: number;
  /** By organisation, which categories it needs and which it offers: bits, `width` numbers each. */
  readonly wanted: Int32Array;
  readonly given: Int32Array;
  readonly width: number;
  /** The first category that `taker` offers and `giver` needs, -1 if there is none. */
  readonly returnOf: (giver: number, taker: number) => number;
}

export const conditions = ['free', 'cost', 'return'] as const;

/** @throws RangeError for days, places and conditions that are not such, and for two of one id */
export function matchingTable({ offers, needs, places }: MatchingQuestion): MatchingTable {
  const anywhere = places.length;
  const organisations = numbers();
  const categories = numbers();
  const all = [...offers, ...needs];
  const { often, starts, found } = wordsOf(all);
  // The inverse document frequency (Spärck Jones 1972): what everybody writes says little.
  const telling = Float64Array.from(often, (count) => Math.log(1 + all.length / count));
  const rarer = Uint8Array.from(often, (count) => (count <= Math.max(fewWith, all.length / 200) ? 1 : 0));
  const keyOf = (word: number): number => (rarer[word] as number) * rarer.length + word;
  const side = (list: readonly (Offer | Need)[], shift: number): Side => {
    const order = [...list.keys()].sort((a, b) => compare(list[a]?.id ?? '', list[b]?.id ?? ''));
    const rank = new Int32Array(list.length);
    for (const [position, index] of order.entries()) {
      rank[index] = position;
      if (position > 0 && list[index]?.id === list[order[position - 1] ?? -1]?.id)
        throw new RangeError(`Two are called ${list[index]?.id}`);
    }
    const begin = starts[shift] ?? 0;
    const wordFrom = Int32Array.from({ length: list.length + 1 }, (_, i) => (starts[shift + i] ?? 0) - begin);
    const words = found.slice(begin, starts[shift + list.length]);
    const weight = new Float64Array(words.length);
    const rareFrom = new Int32Array(list.length);
    const usual = new Float64Array(list.length);
    const frequent = new Float64Array(list.length);
    const groups = new Int32Array(list.length);
    for (let i = 0; i < list.length; i++) {
      const [from, to] = [wordFrom[i] as number, wordFrom[i + 1] as number];
      // Few words: put in their places one by one.
      for (let w = from + 1; w < to; w++) {
        const word = words[w] as number;
        let at = w;
        for (; at > from && keyOf(words[at - 1] as number) > keyOf(word); at--)
          words[at] = words[at - 1] as number;
        words[at] = word;
      }
      let squares = 0;
      for (let w = from; w < to; w++) squares += (telling[words[w] as number] as number) ** 2;
      let [rare, sum, usualSum] = [to, 0, 0];
      for (let w = from; w < to; w++) {
        const part = (telling[words[w] as number] as number) / Math.sqrt(squares);
        weight[w] = part;
        if (rarer[words[w] as number]) rare = Math.min(rare, w);
        else if ((often[words[w] as number] ?? 0) * 20 > all.length) usualSum += part ** 2;
        else {
          sum += part ** 2;
          groups[i] = (groups[i] as number) | (1 << (Math.imul(words[w] as number, 0x9e3779b1) >>> 27));
        }
      }
      rareFrom[i] = rare;
      frequent[i] = Math.sqrt(sum);
      usual[i] = Math.sqrt(usualSum);
    }
    return {
      category: Int32Array.from(list, ({ category }) => categories(category)),
      place: Int32Array.from(list, ({ place, id }) => {
        if (place === null) return anywhere;
        if (!places[place]) throw new RangeError(`${id}: no place ${place}`);
        return place;
      }),
      organisation: Int32Array.from(list, ({ organisation }) => organisations(organisation)),
      from: Float64Array.from(list, ({ from }) => from ?? -Infinity),
      to: Float64Array.from(list, ({ to }) => to ?? Infinity),
      days: Float64Array.from(list, (each) => {
        const { from, to, id } = each;
        const span = (to ?? Infinity) - (from ?? -Infinity);
        if (!(span > 0)) throw new RangeError(`${id}: from ${from} to ${to}`);
        const wanted = 'days' in each && each.days !== undefined ? each.days : span;
        if (!(wanted > 0 && wanted <= span)) throw new RangeError(`${id}: ${wanted} of ${span} days`);
        return wanted === Infinity ? 1 : wanted;
      }),
      wordFrom,
      rareFrom,
      words,
      weight,
      usual,
      frequent,
      groups,
      rank
    };
  };
  const [offerSide, needSide] = [side(offers, 0), side(needs, offers.length)];
  const count = categories.size();
  const width = Math.max(1, Math.ceil(count / 32));
  const bitsOf = ({ category, organisation }: Side): Int32Array => {
    const bits = new Int32Array(organisations.size() * width);
    category.forEach((own, i) => {
      const at = (organisation[i] ?? 0) * width + (own >> 5);
      bits[at] = (bits[at] ?? 0) | (1 << (own & 31));
    });
    return bits;
  };
  const [given, wanted] = [bitsOf(offerSide), bitsOf(needSide)];
  return {
    offers: offerSide,
    needs: needSide,
    condition: Uint8Array.from(offers, ({ condition, id }) => {
      const number = conditions.indexOf(condition);
      if (number < 0) throw new RangeError(`${id}: no condition ${condition}`);
      return number;
    }),
    anywhere,
    wordCount: often.length,
    categories: count,
    wanted,
    given,
    width,
    returnOf: (giver, taker) => {
      for (let w = 0; w < width; w++) {
        const both = (wanted[giver * width + w] as number) & (given[taker * width + w] as number);
        if (both !== 0) return w * 32 + 31 - Math.clz32(both & -both);
      }
      return -1;
    }
  };
}

/** A word that so few have is a rarer one, however few there are in all. */
const fewWith = 4;

/** The words of each, every one once, as they come: `found[starts[i] … starts[i + 1]]`; and how often each is among all. */
function wordsOf(all: readonly (Offer | Need)[]) {
  const numberOf = numbers<string>();
  const often: number[] = [];
  const last: number[] = [];
  const starts = new Int32Array(all.length + 1);
  let found = new Int32Array(1024);
  let count = 0;
  for (const [i, { stems }] of all.entries()) {
    for (const stem of stems) {
      const word = numberOf(stem);
      if (last[word] === i) continue;
      last[word] = i;
      often[word] = (often[word] ?? 0) + 1;
      if (count === found.length) {
        const longer = new Int32Array(count * 2);
        longer.set(found);
        found = longer;
      }
      found[count++] = word;
    }
    starts[i + 1] = count;
  }
  return { often, starts, found };
}

function numbers<T>(): ((value: T) => number) & { size: () => number } {
  const known = new Map<T, number>();
  const numberOf = (value: T): number => {
    const number = known.get(value) ?? known.size;
    if (number === known.size) known.set(value, number);
    return number;
  };
  return Object.assign(numberOf, { size: () => known.size });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
