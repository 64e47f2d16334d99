import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { anonymous, system } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { ImportTable } from '#lib/platform/domain.ts';
import { guessMapping } from '#lib/platform/tabular/mapping.ts';
import { useDatabase } from '#tests/db.ts';
import { settlementImporter } from './import.server.ts';
import { findSettlementBySlug, listCounties } from './queries.server.ts';
import { sampleRegion } from './sample.server.ts';
import { supplySettlements } from './supply.server.ts';

const database = useDatabase();
const now = new Date('2027-01-10T09:00:00Z');
const official = '../shared/data/settlements/settlements.csv';

beforeAll(() =>
  inTransaction(database(), async (tx) => {
    await supplySettlements(tx, now);
    await sampleRegion(tx, { now, today: '2027-01-10', seed: 1 });
  })
);

const tableOf = (columns: string[], ...rows: string[][]): ImportTable => ({
  columns,
  rows: rows.map((cells, index) => ({ line: index + 2, cells }))
});
const optionsFor = (table: ImportTable) => ({
  mapping: guessMapping(table.columns, settlementImporter.fields),
  source: 'test',
  now
});
const plan = (db: Database, table: ImportTable) => settlementImporter.plan(db, table, optionsFor(table));
const run = (db: Database, table: ImportTable) =>
  inTransaction(db, async (tx) => {
    const made = await plan(tx, table);
    await settlementImporter.apply(tx, system, made, optionsFor(table));
    return made;
  });

test('only administrators import settlements', () => {
  expect(settlementImporter.mayImport(anonymous)).toBe(false);
  expect(settlementImporter.mayImport(system)).toBe(true);
});

describe('an official list', () => {
  const list = tableOf(
    ['KSH-kód', 'Helység', 'Népesség', 'Irányítószámok', 'lat', 'lon'],
    ['32489', 'Szegvár', '3 900', '6635', '', ''],
    ['', 'TASS', '2830', '', '47.02', '19.03'],
    ['17376', 'Aba', '4396', '8127|8128', '47.1', '18.5']
  );

  test('changes what it speaks of, field by field, and nothing else', async () => {
    const made = await plan(database(), list);
    expect(made).toMatchObject({ create: [], unchanged: 0, errors: [], duplicates: [] });
    expect(made.update.map(({ after, changed }) => [after.name, changed])).toEqual([
      ['Szegvár', ['population']],
      ['Tass', ['point']],
      ['Aba', ['kshCode', 'population', 'postalCodes', 'point']]
    ]);
    expect(made.update[0]).toMatchObject({
      before: { population: 3980 },
      after: { population: 3900, county: 'Csongrád-Csanád' }
    });
  });

  test('is written, and with it who changed what', async () => {
    await run(database(), list);
    expect(await findSettlementBySlug(database(), 'aba')).toMatchObject({
      kshCode: '17376',
      population: 4396,
      postalCodes: ['8127', '8128'],
      point: { lat: 47.1, lon: 18.5 },
      source: 'test'
    });
    const recorded = await database().selectFrom('activity').selectAll().execute();
    expect(recorded.map(({ verb }) => verb)).toEqual(Array(3).fill('settlement.changed'));
    expect(recorded.map(({ details }) => details)).toContainEqual({
      source: 'test',
      population: [3980, 3900]
    });
  });

  test('a second time changes nothing', async () => {
    await run(database(), list);
    const again = await run(database(), list);
    expect(again).toMatchObject({ create: [], update: [], unchanged: 3, errors: [] });
    expect(await database().selectFrom('activity').selectAll().execute()).toHaveLength(3);
  });

  test('makes a new settlement only with its code', async () => {
    const made = await run(
      database(),
      tableOf(
        ['ksh_code', 'name', 'county'],
        ['99998', 'Újfalva', 'Heves megye'],
        ['', 'Másikújfalva', 'Heves megye']
      )
    );
    expect(made.create.map(({ name }) => name)).toEqual(['Újfalva']);
    expect(made.errors).toMatchObject([
      { line: 3, field: 'name', code: 'unknown_settlement', value: 'Másikújfalva' }
    ]);
    expect(await findSettlementBySlug(database(), 'ujfalva')).toMatchObject({
      county: 'Heves',
      kshCode: '99998'
    });
  });

  test('renames a settlement that is known by its code', async () => {
    await run(database(), tableOf(['ksh_code', 'name'], ['32489', 'Újszegvár']));
    expect(await findSettlementBySlug(database(), 'ujszegvar')).toMatchObject({
      name: 'Újszegvár',
      kshCode: '32489'
    });
  });

  test('does not take accents away from a name', async () => {
    const made = await plan(database(), tableOf(['ksh_code', 'name'], ['32489', 'Szegvar'], ['', 'Ozd']));
    expect(made).toMatchObject({ unchanged: 2, update: [], errors: [] });
  });
});

describe('rows that cannot be taken', () => {
  const errorsOf = async (...rows: string[][]) =>
    (await plan(database(), tableOf(['ksh_code', 'name', 'population', 'postal_codes'], ...rows))).errors;

  test('name the row, the field, the value and what was probably meant', async () => {
    const [error] = await errorsOf(['', 'Szegvr', '100', '']);
    expect(error).toMatchObject({ line: 2, field: 'name', code: 'unknown_settlement', value: 'Szegvr' });
    expect(error?.suggestion).toBe('Szegvár');
  });

  test('are those of two namesakes, unless the postal code tells them apart', async () => {
    expect(await errorsOf(['', 'Komlo', '', '7300'])).toEqual([]);
    expect(await errorsOf(['', 'Komlo', '', ''])).toMatchObject([
      { code: 'ambiguous_settlement', suggestion: 'Komló, Kömlő' }
    ]);
  });

  test('are those whose name belongs to another code', async () => {
    expect(await errorsOf(['11111', 'Szegvár', '', ''])).toMatchObject([
      { field: 'ksh_code', code: 'other_ksh_code', value: '11111', suggestion: '32489' }
    ]);
  });

  test('are those that contradict an earlier row; repeating it is only noticed', async () => {
    const made = await plan(
      database(),
      tableOf(['name', 'population'], ['Szegvár', '1'], ['Szegvár', '1'], ['szegvar', '2'])
    );
    expect(made.update).toHaveLength(1);
    expect(made.duplicates.map(({ line, firstLine, same }) => [line, firstLine, same])).toEqual([
      [3, 2, true],
      [4, 2, false]
    ]);
    expect(made.errors).toMatchObject([{ line: 4, code: 'contradicts_row', otherLine: 2 }]);
  });
});

test.skipIf(!existsSync(official))(
  'the official list of the whole country goes in once, and the second time changes nothing (skipped where ../shared/data is absent)',
  async () => {
    const [columns = [], ...rows]: string[][] = parse(readFileSync(official), { bom: true });
    const table = tableOf(columns, ...rows);
    expect(rows).toHaveLength(3177);
    expect(optionsFor(table).mapping).toMatchObject({
      lat: 'lat_osm',
      lon: 'lon_osm',
      population: 'population'
    });
    const first = await run(database(), table);
    expect(first).toMatchObject({ create: [], unchanged: 0, errors: [], duplicates: [] });
    expect(first.update).toHaveLength(3177);
    expect(await run(database(), table)).toMatchObject({
      create: [],
      update: [],
      unchanged: 3177,
      errors: []
    });

    const counties = await listCounties(database());
    expect(counties).toHaveLength(20);
    expect(counties.find(({ county }) => county === 'Budapest')?.count).toBe(23);
    const { people } = await database()
      .selectFrom('settlement')
      .select(({ fn }) => fn.sum<number>('population').as('people'))
      .executeTakeFirstOrThrow();
    expect(people).toBe(9_584_627);
  }
);
