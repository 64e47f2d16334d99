import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { findNear } from './near.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');

beforeAll(() => places.sample?.(database(), { now, today: '2026-11-21', seed: 1 }));

test('without a settlement it is everywhere', async () => {
  expect(await findNear(database(), '', 20)).toMatchObject({
    settlements: null,
    settlement: null,
    suggestions: []
  });
});

test.each(['Szegvár', 'szegvar', 'SZEGVAR'])('«%s» alone is that settlement only', async (text) => {
  const near = await findNear(database(), text, 0);
  expect(near.settlement?.name).toBe('Szegvár');
  expect(near.settlements).toEqual([near.settlement?.id]);
});

test('those around come nearest first, each with its distance', async () => {
  const { settlement, settlements, km } = await findNear(database(), 'szentes', 15);
  expect(settlements?.[0]).toBe(settlement?.id);
  const distances = (settlements ?? []).map((id) => km.get(id) ?? NaN);
  expect(distances.length).toBeGreaterThan(1);
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
  expect(Math.max(...distances)).toBeLessThanOrEqual(15);
});

test('an unknown settlement finds nothing and says what may have been meant', async () => {
  const near = await findNear(database(), 'Szegvr', 20);
  expect(near).toMatchObject({ settlements: [], settlement: null });
  expect(near.suggestions).toContain('Szegvár');
});

test('around a settlement that is nowhere on the map there is only itself', async () => {
  const id = newId<'settlement'>(now);
  await database()
    .insertInto('settlement')
    .values({
      id,
      slug: 'rejtekfalva',
      name: 'Rejtekfalva',
      folded: 'rejtekfalva',
      source: 'test',
      updated_at: now
    } as never)
    .execute();
  expect(await findNear(database(), 'Rejtekfalva', 20)).toMatchObject({
    settlements: [id],
    withoutPoint: true
  });
});
