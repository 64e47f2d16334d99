import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestPool, type TestPool } from '#tests/db.ts';
import { MigrationFault } from './errors.ts';
import type { Pool } from './lease.server.ts';
import { applyMigrations, readMigrations, type Migration } from './migrate.server.ts';

let opened: TestPool;
let pool: Pool;
beforeAll(async () => {
  opened = await openTestPool();
  pool = opened.pool;
});
beforeEach(async () => {
  await run('drop schema public cascade; create schema public');
});
afterAll(() => opened.close());

async function run(text: string): Promise<Record<string, unknown>[]> {
  const connection = await pool.connect();
  try {
    return (await connection.query(text)).rows;
  } finally {
    connection.release();
  }
}

const one: Migration = {
  name: '0001_one',
  checksum: 'c1',
  text: 'create table one (n int); insert into one values (1);'
};
const two: Migration = { name: '0002_two', checksum: 'c2', text: 'create table two (n int);' };
const broken: Migration = {
  name: '0002_broken',
  checksum: 'c3',
  text: 'create table half (n int);\ninsert into half values (1);\ninsert into nowhere values (1);\n'
};

describe('migrations', () => {
  test('run once each, in order, and say so', async () => {
    const steps: string[] = [];
    expect(await applyMigrations(pool, [one], (name) => steps.push(name))).toEqual({ applied: ['0001_one'] });
    expect(await applyMigrations(pool, [one, two], (name) => steps.push(name))).toEqual({
      applied: ['0002_two']
    });
    expect(await applyMigrations(pool, [one, two])).toEqual({ applied: [] });
    expect(steps).toEqual(['0001_one', '0002_two']);
    expect(await run('select n from one')).toEqual([{ n: 1 }]);
  });

  test('that start twice at the same time run once', async () => {
    const both = await Promise.all([applyMigrations(pool, [one, two]), applyMigrations(pool, [one, two])]);
    expect(both.flatMap(({ applied }) => applied)).toEqual(['0001_one', '0002_two']);
  });

  test('that do not run leave nothing of themselves, name the line, and run when mended', async () => {
    await expect(applyMigrations(pool, [one, broken])).rejects.toThrow(/0002_broken .*line 3.*nowhere/);
    expect(await run(`select to_regclass('half') as half, to_regclass('one')::text as one`)).toEqual([
      { half: null, one: 'one' }
    ]);
    const mended = { ...broken, text: broken.text.replace('nowhere', 'half'), checksum: 'c4' };
    expect(await applyMigrations(pool, [one, mended])).toEqual({ applied: ['0002_broken'] });
  });

  test('are refused when an applied one was changed', async () => {
    await applyMigrations(pool, [one]);
    await expect(applyMigrations(pool, [{ ...one, checksum: 'changed' }, two])).rejects.toThrow(
      /0001_one was changed/
    );
    expect(await run(`select to_regclass('two') as two`)).toEqual([{ two: null }]);
  });

  test('are refused when the database is newer than the program', async () => {
    await applyMigrations(pool, [one, two]);
    await expect(applyMigrations(pool, [one])).rejects.toThrow(/newer than this program.*0002_two/);
  });

  test('are refused when a new one comes before one that is applied', async () => {
    await applyMigrations(pool, [two]);
    await expect(applyMigrations(pool, [one, two])).rejects.toBeInstanceOf(MigrationFault);
  });
});

describe('migration files', () => {
  const directory = mkdtempSync(join(tmpdir(), 'kalaka-migrations-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  test('are read in order, with a checksum that line ends do not change', () => {
    writeFileSync(join(directory, '0002_b.sql'), 'select 2;\n');
    writeFileSync(join(directory, '0001_a.sql'), 'select 1;\r\nselect 1;\r\n');
    writeFileSync(join(directory, 'README.md'), '');
    const windows = readMigrations(directory);
    writeFileSync(join(directory, '0001_a.sql'), 'select 1;\nselect 1;\n');
    expect(readMigrations(directory)).toEqual(windows);
    expect(windows.map(({ name }) => name)).toEqual(['0001_a', '0002_b']);
  });

  test('with the same number or without one are refused', () => {
    writeFileSync(join(directory, '0002_c.sql'), '');
    expect(() => readMigrations(directory)).toThrow(/0002_b.sql and 0002_c.sql/);
    rmSync(join(directory, '0002_c.sql'));
    writeFileSync(join(directory, 'third.sql'), '');
    expect(() => readMigrations(directory)).toThrow(/third.sql/);
  });
});
