// Offers and needs in the order in which they are walked through: category by category, and there as places lie.
import { withoutReturn } from './matching-explain.ts';
import type { Around } from './matching-places.ts';
import type { MatchingTable, Side } from './matching-table.ts';

/** In the order of categories and positions: block b has `order[first[b] … first[b + 1]]`. */
export function blocksOf(
  { category, place }: Side,
  { anywhere, categories }: MatchingTable,
  { position }: Around
): { readonly first: Int32Array; readonly order: Int32Array } {
  const first = new Int32Array(categories * (anywhere + 1) + 1);
  const blockOf = new Int32Array(category.length);
  for (let i = 0; i < category.length; i++) {
    const block = (category[i] as number) * (anywhere + 1) + (position[place[i] as number] as number);
    blockOf[i] = block;
    first[block + 1] = (first[block + 1] as number) + 1;
  }
  for (let b = 1; b < first.length; b++) first[b] = (first[b] as number) + (first[b - 1] as number);
  const next = first.slice();
  const order = new Int32Array(category.length);
  for (let i = 0; i < category.length; i++) {
    const at = next[blockOf[i] as number] as number;
    order[at] = i;
    next[blockOf[i] as number] = at + 1;
  }
  return { first, order };
}

/** The columns of the offers as they are walked through: reading them one after the other is what makes it quick. */
export function inOrder({ offers, condition, wanted, width }: MatchingTable, order: Int32Array) {
  const { from, to, organisation, wordFrom, rareFrom, words, weight, usual, frequent, groups } = offers;
  const starts = new Int32Array(order.length + 1);
  const rareStarts = new Int32Array(order.length);
  const sorted = { words: new Int32Array(words.length), weight: new Float64Array(words.length) };
  const wants = new Int32Array(order.length * width);
  for (let k = 0; k < order.length; k++) {
    const i = order[k] as number;
    const [begin, end, at] = [wordFrom[i] as number, wordFrom[i + 1] as number, starts[k] as number];
    starts[k + 1] = at + end - begin;
    rareStarts[k] = at + (rareFrom[i] as number) - begin;
    for (let w = begin; w < end; w++) {
      sorted.words[at + w - begin] = words[w] as number;
      sorted.weight[at + w - begin] = weight[w] as number;
    }
    for (let w = 0; w < width; w++)
      wants[k * width + w] = wanted[(organisation[i] as number) * width + w] as number;
  }
  return {
    begins: picked(new Float64Array(order.length), from, order),
    ends: picked(new Float64Array(order.length), to, order),
    giver: picked(new Int32Array(order.length), organisation, order),
    unreturned: picked(
      new Float64Array(order.length),
      Float64Array.from(condition, (own) => withoutReturn[own] ?? 0),
      order
    ),
    groups: picked(new Int32Array(order.length), groups, order),
    usual: picked(new Float64Array(order.length), usual, order),
    frequent: picked(new Float64Array(order.length), frequent, order),
    wants,
    wordFrom: starts,
    rareFrom: rareStarts,
    ...sorted
  };
}

function picked<T extends Int32Array | Float64Array>(into: T, from: T, order: Int32Array): T {
  for (let k = 0; k < order.length; k++) into[k] = from[order[k] as number] as number;
  return into;
}

/** Sets of bits in 32 only: what two sets have in common, these have too. */
export function folded(bits: Int32Array, width: number): Int32Array {
  const all = new Int32Array(bits.length / width);
  bits.forEach((own, at) => {
    const i = Math.floor(at / width);
    all[i] = (all[i] as number) | own;
  });
  return all;
}

/** By rarer word the offers that have it, in rising order: those of a category are found by halving. */
export function offersByRareWord(
  { wordCount }: MatchingTable,
  { rareFrom, wordFrom, words }: ReturnType<typeof inOrder>
) {
  const start = new Int32Array(wordCount + 1);
  const count = rareFrom.length;
  for (let k = 0; k < count; k++)
    for (let w = rareFrom[k] as number; w < (wordFrom[k + 1] as number); w++) {
      const word = words[w] as number;
      start[word + 1] = (start[word + 1] as number) + 1;
    }
  for (let w = 1; w <= wordCount; w++) start[w] = (start[w] as number) + (start[w - 1] as number);
  const next = start.slice();
  const offers = new Int32Array(start[wordCount] as number);
  for (let k = 0; k < count; k++)
    for (let w = rareFrom[k] as number; w < (wordFrom[k + 1] as number); w++) {
      const at = next[words[w] as number] as number;
      offers[at] = k;
      next[words[w] as number] = at + 1;
    }
  return (word: number, from: number, to: number, visit: (k: number) => void): void => {
    let [low, high] = [start[word] as number, start[word + 1] as number];
    const end = high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((offers[middle] as number) < from) low = middle + 1;
      else high = middle;
    }
    for (; low < end && (offers[low] as number) < to; low++) visit(offers[low] as number);
  };
}
