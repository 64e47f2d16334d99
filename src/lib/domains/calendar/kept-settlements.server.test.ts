// Settlements kept in memory are those of the table: changed, added, and taken back ones, too.
import { beforeAll, expect, test } from 'vitest';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { no } from '#lib/core/result.ts';
import { prepareRegister } from '#tests/bring-events.ts';
import { useDatabase } from '#tests/db.ts';
import { keptSettlements } from './kept-settlements.server.ts';

const database = useDatabase();
beforeAll(() => prepareRegister(database()));

const knows = async (name: string, db = database()): Promise<boolean> =>
  (await keptSettlements(db)).finder.find({ name }).ok;
const rename = (db: ReturnType<typeof database>, from: string, to: string) =>
  db.updateTable('settlement').set({ name: to }).where('name', '=', from).execute();

test('are the same object until something changes, and never older than the table', async () => {
  const before = await keptSettlements(database());
  expect(await keptSettlements(database())).toBe(before);
  await rename(database(), 'Szegvár', 'Szegvárad');
  expect([await knows('Szegvár'), await knows('Szegvárad')]).toEqual([false, true]);
  // Twice in one transaction.
  await rename(database(), 'Szegvárad', 'Szegváracska');
  expect([await knows('Szegvárad'), await knows('Szegváracska')]).toEqual([false, true]);
});

test('forget what was rolled back', async () => {
  await inTransaction(database(), async (tx) => {
    await rename(tx, 'Szegvár', 'Elvetett');
    expect(await knows('Elvetett', tx)).toBe(true);
    return no('refused');
  });
  expect([await knows('Szegvár'), await knows('Elvetett')]).toEqual([true, false]);
});

test('know a postal code that was taken from one and given to another', async () => {
  const of = async (code: string): Promise<string[]> =>
    (await keptSettlements(database())).finder.all
      .filter(({ postalCodes }) => postalCodes.includes(code))
      .map(({ name }) => name);
  const before = await of('6635');
  await database().deleteFrom('settlement_postal_code').where('postal_code', '=', '6635').execute();
  expect([before.length > 0, await of('6635')]).toEqual([true, []]);
});
