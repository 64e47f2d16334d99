// The thread that searches: it reads the dictionary and holds the documents, so that no page waits while it does.
import { parentPort } from 'node:worker_threads';
import dictionary from 'dictionary-hu';
import { readAffixes } from '#lib/core/hungarian-affixes.ts';
import { readDictionary } from '#lib/core/hungarian-dictionary.ts';
import { stemmerOf } from '#lib/core/hungarian-stemmer.ts';

import type { SearchAnswer, SearchQuestion, StoredDocument } from './document.ts';
import { createEngine } from './engine.ts';
import { snowballStem } from './snowball.ts';

export type ToEngine =
  | {
      readonly id: number;
      readonly kind: 'change';
      readonly put: readonly StoredDocument[];
      readonly remove: readonly { readonly kind: string; readonly id: string }[];
    }
  | { readonly id: number; readonly kind: 'ask'; readonly question: SearchQuestion };

export type FromEngine =
  | { readonly id: number; readonly answer: SearchAnswer | null }
  | { readonly id: number; readonly error: string };

const decoder = new TextDecoder();
const affixes = readAffixes(decoder.decode(dictionary.aff));
const engine = createEngine(
  stemmerOf(affixes, readDictionary(decoder.decode(dictionary.dic), affixes), snowballStem)
);

parentPort?.on('message', (message: ToEngine) => {
  const { id } = message;
  try {
    if (message.kind === 'ask') return send({ id, answer: engine.ask(message.question) });
    engine.remove(message.remove);
    engine.put(message.put);
    send({ id, answer: null });
  } catch (error) {
    send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function send(message: FromEngine): void {
  parentPort?.postMessage(message);
}
