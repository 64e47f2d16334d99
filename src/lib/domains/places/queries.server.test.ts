import { beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { useDatabase } from '#tests/db.ts';
import {
  findNewSettlementSlug,
  findSettlementBySlug,
  listCounties,
  listMicroRegions,
  listSettlements,
  listSettlementsById,
  loadSettlementFinder,
  nearestTown,
  searchSettlements,
  settlementsWithin
} from './queries.server.ts';
import { sampleRegion } from './sample.server.ts';
import { sampleSettlements } from './sample.ts';
import { supplySettlements } from './supply.server.ts';
import { loadKnownSettlements, updateSettlements } from './write.server.ts';

const database = useDatabase();
const now = new Date('2027-01-10T09:00:00Z');
const context = { now, today: '2027-01-10', seed: 1 };

beforeAll(() =>
  inTransaction(database(), async (tx) => {
    await supplySettlements(tx, now);
    await sampleRegion(tx, context);
  })
);

const szentes = { lat: 46.655, lon: 20.257 };
const names = (rows: readonly { name: string }[]): string[] => rows.map(({ name }) => name);

describe('the supply', () => {
  test('brings every settlement of the country and the districts of the capital, each with an address of its own', async () => {
    const { rows, total } = await listSettlements(database(), {}, { page: 1, size: 5000 });
    expect(total).toBe(3154 + 23);
    expect(rows).toHaveLength(total);
    expect(new Set(rows.map(({ slug }) => slug)).size).toBe(total);
  });

  test('brings postal codes: those of a town whose streets have their own, and of a district', async () => {
    const codes = async (slug: string) => (await findSettlementBySlug(database(), slug))?.postalCodes ?? [];
    expect(await codes('szegvar')).toEqual(['6635']);
    expect(await codes('budapest-i-kerulet')).toEqual(['1011', '1012', '1013', '1014', '1015', '1016']);
    const szeged = await codes('szeged');
    expect(szeged.length).toBeGreaterThan(5);
    expect(szeged).toEqual([...szeged].sort());
  });
});

describe('the sample region', () => {
  test('fills what is known of its settlements', async () => {
    const found = await findSettlementBySlug(database(), 'szegvar');
    expect(found).toMatchObject({
      name: 'Szegvár',
      kshCode: '32489',
      legalStatus: 'large_village',
      county: 'Csongrád-Csanád',
      district: 'Szentesi',
      population: 3980,
      point: { lat: 46.586, lon: 20.223 },
      postalCodes: ['6635'],
      microRegions: [{ name: 'Szentesi kistérség', slug: 'szentes' }]
    });
  });

  test('makes three micro-regions with all their settlements in alphabetical order', async () => {
    const regions = await listMicroRegions(database());
    expect(names(regions)).toEqual(['Felső-Kiskunság', 'Ózdi kistérség', 'Szentesi kistérség']);
    expect(regions.map(({ settlements }) => settlements.length)).toEqual([9, 29, 8]);
    expect(names(regions[2]!.settlements).slice(0, 3)).toEqual(['Árpádhalom', 'Derekegyház', 'Eperjes']);
  });

  test('leaves what an official list has said', async () => {
    await inTransaction(database(), async (tx) => {
      const known = (await loadKnownSettlements(tx)).find(({ facts }) => facts.name === 'Szegvár')!;
      const after = { ...known.facts, population: 4001, point: null };
      await updateSettlements(tx, [{ id: known.id, before: known.facts, after }], { source: 'ksh', now });
      await tx.deleteFrom('micro_region').execute();
      await sampleRegion(tx, context);
      const now_ = await findSettlementBySlug(tx, 'szegvar');
      expect(now_).toMatchObject({ population: 4001, point: { lat: 46.586, lon: 20.223 } });
    });
  });
});

describe('lists', () => {
  test('go through the alphabet page by page', async () => {
    const first = await listSettlements(database(), {}, { page: 1, size: 3 });
    const second = await listSettlements(database(), {}, { page: 2, size: 3 });
    const both = await listSettlements(database(), {}, { page: 1, size: 6 });
    expect(names([...first.rows, ...second.rows])).toEqual(names(both.rows));
    expect(names(first.rows)).toEqual(['Aba', 'Abádszalók', 'Abaliget']);
  });

  test('narrow to a county, a micro-region, the beginning of a name', async () => {
    const page = { page: 1, size: 100 };
    const county = await listSettlements(database(), { county: 'Bács-Kiskun' }, page);
    expect(county.total).toBe(9);
    const region = await listSettlements(database(), { microRegion: 'szentes', prefix: 'sze' }, page);
    expect(names(region.rows)).toEqual(['Szegvár', 'Szentes']);
    const nothing = await listSettlements(database(), { prefix: '100%_\\' }, page);
    expect(nothing).toEqual({ rows: [], total: 0 });
  });

  test('tell the counties with how many settlements are known in them', async () => {
    expect(await listCounties(database())).toEqual([
      { county: 'Bács-Kiskun', count: 9 },
      { county: 'Borsod-Abaúj-Zemplén', count: 29 },
      { county: 'Csongrád-Csanád', count: 8 }
    ]);
  });

  test('give many settlements by id at once', async () => {
    const { found } = await searchSettlements(database(), 'szeg');
    const byId = await listSettlementsById(database(), [...found.map(({ id }) => id), crypto.randomUUID()]);
    expect([...byId.values()].map(({ name }) => name).sort()).toEqual(names(found).sort());
    expect((await listSettlementsById(database(), [])).size).toBe(0);
  });
});

describe('search', () => {
  test.each(['szegvár', 'SZEGVAR', ' Szegvár ', 'szegv'])('finds Szegvár for «%s»', async (text) => {
    expect(names((await searchSettlements(database(), text)).found)).toEqual(['Szegvár']);
  });

  test('puts the whole name before longer ones', async () => {
    const { found } = await searchSettlements(database(), 'ozd');
    expect(names(found)[0]).toBe('Ózd');
    expect(names((await searchSettlements(database(), 'Komló')).found).slice(0, 2)).toEqual([
      'Komló',
      'Kömlő'
    ]);
    expect(names((await searchSettlements(database(), 'Kömlő')).found).slice(0, 2)).toEqual([
      'Kömlő',
      'Komló'
    ]);
  });

  test('understands a postal code', async () => {
    const { found } = await searchSettlements(database(), '3648');
    expect(names(found)).toEqual(['Bükkmogyorósd', 'Csernely', 'Lénárddaróc']);
  });

  test('suggests what was meant when nothing begins so', async () => {
    const { found, suggestions } = await searchSettlements(database(), 'Szegvr');
    expect(found).toEqual([]);
    expect(suggestions[0]).toBe('Szegvár');
  });

  test('of nothing, or of wildcards, finds nothing', async () => {
    expect(await searchSettlements(database(), '  ')).toEqual({ found: [], suggestions: [] });
    expect((await searchSettlements(database(), '%')).found).toEqual([]);
    expect((await searchSettlements(database(), '9'.repeat(1000))).found).toEqual([]);
  });
});

describe('around a point', () => {
  test('settlements are named from the nearest on, as far as asked', async () => {
    const around = await settlementsWithin(database(), szentes, 15);
    expect(names(around)).toEqual(['Szentes', 'Szegvár', 'Derekegyház', 'Nagytőke']);
    expect(around[0]).toMatchObject({ km: 0, point: szentes });
    expect(around.map(({ km }) => Math.round(km))).toEqual([0, 8, 11, 11]);
  });

  test('all within the distance are there and no other', async () => {
    const around = await settlementsWithin(database(), { lat: 48.2, lon: 20.3 }, 12);
    const { kilometresBetween } = await import('#lib/core/geo.ts');
    const expected = sampleSettlements.filter(
      (one) => kilometresBetween(one, { lat: 48.2, lon: 20.3 }) <= 12
    );
    expect(names(around).sort()).toEqual(names(expected).sort());
    expect(expected.length).toBeGreaterThan(5);
  });

  test('the nearest town is the one for a village, and for a town another one', async () => {
    const around = await settlementsWithin(database(), { lat: 48.176, lon: 20.263 }, 30);
    const arlo = around.find(({ name }) => name === 'Arló')!;
    expect(nearestTown(around, arlo.id)?.name).toBe('Ózd');
    expect(nearestTown(around, nearestTown(around, arlo.id)!.id)?.name).toBe('Borsodnádasd');
    expect(nearestTown([], arlo.id)).toBeNull();
  });
});

test('the finder knows codes from the database', async () => {
  const finder = await loadSettlementFinder(database());
  expect(finder.byKshCode('32489')?.name).toBe('Szegvár');
  expect(finder.find({ name: 'nowhere', kshCode: '8004' })).toMatchObject({
    ok: true,
    value: { name: 'Hét' }
  });
  expect(finder.find({ name: 'Szegvr' })).toMatchObject({
    ok: false,
    reason: 'unknown',
    suggestions: ['Szegvár', 'Szeged', 'Szegi']
  });
});

test('a renamed settlement has a new address, and the old one leads to it', async () => {
  await inTransaction(database(), async (tx) => {
    const known = (await loadKnownSettlements(tx)).find(({ facts }) => facts.name === 'Tass')!;
    const after = { ...known.facts, name: 'Új-Tass' };
    await updateSettlements(tx, [{ id: known.id, before: known.facts, after }], { source: 'ksh', now });
    expect((await findSettlementBySlug(tx, 'uj-tass'))?.id).toBe(known.id);
    expect(await findSettlementBySlug(tx, 'tass')).toBeNull();
    expect(await findNewSettlementSlug(tx, 'tass')).toBe('uj-tass');
    expect(await findNewSettlementSlug(tx, 'nincs-ilyen')).toBeNull();
  });
});
