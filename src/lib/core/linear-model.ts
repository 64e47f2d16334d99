// A linear program with whole-number columns, as plain arrays: what an exact solver takes, whoever it is.

export interface LinearModel {
  /** Least of `cost · x` is sought. */
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 where the column must be a whole number. */
  readonly whole: Uint8Array;
  /** Row r has `indices[starts[r] … starts[r + 1]]` with the values beside them. */
  readonly rows: {
    readonly starts: Int32Array;
    readonly indices: Int32Array;
    readonly values: Float64Array;
    readonly lower: Float64Array;
    readonly upper: Float64Array;
  };
}

/** Grows column by column and row by row. */
export interface LinearModelBuilder {
  /** @returns its index */
  readonly column: (column: { cost: number; lower?: number; upper?: number; whole?: boolean }) => number;
  /** @param terms column and coefficient; each column at most once */
  readonly row: (
    terms: readonly (readonly [number, number])[],
    bounds: { lower?: number; upper?: number }
  ) => void;
  readonly model: () => LinearModel;
}

/** Columns are from 0 up, rows unbounded, unless said otherwise. */
export function linearModel(): LinearModelBuilder {
  const [cost, lower, upper, whole]: number[][] = [[], [], [], []] as [
    number[],
    number[],
    number[],
    number[]
  ];
  const [starts, indices, values, rowLower, rowUpper] = [[0], [], [], [], []] as [
    number[],
    number[],
    number[],
    number[],
    number[]
  ];
  return {
    column: (column) => {
      cost.push(column.cost);
      lower.push(column.lower ?? 0);
      upper.push(column.upper ?? Infinity);
      whole.push(column.whole ? 1 : 0);
      return cost.length - 1;
    },
    row: (terms, bounds) => {
      for (const [column, value] of terms) {
        indices.push(column);
        values.push(value);
      }
      starts.push(indices.length);
      rowLower.push(bounds.lower ?? -Infinity);
      rowUpper.push(bounds.upper ?? Infinity);
    },
    model: () => ({
      cost: Float64Array.from(cost),
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
      whole: Uint8Array.from(whole),
      rows: {
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
        lower: Float64Array.from(rowLower),
        upper: Float64Array.from(rowUpper)
      }
    })
  };
}
