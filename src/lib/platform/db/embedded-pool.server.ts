// The one connection of the embedded database, lent to one statement or transaction after the other; when its thread ends,
// the next one who asks gets a new thread.
import { statfsSync } from 'node:fs';
import { log } from '../log.server.ts';
import type { EmbeddedSource } from './embedded-worker.ts';
import { DatabaseInterrupted } from './errors.ts';
import { lease, type Limits, type Pool } from './lease.server.ts';
import { listenOn, makeListeners, type OnNotice } from './listen.server.ts';
import { startSession, type EmbeddedSession } from './wire.server.ts';

export interface EmbeddedPool extends Pool {
  /** Runs alone: nobody else holds the connection, and no statement is under way. */
  alone<T>(work: (session: EmbeddedSession) => Promise<T>): Promise<T>;
  listen(channel: string, onNotice: OnNotice): Promise<() => void>;
  /** How many times the thread was started again. */
  restarts(): number;
}

export function embeddedPool(source: EmbeddedSource, limits: Limits): EmbeddedPool {
  const turns = oneAfterTheOther(limits.wait);
  const listeners = makeListeners();
  let session: EmbeddedSession | null = null;
  let failure: { at: number; error: Error } | null = null;
  let starts = 0;
  let ended = false;

  const liveSession = async (): Promise<EmbeddedSession> => {
    if (ended) throw new Error('The database is closed.');
    if (session?.alive()) return session;
    if (failure && performance.now() - failure.at < failureMilliseconds) throw failure.error;
    if (starts > 0) log('warn', 'database_thread_restarts');
    // A file-backed engine recovers from its log; of the old thread nothing may run any more.
    await session?.kill();
    session = null;
    try {
      session = await startSession(source, listeners.tell);
    } catch (error) {
      failure = { at: performance.now(), error: startFault(source, error) };
      throw failure.error;
    }
    failure = null;
    await listeners.renew(session.client);
    starts++;
    return session;
  };

  const alone = async <T>(work: (session: EmbeddedSession) => Promise<T>): Promise<T> => {
    const giveBack = await turns.take();
    try {
      return await work(await liveSession());
    } finally {
      giveBack();
    }
  };

  return {
    async connect(patient) {
      const giveBack = await turns.take();
      try {
        const current = await liveSession();
        return lease(
          { client: current.client, alive: current.alive, kill: () => void current.kill(), giveBack },
          limits,
          patient
        );
      } catch (error) {
        giveBack();
        throw error;
      }
    },
    alone,
    async listen(channel, onNotice) {
      await alone(({ client }) => listenOn(client, channel));
      return listeners.add(channel, onNotice);
    },
    restarts: () => Math.max(0, starts - 1),
    async end() {
      if (ended) return;
      const giveBack = await turns.take();
      ended = true;
      giveBack();
      if (session?.alive()) await session.close();
    }
  };
}

/** A start that fails takes half a second: it is not tried again for each of those who wait. */
const failureMilliseconds = 1000;

/** What the engine needs at least to start and to go through its log. */
const leastFreeBytes = 32 * 1024 * 1024;

function startFault(source: EmbeddedSource, error: unknown): DatabaseInterrupted {
  const place = 'directory' in source ? source.directory : null;
  const free = place ? freeBytes(place) : Infinity;
  const reason =
    free < leastFreeBytes
      ? `the disk is full (${Math.floor(free / 1_000_000)} MB are free for ${place})`
      : error instanceof Error
        ? error.message
        : String(error);
  return new DatabaseInterrupted(`The embedded database does not start: ${reason}.`, 'rolled back', error);
}

function freeBytes(directory: string): number {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}

/** First come, first served; who waits too long is told so. */
function oneAfterTheOther(waitMilliseconds: number): { take(): Promise<() => void> } {
  const queue = new Set<() => void>();
  let taken = false;
  const next = (): void => {
    const first = queue.values().next();
    if (first.done) taken = false;
    else {
      queue.delete(first.value);
      first.value();
    }
  };
  const giveBackOnce = (): (() => void) => {
    let done = false;
    return () => {
      if (done) return;
      done = true;
      next();
    };
  };
  return {
    take() {
      if (!taken) {
        taken = true;
        return Promise.resolve(giveBackOnce());
      }
      return new Promise((resolve, reject) => {
        const begin = (): void => {
          clearTimeout(timer);
          resolve(giveBackOnce());
        };
        const timer = setTimeout(() => {
          queue.delete(begin);
          reject(
            new DatabaseInterrupted(
              `The database was busy for longer than ${waitMilliseconds / 1000} s.`,
              'rolled back'
            )
          );
        }, waitMilliseconds);
        queue.add(begin);
      });
    }
  };
}
