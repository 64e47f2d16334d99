import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchChoices } from './choices-search.ts';
import { costOf, reduceChoices, withOnly, type Choice, type Choices, type PairCosts } from './choices.ts';
import { randomFrom } from './random.ts';

const small = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
    seed: fc.integer()
  })
  .map(({ sizes, seed }) => madeUp(sizes, seed));

/** Many costs are 0 and many are equal, as in life. */
function madeUp(sizes: readonly number[], seed: number): Choices {
  const random = randomFrom(seed);
  const some = (length: number, most: number) =>
    Int32Array.from({ length }, () => (random() < 0.4 ? 0 : Math.floor(random() * most)));
  const pairs: PairCosts[] = [];
  for (const [i, width] of sizes.entries())
    for (let j = i + 1; j < sizes.length; j++)
      if (random() < 0.7) pairs.push({ i, j, costs: some(width * (sizes[j] ?? 0), 12) });
  return { unary: sizes.map((length) => some(length, 20)), pairs };
}

function bruteForce({ unary, pairs }: Choices): number {
  let least = Infinity;
  const choice: Choice = new Int32Array(unary.length);
  const walk = (i: number): void => {
    if (i === unary.length) least = Math.min(least, costOf({ unary, pairs }, choice));
    for (let s = 0; s < (unary[i]?.length ?? 0); s++) {
      choice[i] = s;
      walk(i + 1);
    }
  };
  walk(0);
  return least;
}

describe('the search', () => {
  test('finds what trying everything finds, and says truly what it costs', () => {
    fc.assert(
      fc.property(small, (choices) => {
        const { choice, cost } = searchChoices(choices);
        expect(costOf(choices, choice)).toBe(cost);
        expect(cost).toBe(bruteForce(choices));
      }),
      { numRuns: 150, seed: 7 }
    );
  });

  test('answers the same question in the same way, and is never worse than what it begins from', () => {
    const choices = madeUp(
      Array.from({ length: 40 }, () => 6),
      3
    );
    const first = searchChoices(choices, { seed: 5 });
    expect(searchChoices(choices, { seed: 5 }).choice).toEqual(first.choice);
    const again = searchChoices(choices, { seed: 9, rounds: 1, start: first.choice });
    expect(again.cost).toBeLessThanOrEqual(first.cost);
  });

  test('tells how far it is, up to the end', () => {
    const shares: number[] = [];
    searchChoices(madeUp([3, 3, 3], 1), { rounds: 10, onProgress: (share) => shares.push(share) });
    expect(shares).toHaveLength(10);
    expect(shares.at(-1)).toBe(1);
  });
});

describe('the reduction', () => {
  test('never loses the best', () => {
    fc.assert(
      fc.property(small, (choices) => {
        const { kept } = reduceChoices(choices);
        const { choices: fewer, original } = withOnly(choices, kept);
        expect(original.every(({ length }) => length > 0)).toBe(true);
        expect(bruteForce(fewer)).toBe(bruteForce(choices));
        const { choice, cost } = searchChoices(fewer);
        expect(
          costOf(
            choices,
            choice.map((s, i) => original[i]?.[s] ?? -1)
          )
        ).toBe(cost);
      }),
      { numRuns: 300, seed: 11 }
    );
  });

  test('takes away what is dearer whatever the others do', () => {
    const choices: Choices = {
      unary: [Int32Array.of(0, 50), Int32Array.of(5, 0)],
      pairs: [{ i: 0, j: 1, costs: Int32Array.of(10, 0, 0, 0) }]
    };
    expect(reduceChoices(choices).kept.map((flags) => [...flags])).toEqual([
      [1, 0],
      [0, 1]
    ]);
  });
});
