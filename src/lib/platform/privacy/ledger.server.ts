// Remembers who was erased, by id alone: in the database, and in a file beside it that outlives putting back an older backup.
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Database } from '../db/database.server.ts';

declare global {
  interface Tables {
    erased_person: { person_id: Id<'person'>; erased_at: Date };
  }
}

export interface Erased {
  readonly person: Id<'person'>;
  readonly at: Date;
}

export function ledgerFile(dataDirectory: string): string {
  return join(dataDirectory, 'erased.jsonl');
}

export async function rememberErased(tx: Database, { person, at }: Erased): Promise<void> {
  await tx
    .insertInto('erased_person')
    .values({ person_id: person, erased_at: at })
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute();
}

/** On the disk when this returns. */
export function appendToLedger(file: string, erased: readonly Erased[]): void {
  if (erased.length === 0) return;
  mkdirSync(dirname(file), { recursive: true });
  const lines = erased.map(({ person, at }) => JSON.stringify({ person, at: at.toISOString() }));
  // A line that a crash has cut short must not swallow the next one.
  const begin = existsSync(file) && !readFileSync(file, 'utf8').endsWith('\n') ? '\n' : '';
  const descriptor = openSync(file, 'a', 0o600);
  try {
    appendFileSync(descriptor, `${begin}${lines.join('\n')}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Lines that are none are passed over. */
export function readLedger(file: string): readonly Erased[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): Erased[] => {
      try {
        const { person, at } = JSON.parse(line) as { person?: unknown; at?: unknown };
        if (typeof person !== 'string' || !isUuid(person) || typeof at !== 'string') return [];
        const moment = new Date(at);
        return Number.isNaN(moment.getTime()) ? [] : [{ person: person as Id<'person'>, at: moment }];
      } catch {
        return [];
      }
    });
}

/** What the file knows and the database has forgotten, and the other way round. */
export async function compareLedgers(
  db: Database,
  file: string
): Promise<{ toReplay: readonly Erased[]; toAppend: readonly Erased[] }> {
  const rows = await db.selectFrom('erased_person').selectAll().orderBy('erased_at').execute();
  const written = readLedger(file);
  const inDatabase = new Set(rows.map(({ person_id }) => person_id));
  const inFile = new Set(written.map(({ person }) => person));
  return {
    toReplay: written.filter(({ person }) => !inDatabase.has(person)),
    toAppend: rows
      .filter(({ person_id }) => !inFile.has(person_id))
      .map(({ person_id, erased_at }) => ({ person: person_id, at: erased_at }))
  };
}

export async function countErased(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('erased_person')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
