import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeServerDatabase, testDatabase } from '#tests/db.ts';
import { restoreBackup } from './backup.server.ts';
import {
  inTransaction,
  openDatabase,
  type Database,
  type DatabaseSettings,
  type OpenDatabase
} from './database.server.ts';

const base = mkdtempSync(join(tmpdir(), 'kalaka-backup-'));
const drops: (() => Promise<void>)[] = [];
const opened: OpenDatabase[] = [];
let count = 0;

/** A place in which there is no database yet. */
async function emptyPlace(): Promise<DatabaseSettings> {
  const directory = join(base, `data-${++count}`);
  if (testDatabase === 'embedded') return { directory };
  const database = await makeServerDatabase('template0');
  drops.push(database.drop);
  return { url: database.url, directory };
}

async function open(place: DatabaseSettings): Promise<OpenDatabase> {
  const database = await openDatabase(place);
  opened.push(database);
  return database;
}

/** All rows of all tables, to compare. */
async function contents(db: Database): Promise<Record<string, unknown>> {
  const tables = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db);
  const all: Record<string, unknown> = {};
  for (const { name } of tables.rows)
    all[name] = (await sql`select t::text as row from ${sql.table(name)} t order by 1`.execute(db)).rows;
  return all;
}

/** pg_dump refuses a server newer than itself, such as the one that npm brings beside Debian's programs. */
async function toolsMissing(place: DatabaseSettings): Promise<string | null> {
  if (!place.url) return null;
  const tool = /(\d+)/.exec(spawnSync('pg_dump', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
  const database = await open(place);
  const server = /^(\d+)/.exec((await database.health()).version)?.[1];
  if (tool && Number(tool) >= Number(server)) return null;
  return `pg_dump ${tool ?? 'is missing'}, the server is ${server}`;
}

describe('a backup', () => {
  let place: DatabaseSettings;
  let source: OpenDatabase;
  let missing: string | null;
  const target = join(base, 'backup');

  beforeAll(async () => {
    place = await emptyPlace();
    missing = await toolsMissing(place);
    source = await openDatabase(place);
    await source.migrate();
    await sql`create table kept (n int primary key, word text collate hu, at timestamptz default now(), bytes bytea)`.execute(
      source.db
    );
    await sql`
      insert into kept select n, 'őszi szó ' || n, now(), decode(md5(n::text), 'hex') from generate_series(1, 2000) n
    `.execute(source.db);
  });
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });
  afterAll(async () => {
    await source.close();
    for (const drop of drops) await drop();
    rmSync(base, { recursive: true, force: true });
  });

  test('made while others write, put back into an empty place, is equal to what was there', async ({
    skip
  }) => {
    if (missing) skip(missing);
    const before = await contents(source.db);
    const steps: number[] = [];
    const writing = Array.from({ length: 20 }, (_, n) =>
      inTransaction(source.db, (tx) =>
        sql`update kept set word = ${`változott ${n}`} where n = ${n + 1}`.execute(tx)
      )
    );
    const made = await source.backup(target, (done) => steps.push(done));
    await Promise.all(writing);
    expect(made).toMatchObject({ ok: true, value: { directory: target } });
    if (testDatabase === 'embedded') expect(steps.length).toBeGreaterThan(100);
    expect(readdirSync(base).filter((name) => name.includes('unfinished'))).toEqual([]);

    const other = await emptyPlace();
    const restored = await restoreBackup(target, other);
    expect(restored).toMatchObject({ ok: true, value: { migration: (await source.health()).migration } });
    const copy = await open(other);
    expect(await copy.migrate()).toEqual({ applied: [] });
    const after = await contents(copy.db);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect({ ...after, kept: null }).toEqual({ ...before, kept: null });
    // Each of the updates is there or not there; the rest is as it was.
    const words = await sql<{ n: number; word: string }>`select n, word from kept order by n`.execute(
      copy.db
    );
    expect(words.rows).toHaveLength(2000);
    for (const { n, word } of words.rows)
      expect([`őszi szó ${n}`, ...(n <= 20 ? [`változott ${n - 1}`] : [])]).toContain(word);
  });

  test('made when nothing is written is equal row by row', async ({ skip }) => {
    if (missing) skip(missing);
    const before = await contents(source.db);
    const quiet = join(base, 'quiet');
    await source.backup(quiet);
    const other = await emptyPlace();
    expect(await restoreBackup(quiet, other)).toMatchObject({ ok: true });
    expect(await contents((await open(other)).db)).toEqual(before);
  });

  test('is not made over something that exists', async () => {
    const there = mkdtempSync(join(base, 'there-'));
    expect(await source.backup(there)).toMatchObject({ ok: false, reason: 'target_exists' });
  });

  test('is not put over a database that has something in it, nor under one in use', async ({ skip }) => {
    if (missing) skip(missing);
    const before = await contents(source.db);
    const refused = await restoreBackup(target, place);
    expect(refused).toMatchObject({
      ok: false,
      reason: testDatabase === 'embedded' ? 'in_use' : 'not_empty'
    });
    expect(await contents(source.db)).toEqual(before);
    const filled = await emptyPlace();
    expect(await restoreBackup(target, filled)).toMatchObject({ ok: true });
    expect(await restoreBackup(target, filled)).toMatchObject({ ok: false, reason: 'not_empty' });
  });

  test('that was damaged is refused before anything is put in place', async ({ skip }) => {
    if (missing) skip(missing);
    const damaged = join(base, 'damaged');
    cpSync(target, damaged, { recursive: true });
    const file = join(damaged, testDatabase === 'embedded' ? 'postgres/global/pg_control' : 'database.dump');
    const bytes = readFileSync(file);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const other = await emptyPlace();
    expect(await restoreBackup(damaged, other)).toMatchObject({ ok: false, reason: 'damaged' });
    expect(existsSync(join(other.directory, 'postgres'))).toBe(false);
  });

  test('is refused when it is none, or of the other kind of database', async ({ skip }) => {
    if (missing) skip(missing);
    expect(await restoreBackup(base, place)).toMatchObject({ ok: false, reason: 'not_a_backup' });
    const directory = join(base, 'other-kind');
    const other =
      testDatabase === 'embedded' ? { directory, url: 'postgres://127.0.0.1:1/x' } : { directory };
    expect(await restoreBackup(target, other)).toMatchObject({ ok: false, reason: 'other_kind' });
    appendFileSync(join(target, 'backup.json'), '{');
    expect(await restoreBackup(target, place)).toMatchObject({ ok: false, reason: 'not_a_backup' });
  });
});

test('a missing pg_dump is said plainly', async ({ skip }) => {
  if (testDatabase !== 'server') skip('only a server needs it');
  const database = await openDatabase(await emptyPlace());
  const path = process.env['PATH'];
  try {
    process.env['PATH'] = '/nowhere';
    expect(await database.backup(join(tmpdir(), `kalaka-none-${process.pid}`))).toMatchObject({
      ok: false,
      reason: 'no_tool',
      message: expect.stringContaining('postgresql-client')
    });
  } finally {
    process.env['PATH'] = path;
    await database.close();
    for (const drop of drops.splice(0)) await drop();
  }
});
