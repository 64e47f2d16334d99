// The thread in which HiGHS proves an optimum. Huangfu, Hall (2018): Parallelizing the dual revised simplex method.
import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';
import type { Optimum, OptimumOrder } from './optimum.server.ts';

const { model: given, start, seconds, gap = 0.999 } = workerData as OptimumOrder;
const highs = await loadHighs();
const { rows } = given;

const answer = highs.withModel(
  {
    numCols: given.cost.length,
    numRows: rows.lower.length,
    colCost: given.cost,
    colLower: given.lower,
    colUpper: given.upper,
    rowLower: rows.lower,
    rowUpper: rows.upper,
    integrality: Int32Array.from(given.whole),
    matrix: {
      format: 'csr',
      numRows: rows.lower.length,
      numCols: given.cost.length,
      starts: rows.starts,
      indices: rows.indices,
      values: rows.values
    }
  },
  (model): Optimum => {
    model.options.set({
      output_flag: false,
      time_limit: seconds,
      mip_rel_gap: 0,
      mip_abs_gap: gap,
      random_seed: 1
    });
    if (start) model.setSolution({ colValue: start });
    model.run();
    const status = model.getModelStatus();
    const took = model.getRunTime();
    const { modelStatus } = highs.constants;
    if (status === modelStatus.infeasible) return { state: 'infeasible', seconds: took };
    const objective = model.getObjectiveValue();
    const bound = Number(model.info.get('mip_dual_bound'));
    const values = model.getSolution().colValue;
    if (!Number.isFinite(objective) || Number(model.info.get('primal_solution_status')) !== 2)
      return { state: 'nothing_found', seconds: took };
    return { state: 'found', values, objective, bound, proved: objective - bound <= gap, seconds: took };
  }
);
parentPort?.postMessage(answer);
