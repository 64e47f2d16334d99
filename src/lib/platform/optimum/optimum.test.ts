import { describe, expect, test } from 'vitest';
import { exactChoices } from '#lib/core/choices-exact.ts';
import { searchChoices } from '#lib/core/choices-search.ts';
import { costOf, type Choices, type PairCosts } from '#lib/core/choices.ts';
import { linearModel } from '#lib/core/linear-model.ts';
import { randomFrom } from '#lib/core/random.ts';
import { solveExactly } from './optimum.server.ts';

describe('the solver', () => {
  test('finds the published optimum of a knapsack', async () => {
    // Martello, Toth (1990), example 2.3: profits 70 20 39 37 7 5 10, weights 31 10 20 19 4 3 6, capacity 50: 107.
    const { column, row, model } = linearModel();
    const columns = [70, 20, 39, 37, 7, 5, 10].map((profit) =>
      column({ cost: -profit, upper: 1, whole: true })
    );
    row(
      [31, 10, 20, 19, 4, 3, 6].map((weight, i) => [columns[i] ?? 0, weight] as const),
      { upper: 50 }
    );
    const found = await solveExactly({ model: model(), seconds: 10 });
    expect(found).toMatchObject({ state: 'found', objective: -107, proved: true });
  });

  test('says when nothing can be', async () => {
    const { column, row, model } = linearModel();
    row([[column({ cost: 1, upper: 1, whole: true }), 1]], { lower: 2 });
    expect(await solveExactly({ model: model(), seconds: 10 })).toMatchObject({ state: 'infeasible' });
  });

  test('proves of choices what trying everything shows', { timeout: 60_000 }, async () => {
    for (let seed = 1; seed <= 4; seed++) {
      const choices = madeUp(seed);
      const least = bruteForce(choices);
      const { model, read, write } = exactChoices(choices);
      const searched = searchChoices(choices);
      const found = await solveExactly({ model, seconds: 20, start: write(searched.choice) });
      if (found.state !== 'found') throw new Error(found.state);
      expect(found.proved).toBe(true);
      expect(costOf(choices, read(found.values))).toBe(least);
      expect(searched.cost).toBe(least);
    }
  });
});

function madeUp(seed: number): Choices {
  const random = randomFrom(seed);
  const sizes = Array.from({ length: 7 }, () => 2 + Math.floor(random() * 3));
  const costs = (length: number) =>
    Int32Array.from({ length }, () => Math.max(0, Math.floor(random() * 30) - 10));
  const pairs: PairCosts[] = [];
  for (const [i, width] of sizes.entries())
    for (let j = i + 1; j < sizes.length; j++) pairs.push({ i, j, costs: costs(width * (sizes[j] ?? 0)) });
  return { unary: sizes.map(costs), pairs };
}

function bruteForce(choices: Choices): number {
  let least = Infinity;
  const choice = new Int32Array(choices.unary.length);
  const walk = (i: number): void => {
    if (i === choice.length) least = Math.min(least, costOf(choices, choice));
    else
      for (let s = 0; s < (choices.unary[i]?.length ?? 0); s++) {
        choice[i] = s;
        walk(i + 1);
      }
  };
  walk(0);
  return least;
}
