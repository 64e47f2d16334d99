// Which rows nothing else holds on to: asked before something is taken away as a whole.
import { sql } from 'kysely';
import type { Database } from './database.server.ts';

/**
 * Of the ids, those to which no row of any table refers in a way that forbids deleting. Rows that go or let go by themselves
 * (`on delete cascade`, `set null`) do not count.
 */
export async function unreferenced<T extends string>(
  tx: Database,
  table: string,
  ids: readonly T[]
): Promise<T[]> {
  if (ids.length === 0) return [];
  const { rows: keys } = await sql<{ child: string; field: string }>`
    select child.relname as child, attribute.attname as field
    from pg_constraint as held
      join pg_class as child on child.oid = held.conrelid
      join pg_attribute as attribute on attribute.attrelid = child.oid and attribute.attnum = held.conkey[1]
    where held.contype = 'f' and held.confdeltype in ('a', 'r') and held.confrelid = to_regclass(${table})
    order by child.relname, attribute.attname`.execute(tx);
  const held = new Set<string>();
  for (const { child, field } of keys) {
    const { rows } = await sql<{ id: string }>`
      select distinct ${sql.ref(field)} as id from ${sql.table(child)}
      where ${sql.ref(field)} = any(${ids}::uuid[])`.execute(tx);
    for (const { id } of rows) held.add(id);
  }
  return ids.filter((id) => !held.has(id));
}
