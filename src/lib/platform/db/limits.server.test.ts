import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { openTestPool, testDatabase, type TestPool } from '#tests/db.ts';
import { databaseOver, inTransaction, type Database } from './database.server.ts';
import { DatabaseInterrupted } from './errors.ts';
import type { Limits } from './lease.server.ts';

let opened: TestPool | undefined;
afterEach(() => opened?.close());

async function open(limits: Partial<Limits>): Promise<Database> {
  opened = await openTestPool(limits);
  const db = databaseOver(opened.pool);
  await sql`select 1`.execute(db);
  return db;
}

const endless = sql`select count(*) from generate_series(1, 100000000000) n`;

async function outcomeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason
  );
  expect(error).toBeInstanceOf(DatabaseInterrupted);
  return (error as DatabaseInterrupted).outcome;
}

/** The embedded database in memory begins anew with a new thread; what stays is tested with files. */
describe('on both databases', () => {
  test('an endless statement is ended and those that wait are served', async () => {
    const db = await open({ statement: 400 });
    const ended = outcomeOf(endless.execute(db));
    const waiting = Promise.all([1, 2, 3].map((n) => sql<{ n: number }>`select ${n}::int as n`.execute(db)));
    expect(await ended).toBe('rolled back');
    expect((await waiting).map(({ rows }) => rows[0]?.n)).toEqual([1, 2, 3]);
  });

  test('an endless statement in a transaction ends the transaction, and its error comes out', async () => {
    const db = await open({ statement: 400 });
    const work = inTransaction(db, async (tx) => {
      await sql`insert into migration (name, checksum) values ('a', 'test')`.execute(tx);
      await endless.execute(tx);
    });
    expect(await outcomeOf(work)).toBe('rolled back');
    const { rows } = await sql`select from migration where checksum = 'test'`.execute(db);
    expect(rows).toEqual([]);
  });

  test('this thread goes on while the database works', async () => {
    const db = await open({ statement: 400 });
    let ticks = 0;
    const timer = setInterval(() => ticks++, 20);
    await outcomeOf(endless.execute(db));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(1);
  });

  test('a transaction that stands idle is ended and does not stop the others', async () => {
    const db = await open({ idle: 300 });
    let wake = (): void => {};
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    const idle = outcomeOf(
      inTransaction(db, async (tx) => {
        await sql`insert into migration (name, checksum) values ('a', 'test')`.execute(tx);
        await asleep;
        await sql`select 1`.execute(tx);
      })
    );
    await new Promise((resolve) => setTimeout(resolve, 700));
    const { rows } = await sql`select from migration where checksum = 'test'`.execute(db);
    expect(rows).toEqual([]);
    wake();
    expect(await idle).toBe('rolled back');
    await sql`select 1`.execute(db);
  });

  test('JSON nested too deep for the engine is an error, never an empty answer, and the next statement works', async () => {
    const db = await open({});
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    await expect(sql`select length(${deep}::jsonb::text) as n`.execute(db)).rejects.toThrow();
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  test('many at once are all served', async () => {
    const db = await open({});
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        inTransaction(
          db,
          async (tx) => (await sql<{ n: number }>`select ${n}::int as n`.execute(tx)).rows[0]?.n
        )
      )
    );
    expect(answers).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });
});

describe.skipIf(testDatabase !== 'server')('on a server', () => {
  test('a connection that the server ends mid-transaction is reported, and the next one works', async () => {
    const db = await open({});
    const work = inTransaction(db, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await sql`insert into migration (name, checksum) values ('a', 'test')`.execute(tx);
      const other = await opened?.pool.connect();
      await other?.query('select pg_terminate_backend($1)', [rows[0]?.pid]).catch(() => undefined);
      other?.release();
      await sql`select 1`.execute(tx);
    });
    // The other connection is taken past the guard, as another process would.
    expect(await outcomeOf(work)).toBe('rolled back');
    const { rows } = await sql`select from migration where checksum = 'test'`.execute(db);
    expect(rows).toEqual([]);
  });
});
