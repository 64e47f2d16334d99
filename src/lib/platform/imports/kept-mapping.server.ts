// Which column filled which field the last time: offered when a file with the same columns comes again.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { fold } from '#lib/core/hungarian.ts';
import type { Database } from '../db/database.server.ts';
import { nothingPersonal, type TableDeclarations } from '../personal-data.ts';
import type { Mapping } from './imports.server.ts';

declare global {
  interface Tables {
    import_mapping: {
      kind: string;
      columns_digest: string;
      source: string;
      mapping: Record<string, string | null>;
      used_at: Date;
    };
  }
}

export const columns: TableDeclarations = {
  import_mapping: nothingPersonal('kind', 'columns_digest', 'source', 'mapping', 'used_at')
};

/** So many are remembered of each kind; the ones that were used longest ago go. */
const most = 500;

/** A file as its columns tell it. */
export interface FileOfKind {
  readonly kind: string;
  readonly source: string;
  readonly columns: readonly string[];
}

/** That of the same source, else the one that was used last; of the source nothing else is taken: it may be another's file. */
export async function findKeptMapping(db: Database, file: FileOfKind): Promise<Mapping | null> {
  const row = await db
    .selectFrom('import_mapping')
    .select('mapping')
    .where('kind', '=', file.kind)
    .where('columns_digest', '=', digestOf(file.columns))
    .orderBy(sql`source = ${file.source}`, 'desc')
    .orderBy('used_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  // Columns are called as this file calls them.
  const spelt = new Map(file.columns.map((column) => [plain(column), column]));
  const mapping = Object.entries(row.mapping).flatMap(([field, column]) => {
    const here = column === null ? null : spelt.get(plain(column));
    return here === undefined ? [] : [[field, here] as const];
  });
  return Object.fromEntries(mapping);
}

/** That with which this source was read the last time, whatever columns it has now: they are called as they were then. */
export async function findMappingOfSource(
  db: Database,
  { kind, source }: Pick<FileOfKind, 'kind' | 'source'>
): Promise<Mapping | null> {
  const row = await db
    .selectFrom('import_mapping')
    .select('mapping')
    .where('kind', '=', kind)
    .where('source', '=', source)
    .orderBy('used_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.mapping ?? null;
}

/** Of a source that is read no more. */
export async function forgetMappingsOfSource(
  db: Database,
  { kind, source }: Pick<FileOfKind, 'kind' | 'source'>
): Promise<void> {
  await db.deleteFrom('import_mapping').where('kind', '=', kind).where('source', '=', source).execute();
}

/** What the columns of a file of this kind were taken for when it was imported. */
export async function keepMapping(
  db: Database,
  file: FileOfKind,
  mapping: Mapping,
  now: Date
): Promise<void> {
  if (Object.values(mapping).every((column) => column === null)) return;
  const json = sql<Record<string, string | null>>`${JSON.stringify(mapping)}::jsonb`;
  await db
    .insertInto('import_mapping')
    .values({
      kind: file.kind,
      source: file.source,
      columns_digest: digestOf(file.columns),
      mapping: json,
      used_at: now
    })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'source', 'columns_digest']).doUpdateSet((eb) => ({
        mapping: eb.ref('excluded.mapping'),
        used_at: eb.ref('excluded.used_at')
      }))
    )
    .execute();
  await sql`delete from import_mapping where (kind, source, columns_digest) in
    (select kind, source, columns_digest from import_mapping where kind = ${file.kind} order by used_at desc offset ${sql.lit(most)})`.execute(
    db
  );
}

/** Of all sources. */
export async function forgetMapping(db: Database, { kind, columns: names }: FileOfKind): Promise<void> {
  await db
    .deleteFrom('import_mapping')
    .where('kind', '=', kind)
    .where('columns_digest', '=', digestOf(names))
    .execute();
}

/** The same for the same columns, whatever their order, capitals, accents and punctuation. */
function digestOf(columns: readonly string[]): string {
  return createHash('sha256').update(columns.map(plain).sort().join('\u0000')).digest('hex');
}

function plain(column: string): string {
  return fold(column)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
