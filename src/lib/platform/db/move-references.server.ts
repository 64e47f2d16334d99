// Lets every row that points at one record point at another, whatever table it is in, and back again: the database's catalogue says
// which those are, so that a table that comes later is not forgotten (decision record 0022).
import { sql } from 'kysely';
import { inTransaction, type Database } from './database.server.ts';
import type { JsonValue } from './json.ts';

type Row = { readonly [column: string]: JsonValue };

export interface MovedRows {
  readonly table: string;
  readonly column: string;
  /** Their primary keys as they are after the move. */
  readonly keys: readonly Row[];
}

export interface Moves {
  readonly moved: readonly MovedRows[];
  /** Rows that would have said twice what one at the other record says already; the last taken away first. */
  readonly dropped: readonly { readonly table: string; readonly row: Row }[];
}

export interface Place {
  readonly table: string;
  readonly column: string;
  /** Where the column points at records of several kinds: which column says the kind. */
  readonly kind: string | null;
  readonly primaryKey: readonly string[];
}

/** Tables that hold for a time what can be made again, or that keep the ids of what is gone on purpose. */
const leftAlone = new Set(['search_document', 'suspected_duplicate', 'not_same', 'merge']);
const kindColumns = ['object_kind', 'record_kind', 'kind'];

/**
 * The columns that point at records of `table`: by a foreign key, or as an id of any kind of record beside a column that says which
 * (`object_kind`, `record_kind`, `kind`).
 * @throws when one of them stands in a table without a primary key, whose rows nobody could find again
 */
export async function placesPointingAt(db: Database, table: string): Promise<Place[]> {
  const { rows } = await sql<{ table: string; column: string; kind: string | null; key: string[] }>`
    with key as (
      select conrelid, array_agg(attname::text order by attname) as columns
      from pg_constraint join pg_attribute on attrelid = conrelid and attnum = any(conkey)
      where contype = 'p' group by conrelid
    ), pointing as (
      select conrelid as relation, attname as field, null::text as kind
      from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
      where contype = 'f' and confrelid = to_regclass(${table}) and cardinality(conkey) = 1
      union all
      select field.attrelid, field.attname, (
        select attname::text from pg_attribute
        where attrelid = field.attrelid and attname = any(${kindColumns}::text[]) and not attisdropped
        order by array_position(${kindColumns}::text[], attname::text) limit 1
      )
      from pg_attribute field join pg_class on pg_class.oid = field.attrelid
      where field.attname in ('object_id', 'record_id') and relkind in ('r', 'p') and not attisdropped
        and relnamespace = 'public'::regnamespace
    )
    select relname as table, field as column, kind, coalesce(key.columns, '{}') as key
    from pointing join pg_class on pg_class.oid = relation left join key on conrelid = relation
    order by relname, field`.execute(db);
  const places = rows.filter((row) => !leftAlone.has(row.table));
  const keyless = places.find(({ key }) => key.length === 0);
  if (keyless) throw new Error(`The table ${keyless.table} points at ${table} and has no primary key`);
  return places.map(({ key, ...place }) => ({ ...place, primaryKey: key }));
}

/**
 * Everything that points at `from` points at `into`. Where a constraint says that it stands there already, the row is taken away and
 * kept in `dropped`.
 * @param kind as activities call such records
 * @throws what the database says of an exclusion constraint: two bookings of one moment cannot be at one venue
 */
export async function moveReferences(
  tx: Database,
  { table, kind, from, into }: { table: string; kind: string; from: string; into: string }
): Promise<Moves> {
  const moved: MovedRows[] = [];
  const dropped: { table: string; row: Row }[] = [];
  for (const place of await placesPointingAt(tx, table)) {
    const { keys, gone } = await movePlace(tx, place, { kind, from, into });
    if (keys.length > 0) moved.push({ table: place.table, column: place.column, keys });
    dropped.push(...gone);
  }
  return { moved, dropped };
}

/** How many rows point at a record, by table. */
export async function countReferences(
  db: Database,
  { table, kind, id }: { table: string; kind: string; id: string }
): Promise<{ readonly table: string; readonly column: string; readonly count: number }[]> {
  const places = await placesPointingAt(db, table);
  if (places.length === 0) return [];
  const { rows } = await sql<{ table: string; column: string; count: number }>`${sql.join(
    places.map(
      (
        place
      ) => sql`select ${place.table}::text as table, ${place.column}::text as column, count(*)::integer as count
        from ${sql.table(place.table)} where ${sql.ref(place.column)} = ${id}::uuid
        and ${ofKind(place, kind)}`
    ),
    sql` union all `
  )}`.execute(db);
  return rows.filter(({ count }) => count > 0);
}

/** @returns how many rows of each place are not where they were moved to any more, and could not be put back */
export async function moveBack(
  tx: Database,
  { moved, dropped }: Moves,
  { from, into }: { from: string; into: string }
): Promise<{ readonly table: string; readonly count: number }[]> {
  const missing: { table: string; count: number }[] = [];
  // Step by step in the opposite order: a row is found by the key that it had when it was moved.
  for (const { table, row } of [...dropped].reverse())
    if (!(await putBack(tx, table, row))) missing.push({ table, count: 1 });
  for (const { table, column, keys } of [...moved].reverse()) {
    const names = Object.keys(keys[0] ?? {});
    const same = sql.join(
      names.map((name) => sql`${sql.ref(`mine.${name}`)} = ${sql.ref(`meant.${name}`)}`),
      sql` and `
    );
    const { rows } = await sql`update ${sql.table(table)} mine set ${sql.ref(column)} = ${from}::uuid
      from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(keys)}::jsonb) meant
      where ${same} and ${sql.ref(`mine.${column}`)} = ${into}::uuid returning 1`.execute(tx);
    if (rows.length < keys.length) missing.push({ table, count: keys.length - rows.length });
  }
  return missing;
}

/** @returns false when what it spoke of is gone, or something else stands in its place */
export async function putBack(tx: Database, table: string, row: Row): Promise<boolean> {
  try {
    return await inTransaction(tx, async (inner) => {
      const { rows } = await sql`insert into ${sql.table(table)}
        select * from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)
        on conflict do nothing returning 1`.execute(inner);
      return rows.length > 0;
    });
  } catch (error) {
    if (isViolation(error)) return false;
    throw error;
  }
}

/** The row as JSON, as `putBack` takes it; null when it is not there. */
export async function rowOf(tx: Database, table: string, id: string): Promise<Row | null> {
  const { rows } = await sql<{ row: Row }>`select to_jsonb(mine) as row from ${sql.table(table)} mine
    where id = ${id}::uuid for update`.execute(tx);
  return rows[0]?.row ?? null;
}

async function movePlace(
  tx: Database,
  place: Place,
  ids: { kind: string; from: string; into: string }
): Promise<{ keys: Row[]; gone: { table: string; row: Row }[] }> {
  try {
    return { keys: await inTransaction(tx, (inner) => moveRows(inner, place, ids)), gone: [] };
  } catch (error) {
    if (!isTwice(error)) throw error;
  }
  const keys: Row[] = [];
  const gone: { table: string; row: Row }[] = [];
  const { rows } = await sql<{ key: Row; row: Row }>`select ${keyOf(place)} as key, to_jsonb(mine) as row
    from ${sql.table(place.table)} mine
    where ${sql.ref(`mine.${place.column}`)} = ${ids.from}::uuid and ${ofKind(place, ids.kind)}`.execute(tx);
  for (const { key, row } of rows)
    try {
      keys.push(...(await inTransaction(tx, (inner) => moveRows(inner, place, ids, key))));
    } catch (error) {
      if (!isTwice(error)) throw error;
      gone.push(...(await takeAway(tx, place.table, row)));
    }
  return { keys, gone };
}

/** With the rows that would go along with it: these first. */
export async function takeAway(
  tx: Database,
  table: string,
  row: Row
): Promise<{ table: string; row: Row }[]> {
  const { rows: children } = await sql<{ table: string; column: string; parent: string }>`
    select child.relname as table, mine.attname as column, theirs.attname as parent
    from pg_constraint
      join pg_class child on child.oid = conrelid
      join pg_attribute mine on mine.attrelid = conrelid and mine.attnum = conkey[1]
      join pg_attribute theirs on theirs.attrelid = confrelid and theirs.attnum = confkey[1]
    where contype = 'f' and confdeltype = 'c' and cardinality(conkey) = 1 and confrelid = to_regclass(${table})
    order by child.relname, mine.attname`.execute(tx);
  const gone: { table: string; row: Row }[] = [];
  for (const child of children) {
    const { rows } = await sql<{ row: Row }>`select to_jsonb(mine) as row from ${sql.table(child.table)} mine
      where ${sql.ref(`mine.${child.column}`)}::text = ${String(row[child.parent])}`.execute(tx);
    for (const each of rows) gone.push(...(await takeAway(tx, child.table, each.row)));
  }
  await sql`delete from ${sql.table(table)} mine where to_jsonb(mine) = ${JSON.stringify(row)}::jsonb`.execute(
    tx
  );
  return [...gone, { table, row }];
}

async function moveRows(
  tx: Database,
  place: Place,
  { kind, from, into }: { kind: string; from: string; into: string },
  only: Row | null = null
): Promise<Row[]> {
  const one = only ? sql`and ${keyOf(place)} = ${JSON.stringify(only)}::jsonb` : sql``;
  const { rows } = await sql<{ key: Row }>`update ${sql.table(place.table)} mine
    set ${sql.ref(place.column)} = ${into}::uuid
    where ${sql.ref(`mine.${place.column}`)} = ${from}::uuid and ${ofKind(place, kind)} ${one}
    returning ${keyOf(place)} as key`.execute(tx);
  return rows.map(({ key }) => key);
}

function keyOf({ primaryKey }: Place) {
  return sql`jsonb_build_object(${sql.join(
    primaryKey.flatMap((column) => [sql`${column}::text`, sql`${sql.ref(`mine.${column}`)}`])
  )})`;
}

function ofKind({ kind: column }: Place, kind: string) {
  return column ? sql`${sql.ref(column)} = ${kind}` : sql`true`;
}

/** A row that says the same, or that would now speak of one thing twice. */
function isTwice(error: unknown): boolean {
  return ['23505', '23514'].includes(String((error as { code?: unknown }).code));
}

function isViolation(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('23');
}
