// Every column says what it holds about people, and every foreign key can be followed quickly.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { platformColumns, rankedDomains } from '../../src/house.server.ts';
import { useDatabase } from '../db.ts';

const database = useDatabase();

test('every column of every table is declared by exactly one room', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = current_schema() order by 1`.execute(database());
  const declared = [platformColumns, ...rankedDomains.map(({ columns }) => columns)].flatMap((tables) =>
    Object.entries(tables).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column}`)
    )
  );
  expect(declared.sort()).toEqual(rows.map(({ name }) => name).sort());
});

test('every foreign key has an index that begins with it', async () => {
  const { rows } = await sql<{ name: string }>`
    select conrelid::regclass::text || ' ' || conname as name from pg_constraint
    where contype = 'f' and connamespace = current_schema()::regnamespace and not exists (
      select from pg_index where indrelid = conrelid and indkey[0] = conkey[1])`.execute(database());
  expect(rows).toEqual([]);
});
