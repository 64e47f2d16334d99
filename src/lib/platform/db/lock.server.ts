// One process at a time opens the embedded database: a second one would corrupt it without a word.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseInUse, DatabaseUnusable } from './errors.ts';

export interface Lock {
  release(): void;
}

/**
 * Held by the operating system on an SQLite file beside the database, so that it ends with the process however that ends.
 * @throws DatabaseInUse naming the process that holds it, DatabaseUnusable when nothing can be written there
 */
export function lockDirectory(directory: string): Lock {
  const file = openIn(directory);
  const holderFile = join(directory, 'database.pid');
  try {
    // No journal: nothing is ever written into this file.
    file.exec('pragma journal_mode = off; begin exclusive');
  } catch (error) {
    file.close();
    if (!isBusy(error)) throw error;
    throw new DatabaseInUse(inUseMessage(directory, holderOf(holderFile)), { cause: error });
  }
  writeFileSync(holderFile, `${process.pid}\n`);
  return {
    release() {
      rmSync(holderFile, { force: true });
      if (file.isOpen) file.close();
    }
  };
}

function openIn(directory: string): DatabaseSync {
  try {
    mkdirSync(directory, { recursive: true });
    return new DatabaseSync(join(directory, 'database.lock'), { timeout: 0 });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new DatabaseUnusable(
      `Nothing can be written into ${directory} (${reason}). Give this user the right to write there, or choose another DATA_DIRECTORY.`,
      { cause: error }
    );
  }
}

function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === sqliteBusy;
}

const sqliteBusy = 5;

function holderOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

function inUseMessage(directory: string, pid: string | null): string {
  const holder = pid ? `process ${pid}` : 'another process';
  return (
    `The database in ${directory} is in use by ${holder}. ` +
    'Stop that one first, or give this one another DATA_DIRECTORY, or let both use a PostgreSQL server through DATABASE_URL.'
  );
}
