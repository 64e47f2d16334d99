import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestPairs, type Likeness } from './best-pairs.ts';

const total = (pairs: readonly Likeness[]): number => pairs.reduce((sum, { weight }) => sum + weight, 0);

/** Every way of pairing, one after the other. */
function best(pairs: readonly Likeness[]): number {
  const [first, ...rest] = pairs;
  if (!first) return 0;
  const others = rest.filter(({ left, right }) => left !== first.left && right !== first.right);
  return Math.max(best(rest), first.weight + best(others));
}

const tangle = fc.uniqueArray(
  fc.record({ left: fc.nat(4), right: fc.nat(4), weight: fc.integer({ min: 1, max: 20 }) }),
  { selector: ({ left, right }) => `${left} ${right}`, maxLength: 12 }
);

test('No other pairing of small groups adds up to more, and nobody is paired twice.', () => {
  fc.assert(
    fc.property(tangle, (pairs) => {
      const found = bestPairs(pairs);
      expect(total(found)).toBe(best(pairs));
      expect(new Set(found.map(({ left }) => left)).size).toBe(found.length);
      expect(new Set(found.map(({ right }) => right)).size).toBe(found.length);
      expect(pairs).toEqual(expect.arrayContaining(found));
    })
  );
});

test('The order in which likenesses are told does not matter.', () => {
  fc.assert(
    fc.property(
      tangle.chain((pairs) =>
        fc.tuple(fc.constant(pairs), fc.shuffledSubarray(pairs, { minLength: pairs.length }))
      ),
      ([pairs, shuffled]) => {
        expect(bestPairs(shuffled)).toEqual(bestPairs(pairs));
      }
    )
  );
});

test('The likeliest first would be wrong here, and a large tangle is paired all the same.', () => {
  expect(
    bestPairs([
      { left: 0, right: 0, weight: 10 },
      { left: 0, right: 1, weight: 9 },
      { left: 1, right: 0, weight: 9 }
    ])
  ).toEqual([
    { left: 0, right: 1, weight: 9 },
    { left: 1, right: 0, weight: 9 }
  ]);
  const many = Array.from({ length: 400 }, (_, left) =>
    Array.from({ length: 400 }, (__, right) => ({ left, right, weight: left === right ? 2 : 1 }))
  ).flat();
  expect(total(bestPairs(many))).toBe(800);
});
