// Offers and needs as columns of numbers, and which places are near which.
import type { Need, MatchingQuestion, Offer } from './matching.ts';
import { chordSquared, onSphere } from './nearest.ts';
import { checkedKm, pointAt, straightLine } from './reach.ts';

/** One side: offers or needs. Their words are `words[wordFrom[i] … wordFrom[i + 1]]`, in rising order. */
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
  readonly words: Int32Array;
  /** Beside `words`: how telling the word is, over the length of all of them together. */
  readonly weight: Float64Array;
  /** Which of 32 groups its rarer words are in, and the length that its more frequent words have of all. */
  readonly rare: Int32Array;
  readonly frequent: Float64Array;
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
  const wordNumbers = numbers();
  const categories = numbers();
  const all = [...offers, ...needs];
  const often: number[] = [];
  const wordsOf = all.map(({ stems }) => {
    const own = new Set(stems.map((stem) => wordNumbers(stem)));
    for (const word of own) often[word] = (often[word] ?? 0) + 1;
    return Int32Array.from(own).sort();
  });
  // The inverse document frequency (Spärck Jones 1972): what everybody writes says little.
  const telling = Float64Array.from(often, (count) => Math.log(1 + all.length / count));
  const side = (list: readonly (Offer | Need)[], shift: number): Side => {
    const order = [...list.keys()].sort((a, b) => compare(list[a]?.id ?? '', list[b]?.id ?? ''));
    const rank = new Int32Array(list.length);
    for (const [position, index] of order.entries()) {
      rank[index] = position;
      if (position > 0 && list[index]?.id === list[order[position - 1] ?? -1]?.id)
        throw new RangeError(`Two are called ${list[index]?.id}`);
    }
    const wordFrom = new Int32Array(list.length + 1);
    for (let i = 0; i < list.length; i++)
      wordFrom[i + 1] = (wordFrom[i] ?? 0) + (wordsOf[shift + i]?.length ?? 0);
    const words = new Int32Array(wordFrom[list.length] ?? 0);
    const weight = new Float64Array(words.length);
    const rare = new Int32Array(list.length);
    const frequent = new Float64Array(list.length);
    for (let i = 0; i < list.length; i++) {
      const own = wordsOf[shift + i] ?? new Int32Array(0);
      let squares = 0;
      for (const word of own) squares += (telling[word] ?? 0) ** 2;
      words.set(own, wordFrom[i]);
      own.forEach((word, k) => {
        const part = (telling[word] ?? 0) / Math.sqrt(squares);
        weight[(wordFrom[i] ?? 0) + k] = part;
        if ((often[word] ?? 0) * 200 > all.length) frequent[i] = (frequent[i] ?? 0) + part ** 2;
        else rare[i] = (rare[i] ?? 0) | (1 << (Math.imul(word, 0x9e3779b1) >>> 27));
      });
      frequent[i] = Math.sqrt(frequent[i] ?? 0);
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
      words,
      weight,
      rare,
      frequent,
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
    wordCount: wordNumbers.size(),
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

/** Around place p the places `other[from[p] … from[p + 1]]`, nearest first; p itself and «anywhere» among them. */
export interface Around {
  readonly from: Int32Array;
  readonly other: Int32Array;
  readonly km: Float64Array;
}

/**
 * Every place against every other by the chord of the unit sphere: for the 3,155 settlements 10 million products, 30 ms; what is
 * near is then measured by `distance`, which may only be longer.
 */
export function placesAround(
  { places, distance = straightLine(places), maxKm = 60 }: MatchingQuestion,
  { offers, needs, anywhere }: MatchingTable
): Around {
  const given = distinct(offers.place, anywhere);
  const [x, y, z] = onSphere(given.map((place) => pointAt(places, place)));
  const from = new Int32Array(anywhere + 2);
  const bound = chordSquared(maxKm);
  const other: number[] = [];
  const km: number[] = [];
  const wanted = new Set(needs.place);
  for (let p = 0; p <= anywhere; p++) {
    if (wanted.has(p)) {
      const near: { place: number; km: number }[] = [{ place: anywhere, km: 0 }];
      if (p === anywhere) for (const place of given) near.push({ place, km: 0 });
      else {
        const [[px = 0], [py = 0], [pz = 0]] = onSphere([pointAt(places, p)]);
        for (let k = 0; k < given.length; k++) {
          const [dx, dy, dz] = [(x[k] as number) - px, (y[k] as number) - py, (z[k] as number) - pz];
          if (dx * dx + dy * dy + dz * dz > bound) continue;
          const place = given[k] as number;
          const length = place === p ? 0 : checkedKm(distance(p, place), p, place);
          if (length <= maxKm) near.push({ place, km: length });
        }
      }
      near.sort((a, b) => a.km - b.km || a.place - b.place);
      for (const each of near) {
        other.push(each.place);
        km.push(each.km);
      }
    }
    from[p + 1] = other.length;
  }
  return { from, other: Int32Array.from(other), km: Float64Array.from(km) };
}

function distinct(place: Int32Array, anywhere: number): number[] {
  return [...new Set(place)].filter((each) => each !== anywhere).sort((a, b) => a - b);
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
