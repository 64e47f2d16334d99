// Proved optima of linear models, in a thread of their own that ends with the question.
import type { LinearModel } from '#lib/core/linear-model.ts';
import { askThread } from '../thread.server.ts';

export interface OptimumOrder {
  readonly model: LinearModel;
  /** Where to begin from: a value for each column. */
  readonly start?: Float64Array | null;
  /** Wall-clock limit. */
  readonly seconds: number;
  /** It may stop when what is found is at most so much above what is proved. Default 0.999: costs are whole numbers. */
  readonly gap?: number;
}

export type Optimum =
  | {
      readonly state: 'found';
      readonly values: Float64Array;
      readonly objective: number;
      /** Proved: nothing costs less. */
      readonly bound: number;
      /** What is found is within the gap of the bound. */
      readonly proved: boolean;
      readonly seconds: number;
    }
  | { readonly state: 'infeasible' | 'nothing_found'; readonly seconds: number };

/** Time beyond the solver's own limit, for loading it and handing over. */
const graceSeconds = 15;

/** @throws Error when the solver breaks, or does not keep its limit */
export function solveExactly(order: OptimumOrder): Promise<Optimum> {
  return askThread<Optimum>({
    script: 'src/lib/platform/optimum/optimum-worker.ts',
    data: order,
    seconds: order.seconds + graceSeconds
  });
}
