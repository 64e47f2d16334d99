// Brings a database up to date: numbered SQL files, each in its own transaction, each remembered with its checksum.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { MigrationFault } from './errors.ts';
import type { Connection, Pool } from './lease.server.ts';

declare global {
  interface Tables {
    migration: { name: string; checksum: string; applied_at: Date };
  }
}

export interface Migration {
  /** The file's name without `.sql`, such as `0002_people`. */
  readonly name: string;
  readonly checksum: string;
  readonly text: string;
}

/** @throws MigrationFault when two files have one number */
export function readMigrations(directory: string): Migration[] {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const numbers = new Map<string, string>();
  for (const file of files) {
    const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1];
    if (!number) throw new MigrationFault(`The migration ${file} is not named like 0001_what_it_does.sql.`);
    const other = numbers.get(number);
    if (other) throw new MigrationFault(`The migrations ${other} and ${file} have the same number.`);
    numbers.set(number, file);
  }
  return files.map((file) => {
    // Line ends are as the version control wrote them on this machine: they do not count.
    const text = readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n');
    return {
      name: file.slice(0, -'.sql'.length),
      checksum: createHash('sha256').update(text).digest('hex'),
      text
    };
  });
}

/**
 * Applies what is missing; ended at any moment, it goes on from there the next time. Processes that start together wait for
 * each other.
 * @throws MigrationFault when an applied file was changed, is missing, or a new one does not run
 */
export async function applyMigrations(
  pool: Pool,
  migrations: readonly Migration[],
  onStep: (name: string) => void = () => {}
): Promise<{ applied: string[] }> {
  const connection = await pool.connect(true);
  try {
    await connection.query('select pg_advisory_lock($1)', [lockNumber]);
    try {
      await connection.query(migrationTable);
      const waiting = await waitingMigrations(connection, migrations);
      for (const migration of waiting) {
        onStep(migration.name);
        await apply(connection, migration);
      }
      return { applied: waiting.map(({ name }) => name) };
    } finally {
      await connection.query('select pg_advisory_unlock($1)', [lockNumber]).catch(() => undefined);
    }
  } finally {
    connection.release();
  }
}

/** Any number that no other program on the same server is likely to lock. */
const lockNumber = 7_263_548;

const migrationTable = `
  create table if not exists migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`;

async function waitingMigrations(
  connection: Connection,
  migrations: readonly Migration[]
): Promise<readonly Migration[]> {
  const { rows } = await connection.query('select name, checksum from migration order by name');
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of rows) {
    const file = files.get(String(name));
    if (!file)
      throw new MigrationFault(
        `The database is newer than this program: it has the migration ${String(name)}, which is not among the files. Use the newer program.`
      );
    if (file.checksum !== checksum)
      throw new MigrationFault(
        `The migration ${file.name} was changed after it had been applied to this database. Restore the file and put the change into a new one.`
      );
  }
  const last = String(rows.at(-1)?.['name'] ?? '');
  const applied = new Set(rows.map(({ name }) => name));
  const waiting = migrations.filter(({ name }) => !applied.has(name));
  const late = waiting.find(({ name }) => name < last);
  if (late)
    throw new MigrationFault(
      `The migration ${late.name} comes before ${last}, which is applied already: number it anew.`
    );
  return waiting;
}

async function apply(connection: Connection, migration: Migration): Promise<void> {
  await connection.query('begin');
  try {
    await connection.query(migration.text);
    await connection.query('insert into migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum
    ]);
    await connection.query('commit');
  } catch (error) {
    await connection.query('rollback');
    if (!(error instanceof pg.DatabaseError)) throw error;
    const line = error.position ? migration.text.slice(0, Number(error.position)).split('\n').length : null;
    throw new MigrationFault(
      `The migration ${migration.name} does not run${line ? ` (line ${line})` : ''}: ${error.message}.`,
      { cause: error }
    );
  }
}
