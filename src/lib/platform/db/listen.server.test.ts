import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeServerDatabase, testDatabase } from '#tests/db.ts';
import { no } from '#lib/core/result.ts';
import { inTransaction, openDatabase, type OpenDatabase } from './database.server.ts';

const directory = mkdtempSync(join(tmpdir(), 'kalaka-listen-'));
let database: OpenDatabase;
let drop = async (): Promise<void> => {};

beforeAll(async () => {
  let url: string | undefined;
  if (testDatabase === 'server') ({ url, drop } = await makeServerDatabase('template0'));
  database = await openDatabase({ url, directory, limits: { statement: 1000 } });
});
afterAll(async () => {
  await database.close();
  await drop();
  rmSync(directory, { recursive: true });
});

const announce = (text: string) => sql`select pg_notify('News of the day', ${text})`;

test('what a transaction announces is heard once it is committed, in order, and no longer when asked to stop', async () => {
  const heard: (string | null)[] = [];
  const stop = await database.listen('News of the day', (payload) => heard.push(payload));
  await inTransaction(database.db, async (tx) => {
    await announce('őrség').execute(tx);
    await announce('second').execute(tx);
    expect(heard).toEqual([]);
  });
  await inTransaction(database.db, async (tx) => (await announce('undone').execute(tx), no('not_this')));
  await announce('third').execute(database.db);
  await expect.poll(() => heard).toEqual(['őrség', 'second', 'third']);
  stop();
  await announce('unheard').execute(database.db);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toHaveLength(3);
});

test('after the connection broke the listener is told that it may have missed something, and hears again', async () => {
  const heard: (string | null)[] = [];
  await database.listen('News of the day', (payload) => heard.push(payload));
  if (testDatabase === 'server')
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and datname = current_database()`.execute(database.db);
  else
    await sql`select count(*) from generate_series(1, 100000000000)`
      .execute(database.db)
      .catch(() => undefined);
  await expect
    .poll(async () => (await sql`select 1`.execute(database.db), heard), { timeout: 10_000, interval: 200 })
    .toContain(null);
  await announce('again').execute(database.db);
  await expect.poll(() => heard).toContain('again');
});
