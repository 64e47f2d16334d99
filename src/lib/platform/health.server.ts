// Whether the house can do its work: what is asked by those who watch it, and what an administrator should know and mend.
import { sql } from 'kysely';
import { now as clockNow } from './clock.server.ts';
import { migrationsDirectory, type Database, type OpenDatabase } from './db/database.server.ts';
import { readMigrations } from './db/migrate.server.ts';
import type { JobRunner } from './jobs.server.ts';
import type { Gauge } from './metrics.server.ts';

export interface Readiness {
  readonly ready: boolean;
  readonly database: 'ok' | 'no answer';
  readonly migrations: 'ok' | 'behind' | 'unknown';
  /** `elsewhere`: another process runs them. */
  readonly jobs: 'ok' | 'stuck' | 'elsewhere';
}

const patienceMilliseconds = 1_000;
/** The loop looks for work every few seconds, but one job may take ten minutes. */
const stuckMinutes = 15;

/** Answers within about a second, whatever the database does. */
export async function readiness(house: {
  readonly db: Database;
  readonly jobs: JobRunner | null;
}): Promise<Readiness> {
  const applied = await within(patienceMilliseconds, lastMigration(house.db));
  const database = applied === null ? 'no answer' : 'ok';
  const migrations = applied === null ? 'unknown' : applied === wantedMigration() ? 'ok' : 'behind';
  const jobs = jobsState(house.jobs);
  return {
    ready: database === 'ok' && migrations === 'ok' && jobs !== 'stuck',
    database,
    migrations,
    jobs
  };
}

function jobsState(jobs: JobRunner | null): Readiness['jobs'] {
  if (!jobs) return 'elsewhere';
  return clockNow().getTime() - jobs.lastLook().getTime() > stuckMinutes * 60_000 ? 'stuck' : 'ok';
}

let wanted: string | undefined;

/** The files do not change while the program runs. */
function wantedMigration(): string {
  return (wanted ??= readMigrations(migrationsDirectory()).at(-1)?.name ?? '');
}

async function lastMigration(db: Database): Promise<string> {
  const row = await db
    .selectFrom('migration')
    .select(({ fn }) => fn.max('name').as('name'))
    .executeTakeFirst();
  return row?.name ?? '';
}

/** @returns null when it takes longer, or fails */
function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), milliseconds);
    work
      .then(resolve, () => resolve(null))
      .finally(() => {
        clearTimeout(timer);
      });
  });
}

export interface WaitingWork {
  /** Due now or later, schedules included. */
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  /** By state, in the words of the table; null where mail is not there. */
  readonly mails: ReadonlyMap<string, number> | null;
}

export async function countWaitingWork(db: Database, now: Date): Promise<WaitingWork> {
  const jobs = await sql<{ waiting: number; running: number; failed: number }>`
    select count(*) filter (where done_at is null and failed_at is null and (locked_until is null or locked_until < ${now}))::int as waiting,
           count(*) filter (where done_at is null and failed_at is null and locked_until >= ${now})::int as running,
           count(*) filter (where failed_at is not null)::int as failed
    from job`.execute(db);
  const [counts = { waiting: 0, running: 0, failed: 0 }] = jobs.rows;
  return { ...counts, mails: await countMails(db) };
}

async function countMails(db: Database): Promise<ReadonlyMap<string, number> | null> {
  const there = await sql<{ there: boolean }>`select to_regclass('mail') is not null as there`.execute(db);
  if (!there.rows[0]?.there) return null;
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from mail group by state`.execute(db);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** What only the database can tell, for `/metrics`. */
export async function houseGauges(
  db: Database,
  database: OpenDatabase,
  now: Date
): Promise<readonly Gauge[]> {
  const work = await countWaitingWork(db, now);
  const { bytes, restarts, kind } = await database.health();
  const states = [
    ['waiting', work.waiting],
    ['running', work.running],
    ['failed', work.failed]
  ] as const;
  return [
    {
      name: 'kalaka_jobs',
      help: 'Jobs that are not done, by state.',
      values: states.map(([state, value]) => ({ labels: { state }, value }))
    },
    ...(work.mails
      ? [
          {
            name: 'kalaka_mails',
            help: 'Mails by state.',
            values: [...work.mails].map(([state, value]) => ({ labels: { state }, value }))
          }
        ]
      : []),
    {
      name: 'kalaka_database_bytes',
      help: 'Size of the database.',
      values: [{ labels: { kind }, value: bytes }]
    },
    {
      name: 'kalaka_database_restarts',
      help: 'How often the embedded database was started again.',
      values: [{ value: restarts }]
    }
  ];
}
