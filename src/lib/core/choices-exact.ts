// The choices as a linear program with whole numbers: what its solver proves, the search can be measured by.
import { lineOf, pairsOf, reduceChoices, withOnly, type Choice, type Choices } from './choices.ts';
import { linearModel, type LinearModel } from './linear-model.ts';

export interface ExactChoices {
  readonly model: LinearModel;
  /** A solution of the model as options of the original question. */
  readonly read: (values: Float64Array) => Choice;
  /** The columns for a choice, to begin from, or for one that costs no more where its options can be bettered. */
  readonly write: (choice: Choice) => Float64Array;
}

/**
 * A column per option that can be best (`reduceChoices`), one of each question chosen. A column y per pair of options that costs
 * something together, with, for every option s and each question that it meets there:
 *
 *     Σ y(s, t) ≥ x(s) + Σ x(t) − 1   over the t that cost something with s: the aggregated row
 *     Σ y(s, t) ≤ x(s)                so that no cheaper y stands in for the real one
 *
 * That is the local polytope of the pair with all that costs nothing put together (Sherali, Adams 1990): as tight, and small
 * where few options meet. Costs are whole numbers: a solver may stop when less than 1 is open.
 */
export function exactChoices(choices: Choices): ExactChoices {
  const { kept, instead } = reduceChoices(choices);
  const { choices: fewer, original } = withOnly(choices, kept);
  const { unary } = fewer;
  const around = pairsOf(fewer);
  const { column, row, model } = linearModel();
  const x = unary.map((own) => Array.from(own, (cost) => column({ cost, upper: 1, whole: true })));
  const met = new Map<(typeof fewer.pairs)[number], Map<number, number>>();
  const together: { column: number; i: number; s: number; j: number; t: number }[] = [];
  for (const pair of fewer.pairs) {
    const { i, j, costs } = pair;
    const width = unary[j]?.length ?? 0;
    const columns = new Map<number, number>();
    costs.forEach((cost, at) => {
      if (cost === 0) return;
      const y = column({ cost, upper: 1 });
      columns.set(at, y);
      together.push({ column: y, i, s: Math.floor(at / width), j, t: at % width });
    });
    met.set(pair, columns);
  }
  for (const mine of x)
    row(
      mine.map((each) => [each, 1] as const),
      { lower: 1, upper: 1 }
    );
  for (const [i, mine] of x.entries())
    for (const pair of around[i] ?? []) {
      const theirs = x[pair.i === i ? pair.j : pair.i] ?? [];
      for (const [s, chosen] of mine.entries()) {
        const { from, step } = lineOf(pair, { i, s, unary });
        const y: (readonly [number, number])[] = [];
        const withS: (readonly [number, number])[] = [];
        for (const [t, other] of theirs.entries()) {
          const cost = met.get(pair)?.get(from + t * step);
          if (cost === undefined) continue;
          y.push([cost, 1]);
          withS.push([other, -1]);
        }
        if (y.length === 0) continue;
        row([...y, [chosen, -1], ...withS], { lower: -1 });
        row([...y, [chosen, -1]], { upper: 0 });
      }
    }
  return {
    model: model(),
    read: (values) =>
      Int32Array.from(x, (mine, i) => {
        const chosen = mine.findIndex((each) => (values[each] ?? 0) > 0.5);
        return original[i]?.[Math.max(0, chosen)] ?? 0;
      }),
    write: (choice) => {
      const bettered = choice.slice();
      for (const { i, s, better } of instead) if (bettered[i] === s) bettered[i] = better;
      const options = x.map((_, i) => original[i]?.indexOf(bettered[i] ?? 0) ?? 0);
      const values = new Float64Array(x.reduce((sum, { length }) => sum + length, together.length));
      for (const [i, mine] of x.entries()) values[mine[options[i] ?? 0] ?? 0] = 1;
      for (const { column: y, i, s, j, t } of together)
        if (options[i] === s && options[j] === t) values[y] = 1;
      return values;
    }
  };
}
