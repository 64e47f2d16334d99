// A person who is in every table that can hold personal data, erased: not a word is left of them, and others keep theirs.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { declaredTables, rankedDomains } from '../../src/house.server.ts';
import { wordsIn } from '../../src/words.ts';
import type { Id } from '#lib/core/ids.ts';
import { packData } from '#lib/domains/people/data-export.server.ts';
import { erasePerson, replayErasures } from '#lib/domains/people/erasure.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { tellActivities } from '#lib/platform/history.server.ts';
import { personalColumns, tablesWithoutWay } from '#lib/platform/personal-data.ts';
import { ledgerFile } from '#lib/platform/privacy/ledger.server.ts';
import { unzipSync } from 'fflate';
import { useDatabase } from '../db.ts';
import { canaryRows, type CanaryIds, type CanaryRow } from './canary-rows.ts';
import { canary, canaryEmail, canaryName, findCanary, wordColumns } from './canary-words.ts';

const database = useDatabase();
const now = new Date('2026-06-01T10:00:00Z');
const directory = mkdtempSync(join(tmpdir(), 'kalaka-canary-'));
const erasing = { tables: declaredTables, ledger: ledgerFile(directory) };
let ids: CanaryIds;

afterAll(() => rmSync(directory, { recursive: true, force: true }));

beforeEach(async () => {
  rmSync(erasing.ledger, { force: true });
  const db = database();
  const organisation = newId<'organisation'>(now);
  await db
    .insertInto('organisation')
    .values({
      id: organisation,
      slug: 'madarbarat',
      name: 'Madárbarát Kör',
      folded: 'madarbarat kor',
      sector: 'civic',
      kind: 'association',
      settlement_id: null,
      street: null,
      summary: null,
      source: 'test',
      external_id: null,
      created_at: now,
      updated_at: now
    } as never)
    .execute();
  const role = { kind: 'owner', organisation } as const;
  const person = await addPerson(db, { name: canaryName, email: canaryEmail, roles: [role] }, now);
  const other = await addPerson(db, { name: 'Más Valaki', email: 'mas@mas.example', roles: [] }, now);
  ids = { person, other, organisation };
  for (const [table, rowsOf] of Object.entries(canaryRows))
    if (declaredTables[table]) for (const row of rowsOf(ids)) await insert(table, row);
});

async function insert(table: string, row: CanaryRow): Promise<void> {
  const columns = Object.keys(row);
  const values = Object.values(row).map((value) =>
    typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array)
      ? sql`${JSON.stringify(value)}::jsonb`
      : sql`${value}`
  );
  await sql`insert into ${sql.ref(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
    values (${sql.join(values)})`.execute(database());
}

/** What a check or another table restricts to words of ours. */
const closed = new Set(
  `activity.verb person.locale role.kind role.county invitation.kind join_request.locale join_request.granted consent.purpose
   consent.how data_export.locale mail.locale mail_preference.frequency installation.value sign_in_try.key_hash
   photo_file.bytes expert.visibility expert.standing expert.reach expert.conditions
   following.locale following.rhythm following.state supporter.agreed_how supporter.gives supporter.language`.split(
    /\s+/
  )
);

describe('a person in every table', () => {
  test('is put into every table that declares personal columns', () => {
    const personal = Object.keys(declaredTables).filter(
      (table) => personalColumns(declaredTables, table).length > 0
    );
    expect(personal.filter((table) => !(table in canaryRows))).toEqual([]);
  });

  test('is there in every personal column that can hold words, before', async () => {
    const found = new Set(await findCanary(database()));
    const expected = (await wordColumns(database())).flatMap(({ table, column }) => {
      const declared = declaredTables[table]?.[column];
      return declared && declared !== 'none' ? [`${table}.${column}`] : [];
    });
    expect(expected.filter((place) => !found.has(place) && !closed.has(place))).toEqual([]);
    expect(expected.length).toBeGreaterThan(30);
  });

  test('leaves no word anywhere once erased', async () => {
    expect(await erasePerson(database(), { person: ids.person as Id<'person'> }, erasing, now)).toEqual({
      ok: true,
      value: null
    });
    expect(await findCanary(database())).toEqual([]);
    expect(readFileSync(erasing.ledger, 'utf8')).not.toContain(canary);
  });

  test('leaves their id nowhere but in the ledger and in what was done to them', async () => {
    await erasePerson(database(), { person: ids.person as Id<'person'> }, erasing, now);
    const found: string[] = [];
    const { rows } = await sql<{ table: string; column: string }>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = current_schema() and udt_name in ('uuid', 'text', 'jsonb')`.execute(database());
    for (const { table, column } of rows) {
      const hit = await sql`select from ${sql.ref(table)}
        where position(${ids.person}::text in ${sql.ref(column)}::text) > 0 limit 1`.execute(database());
      if (hit.rows.length > 0) found.push(`${table}.${column}`);
    }
    expect(found.sort()).toEqual(['activity.object_id', 'erased_person.person_id']);
  });

  test('leaves to others what is theirs', async () => {
    await erasePerson(database(), { person: ids.person as Id<'person'> }, erasing, now);
    const db = database();
    const of = async (table: string, column: string): Promise<number> => {
      const { rows } =
        await sql`select from ${sql.ref(table)} where ${sql.ref(column)} = ${ids.other}`.execute(db);
      return rows.length;
    };
    expect({
      role: await of('role', 'person_id'),
      activity: await of('activity', 'person_id'),
      link: await of('capability_link', 'person_id'),
      consent: await of('consent', 'person_id'),
      request: await of('join_request', 'person_id'),
      session: await of('session', 'person_id')
    }).toEqual({ role: 1, activity: 1, link: 1, consent: 1, request: 1, session: 1 });
    // Sent mail to others stays as a row, without its words; what waited to tell of the person does not leave any more.
    const mails = await db.selectFrom('mail').select(['state', 'content']).execute();
    expect(mails).toEqual([{ state: 'sent', content: null }]);
    const heard = await db
      .selectFrom('activity')
      .select('details')
      .where('verb', '=', 'canary.heard')
      .executeTakeFirstOrThrow();
    expect(heard.details).toEqual({
      person: null,
      who: 'N. N.',
      list: ['írta: N. N.nak', { mail: 'N. N.' }]
    });
  });

  test('gets a copy with all of it, and nothing of others but names', async () => {
    const zip = await packData(database(), ids.person as Id<'person'>, {
      words: await wordsIn('hu'),
      tables: declaredTables,
      tell: (db, activities, words) => tellActivities(db, rankedDomains, activities, words),
      now
    });
    const files = unzipSync(zip ?? new Uint8Array());
    const json = new TextDecoder().decode(files['data.json']);
    const data = JSON.parse(json) as { tables: Record<string, { rows: Record<string, unknown>[] }> };
    const empty = Object.entries(data.tables).filter(([, { rows }]) => rows.length === 0);
    // A posted form knows nobody; its answer mentions the person by their address.
    expect(empty.map(([table]) => table)).toEqual([]);
    expect(json).not.toContain('mas@mas.example');
    expect(json).not.toContain(ids.other);
    expect(json).toContain('Más Valaki');
    expect(data.tables['password']?.rows[0]?.['hash']).toEqual({ withheld: 'secret', bytes: 0 });
    const html = new TextDecoder().decode(files['index.html']);
    expect(html).toContain('&#34;Űrmérték&#34;');
    expect(html).toContain('Felvételi kérések');
    expect(html).not.toContain('<script');
  });

  test('who is erased is erased again when an older state comes back', async () => {
    await erasePerson(database(), { person: ids.person as Id<'person'> }, erasing, now);
    // As an older backup has it: the person is there, the ledger's row is not.
    await database().deleteFrom('erased_person').execute();
    await database()
      .insertInto('person')
      .values({ id: ids.person as Id<'person'>, name: canaryName, email: canaryEmail, created_at: now })
      .execute();
    expect(await replayErasures(database(), erasing, now)).toBe(1);
    expect(await findCanary(database())).toEqual([]);
    expect(await replayErasures(database(), erasing, now)).toBe(0);
  });
});

describe('the declarations', () => {
  test('lead to the person from every table with personal columns', () => {
    expect(tablesWithoutWay(declaredTables)).toEqual([]);
    const orphan = {
      note: { words: { ...personalColumns(declaredTables, 'person')[1]!, names: undefined } }
    };
    expect(tablesWithoutWay(orphan)).toEqual(['note']);
  });

  test('have words in both languages for every table and personal column', async () => {
    const missing: string[] = [];
    for (const locale of ['hu', 'en'] as const) {
      const words = await wordsIn(locale);
      for (const table of Object.keys(declaredTables)) {
        const personal = personalColumns(declaredTables, table);
        const keys = [
          ...(personal.length > 0 ? [`privacy.table.${table}`] : []),
          ...personal.map(({ purpose }) => purpose)
        ];
        missing.push(...keys.filter((key) => words.lookUp(key) === null).map((key) => `${locale} ${key}`));
        const unnamed = personal.filter(
          ({ column }) =>
            (words.lookUp(`privacy.columnOf.${table}.${column}`) ??
              words.lookUp(`privacy.column.${column}`)) === null
        );
        missing.push(...unnamed.map(({ column }) => `${locale} ${table}.${column}`));
      }
    }
    expect([...new Set(missing)]).toEqual([]);
  });
});
