// A form that creates something acts once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeServerDatabase, testDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok } from '#lib/core/result.ts';
import type { Actor } from './actor.ts';
import { openDatabase, type Database, type OpenDatabase } from './db/database.server.ts';
import { actOnce, columns } from './once.server.ts';
import { forgetByDeclaration } from './privacy/retention.server.ts';

const directory = mkdtempSync(join(tmpdir(), 'kalaka-once-'));
const now = new Date('2026-05-04T10:00:00Z');
const eszter = personNamed('019f0000-0000-7000-8000-000000000001');
const andras = personNamed('019f0000-0000-7000-8000-000000000002');
let database: OpenDatabase;
let db: Database;
let drop = async (): Promise<void> => {};

beforeAll(async () => {
  let url: string | undefined;
  if (testDatabase === 'server') ({ url, drop } = await makeServerDatabase('template0'));
  database = await openDatabase({ url, directory });
  db = database.db;
  await database.migrate();
  await sql`create table made (n integer generated always as identity, title text)`.execute(db);
});
beforeEach(async () => {
  await sql`truncate made, posted_form`.execute(db);
});
afterAll(async () => {
  await database.close();
  await drop();
  rmSync(directory, { recursive: true });
});

function personNamed(id: string): Actor {
  return { kind: 'person', id: id as Id<'person'>, name: 'Eszter', roles: [] };
}

function formOf(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** Makes a row and answers its number, slowly enough for another one to come in between. */
function make(form: FormData, actor: Actor = eszter) {
  return actOnce(db, actor, { form, now }, async (tx) => {
    const { rows } = await sql<{ n: number }>`
      insert into made (title) values (${String(form.get('title'))}) returning n`.execute(tx);
    await sql`select pg_sleep(0.05)`.execute(tx);
    return ok({ n: rows[0]?.n ?? 0 });
  });
}

async function titles(): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`select title from made order by n`.execute(db);
  return rows.map(({ title }) => title);
}

test('a form posted six times at once makes one thing, and all six are told of that one', async () => {
  const form = { once: 'a', title: 'Szüreti bál' };
  const answers = await Promise.all(Array.from({ length: 6 }, () => make(formOf(form))));
  expect(await titles()).toEqual(['Szüreti bál']);
  expect(new Set(answers.map((answer) => (answer.ok ? answer.value.n : null))).size).toBe(1);
});

test('a form posted again after its answer was lost gets that answer', async () => {
  const first = await make(formOf({ once: 'a', title: 'Szüreti bál' }));
  expect(await make(formOf({ once: 'a', title: 'Szüreti bál' }))).toEqual(first);
  expect(await titles()).toHaveLength(1);
});

test('whoever goes back and changes a field makes another thing', async () => {
  await make(formOf({ once: 'a', title: 'Szüreti bál' }));
  await make(formOf({ once: 'a', title: 'Szüreti felvonulás' }));
  await make(formOf({ once: 'b', title: 'Szüreti bál' }));
  expect(await titles()).toEqual(['Szüreti bál', 'Szüreti felvonulás', 'Szüreti bál']);
});

test('the same form with another file is another form', async () => {
  const withFile = (text: string) =>
    make(formOf({ once: 'a', title: 'Plakát', poster: new File([text], 'p.txt') }));
  await withFile('egy');
  await withFile('két');
  await withFile('egy');
  expect(await titles()).toHaveLength(2);
});

test('nobody gets the answer to somebody else’s form', async () => {
  await make(formOf({ once: 'a', title: 'Szüreti bál' }), eszter);
  await make(formOf({ once: 'a', title: 'Szüreti bál' }), andras);
  expect(await titles()).toHaveLength(2);
});

test('a form without a key acts every time', async () => {
  await make(formOf({ title: 'Szüreti bál' }));
  await make(formOf({ title: 'Szüreti bál' }));
  expect(await titles()).toHaveLength(2);
});

test('what was refused or broke is not remembered and may be tried again', async () => {
  const form = { once: 'a', title: 'Szüreti bál' };
  const act = (result: () => { ok: false; reason: 'not_now' }) =>
    actOnce(db, eszter, { form: formOf(form), now }, async () => result());
  expect(await act(() => no('not_now'))).toEqual(no('not_now'));
  await expect(
    act(() => {
      throw new Error('broken');
    })
  ).rejects.toThrow('broken');
  expect(await make(formOf(form))).toMatchObject({ ok: true });
  expect(await titles()).toHaveLength(1);
});

test('a form is remembered for a week', async () => {
  const form = { once: 'a', title: 'Szüreti bál' };
  const after = (days: number) => new Date(now.getTime() + days * 86_400_000);
  await make(formOf(form));
  await forgetByDeclaration(db, columns, after(6.9));
  await make(formOf(form));
  expect(await titles()).toHaveLength(1);
  await forgetByDeclaration(db, columns, after(7.1));
  await make(formOf(form));
  expect(await titles()).toHaveLength(2);
});
