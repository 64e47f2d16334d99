// What is kept for a number of days is forgotten after them, and not before.
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { declaredTables } from '../../../house.server.ts';
import { useDatabase } from '#tests/db.ts';
import type { TableDeclarations } from '../personal-data.ts';
import { forgetByDeclaration, retentionRules } from './retention.server.ts';

const database = useDatabase();
const at = new Date('2026-03-01T10:00:00Z');
const after = (days: number): Date => new Date(at.getTime() + days * 86_400_000);
const base = { purpose: 'privacy.purpose.mail', seenBy: 'person', erasure: 'delete row' } as const;
const tables: TableDeclarations = {
  trial: {
    id: 'none',
    words: { ...base, kept: { days: 10, after: 'made', then: 'clear' } },
    made: {
      ...base,
      kept: { days: 30, after: ['ended', 'made'], unless: { column: 'state', is: ['waiting'] } }
    },
    owner: { ...base, kept: { days: 20, after: 'made', unless: { column: 'owner', is: 'account' } } }
  }
};

beforeEach(async () => {
  await sql`create table trial (id int, words text, made timestamptz, ended timestamptz, state text, owner int)`.execute(
    database()
  );
  await sql`insert into trial values
    (1, 'a', ${at}, null, 'done', 1), (2, 'b', ${at}, ${after(5)}, 'done', 1),
    (3, 'c', ${at}, null, 'waiting', 1), (4, 'd', ${at}, null, null, null)`.execute(database());
});

async function left(): Promise<string> {
  const { rows } = await sql<{ id: number; words: string | null }>`
    select id, words from trial order by id`.execute(database());
  return rows.map(({ id, words }) => `${id}${words ?? '-'}`).join(' ');
}

test.each([
  [9.9, '1a 2b 3c 4d'],
  [10.1, '1- 2- 3- 4-'],
  [20.1, '1- 2- 3-'],
  [30.1, '2- 3-'],
  [34.9, '2- 3-'],
  [35.1, '3-']
])('after %d days', async (days, expected) => {
  await forgetByDeclaration(database(), tables, after(days));
  expect(await left()).toBe(expected);
});

test('every rule of the house can be carried out, and names columns of its own table', async () => {
  const rules = retentionRules(declaredTables);
  expect(rules.length).toBeGreaterThan(8);
  for (const { table, after: columns, unless } of rules)
    for (const column of [columns, unless?.column ?? []].flat())
      expect(Object.keys(declaredTables[table] ?? {})).toContain(column);
  expect(await forgetByDeclaration(database(), declaredTables, at)).toBe(0);
});
