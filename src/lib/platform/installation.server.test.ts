import { expect, test } from 'vitest';
import { findInstallation, saveInstallation } from './installation.server.ts';
import { inTransaction } from './db/database.server.ts';
import { no } from '#lib/core/result.ts';
import { useDatabase } from '#tests/db.ts';

const database = useDatabase();
const at = new Date('2026-11-05T09:00:00Z');

test('what is saved is found, other facts stay, and null takes one away', async () => {
  const db = database();
  await inTransaction(db, (tx) => saveInstallation(tx, { name: 'Hód', region: 'mako' }, at));
  await inTransaction(db, (tx) => saveInstallation(tx, { name: 'Alsó-Tisza' }, at));
  expect(await findInstallation(db)).toEqual({ name: 'Alsó-Tisza', region: 'mako' });
  await inTransaction(db, (tx) => saveInstallation(tx, { region: null }, at));
  expect(await findInstallation(db)).toEqual({ name: 'Alsó-Tisza' });
});

test('a change that is committed is seen at once although the facts are kept in memory', async () => {
  const db = database();
  expect(await findInstallation(db)).toEqual({});
  await inTransaction(db, (tx) => saveInstallation(tx, { languages: ['hu'] }, at));
  expect((await findInstallation(db)).languages).toEqual(['hu']);
});

test('a change that is rolled back is never seen', async () => {
  const db = database();
  await inTransaction(db, async (tx) => {
    await saveInstallation(tx, { name: 'Elvetett' }, at);
    return no('refused');
  });
  expect(await findInstallation(db)).toEqual({});
});

test('facts are read once and then kept', async () => {
  const db = database();
  await findInstallation(db);
  await db
    .insertInto('installation')
    .values({ fact: 'name', value: JSON.stringify('Behind its back'), changed_at: at })
    .execute();
  expect(await findInstallation(db)).toEqual({});
});
