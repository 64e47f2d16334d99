import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactChoices } from './choices-exact.ts';
import { costOf, type Choices, type PairCosts } from './choices.ts';
import { searchChoices } from './choices-search.ts';
import { randomFrom } from './random.ts';

const some = fc.integer().map((seed): Choices => {
  const random = randomFrom(seed);
  const sizes = Array.from({ length: 5 }, () => 1 + Math.floor(random() * 4));
  const costs = (length: number) =>
    Int32Array.from({ length }, () => Math.max(0, Math.floor(random() * 20) - 10));
  const pairs: PairCosts[] = [];
  for (const [i, width] of sizes.entries())
    for (let j = i + 1; j < sizes.length; j++) pairs.push({ i, j, costs: costs(width * (sizes[j] ?? 0)) });
  return { unary: sizes.map(costs), pairs };
});

test('a choice written into the columns costs the same, keeps every row, and is read back', () => {
  fc.assert(
    fc.property(some, (choices) => {
      const { model, read, write } = exactChoices(choices);
      const { choice, cost } = searchChoices(choices);
      const values = write(choice);
      expect(values).toHaveLength(model.cost.length);
      expect(values.reduce((sum, value, column) => sum + value * (model.cost[column] ?? 0), 0)).toBe(cost);
      const { starts, indices, values: factors, lower, upper } = model.rows;
      for (let row = 0; row < lower.length; row++) {
        let sum = 0;
        for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++)
          sum += (factors[at] ?? 0) * (values[indices[at] ?? 0] ?? 0);
        expect(sum).toBeGreaterThanOrEqual(lower[row] ?? 0);
        expect(sum).toBeLessThanOrEqual(upper[row] ?? 0);
      }
      expect(costOf(choices, read(values))).toBe(cost);
    }),
    { numRuns: 100, seed: 5 }
  );
});

test('a choice that can be bettered is written as one that costs no more', () => {
  fc.assert(
    fc.property(some, fc.integer(), (choices, seed) => {
      const random = randomFrom(seed);
      const choice = Int32Array.from(choices.unary, ({ length }) => Math.floor(random() * length));
      const { model, read, write } = exactChoices(choices);
      const values = write(choice);
      const cost = values.reduce((sum, value, column) => sum + value * (model.cost[column] ?? 0), 0);
      expect(cost).toBeLessThanOrEqual(costOf(choices, choice));
      expect(costOf(choices, read(values))).toBe(cost);
    }),
    { numRuns: 200, seed: 6 }
  );
});
