// Work on a file that may take longer than a page should keep anybody waiting: it goes on by itself, and pages look in on it.
import { setTimeout as wait } from 'node:timers/promises';

export interface Progress {
  readonly phase: 'waiting' | 'reading' | 'comparing' | 'writing';
  /** Of how many records, where that is known: 0 otherwise. */
  readonly done: number;
  readonly all: number;
}

export type Tell = (progress: Progress) => void;

export type Attended<Outcome> =
  | { readonly kind: 'running'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  /** It threw; what exactly is in the log. */
  | { readonly kind: 'failed'; readonly error: unknown };

interface Work {
  progress: Progress;
  readonly end: Promise<Exclude<Attended<unknown>, { kind: 'running' }>>;
}

interface Works {
  readonly byKey: Map<string, Work>;
  last: Promise<unknown>;
}

/** One of each in the process, whichever copy of this module asks. */
const works = ((globalThis as Record<symbol, unknown>)[Symbol.for('kalaka.import-works')] ??= {
  byKey: new Map(),
  last: Promise.resolve()
}) as Works;

/** How long a page waits for the end before it shows how far the work is. */
const patience = 700;
/** How long an outcome can be looked at. */
const keptMilliseconds = 30 * 60_000;

/**
 * Begins the work, unless one of that key is known already. One work runs at a time: a file of 20 MB needs some hundred megabytes
 * of memory while it is compared.
 */
export function beginWork<Outcome>(key: string, work: (tell: Tell) => Promise<Outcome>): void {
  if (works.byKey.has(key)) return;
  const turn = works.last;
  const begun: Work = {
    progress: { phase: 'waiting', done: 0, all: 0 },
    end: turn
      .then(() => work((progress) => (begun.progress = progress)))
      .then((outcome) => ({ kind: 'done' as const, outcome }))
      .catch((error: unknown) => ({ kind: 'failed' as const, error }))
  };
  works.byKey.set(key, begun);
  works.last = begun.end;
  void begun.end.then(() =>
    setTimeout(() => {
      if (works.byKey.get(key) === begun) works.byKey.delete(key);
    }, keptMilliseconds).unref()
  );
}

/** Its outcome, waited for a moment, or how far it is; null when there is no such work. */
export async function attendWork<Outcome>(
  key: string,
  milliseconds: number = patience
): Promise<Attended<Outcome> | null> {
  const work = works.byKey.get(key);
  if (!work) return null;
  const stop = new AbortController();
  const end = await Promise.race([
    work.end,
    wait(milliseconds, null, { signal: stop.signal }).catch(() => null)
  ]);
  stop.abort();
  return (end ?? { kind: 'running', progress: work.progress }) as Attended<Outcome>;
}

/** The next one of this key begins anew. */
export function forgetWork(key: string): void {
  works.byKey.delete(key);
}
