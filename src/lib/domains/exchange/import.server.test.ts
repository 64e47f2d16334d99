import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { system } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { ImportTable } from '#lib/platform/domain.ts';
import { offeringImporter } from './import.server.ts';
import { listOfferings } from './queries.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const columns = ['side', 'category', 'title', 'organisation', 'settlement', 'from', 'conditions', 'quantity'];
const options = {
  mapping: Object.fromEntries(columns.map((column) => [column, column])),
  source: 'lista',
  now
};
const tableOf = (...rows: string[][]): ImportTable => ({
  columns,
  rows: rows.map((cells, index) => ({ line: index + 2, cells }))
});
const sound = ['Kínálat', 'Eszköz', 'Hangfal', 'Szélmalom Művelődési Ház', '', '2027-03-01', 'Ingyen', '2'];
const room = ['need', 'venue', 'Terem kell', '', 'Szegvár', '', '', ''];

beforeAll(async () => {
  await inTransaction(database(), async (tx) => {
    await places.sample?.(tx, { now, today: '2026-11-21', seed: 1 });
    await registry.sample?.(tx, { now, today: '2026-11-21', seed: 1 });
  });
});

test('a list comes in once, in words or codes, and again only what it says differently', async () => {
  const plan = await offeringImporter.plan(database(), tableOf(sound, room), options);
  expect(plan.errors).toEqual([]);
  expect(plan.create).toHaveLength(2);
  await inTransaction(database(), (tx) => offeringImporter.apply(tx, system, plan, options));
  const { rows } = await listOfferings(database(), { openOn: '2026-11-21' });
  expect(
    rows.map(({ title, side, category, from, quantity }) => ({ title, side, category, from, quantity }))
  ).toEqual(
    expect.arrayContaining([
      { title: 'Hangfal', side: 'offer', category: 'equipment', from: '2027-03-01', quantity: 2 },
      { title: 'Terem kell', side: 'need', category: 'venue', from: null, quantity: null }
    ])
  );
  const again = await offeringImporter.plan(database(), tableOf(sound.with(7, '4'), room), options);
  expect(again.create).toEqual([]);
  expect(again.update.map(({ changed }) => changed)).toEqual([['quantity']]);
});

test('what nobody understands is said by row and cell', async () => {
  const plan = await offeringImporter.plan(
    database(),
    tableOf(sound.with(0, 'talán'), room.with(4, 'Sehonna'), sound.with(7, 'sok')),
    options
  );
  expect(plan.create).toEqual([]);
  expect(plan.errors.map(({ line, field }) => `${line} ${field}`).sort()).toEqual([
    '2 side',
    '3 settlement',
    '4 quantity'
  ]);
});
