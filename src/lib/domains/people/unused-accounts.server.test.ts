// An account that nobody uses: warned after two years less a month, erased a month later, unless they come back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { declaredTables } from '../../../house.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { ledgerFile, readLedger } from '#lib/platform/privacy/ledger.server.ts';
import { useDatabase } from '#tests/db.ts';
import { addPerson } from './operations.server.ts';
import { openSession, unknownBrowser } from './session.server.ts';
import { forgetUnusedAccounts, noticeDays, unusedDays } from './unused-accounts.server.ts';

const database = useDatabase();
const now = new Date('2026-01-10T10:00:00Z');
const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const directory = mkdtempSync(join(tmpdir(), 'kalaka-unused-'));
const erasing = { tables: declaredTables, ledger: ledgerFile(directory) };
let ilka: Id<'person'>;

afterAll(() => rmSync(directory, { recursive: true, force: true }));

beforeEach(async () => {
  rmSync(erasing.ledger, { force: true });
  ilka = await addPerson(database(), { name: 'Révész Ilka', email: 'ilka@revhaz.example', roles: [] }, now);
  const admin = { name: 'Gazda', email: 'gazda@revhaz.example', roles: [{ kind: 'administrator' }] } as const;
  await addPerson(database(), admin, now);
  await addPerson(database(), { name: 'Özv. Pásztor Jánosné', email: null, roles: [] }, now);
});

async function people(): Promise<string[]> {
  const rows = await database().selectFrom('person').select('name').execute();
  return rows.map(({ name }) => name).sort();
}

async function mails(): Promise<number> {
  return (await database().selectFrom('mail').select('id').where('person_id', '=', ilka).execute()).length;
}

async function nights(...days: number[]): Promise<void> {
  for (const day of days) await forgetUnusedAccounts(database(), erasing, after(day));
}

const warned = unusedDays - noticeDays + 1;

test('is warned once, a month before', async () => {
  await nights(warned - 2);
  expect(await mails()).toBe(0);
  await nights(warned, warned + 1, warned + 29);
  expect([await mails(), await people()]).toEqual([1, ['Gazda', 'Révész Ilka', 'Özv. Pásztor Jánosné']]);
});

test('is erased a month after the warning; administrators and those without an address are not', async () => {
  await nights(warned, warned + noticeDays);
  expect(await people()).toEqual(['Gazda', 'Özv. Pásztor Jánosné']);
  expect(readLedger(erasing.ledger).map(({ person }) => person)).toEqual([ilka]);
});

test('stays when the person comes back, and is warned anew two years later', async () => {
  await nights(warned);
  await inTransaction(database(), (tx) => openSession(tx, ilka, unknownBrowser, after(warned + 10)));
  await nights(warned + noticeDays, warned + 100);
  expect(await people()).toContain('Révész Ilka');
  const { unused_notice_at } = await database()
    .selectFrom('person')
    .select('unused_notice_at')
    .where('id', '=', ilka)
    .executeTakeFirstOrThrow();
  expect(unused_notice_at).toBeNull();
  await nights(warned + 10 + warned, warned + 10 + warned + noticeDays);
  expect(await people()).not.toContain('Révész Ilka');
});
