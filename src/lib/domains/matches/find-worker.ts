// The thread in which matches and rings are looked for.
import { parentPort, workerData } from 'node:worker_threads';
import { findRings, type Give, type Rings } from '#lib/core/rings.ts';
import type { Answer } from '#lib/core/answer.ts';
import type { FoundMatch } from './model.ts';
import { matchesOf, questionOf, type Elsewhere, type Open } from './question.ts';

export type FindOrder =
  | {
      readonly kind: 'matches';
      readonly open: readonly Open[];
      readonly today: string;
      /** Where only some are looked at again: what else is open, and whose best are asked for. */
      readonly part?: { readonly elsewhere: Elsewhere; readonly only: ReadonlySet<string> };
    }
  | { readonly kind: 'rings'; readonly gives: readonly Give[] };

export type FoundAside =
  | { readonly kind: 'matches'; readonly found: readonly FoundMatch[]; readonly pairs: number }
  | { readonly kind: 'rings'; readonly rings: Answer<Rings>['answer']['rings'] };

const order = workerData as FindOrder;
const send = (message: FoundAside): void => parentPort?.postMessage(message);
if (order.kind === 'matches') {
  const { open, today, part } = order;
  const { found, pairs } = matchesOf(questionOf(open, today, part?.elsewhere), part?.only);
  send({ kind: 'matches', found, pairs });
} else {
  const { answer } = findRings({ gives: order.gives });
  send({ kind: 'rings', rings: answer.rings });
}
