// Ranks documents by the words they share with a question: BM25 over weighted fields, in memory.

export interface Ranking {
  /** Puts a document in, or in the place of the one that had the key. @param terms with how much each counts in it */
  put(key: string, terms: ReadonlyMap<string, number>): void;
  remove(key: string): void;
  /** In how many documents, those included that have been replaced since. */
  frequency(term: string): number;
  /** Of documents that are there now. */
  size(): number;
  terms(): IterableIterator<string>;
  rank(question: Question): Ranked;
}

/** A word of the question: any of the terms that it may mean. */
export type Word = readonly { readonly term: string; readonly weight: number }[];

export interface Question {
  readonly words: readonly Word[];
  /** What a document that lacks the word gets all the same, from 0 to 1; by word and key. */
  readonly instead?: (word: number, key: string) => number;
  /** By what the score is multiplied; 0 leaves the document out. */
  readonly favour: (key: string) => number;
}

export interface Ranked {
  /** The best first; those that lack some of the words after those that have them all. */
  readonly keys: readonly string[];
  /** How many have all words: so many of the first. */
  readonly complete: number;
}

/** Usual values (Robertson & Zaragoza 2009); titles are short, so that length counts for less. */
const k1 = 1.2;
const b = 0.4;
/** Documents that have less than this share of the question's weight are no answer. */
const leastCovered = 0.3;
/** So many that have all words are enough of an answer. */
const enough = 20;

interface Postings {
  slots: Int32Array;
  weights: Float32Array;
  length: number;
}

/** Ranking takes time in proportion to the documents that have one of the words. */
export function createRanking(): Ranking {
  let postings = new Map<string, Postings>();
  let slotOf = new Map<string, number>();
  let keys: (string | null)[] = [];
  let documents: ReadonlyMap<string, number>[] = [];
  let lengths: number[] = [];
  let total = 0;
  let score = new Float64Array(0);
  let covered = new Float64Array(0);

  const remove = (key: string): void => {
    const slot = slotOf.get(key);
    if (slot === undefined) return;
    slotOf.delete(key);
    keys[slot] = null;
    total -= lengths[slot] ?? 0;
    if (keys.length > 1000 && slotOf.size < keys.length / 2) rebuild();
  };
  const put = (key: string, terms: ReadonlyMap<string, number>): void => {
    remove(key);
    const slot = keys.length;
    let length = 0;
    for (const [term, weight] of terms) {
      length += weight;
      append(postings, term, slot, weight);
    }
    keys.push(key);
    documents.push(terms);
    lengths.push(length);
    slotOf.set(key, slot);
    total += length;
  };
  /** Without the documents that are gone. */
  const rebuild = (): void => {
    const kept = keys.flatMap((key, slot) =>
      key === null ? [] : [[key, documents[slot] ?? new Map()] as const]
    );
    postings = new Map();
    slotOf = new Map();
    [keys, documents, lengths, total] = [[], [], [], 0];
    for (const [key, terms] of kept) put(key, terms);
  };
  const rarity = (term: string): number => {
    const count = postings.get(term)?.length ?? 0;
    return Math.log(1 + (slotOf.size - Math.min(count, slotOf.size) + 0.5) / (count + 0.5));
  };

  return {
    put,
    remove,
    frequency: (term) => postings.get(term)?.length ?? 0,
    size: () => slotOf.size,
    terms: () => postings.keys(),
    rank({ words, instead, favour }) {
      if (score.length < keys.length) {
        score = new Float64Array(keys.length * 2);
        covered = new Float64Array(keys.length * 2);
      }
      const average = total / Math.max(1, slotOf.size) || 1;
      const touched: number[] = [];
      const rarities = words.map((word) =>
        word.reduce((most, { term }) => Math.max(most, postings.has(term) ? rarity(term) : 0), 0)
      );
      const whole = rarities.reduce((sum, one) => sum + one, 0) || 1;
      const seen = new Map<number, number>();
      const reached: Map<number, number>[] = words.map(() => new Map());
      words.forEach((word, position) => {
        seen.clear();
        for (const { term, weight } of word) {
          const found = postings.get(term);
          if (!found) continue;
          const rare = rarity(term) * weight;
          for (let i = 0; i < found.length; i++) {
            const slot = found.slots[i] ?? 0;
            if (keys[slot] === null) continue;
            const often = (found.weights[i] ?? 0) / (1 - b + (b * (lengths[slot] ?? 0)) / average);
            const worth = (rare * often * (k1 + 1)) / (often + k1);
            const before = seen.get(slot);
            if (before === undefined || worth > before) seen.set(slot, worth);
          }
        }
        for (const [slot, worth] of seen) {
          if (covered[slot] === 0 && score[slot] === 0) touched.push(slot);
          score[slot] = (score[slot] ?? 0) + worth;
          covered[slot] = (covered[slot] ?? 0) + (rarities[position] ?? 0) / whole;
          if (instead) reached[position]?.set(slot, worth);
        }
      });
      const listed: { key: string; score: number; covered: number }[] = [];
      for (const slot of touched) {
        const key = keys[slot] ?? '';
        let points = score[slot] ?? 0;
        let share = covered[slot] ?? 0;
        score[slot] = 0;
        covered[slot] = 0;
        if (instead)
          words.forEach((_, position) => {
            if (reached[position]?.has(slot)) return;
            const credit = instead(position, key);
            points += credit * (rarities[position] ?? 0);
            share += credit > 0 ? (rarities[position] ?? 0) / whole : 0;
          });
        const favoured = favour(key);
        if (favoured === 0) continue;
        listed.push({ key, score: points * share ** 3 * favoured, covered: share });
      }
      const byScore = (x: { key: string; score: number }, y: { key: string; score: number }): number =>
        y.score - x.score || (x.key < y.key ? -1 : 1);
      const complete = listed.filter((one) => one.covered > 0.999).sort(byScore);
      // Where enough have everything that was asked for, what has half of it only stands in the way.
      const parts =
        complete.length >= enough
          ? []
          : listed.filter((one) => one.covered <= 0.999 && one.covered >= leastCovered).sort(byScore);
      return { keys: [...complete, ...parts].map(({ key }) => key), complete: complete.length };
    }
  };
}

function append(postings: Map<string, Postings>, term: string, slot: number, weight: number): void {
  let list = postings.get(term);
  if (!list)
    postings.set(term, (list = { slots: new Int32Array(4), weights: new Float32Array(4), length: 0 }));
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
