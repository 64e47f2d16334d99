import { beforeAll, expect, test } from 'vitest';
import { anonymous, system } from '#lib/platform/actor.ts';
import { makeCountyRegion, makeMicroRegion } from './micro-regions.server.ts';
import { listMicroRegions } from './queries.server.ts';
import { nothingKnown } from './model.ts';
import { insertSettlements } from './write.server.ts';
import { useDatabase } from '#tests/db.ts';

const database = useDatabase();
const now = new Date('2026-11-05T09:00:00Z');

beforeAll(async () => {
  const county = 'Csongrád-Csanád';
  const facts = [
    { ...nothingKnown, name: 'Szentes', county },
    { ...nothingKnown, name: 'Szegvár', county },
    { ...nothingKnown, name: 'Komló', county: 'Baranya' },
    { ...nothingKnown, name: 'Kömlő', county: 'Heves' }
  ];
  await insertSettlements(database(), facts, { source: 'test', now });
});

async function regions() {
  return (await listMicroRegions(database())).map(({ slug, name, settlements }) => ({
    slug,
    name,
    members: settlements.map((settlement) => settlement.name)
  }));
}

test('settlements listed in any way become one region, each once', async () => {
  const typed = { name: ' Kurca  mente ', settlements: 'szentes, SZEGVAR;\nKömlő\r\n\nSzentes' };
  expect(await makeMicroRegion(database(), system, typed, now)).toEqual({
    ok: true,
    value: { slug: 'kurca-mente' }
  });
  expect(await regions()).toEqual([
    { slug: 'kurca-mente', name: 'Kurca mente', members: ['Kömlő', 'Szegvár', 'Szentes'] }
  ]);
});

test('a name that is none is given back with what could be meant, and nothing is made', async () => {
  const typed = { name: 'Kurca mente', settlements: 'Szentes, Szegvr' };
  expect(await makeMicroRegion(database(), system, typed, now)).toMatchObject({
    ok: false,
    reason: 'settlement_unknown',
    value: 'Szegvr',
    suggestions: ['Szegvár']
  });
  expect(await regions()).toEqual([]);
});

test.each([
  ['name_missing', { name: ' ', settlements: 'Szentes' }],
  ['name_too_long', { name: 'K'.repeat(81), settlements: 'Szentes' }],
  ['settlements_missing', { name: 'Kurca mente', settlements: ' ,;\n' }],
  ['settlement_ambiguous', { name: 'Kurca mente', settlements: 'komlo' }]
])('%s is a refusal of its own', async (reason, typed) => {
  expect(await makeMicroRegion(database(), system, typed, now)).toMatchObject({ ok: false, reason });
});

test('two regions of one name are refused', async () => {
  const typed = { name: 'Kurca mente', settlements: 'Szentes' };
  await makeMicroRegion(database(), system, typed, now);
  expect(await makeMicroRegion(database(), system, typed, now)).toMatchObject({ reason: 'name_taken' });
});

test('a county becomes a region once, and is found again the second time', async () => {
  const county = { county: 'Csongrád-Csanád', name: 'Csongrád-Csanád vármegye' };
  const first = await makeCountyRegion(database(), system, county, now);
  expect(await makeCountyRegion(database(), system, county, now)).toEqual(first);
  expect(await regions()).toEqual([
    { slug: 'csongrad-csanad-varmegye', name: 'Csongrád-Csanád vármegye', members: ['Szegvár', 'Szentes'] }
  ]);
  expect(await makeCountyRegion(database(), system, { county: 'Sehol', name: 'Sehol' }, now)).toMatchObject({
    reason: 'county_unknown'
  });
});

test('regions are made by administrators only', async () => {
  const typed = { name: 'Kurca mente', settlements: 'Szentes' };
  expect(await makeMicroRegion(database(), anonymous, typed, now)).toMatchObject({ reason: 'not_allowed' });
  expect(
    await makeCountyRegion(database(), anonymous, { county: 'Heves', name: 'Heves' }, now)
  ).toMatchObject({ reason: 'not_allowed' });
});
