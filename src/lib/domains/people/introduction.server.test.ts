import { expect, test } from 'vitest';
import type { Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { rename, setFirstEmail } from './introduction.server.ts';
import { addPerson } from './operations.server.ts';
import { useDatabase } from '#tests/db.ts';

const database = useDatabase();
const now = new Date('2026-11-05T09:00:00Z');

async function administrator(db: Database, email: string | null = null): Promise<Person> {
  const id = await addPerson(db, { name: 'Rendszergazda', email, roles: [{ kind: 'administrator' }] }, now);
  return { kind: 'person', id, name: 'Rendszergazda', roles: [{ kind: 'administrator' }] };
}

async function account(db: Database, { id }: Person) {
  return db.selectFrom('person').select(['name', 'email']).where('id', '=', id).executeTakeFirstOrThrow();
}

test('whoever was called «Rendszergazda» gets a name and an address', async () => {
  const db = database();
  const actor = await administrator(db);
  expect(await rename(db, actor, '  Nagy-Kovács   Éva ', now)).toEqual({
    ok: true,
    value: { name: 'Nagy-Kovács Éva' }
  });
  expect(await setFirstEmail(db, actor, ' Eva@Szentes.example ', now)).toMatchObject({ ok: true });
  expect(await account(db, actor)).toEqual({ name: 'Nagy-Kovács Éva', email: 'eva@szentes.example' });
});

test('an address that is there already is not changed this way, but may be typed again', async () => {
  const db = database();
  const actor = await administrator(db, 'eva@szentes.example');
  expect(await setFirstEmail(db, actor, 'mas@szentes.example', now)).toMatchObject({ reason: 'email_there' });
  expect(await setFirstEmail(db, actor, 'Eva@szentes.example', now)).toMatchObject({ ok: true });
  expect((await account(db, actor)).email).toBe('eva@szentes.example');
});

test("somebody else's address is refused, and so is what is none", async () => {
  const db = database();
  await addPerson(db, { name: 'Anna', email: 'anna@szentes.example', roles: [] }, now);
  const actor = await administrator(db);
  expect(await setFirstEmail(db, actor, 'anna@szentes.example', now)).toMatchObject({
    reason: 'email_taken'
  });
  expect(await setFirstEmail(db, actor, 'anna', now)).toMatchObject({ reason: 'email_wrong' });
  expect((await account(db, actor)).email).toBeNull();
});

test('a name that is empty or endless is refused', async () => {
  const db = database();
  const actor = await administrator(db);
  expect(await rename(db, actor, ' \n ', now)).toMatchObject({ reason: 'name_missing' });
  expect(await rename(db, actor, 'É'.repeat(201), now)).toMatchObject({ reason: 'name_too_long' });
  expect((await account(db, actor)).name).toBe('Rendszergazda');
});
