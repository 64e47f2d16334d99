// Who goes to whom where each weighs differently on different shoulders: the generalised assignment, for an exact solver.
import { linearModel, type LinearModel } from './linear-model.ts';

export interface LoadedQuestion {
  readonly rows: number;
  readonly columns: number;
  /** Row by row; Infinity: these two do not go together. */
  readonly costs: Float64Array;
  /** How much of the column's strength the row takes there, row by row. */
  readonly loads: Float64Array;
  /** By column, how much it can carry. */
  readonly strength: Float64Array;
}

/**
 * A column of the model for each pair that goes together; every row has to go somewhere. With equal loads `assign` answers at once,
 * with its proof; this question is NP-hard (Sahni, Gonzalez 1976).
 * @throws RangeError when the sizes do not agree
 */
export function loadsModel({ rows, columns, costs, loads, strength }: LoadedQuestion): {
  readonly model: LinearModel;
  /** By row its column, of a solution of the model. */
  readonly read: (values: Float64Array) => Int32Array;
} {
  if (costs.length !== rows * columns || loads.length !== costs.length || strength.length !== columns)
    throw new RangeError(`Costs, loads and strengths are not of ${rows} rows and ${columns} columns`);
  const { column, row, model } = linearModel();
  const pairs: { readonly i: number; readonly j: number; readonly x: number }[] = [];
  costs.forEach((cost, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    if (cost === Infinity || (loads[at] ?? 0) > (strength[j] ?? 0)) return;
    pairs.push({ i, j, x: column({ cost, upper: 1, whole: true }) });
  });
  const [ofRow, ofColumn] = [Map.groupBy(pairs, ({ i }) => i), Map.groupBy(pairs, ({ j }) => j)];
  for (let i = 0; i < rows; i++)
    row(
      (ofRow.get(i) ?? []).map(({ x }) => [x, 1] as const),
      { lower: 1, upper: 1 }
    );
  for (let j = 0; j < columns; j++)
    row(
      (ofColumn.get(j) ?? []).map(({ i, x }) => [x, loads[i * columns + j] ?? 0] as const),
      { upper: strength[j] ?? 0 }
    );
  return {
    model: model(),
    read: (values) => {
      const columnOf = new Int32Array(rows).fill(-1);
      for (const { i, j, x } of pairs) if ((values[x] ?? 0) > 0.5) columnOf[i] = j;
      return columnOf;
    }
  };
}
