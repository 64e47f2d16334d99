// The tests' database: each file has its own, migrated and empty; each test sees it as it was at the file's beginning.
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { databaseOver, type Database } from '#lib/platform/db/database.server.ts';
import { embeddedPool } from '#lib/platform/db/embedded-pool.server.ts';
import { usualLimits, type Connection, type Limits, type Pool } from '#lib/platform/db/lease.server.ts';
import { serverPool } from '#lib/platform/db/server-pool.server.ts';

export const testDatabase = process.env['KALAKA_TEST_DATABASE'] === 'server' ? 'server' : 'embedded';

/** A test's transaction is open as long as the test. */
const limits: Limits = { ...usualLimits, idle: 600_000 };

/**
 * Called once at the top of a file or `describe`; what it returns gives the running test's database:
 * `const database = useDatabase(); test('…', async () => { const db = database(); … })`.
 * What is written in `beforeAll` through it stays for all tests of the file; what a test writes is undone after it. The code
 * under test may use transactions, `afterCommit` included, as on any database.
 * `readOnly`: the tests only read, and all of them from the same database, whose search is then loaded once.
 */
export function useDatabase({ readOnly = false } = {}): () => Database {
  let opened: TestPool | undefined;
  let outer: Database | undefined;
  let current: { db: Database; end(): Promise<void> } | undefined;

  beforeAll(async () => {
    opened = await openTestPool();
    outer = databaseOver(opened.pool);
    await sql`select 1`.execute(outer);
  });
  beforeEach(async () => {
    if (opened && !readOnly) current = await undoable(opened.pool);
  });
  afterEach(async () => {
    await current?.end();
    current = undefined;
  });
  afterAll(() => opened?.close());

  return () => {
    const db = current?.db ?? outer;
    if (!db) throw new Error('The database is there only inside tests and their hooks.');
    return db;
  };
}

export interface TestPool {
  readonly pool: Pool;
  close(): Promise<void>;
}

/** A migrated, empty database of one's own without the undoing, for tests of connections themselves. */
export async function openTestPool(ownLimits: Partial<Limits> = {}): Promise<TestPool> {
  const wanted = { ...limits, ...ownLimits };
  if (testDatabase === 'server') return ownDatabase(wanted);
  const pool = embeddedPool({ dump: inject('databaseDump') }, wanted);
  return { pool, close: () => pool.end() };
}

async function ownDatabase(wanted: Limits): Promise<TestPool> {
  const database = await makeServerDatabase('kalaka_template');
  const pool = serverPool(database.url, wanted, 4);
  return {
    pool,
    async close() {
      await pool.end();
      await database.drop();
    }
  };
}

/** Only where the tests run on a server. @param template `template0` for one with nothing in it */
export async function makeServerDatabase(
  template: 'kalaka_template' | 'template0'
): Promise<{ url: string; drop(): Promise<void> }> {
  const url = inject('databaseServer');
  const name = `kalaka_${crypto.randomUUID().replaceAll('-', '')}`;
  const onServer = (text: string): Promise<void> => runOnServer(`${url}postgres`, text);
  await onServer(`create database ${name} template ${template}`);
  return { url: `${url}${name}`, drop: () => onServer(`drop database if exists ${name} with (force)`) };
}

/** One statement on a connection of its own. */
export async function runOnServer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/**
 * A database over one transaction that is rolled back at the end. Its users' transactions become savepoints in it, and each
 * of their single statements as well, so that a refused one does not spoil what follows.
 */
async function undoable(pool: Pool): Promise<{ db: Database; end(): Promise<void> }> {
  const connection = await pool.connect();
  await connection.query('begin');
  let last: Promise<void> = Promise.resolve();
  const pinned: Pool = {
    connect() {
      let giveBack = (): void => {};
      const mine = last.then(() => asIfAlone(connection, giveBack));
      last = new Promise((resolve) => (giveBack = resolve));
      return mine;
    },
    end: () => Promise.resolve()
  };
  return {
    db: databaseOver(pinned),
    async end() {
      await connection.query('rollback');
      connection.release();
    }
  };
}

function asIfAlone(connection: Connection, giveBack: () => void): Connection {
  let inTransaction = false;
  return {
    async query(text, parameters) {
      const command = text.trim().toLowerCase();
      if (command === 'begin') {
        inTransaction = true;
        return connection.query('savepoint of_test');
      }
      if (command === 'commit') {
        inTransaction = false;
        await connection.query('set constraints all immediate');
        return connection.query('release savepoint of_test');
      }
      if (command === 'rollback') {
        inTransaction = false;
        await connection.query('rollback to savepoint of_test');
        return connection.query('release savepoint of_test');
      }
      if (inTransaction) return connection.query(text, parameters);
      await connection.query('savepoint of_test');
      try {
        const answer = await connection.query(text, parameters);
        await connection.query('release savepoint of_test');
        return answer;
      } catch (error) {
        await connection.query('rollback to savepoint of_test');
        throw error;
      }
    },
    release: giveBack
  };
}
