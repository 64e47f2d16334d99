import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { boxAround, holds } from '#lib/core/map/view.ts';
import { settlementsIn, settlementsOfTerritory } from '#lib/domains/places/map/settlements.server.ts';
import {
  countPlacedBySettlement,
  extentOf,
  findSpots,
  isOnePlace,
  listPlaced
} from '#lib/domains/places/map/spots.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { placedOrganisations, placedVenues } from './map.server.ts';
import { loadSampleRegister } from './sample.server.ts';
import { listVenues } from './venue-queries.server.ts';

const database = useDatabase();
const context = { now: new Date('2026-11-21T10:00:00Z'), today: '2026-11-21', seed: 1 };
const country = boxAround({ lat: 47.16, lon: 19.5 }, 540);
const aroundSzentes = boxAround({ lat: 46.655, lon: 20.257 }, 40);

beforeAll(async () => {
  await places.sample?.(database(), context);
  await loadSampleRegister(database(), context);
});

describe('venues on the map', () => {
  test('are all there, each once, as many as the list holds', async () => {
    const records = placedVenues(database(), { settlements: null });
    const spots = await findSpots(database(), records, country);
    const { total } = await listVenues(database(), { settlements: null });
    expect(spots.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    expect(spots.length).toBeLessThan(total / 3);
    expect((await extentOf(database(), records)).unplaced).toBe(0);
  });

  test('are the same in the drawing, in the list beside it and in its counts', async () => {
    const records = placedVenues(database(), { settlements: null, only: 'accessible' });
    const spots = await findSpots(database(), records, aroundSzentes);
    const counts = await countPlacedBySettlement(database(), records, aroundSzentes);
    const page = (number: number) =>
      listPlaced(database(), { records, box: aroundSzentes, counts, page: number, pageSize: 25 });
    const listed = [...(await page(1)), ...(await page(2)), ...(await page(3))];
    expect(listed.length).toBeGreaterThan(25);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
    // In one go they come in the same order as page by page.
    const whole = { records, box: aroundSzentes, counts, page: 1, pageSize: 1000 };
    expect((await listPlaced(database(), whole)).map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(listed.length);
    for (const { key, count } of spots) expect(listed.filter(({ spot }) => spot === key)).toHaveLength(count);
  });

  test('with a point of their own stand there, the others in the middle of their settlement', async () => {
    const near = boxAround({ lat: 46.651, lon: 20.19 }, 2);
    const records = placedVenues(database(), { settlements: null });
    const spots = await findSpots(database(), records, near);
    expect(spots.map(({ only }) => only?.name)).toEqual(['Szentesi Tisza-part']);
    const town = await findSpots(database(), records, boxAround({ lat: 46.655, lon: 20.257 }, 2));
    expect(town).toHaveLength(1);
    expect(town[0]?.count).toBeGreaterThan(20);
    expect(town[0]?.only).toBeNull();
    expect(town[0] && isOnePlace(town[0].box)).toBe(true);
  });
});

test('organisations whose settlement nobody can place are counted instead of being lost', async () => {
  const nowhere = await database()
    .selectFrom('settlement')
    .select('id')
    .where('lat', 'is', null)
    .executeTakeFirst();
  const some = await database()
    .selectFrom('organisation')
    .select(['id', 'settlement_id'])
    .executeTakeFirstOrThrow();
  const move = (settlement: typeof some.settlement_id) =>
    database()
      .updateTable('organisation')
      .set({ settlement_id: settlement })
      .where('id', '=', some.id)
      .execute();
  await move(nowhere?.id ?? null);
  const extent = await extentOf(database(), placedOrganisations(database(), { settlements: null }));
  await move(some.settlement_id);
  expect(extent.unplaced).toBe(1);
  expect(extent.box && holds(country, { lat: extent.box.south, lon: extent.box.west })).toBe(true);
});

test('a filter that finds nothing has no extent and no spots', async () => {
  const records = placedOrganisations(database(), { settlements: null, text: 'nincs ilyen sehol' });
  expect(await extentOf(database(), records)).toEqual({ box: null, unplaced: 0 });
  expect(await findSpots(database(), records, country)).toEqual([]);
});

test('a map names the larger settlements first, and knows those of a territory', async () => {
  const [first] = await settlementsIn(database(), aroundSzentes);
  expect(first?.name).toBe('Szentes');
  const region = await settlementsOfTerritory(database(), { region: 'szentes', county: null });
  expect(region).toHaveLength(8);
  const both = await settlementsOfTerritory(database(), { region: 'szentes', county: 'Bács-Kiskun' });
  expect(both).toEqual([]);
  expect(await settlementsOfTerritory(database(), { region: null, county: null })).toBeNull();
});
