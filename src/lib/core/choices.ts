// One option for each of many questions, so that what the options cost by themselves and in pairs is least: the model behind
// re-timing (events choose their slots), with its exact reduction. Costs are whole numbers, so that sums are exact.

/**
 * Question i has `unary[i].length` options. In the literature: a weighted constraint satisfaction problem with binary costs, or
 * the energy of a pairwise Markov random field.
 */
export interface Choices {
  /** The cost of each option by itself; at least one option per question. */
  readonly unary: readonly Int32Array[];
  readonly pairs: readonly PairCosts[];
}

export interface PairCosts {
  /** Questions, `i` < `j`; each pair at most once. */
  readonly i: number;
  readonly j: number;
  /** By option of i, then option of j: `costs[s * options of j + t]`, 0 or more. */
  readonly costs: Int32Array;
}

/** The chosen option of each question. */
export type Choice = Int32Array;

export function costOf({ unary, pairs }: Choices, choice: Choice): number {
  let cost = 0;
  for (const [i, own] of unary.entries()) cost += own[choice[i] ?? 0] ?? 0;
  for (const { i, j, costs } of pairs)
    cost += costs[(choice[i] ?? 0) * (unary[j]?.length ?? 0) + (choice[j] ?? 0)] ?? 0;
  return cost;
}

/** For each question the pairs it is in. */
export function pairsOf({ unary, pairs }: Choices): readonly (readonly PairCosts[])[] {
  const around = unary.map((): PairCosts[] => []);
  for (const pair of pairs) {
    around[pair.i]?.push(pair);
    around[pair.j]?.push(pair);
  }
  return around;
}

export interface Reduction {
  /** 1 where option s of question i can be in a best choice: `kept[i][s]`. */
  readonly kept: readonly Uint8Array[];
  /** What went, in the order in which it went, and what is never worse: taking one after the other never costs more. */
  readonly instead: readonly { readonly i: number; readonly s: number; readonly better: number }[];
}

/**
 * Which options can be in a best choice. An option goes when another of the same question is never worse, whatever
 * the others choose (dead-end elimination: Goldstein 1994). Of options that are always equal the first one stays.
 */
export function reduceChoices(choices: Choices): Reduction {
  const { unary } = choices;
  const around = pairsOf(choices);
  const kept = unary.map(({ length }) => new Uint8Array(length).fill(1));
  const instead: { i: number; s: number; better: number }[] = [];
  const waiting = new Set(unary.keys());
  for (const i of waiting) {
    waiting.delete(i);
    if (removeDominated(i)) for (const { i: a, j: b } of around[i] ?? []) waiting.add(a === i ? b : a);
  }
  return { kept, instead };

  function removeDominated(i: number): boolean {
    const mine = kept[i] as Uint8Array;
    const own = unary[i] as Int32Array;
    let removed = false;
    for (let s = 0; s < own.length; s++) {
      if (!mine[s]) continue;
      for (let better = 0; better < own.length; better++) {
        if (better === s || !mine[better]) continue;
        const least = (own[s] ?? 0) - (own[better] ?? 0) + leastDifference(i, s, better);
        if (least > 0 || (least === 0 && better < s)) {
          mine[s] = 0;
          instead.push({ i, s, better });
          removed = true;
          break;
        }
      }
    }
    return removed;
  }

  /** The least by which s can cost more than `better` in pairs, over all that the neighbours may choose. */
  function leastDifference(i: number, s: number, better: number): number {
    let sum = 0;
    for (const pair of around[i] ?? []) {
      const theirs = kept[pair.i === i ? pair.j : pair.i] as Uint8Array;
      const { from, step } = lineOf(pair, { i, s, unary });
      const fromBetter = lineOf(pair, { i, s: better, unary }).from;
      let least = Infinity;
      for (let t = 0; t < theirs.length; t++) {
        if (!theirs[t]) continue;
        const difference = (pair.costs[from + t * step] ?? 0) - (pair.costs[fromBetter + t * step] ?? 0);
        if (difference < least) least = difference;
      }
      sum += least;
    }
    return sum;
  }
}

/** Where in the costs of a pair the row of question i's option s is: `costs[from + t * step]` for each option t of the other. */
export function lineOf(
  { i: first, j: second }: PairCosts,
  { i, s, unary }: { readonly i: number; readonly s: number; readonly unary: readonly Int32Array[] }
): { readonly from: number; readonly step: number } {
  const width = unary[second]?.length ?? 0;
  return i === first ? { from: s * width, step: 1 } : { from: s, step: width };
}

/** The same questions with fewer options; `original[i][s]` is what option s was called before. */
export function withOnly(
  { unary, pairs }: Choices,
  kept: readonly Uint8Array[]
): { readonly choices: Choices; readonly original: readonly Int32Array[] } {
  const original = kept.map((flags) => Int32Array.from([...flags.keys()].filter((s) => flags[s])));
  const pick = (values: Int32Array, wanted: Int32Array) => wanted.map((s) => values[s] ?? 0);
  const fewer = pairs.flatMap(({ i, j, costs }): PairCosts[] => {
    const [rows, columns] = [original[i] ?? none, original[j] ?? none];
    const width = unary[j]?.length ?? 0;
    const small = new Int32Array(rows.length * columns.length);
    let any = false;
    rows.forEach((s, row) => {
      columns.forEach((t, column) => {
        const cost = costs[s * width + t] ?? 0;
        small[row * columns.length + column] = cost;
        any ||= cost > 0;
      });
    });
    return any ? [{ i, j, costs: small }] : [];
  });
  return {
    choices: { unary: unary.map((own, i) => pick(own, original[i] ?? none)), pairs: fewer },
    original
  };
}

const none = new Int32Array(0);
