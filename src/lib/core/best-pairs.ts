// Decides which of two groups belong together, one with one, so that the likenesses add up to the most.
import { assign } from './assignment.ts';

export interface Likeness {
  readonly left: number;
  readonly right: number;
  /** More than 0. */
  readonly weight: number;
}

/** Larger tangles than this are paired by the likeliest first: they come from lists that say the same name hundreds of times. */
const exactUpTo = 300;

/**
 * Exact for tangles of up to 300 on a side (`assign`), the likeliest first in larger ones. The same list gives
 * the same pairs, whatever the order of its entries.
 */
export function bestPairs(likenesses: readonly Likeness[]): Likeness[] {
  const sorted = [...likenesses].sort((a, b) => b.weight - a.weight || a.left - b.left || a.right - b.right);
  return tangles(sorted)
    .flatMap((tangle) => (isSmall(tangle) ? exact(tangle) : likeliestFirst(tangle)))
    .sort((a, b) => a.left - b.left);
}

/** Groups of pairs that compete with each other. */
function tangles(pairs: readonly Likeness[]): Likeness[][] {
  const parent = new Map<string, string>();
  const find = (node: string): string => {
    let root = node;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(node, root);
    return root;
  };
  for (const { left, right } of pairs) parent.set(find(`l${left}`), find(`r${right}`));
  return [...Map.groupBy(pairs, ({ left }) => find(`l${left}`)).values()];
}

function isSmall(pairs: readonly Likeness[]): boolean {
  const sides = [new Set(pairs.map(({ left }) => left)), new Set(pairs.map(({ right }) => right))];
  return sides.every(({ size }) => size <= exactUpTo);
}

function likeliestFirst(pairs: readonly Likeness[]): Likeness[] {
  const [lefts, rights] = [new Set<number>(), new Set<number>()];
  return pairs.filter(({ left, right }) => {
    if (lefts.has(left) || rights.has(right)) return false;
    lefts.add(left);
    rights.add(right);
    return true;
  });
}

/** Nobody has to be paired. */
function exact(pairs: readonly Likeness[]): Likeness[] {
  const lefts = [...new Set(pairs.map(({ left }) => left))].sort((a, b) => a - b);
  const rights = [...new Set(pairs.map(({ right }) => right))].sort((a, b) => a - b);
  const [row, column] = [positionsOf(lefts), positionsOf(rights)];
  const [rows, columns] = [lefts.length, rights.length];
  const costs = new Float64Array(rows * columns).fill(Infinity);
  const at = new Map<number, Likeness>();
  for (const pair of pairs) {
    const place = (row.get(pair.left) ?? 0) * columns + (column.get(pair.right) ?? 0);
    costs[place] = -pair.weight;
    at.set(place, pair);
  }
  const { columnOf } = assign({ rows, columns, costs, leave: 0 }).answer;
  return [...columnOf].flatMap((own, i) => (own < 0 ? [] : (at.get(i * columns + own) ?? [])));
}

function positionsOf(ids: readonly number[]): Map<number, number> {
  return new Map(ids.map((id, index) => [id, index]));
}
