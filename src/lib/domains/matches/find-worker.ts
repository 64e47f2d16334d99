// The thread in which matches and rings are looked for.
import { parentPort, workerData } from 'node:worker_threads';
import { findRings, type Give, type Rings } from '#lib/core/rings.ts';
import type { Answer } from '#lib/core/answer.ts';
import type { FoundMatch } from './model.ts';
import { matchesOf, questionOf, type Elsewhere, type Open } from './question.ts';

export type FindOrder =
  | {
      readonly kind: 'matches';
      readonly today: string;
      /** Where only some are looked at again: what else is open, and whose best are asked for. */
      readonly part?: { readonly elsewhere: Elsewhere; readonly only: ReadonlySet<string> };
    }
  | { readonly kind: 'rings'; readonly gives: readonly Give[] };

export type FoundAside =
  | { readonly kind: 'matches'; readonly found: readonly FoundMatch[]; readonly pairs: number }
  | { readonly kind: 'rings'; readonly rings: Answer<Rings>['answer']['rings'] };

/** What comes before the end of an answer with many matches. */
export interface FoundPart {
  readonly part: readonly FoundMatch[];
}

const atOnce = 2_000;

if (parentPort) {
  const order = workerData as FindOrder;
  if (order.kind === 'rings') {
    const { answer } = findRings({ gives: order.gives });
    send({ kind: 'rings', rings: answer.rings });
  } else {
    const open: Open[] = [];
    // What is open comes part by part as well; after it an empty part.
    parentPort.on('message', (part: readonly Open[]) => {
      open.push(...part);
      if (part.length > 0) return;
      search(open, order);
      parentPort?.close();
    });
  }
}

function search(open: readonly Open[], { today, part }: Extract<FindOrder, { kind: 'matches' }>): void {
  const { found, pairs } = matchesOf(questionOf(open, today, part?.elsewhere), part?.only);
  // Part by part: reading all of a country at once would hold up whoever asks for a page meanwhile.
  for (let from = 0; from < found.length; from += atOnce) send({ part: found.slice(from, from + atOnce) });
  send({ kind: 'matches', found: [], pairs });
}

function send(message: FoundAside | FoundPart): void {
  parentPort?.postMessage(message);
}
