// Work that waits: a table that survives restarts, read by two loops in this process, one of them for what searches long; what
// failed is tried again, later and later.
import { sql, type Generated } from 'kysely';
import { newId, now as clockNow } from './clock.server.ts';
import { inTransaction, type Database } from './db/database.server.ts';
import type { JsonValue } from './db/json.ts';
import { onActivity, type Activity } from './activity.server.ts';
import type { Domain } from './domain.ts';
import { log } from './log.server.ts';
import type { WordsIn } from './words/words.ts';

declare global {
  interface Tables {
    job: {
      id: string;
      name: string;
      payload: JsonValue;
      run_at: Date;
      attempts: Generated<number>;
      locked_until: Date | null;
      last_error: string | null;
      done_at: Date | null;
      failed_at: Date | null;
      /** At most one unfinished job has this key. */
      once_key: string | null;
    };
  }
}

export interface JobRunner {
  /** Runs everything that is due; resolves when nothing is left that could run now. */
  drain(): Promise<void>;
  /** When the loop of quick work last looked for it: long ago means that it hangs. */
  lastLook(): Date;
  stop(): Promise<void>;
}

type Handler = (payload: JsonValue, now: Date) => Promise<void>;

const pollMilliseconds = 5_000;
const lockMinutes = 10;
const maxAttempts = 12;
/** Minutes until the next try: 1, 2, 4, … at most a day; 12 tries last about five days. */
const backOffMinutes = (attempts: number): number => Math.min(2 ** (attempts - 1), 24 * 60);

/** Puts a job into the same transaction as the change that asks for it. */
export async function enqueue(
  tx: Database,
  {
    name,
    payload = {},
    runAt,
    onceKey = null
  }: { name: string; payload?: JsonValue; runAt: Date; onceKey?: string | null }
): Promise<void> {
  await tx
    .insertInto('job')
    .values({
      id: newId(),
      name,
      payload: sql<JsonValue>`${JSON.stringify(payload)}::jsonb`,
      run_at: runAt,
      locked_until: null,
      last_error: null,
      done_at: null,
      failed_at: null,
      once_key: onceKey
    })
    .onConflict((conflict) =>
      conflict.column('once_key').where('done_at', 'is', null).where('failed_at', 'is', null).doNothing()
    )
    .execute();
}

/**
 * Starts dispatching activities to subscribers and running jobs, those of the schedules included.
 * One job at a time: the embedded database has one connection, and a server's other processes take their share. Only searches
 * in a thread of their own, which may take half a minute, go one at a time beside the others.
 * @param beforeRound what the jobs go by is heard anew here, as a request hears it
 */
export function startJobs(
  db: Database,
  domains: readonly Domain[],
  { wordsIn, beforeRound }: { wordsIn: WordsIn; beforeRound?: () => Promise<unknown> }
): JobRunner {
  const handlers = handlersOf(db, domains, wordsIn);
  const searches = new Set(
    domains.flatMap(({ name, schedules = [] }) =>
      schedules.filter(({ searches }) => searches).map((schedule) => `${name}.${schedule.name}`)
    )
  );
  const handlersOfLane = (searching: boolean) =>
    new Map([...handlers].filter(([name]) => searches.has(name) === searching));
  let lastLook = clockNow();
  const slow = startLane(db, handlersOfLane(true), {});
  const quick = startLane(db, handlersOfLane(false), {
    async begin() {
      await beforeRound?.();
      await planSchedules(db, domains);
      void slow.wake();
    },
    async look() {
      lastLook = clockNow();
      await dispatchActivities(db, domains);
    }
  });
  const wake = (): void => {
    void slow.wake();
    void quick.wake();
  };
  const stopListening = onActivity(wake);
  const timer = setInterval(wake, pollMilliseconds);
  timer.unref();
  wake();

  return {
    async drain() {
      // What a search has found may be told by quick work, and that may ask for a search.
      for (let ran = 1; ran > 0;) {
        ran = await quick.wake();
        ran += await slow.wake();
      }
    },
    lastLook: () => lastLook,
    async stop() {
      clearInterval(timer);
      stopListening();
      await Promise.all([quick.stop(), slow.stop()]);
    }
  };
}

interface Lane {
  /** Runs what is due, one job after the other. @returns how many jobs ran */
  wake(): Promise<number>;
  stop(): Promise<void>;
}

function startLane(
  db: Database,
  handlers: ReadonlyMap<string, Handler>,
  {
    begin = async () => {},
    look = async () => {}
  }: { begin?: () => Promise<void>; look?: () => Promise<void> }
): Lane {
  let stopped = false;
  let running: Promise<number> | null = null;
  let again = false;
  const round = async (): Promise<number> => {
    let ran = 0;
    await begin();
    do {
      again = false;
      await look();
      while (!stopped && (await runNext(db, handlers))) ran += 1;
    } while (again && !stopped);
    return ran;
  };
  return {
    wake() {
      if (stopped || handlers.size === 0) return Promise.resolve(0);
      again = true;
      running ??= round()
        .catch((error: unknown) => {
          log('error', 'jobs_round_failed', { error: String(error) });
          return 0;
        })
        .finally(() => (running = null));
      return running;
    },
    async stop() {
      stopped = true;
      await running;
    }
  };
}

function handlersOf(db: Database, domains: readonly Domain[], wordsIn: WordsIn): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  for (const domain of domains) {
    for (const subscription of domain.subscriptions ?? [])
      handlers.set(`${domain.name}.${subscription.name}`, async (payload, now) => {
        const activity = await db
          .selectFrom('activity')
          .selectAll()
          .where('id', '=', (payload as { activity: Activity['id'] }).activity)
          .executeTakeFirst();
        if (activity) await subscription.handle(db, activity, now, wordsIn);
      });
    for (const schedule of domain.schedules ?? [])
      handlers.set(`${domain.name}.${schedule.name}`, (_payload, now) =>
        schedule.run(db, now, { domains, wordsIn })
      );
  }
  return handlers;
}

/** A schedule is a job that waits for its hour; when it is done, the next one is put in its place. */
async function planSchedules(db: Database, domains: readonly Domain[]): Promise<void> {
  for (const domain of domains)
    for (const schedule of domain.schedules ?? []) {
      const name = `${domain.name}.${schedule.name}`;
      const last = await db
        .selectFrom('job')
        .select(({ fn }) => fn.max('run_at').as('at'))
        .where('name', '=', name)
        .executeTakeFirst();
      const next = last?.at ? new Date(last.at.getTime() + schedule.everyMinutes * 60_000) : clockNow();
      if (next <= clockNow()) await enqueue(db, { name, runAt: clockNow(), onceKey: name });
    }
}

/** Turns committed activities into one job per subscriber, in one transaction, so that each is told at least once. */
async function dispatchActivities(db: Database, domains: readonly Domain[]): Promise<void> {
  const subscribers = domains.flatMap((domain) =>
    (domain.subscriptions ?? []).map((subscription) => ({
      name: `${domain.name}.${subscription.name}`,
      verbs: subscription.verbs
    }))
  );
  for (;;) {
    const count = await inTransaction(db, async (tx) => {
      const waiting = await tx
        .selectFrom('activity')
        .select(['id', 'verb'])
        .where('dispatched', '=', false)
        .orderBy('id')
        .limit(500)
        .forUpdate()
        .skipLocked()
        .execute();
      if (waiting.length === 0) return 0;
      for (const activity of waiting)
        for (const subscriber of subscribers)
          if (subscriber.verbs.includes(activity.verb))
            await enqueue(tx, {
              name: subscriber.name,
              payload: { activity: activity.id },
              runAt: clockNow()
            });
      await tx
        .updateTable('activity')
        .set({ dispatched: true })
        .where(
          'id',
          'in',
          waiting.map((activity) => activity.id)
        )
        .execute();
      return waiting.length;
    });
    if (count < 500) return;
  }
}

/** @returns whether there was a job to run */
async function runNext(db: Database, handlers: ReadonlyMap<string, Handler>): Promise<boolean> {
  const at = clockNow();
  const job = await db
    .updateTable('job')
    .set((eb) => ({
      locked_until: new Date(at.getTime() + lockMinutes * 60_000),
      attempts: eb('attempts', '+', 1)
    }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('job')
        .select('id')
        .where('done_at', 'is', null)
        .where('failed_at', 'is', null)
        .where('run_at', '<=', at)
        .where((or) => or.or([or('locked_until', 'is', null), or('locked_until', '<', at)]))
        .where('name', 'in', [...handlers.keys()])
        .orderBy('run_at')
        .limit(1)
        .forUpdate()
        .skipLocked()
    )
    .returning(['id', 'name', 'payload', 'attempts'])
    .executeTakeFirst();
  if (!job) return false;

  try {
    await handlers.get(job.name)?.(job.payload, at);
    await db
      .updateTable('job')
      .set({ done_at: clockNow(), locked_until: null })
      .where('id', '=', job.id)
      .execute();
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log('error', 'job_failed', { job: job.name, attempt: job.attempts, error: text });
    await db
      .updateTable('job')
      .set({
        locked_until: null,
        last_error: text.slice(0, 2000),
        ...(job.attempts >= maxAttempts
          ? { failed_at: clockNow() }
          : { run_at: new Date(clockNow().getTime() + backOffMinutes(job.attempts) * 60_000) })
      })
      .where('id', '=', job.id)
      .execute();
  }
  return true;
}
