// Typesets sheets for the wall, posters and pictures in a thread of its own, one after the other, each within its time.
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { no, ok, type Result } from '#lib/core/result.ts';
import { projectFile } from '../db/project.server.ts';
import { log } from '../log.server.ts';
import type { Delivery, Order, Sheet, TypesetSheet } from './sheet.ts';

export type NotTypeset = { ok: false; reason: 'busy' | 'too_large' | 'failed' };

/** The longest month sheet needs three seconds on a slow core, and loading the typesetter one. */
const maxMilliseconds = 20_000;
/** A thousand events are 300 KB. */
const maxDataBytes = 2 * 1024 * 1024;
const mostWaiting = 12;
/** The typesetter holds some 200 MB: it goes when nobody prints. */
const idleMilliseconds = 60_000;
/** What it remembers of earlier sheets grows, so it begins anew from time to time. */
const sheetsPerThread = 60;
const keptBytes = 32 * 1024 * 1024;

/** One of each in the process, whichever copy of this module asks. */
const shop = ((globalThis as Record<symbol, unknown>)[Symbol.for('kalaka.typesetter')] ??= {
  worker: null,
  set: 0,
  number: 0,
  waiting: 0,
  last: Promise.resolve(),
  idle: undefined,
  kept: new Map(),
  keptBytes: 0,
  underWay: new Map()
}) as {
  worker: Worker | null;
  set: number;
  number: number;
  waiting: number;
  last: Promise<unknown>;
  idle: NodeJS.Timeout | undefined;
  /** By what it was made of, the one used last at the end. */
  readonly kept: Map<string, TypesetSheet>;
  keptBytes: number;
  readonly underWay: Map<string, Promise<Result<TypesetSheet, NotTypeset>>>;
};

/** The same sheet is typeset once: while nothing changes, the answer comes from memory. */
export async function typeset(sheet: Sheet): Promise<Result<TypesetSheet, NotTypeset>> {
  const data = JSON.stringify(sheet.data);
  if (Buffer.byteLength(data) > maxDataBytes) return no('too_large');
  const key = createHash('sha256')
    .update(JSON.stringify([sheet.template, sheet.as]))
    .update(data)
    .digest('base64url');
  const kept = shop.kept.get(key);
  if (kept) {
    shop.kept.delete(key);
    shop.kept.set(key, kept);
    return ok(kept);
  }
  const underWay = shop.underWay.get(key);
  if (underWay) return underWay;
  if (shop.waiting >= mostWaiting) return no('busy');
  const making = inTurn({ number: ++shop.number, template: sheet.template, data, as: sheet.as }).then(
    (made) => {
      if (made.ok) keep(key, made.value);
      return made;
    }
  );
  shop.underWay.set(key, making);
  try {
    return await making;
  } finally {
    shop.underWay.delete(key);
  }
}

async function inTurn(order: Order): Promise<Result<TypesetSheet, NotTypeset>> {
  shop.waiting++;
  const turn = shop.last.then(() => make(order));
  shop.last = turn.catch(() => null);
  try {
    return await turn;
  } finally {
    shop.waiting--;
  }
}

async function make(order: Order): Promise<Result<TypesetSheet, NotTypeset>> {
  clearTimeout(shop.idle);
  const worker = (shop.worker ??= startWorker());
  const delivery = await answerOf(worker, order);
  shop.set++;
  if (delivery === null || shop.set >= sheetsPerThread) await stopTypesetter();
  else {
    shop.idle = setTimeout(() => void stopTypesetter(), idleMilliseconds);
    shop.idle.unref();
  }
  if (delivery?.ok) return ok({ bytes: delivery.bytes, pages: delivery.pages });
  log('error', 'not_typeset', {
    template: order.template,
    fault: delivery?.fault.slice(0, 500) ?? 'no answer in time'
  });
  return no('failed');
}

function startWorker(): Worker {
  const worker = new Worker(projectFile('src/lib/platform/print/typeset-worker.ts'), {
    name: 'typeset',
    execArgv: ['--disable-warning=ExperimentalWarning']
  });
  worker.unref();
  return worker;
}

/** Null when the thread broke or did not answer in time. */
function answerOf(worker: Worker, order: Order): Promise<Delivery | null> {
  return new Promise((resolve) => {
    const end = (delivery: Delivery | null): void => {
      clearTimeout(timer);
      worker.off('message', end);
      worker.off('error', broke);
      worker.off('exit', broke);
      worker.unref();
      resolve(delivery);
    };
    const broke = (fault: unknown): void =>
      end(fault instanceof Error ? { number: order.number, ok: false, fault: fault.message } : null);
    const timer = setTimeout(() => end(null), maxMilliseconds);
    worker.on('message', end);
    worker.on('error', broke);
    worker.on('exit', broke);
    worker.ref();
    worker.postMessage(order);
  });
}

/** Also for tests, which leave no thread behind. */
export async function stopTypesetter(): Promise<void> {
  clearTimeout(shop.idle);
  const { worker } = shop;
  shop.worker = null;
  shop.set = 0;
  await worker?.terminate();
}

function keep(key: string, sheet: TypesetSheet): void {
  if (sheet.bytes.length > keptBytes / 8) return;
  shop.kept.set(key, sheet);
  shop.keptBytes += sheet.bytes.length;
  for (const [oldest, { bytes }] of shop.kept) {
    if (shop.keptBytes <= keptBytes) break;
    shop.kept.delete(oldest);
    shop.keptBytes -= bytes.length;
  }
}
