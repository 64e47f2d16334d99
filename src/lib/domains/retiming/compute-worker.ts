// The thread in which a month is timed anew: good plans at once, then the proof of how good the first of them is.
import { parentPort, workerData } from 'node:worker_threads';
import { exactChoices } from '#lib/core/choices-exact.ts';
import { costOf, type Choice } from '#lib/core/choices.ts';
import { planOf, retime, retimeModel, type Plan, type RetimeQuestion } from '#lib/core/retime.ts';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import type { Proof } from './model.ts';
import { countPlans, type Counted } from './plans.ts';

export interface ComputeOrder {
  readonly question: Omit<RetimeQuestion, 'clock' | 'onProgress'>;
  readonly scope: readonly number[];
  /** The most that the proof may take; 0: none is tried. */
  readonly exactSeconds: number;
}

export type FromComputer =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'found'; readonly counted: Counted; readonly proof: Proof | null };

/** Beyond it the solver does not come to an end in the time it has, and needs a gigabyte. */
const maxColumns = 60_000;

const { question, scope, exactSeconds } = workerData as ComputeOrder;
const send = (message: FromComputer): void => parentPort?.postMessage(message);

let told = 0;
const { answer } = retime({
  ...question,
  onProgress: (share) => {
    if (share - told < 0.1) return;
    told = share;
    send({ kind: 'progress', share });
  }
});
send({ kind: 'found', counted: countPlans(question, scope, answer.plans), proof: null });
const proved = exactSeconds > 0 ? await prove(answer.plans) : null;
if (proved) send({ kind: 'found', ...proved });
// The solver's own thread is gone by now, and nothing else is waited for.
parentPort?.close();

async function prove(plans: readonly Plan[]): Promise<{ counted: Counted; proof: Proof } | null> {
  const model = retimeModel(question);
  const { choices, starts } = model;
  if (starts.every(({ length }) => length < 2)) return null;
  const exact = exactChoices(choices);
  if (exact.model.cost.length > maxColumns) return null;
  const [first] = plans;
  const chosen = first ? choiceOf(first, starts) : new Int32Array(starts.length);
  const found = await solveExactly({
    model: exact.model,
    seconds: exactSeconds,
    start: exact.write(chosen)
  });
  if (found.state !== 'found') return null;
  const best = exact.read(found.values);
  const better = costOf(choices, best) < costOf(choices, chosen);
  const value = Math.min(costOf(choices, best), costOf(choices, chosen));
  const improved = better
    ? [planOf(question, model, { choice: best, kind: 'balance' }), ...plans.slice(first ? 1 : 0)]
    : plans;
  return {
    counted: countPlans(question, scope, improved),
    proof: { value: value / 10, bound: found.bound / 10, proved: found.proved }
  };
}

function choiceOf({ moves }: Plan, starts: readonly (readonly number[])[]): Choice {
  const to = new Map(moves.map(({ index, start }) => [index, start]));
  return Int32Array.from(question.movable, ({ index }, q) => {
    const start = to.get(index);
    return start === undefined ? 0 : Math.max(0, starts[q]?.indexOf(start) ?? 0);
  });
}
