// Ranks documents by the words they share with a question: BM25 over weighted fields, in memory.

/** @typeParam T what is ranked, beside its terms */
export interface Ranking<T> {
  /** Puts a document in, or in the place of the one that had the key. @param terms with how much each counts in it */
  put(key: string, value: T, terms: ReadonlyMap<string, number>): void;
  get(key: string): T | undefined;
  values(): T[];
  remove(key: string): void;
  /** In how many documents, those included that have been replaced since. */
  frequency(term: string): number;
  /** Of documents that are there now. */
  size(): number;
  terms(): IterableIterator<string>;
  rank(question: Question<T>): Found<T>[];
}

/** A word of the question: any of the terms that it may mean. */
export type Word = readonly { readonly term: string; readonly weight: number }[];

export interface Question<T> {
  /** At most 30. */
  readonly words: readonly Word[];
  /** What a document that lacks the word gets all the same, from 0 to 1; by word. */
  readonly instead?: (word: number, value: T) => number;
  /** By what the score is multiplied; 0 leaves the document out. */
  readonly favour: (value: T) => number;
}

export interface Found<T> {
  readonly key: string;
  readonly value: T;
  readonly score: number;
  /** Whether it has all words, and is favoured. */
  readonly complete: boolean;
}

/** Usual values (Robertson & Zaragoza 2009); titles are short, so that length counts for less. */
const k1 = 1.2;
const b = 0.4;
/** Documents that have less than this share of the question's weight are no answer. */
const leastCovered = 0.3;
/** What is hardly favoured is no full answer, whatever words it has. */
const leastFavoured = 0.5;
/** So many that have all words are enough of an answer: what has half of them would only stand in the way. */
const enough = 20;

interface Postings {
  slots: Int32Array;
  weights: Float32Array;
  length: number;
}

/** Ranking takes time in proportion to the documents that have one of the words. */
export function createRanking<T>(): Ranking<T> {
  const postings = new Map<string, Postings>();
  const slotOf = new Map<string, number>();
  let entries: ({ readonly key: string; readonly value: T } | null)[] = [];
  let lengths: number[] = [];
  let total = 0;
  /** By slot, for one question: score, best score of the word at hand, which words it has, which word was last seen. */
  let score = new Float64Array(0);
  let best = new Float64Array(0);
  let has = new Int32Array(0);

  const remove = (key: string): void => {
    const slot = slotOf.get(key);
    if (slot === undefined) return;
    slotOf.delete(key);
    entries[slot] = null;
    total -= lengths[slot] ?? 0;
    if (entries.length > 1000 && slotOf.size < entries.length / 2) compact();
  };
  /** Forgets the places of documents that are gone. */
  const compact = (): void => {
    const moved = new Int32Array(entries.length).fill(-1);
    let next = 0;
    for (const [slot, entry] of entries.entries()) if (entry) moved[slot] = next++;
    for (const [term, list] of postings) {
      let length = 0;
      for (let i = 0; i < list.length; i++) {
        const slot = moved[list.slots[i] ?? 0] ?? -1;
        if (slot < 0) continue;
        list.slots[length] = slot;
        list.weights[length++] = list.weights[i] ?? 0;
      }
      list.length = length;
      if (length === 0) postings.delete(term);
    }
    lengths = lengths.filter((_, slot) => entries[slot]);
    entries = entries.filter((entry) => entry !== null);
    for (const [slot, entry] of entries.entries()) if (entry) slotOf.set(entry.key, slot);
  };
  const rarity = (term: string): number => {
    const count = postings.get(term)?.length ?? 0;
    return Math.log(1 + (slotOf.size - Math.min(count, slotOf.size) + 0.5) / (count + 0.5));
  };

  return {
    put(key, value, terms) {
      remove(key);
      const slot = entries.length;
      let length = 0;
      for (const [term, weight] of terms) {
        length += weight;
        append(postings, term, { slot, weight });
      }
      entries.push({ key, value });
      lengths.push(length);
      slotOf.set(key, slot);
      total += length;
    },
    get: (key) => entries[slotOf.get(key) ?? -1]?.value,
    values: () => entries.flatMap((entry) => (entry ? [entry.value] : [])),
    remove,
    frequency: (term) => postings.get(term)?.length ?? 0,
    size: () => slotOf.size,
    terms: () => postings.keys(),
    rank({ words, instead, favour }) {
      if (score.length < entries.length) {
        score = new Float64Array(entries.length * 2);
        best = new Float64Array(entries.length * 2);
        has = new Int32Array(entries.length * 2);
      }
      const average = total / Math.max(1, slotOf.size) || 1;
      const touched: number[] = [];
      for (const [position, word] of words.entries()) {
        const inWord: number[] = [];
        for (const { term, weight } of word) {
          const list = postings.get(term);
          if (!list) continue;
          const most = rarity(term) * weight * (k1 + 1);
          for (let i = 0; i < list.length; i++) {
            const slot = list.slots[i] ?? 0;
            if (entries[slot] === null) continue;
            const often = (list.weights[i] ?? 0) / (1 - b + (b * (lengths[slot] ?? 0)) / average);
            const worth = (most * often) / (often + k1);
            const before = best[slot] ?? 0;
            if (before === 0) inWord.push(slot);
            if (worth > before) best[slot] = worth;
          }
        }
        for (const slot of inWord) {
          if (has[slot] === 0) touched.push(slot);
          has[slot] = (has[slot] ?? 0) | (1 << position);
          score[slot] = (score[slot] ?? 0) + (best[slot] ?? 0);
          best[slot] = 0;
        }
      }
      const rarities = words.map((word) =>
        word.reduce((most, { term }) => Math.max(most, postings.has(term) ? rarity(term) : 0), 0)
      );
      const whole = rarities.reduce((sum, one) => sum + one, 0) || 1;
      const all = 2 ** words.length - 1;
      const complete: Found<T>[] = [];
      const partial: Found<T>[] = [];
      const judge = (slot: number): void => {
        const entry = entries[slot];
        if (!entry) return;
        let points = score[slot] ?? 0;
        let covered = 0;
        for (const [position, rare] of rarities.entries()) {
          const there = ((has[slot] ?? 0) & (1 << position)) !== 0;
          const credit = there || !instead ? 0 : instead(position, entry.value);
          points += credit * rare;
          if (there || credit > 0) covered += rare / whole;
        }
        if (covered < leastCovered) return;
        const favoured = favour(entry.value);
        if (favoured === 0) return;
        const isComplete = covered > 0.999 && favoured >= leastFavoured;
        const found = { ...entry, score: points * covered ** 3 * favoured, complete: isComplete };
        (isComplete ? complete : partial).push(found);
      };
      for (const slot of touched) if (has[slot] === all) judge(slot);
      if (complete.length < enough) for (const slot of touched) if (has[slot] !== all) judge(slot);
      for (const slot of touched) score[slot] = has[slot] = 0;
      return complete.length >= enough ? complete : [...complete, ...partial];
    }
  };
}

/** The first `count` in order: those with all words before those with some, then by score. */
export function firstOf<T>(found: readonly Found<T>[], count: number): Found<T>[] {
  const inOrder = (x: Found<T>, y: Found<T>): number =>
    Number(y.complete) - Number(x.complete) || y.score - x.score || (x.key < y.key ? -1 : 1);
  if (found.length <= 2 * count + 100) return found.toSorted(inOrder).slice(0, count);
  const rankOf = ({ score, complete }: Found<T>): number => (complete ? 1e9 : 0) + score;
  const least = Float64Array.from(found, rankOf).sort()[found.length - count] ?? 0;
  return found
    .filter((one) => rankOf(one) >= least)
    .sort(inOrder)
    .slice(0, count);
}

function append(
  postings: Map<string, Postings>,
  term: string,
  { slot, weight }: { slot: number; weight: number }
): void {
  let list = postings.get(term);
  if (!list)
    postings.set(term, (list = { slots: new Int32Array(2), weights: new Float32Array(2), length: 0 }));
  if (list.length === list.slots.length) {
    const [slots, weights] = [new Int32Array(list.length * 2), new Float32Array(list.length * 2)];
    slots.set(list.slots);
    weights.set(list.weights);
    list.slots = slots;
    list.weights = weights;
  }
  list.slots[list.length] = slot;
  list.weights[list.length] = weight;
  list.length += 1;
}
