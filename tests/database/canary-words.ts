// The words by which a person who was erased would be found again, and where to look for them.
import { sql } from 'kysely';
import type { Database } from '#lib/platform/db/database.server.ts';

/** In every field of theirs. */
export const canary = 'kanarisarga';
/** With letters and marks that are written in another way in JSON, in patterns and in large letters. */
export const canaryName = `Őri-${canary} "Űrmérték" (dr.) \\ József`;
export const canaryEmail = `${canary}+x@madar.example`;

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Columns that can hold words: text, JSON, bytes and lists of them. */
export async function wordColumns(db: Database): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select table_name as table, column_name as column, udt_name as type from information_schema.columns
    where table_schema = current_schema()
      and udt_name in ('text', 'varchar', 'bpchar', 'name', 'citext', 'json', 'jsonb', 'bytea', 'tsvector', '_text')
    order by 1, 2`.execute(db);
  return rows;
}

/** `table.column` of each place in which the canary is. */
export async function findCanary(db: Database): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column, type } of await wordColumns(db)) {
    const value = sql.ref(`${table}.${column}`);
    const hit =
      type === 'bytea'
        ? sql`position(convert_to(${canary}::text, 'UTF8') in ${value}) > 0`
        : sql`position(${canary}::text in lower(${value}::text)) > 0`;
    const { rows } = await sql`select from ${sql.ref(table)} where ${hit} limit 1`.execute(db);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}
