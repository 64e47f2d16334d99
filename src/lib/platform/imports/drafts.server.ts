// Files between being chosen and being imported: kept a day, so that the steps need neither JavaScript nor a second upload.
import { sql } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Actor } from '../actor.ts';
import { newId } from '../clock.server.ts';
import type { Database } from '../db/database.server.ts';
import type { PersonalColumn, TableDeclarations } from '../personal-data.ts';

declare global {
  interface Tables {
    import_draft: {
      id: Id<'import_draft'>;
      kind: string;
      name: string;
      bytes: Uint8Array;
      /** Sheet of a workbook; null for the first. */
      sheet: string | null;
      /** Null until somebody has chosen: then it is guessed. */
      mapping: Record<string, string | null> | null;
      source: string;
      created_by: Id<'person'> | null;
      created_at: Date;
    };
  }
}

const keptHours = 24;

const draft: PersonalColumn = {
  purpose: 'privacy.purpose.importDraft',
  seenBy: 'person',
  kept: { minutes: keptHours * 60 },
  erasure: 'delete row'
};

export const columns: TableDeclarations = {
  import_draft: {
    id: 'none',
    kind: 'none',
    name: draft,
    bytes: draft,
    sheet: 'none',
    mapping: 'none',
    source: 'none',
    created_by: { ...draft, names: 'id' },
    created_at: draft
  }
};

export interface ImportDraft {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly sheet: string | null;
  readonly mapping: Readonly<Record<string, string | null>> | null;
  readonly source: string;
}

export async function keepDraft(
  db: Database,
  actor: Actor,
  file: { kind: string; name: string; bytes: Uint8Array; source: string },
  now: Date
): Promise<string> {
  await forgetOldDrafts(db, now);
  const id = newId<'import_draft'>(now);
  await db
    .insertInto('import_draft')
    .values({
      id,
      ...file,
      name: file.name.slice(0, 300) || '–',
      sheet: null,
      mapping: null,
      created_by: actor.kind === 'person' ? actor.id : null,
      created_at: now
    })
    .execute();
  return id;
}

/** The actor's own draft without its bytes; those of others are nobody else's business. */
export async function findDraft(db: Database, actor: Actor, id: string): Promise<ImportDraft | null> {
  if (actor.kind !== 'person' || !isUuid(id)) return null;
  const row = await db
    .selectFrom('import_draft')
    .select(['id', 'kind', 'name', 'sheet', 'mapping', 'source'])
    .where('id', '=', id as Id<'import_draft'>)
    .where('created_by', '=', actor.id)
    .executeTakeFirst();
  return row ?? null;
}

/** Null when the draft is gone meanwhile. */
export async function readDraftBytes(db: Database, id: string): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('import_draft')
    .select('bytes')
    .where('id', '=', id as Id<'import_draft'>)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

export async function listDrafts(
  db: Database,
  actor: Actor
): Promise<{ id: string; kind: string; name: string; at: Date }[]> {
  if (actor.kind !== 'person') return [];
  return db
    .selectFrom('import_draft')
    .select(['id', 'kind', 'name', 'created_at as at'])
    .where('created_by', '=', actor.id)
    .orderBy('created_at', 'desc')
    .execute();
}

export async function chooseColumns(
  db: Database,
  id: string,
  choice: { mapping: Record<string, string | null>; source: string; sheet: string | null }
): Promise<void> {
  await db
    .updateTable('import_draft')
    .set({ ...choice, mapping: sql`${JSON.stringify(choice.mapping)}::jsonb` })
    .where('id', '=', id as Id<'import_draft'>)
    .execute();
}

/** @returns whether it was still there: of two who finish the same draft, one does */
export async function dropDraft(tx: Database, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('import_draft')
    .where('id', '=', id as Id<'import_draft'>)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function forgetOldDrafts(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('import_draft')
    .where('created_at', '<', new Date(now.getTime() - keptHours * 3_600_000))
    .execute();
}
