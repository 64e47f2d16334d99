// Decides which of two groups belong together, one with one, so that the likenesses add up to the most.

export interface Likeness {
  readonly left: number;
  readonly right: number;
  /** More than 0. */
  readonly weight: number;
}

/** Larger tangles than this are paired by the likeliest first: they come from lists that say the same name hundreds of times. */
const exactUpTo = 80;

/**
 * Exact for tangles of up to 80 on a side (successive best paths, O(n³)), the likeliest first in larger ones. The same list gives
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

/** The assignment problem with potentials (Kuhn 1955, Jonker and Volgenant 1987) on a square of costs; nobody has to be paired. */
function exact(pairs: readonly Likeness[]): Likeness[] {
  const lefts = [...new Set(pairs.map(({ left }) => left))].sort((a, b) => a - b);
  const rights = [...new Set(pairs.map(({ right }) => right))].sort((a, b) => a - b);
  const size = Math.max(lefts.length, rights.length);
  const [row, column] = [positionsOf(lefts), positionsOf(rights)];
  const cost = Array.from({ length: size + 1 }, () => new Float64Array(size + 1));
  const at = new Map<string, Likeness>();
  for (const pair of pairs) {
    const [i, j] = [row.get(pair.left) ?? 0, column.get(pair.right) ?? 0];
    const costs = cost[i];
    if (costs) costs[j] = -pair.weight;
    at.set(`${i} ${j}`, pair);
  }
  return assign(cost, size).flatMap((i, j) => at.get(`${i} ${j}`) ?? []);
}

function positionsOf(ids: readonly number[]): Map<number, number> {
  return new Map(ids.map((id, index) => [id, index + 1]));
}

/** @returns by column, from 1, the row that it goes to */
function assign(cost: readonly Float64Array[], size: number): number[] {
  const [u, v] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  const rowOf = new Array<number>(size + 1).fill(0);
  const way = new Array<number>(size + 1).fill(0);
  const add = (list: Float64Array, index: number, amount: number): void => {
    list[index] = (list[index] ?? 0) + amount;
  };
  for (let i = 1; i <= size; i++) {
    rowOf[0] = i;
    const least = new Float64Array(size + 1).fill(Infinity);
    const used = new Uint8Array(size + 1);
    let j0 = 0;
    while ((rowOf[j0] ?? 0) !== 0) {
      used[j0] = 1;
      const i0 = rowOf[j0] ?? 0;
      let delta = Infinity;
      let j1 = 0;
      for (let j = 1; j <= size; j++) {
        if (used[j]) continue;
        const reduced = (cost[i0]?.[j] ?? 0) - (u[i0] ?? 0) - (v[j] ?? 0);
        if (reduced < (least[j] ?? 0)) {
          least[j] = reduced;
          way[j] = j0;
        }
        if ((least[j] ?? 0) < delta) {
          delta = least[j] ?? 0;
          j1 = j;
        }
      }
      for (let j = 0; j <= size; j++)
        if (used[j]) {
          add(u, rowOf[j] ?? 0, delta);
          add(v, j, -delta);
        } else add(least, j, -delta);
      j0 = j1;
    }
    while (j0 !== 0) {
      const before = way[j0] ?? 0;
      rowOf[j0] = rowOf[before] ?? 0;
      j0 = before;
    }
  }
  return rowOf;
}
