import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { system } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { Importer } from '#lib/platform/domain.ts';
import type { Exporter, ExportRequest } from '#lib/platform/exports/exporter.ts';
import { exported, formatsOf, type ExportFormat } from '#lib/platform/exports/exports.server.ts';
import { completeMapping, planImport, readImportFile } from '#lib/platform/imports/imports.server.ts';
import { runImport } from '#lib/platform/imports/run.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { saveEquipment } from './equipment.server.ts';
import { domain } from './domain.server.ts';
import { equipmentExporter, organisationExporter, venueExporter } from './exports.server.ts';
import { organisationImporter } from './import-organisations.server.ts';
import { venueImporter } from './import-venues.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');

beforeAll(async () => {
  await inTransaction(database(), async (tx) => {
    for (const each of [places, domain]) await each.sample?.(tx, { now, today: '2026-11-21', seed: 1 });
    await tx
      .insertInto('organisation_contact')
      .columns(['id', 'organisation_id', 'kind', 'value', 'visibility', 'position'])
      .expression((eb) =>
        eb
          .selectFrom('organisation')
          .select((one) => [
            'organisation.id',
            'organisation.id as organisation_id',
            one.val('email').as('kind'),
            one.val('titkos@nephaz.example').as('value'),
            one.val('internal').as('visibility'),
            one.val(9).as('position')
          ])
      )
      .execute();
    await tx
      .updateTable('organisation')
      .set({ summary: '=1+1; "idézet"\nmásodik sor' })
      .where('kind', '=', 'museum')
      .execute();
  });
});

async function written(
  exporter: Exporter,
  format: ExportFormat,
  { query = '', internal = false, locale = 'hu' as Locale } = {}
): Promise<Buffer> {
  const request: ExportRequest = {
    db: database(),
    words: await wordsIn(locale),
    origin: 'https://kalaka.example',
    filter: new URLSearchParams(query),
    internal
  };
  const file = exported(exporter, format, request, '2026-11-21');
  if (!file) throw new Error(`no ${format}`);
  return buffer(Readable.from(file.bytes));
}

async function planOf(importer: Importer, bytes: Uint8Array, name: string) {
  const table = await readImportFile(importer, { name, bytes }, null);
  if (!table.ok) throw new Error(table.reason);
  const mapping = completeMapping(importer, table.value.columns, {});
  if (!mapping.ok) throw new Error(mapping.reason);
  const options = { mapping: mapping.value, source: 'anything', now };
  return {
    table: table.value,
    options,
    plan: await planImport(database(), { importer, table: table.value, options })
  };
}

const pairs = [
  [organisationExporter as Exporter, organisationImporter as Importer],
  [venueExporter as Exporter, venueImporter as Importer]
] as const;

for (const [exporter, importer] of pairs)
  for (const format of ['csv', 'xlsx'] as const)
    for (const locale of ['hu', 'en'] as const)
      test(`${exporter.key} exported as ${format} in ${locale} and imported again change nothing`, async () => {
        const bytes = await written(exporter, format, { locale });
        const { plan, table, options } = await planOf(importer, bytes, `list.${format}`);
        expect(plan.errors).toEqual([]);
        expect(plan.update.map(({ changed }) => changed)).toEqual([]);
        expect(plan.create).toEqual([]);
        expect(plan.unchanged).toBe(table.rows.length);
        expect(plan.unchanged).toBeGreaterThan(30);
        // Every field that the importer knows has found its column, but for the postal code, which the export leaves out.
        const without = Object.entries(options.mapping).filter(([, column]) => column === null);
        expect(without.map(([field]) => field)).toEqual(['postal_code']);
      });

test('a name changed in the exported table changes that record, which keeps its source', async () => {
  const text = (await written(organisationExporter, 'csv')).toString();
  const { id, name, source } = await database()
    .selectFrom('organisation')
    .select(['id', 'name', 'source'])
    .where('kind', '=', 'library')
    .limit(1)
    .executeTakeFirstOrThrow();
  const bytes = new TextEncoder().encode(text.replace(`${id};${name}`, `${id};Új nevű könyvtár`));
  const { plan, table, options } = await planOf(organisationImporter, bytes, 'list.csv');
  expect(plan.update.map(({ id: changed, changed: fields }) => [changed, fields])).toEqual([[id, ['name']]]);
  const done = await runImport(database(), system, {
    importer: organisationImporter,
    table,
    options,
    skipBadRows: false
  });
  expect(done.ok).toBe(true);
  const after = await database()
    .selectFrom('organisation')
    .select(['name', 'source'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(after).toEqual({ name: 'Új nevű könyvtár', source });
});

test('internal contacts are in no format unless they are asked for', async () => {
  for (const format of formatsOf(organisationExporter as Exporter)) {
    const bytes = await written(organisationExporter, format);
    if (format !== 'xlsx') expect(bytes.toString()).not.toContain('titkos');
  }
  const plain = await planOf(organisationImporter, await written(organisationExporter, 'xlsx'), 'a.xlsx');
  expect(JSON.stringify(plain.table.rows)).not.toContain('titkos');
  expect((await written(organisationExporter, 'csv', { internal: true })).toString()).toContain(
    'titkos@nephaz.example'
  );
  expect((await written(organisationExporter, 'vcf', { internal: true })).toString()).toContain(
    'titkos@nephaz.example'
  );
});

test('internal contacts that come back with a table stay internal', async () => {
  const bytes = await written(organisationExporter, 'csv', { internal: true });
  const { plan } = await planOf(organisationImporter, bytes, 'list.csv');
  expect([plan.errors, plan.update, plan.create]).toEqual([[], [], []]);
});

test('a file holds what the list holds, in its order', async () => {
  const text = (await written(organisationExporter, 'csv', { query: 'kind=library' })).toString();
  const { rows } = await database()
    .selectFrom('organisation')
    .select('name')
    .where('kind', '=', 'library')
    .orderBy('name')
    .orderBy('id')
    .execute()
    .then((found) => ({ rows: found.map(({ name }) => name) }));
  const names = text
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(';')[1]);
  expect(names).toEqual(rows);
});

test('no cell is taken for a formula', async () => {
  expect((await written(organisationExporter, 'csv', { query: 'kind=museum' })).toString()).toContain(
    `"'=1+1; ""idézet""`
  );
});

test('points are a FeatureCollection in which longitude comes first', async () => {
  const { type, features } = JSON.parse((await written(venueExporter, 'geojson')).toString()) as {
    type: string;
    features: {
      type: string;
      geometry: { type: string; coordinates: [number, number] };
      properties: { point: string };
    }[];
  };
  expect(type).toBe('FeatureCollection');
  expect(features.length).toBeGreaterThan(30);
  for (const feature of features) {
    expect([feature.type, feature.geometry.type]).toEqual(['Feature', 'Point']);
    const [lon, lat] = feature.geometry.coordinates;
    expect(lon).toBeGreaterThan(16);
    expect(lon).toBeLessThan(23);
    expect(lat).toBeGreaterThan(45.7);
    expect(lat).toBeLessThan(48.6);
  }
  expect(new Set(features.map(({ properties }) => properties.point))).toContain('own');
});

test('equipment is a table with its owner, quantity and place', async () => {
  const organisation = await database()
    .selectFrom('organisation')
    .select(['id', 'name', 'settlement_id'])
    .where('settlement_id', 'is not', null)
    .limit(1)
    .executeTakeFirstOrThrow();
  const draft = {
    name: 'Sörpad garnitúra',
    kind: 'seating',
    quantity: 20,
    owner: organisation.id,
    settlement: organisation.settlement_id ?? '',
    keptAt: 'a színben',
    price: null,
    note: null
  } as const;
  await saveEquipment(database(), system, { before: null, draft }, now);
  const [head, line] = (await written(equipmentExporter, 'csv')).toString().split('\r\n');
  expect(head).toContain('Név;Fajta;Darabszám;Szervezet;Település');
  expect(line).toContain(`Sörpad garnitúra;"székek, padok";20;${organisation.name};`);
});

test('the file is called after what it holds and the day', async () => {
  const request = {
    db: database(),
    words: await wordsIn('hu'),
    origin: '',
    filter: new URLSearchParams(),
    internal: false
  };
  expect(exported(organisationExporter as Exporter, 'csv', request, '2026-11-21')?.name).toBe(
    'szervezetek-2026-11-21.csv'
  );
  expect(exported(equipmentExporter as Exporter, 'vcf', request, '2026-11-21')).toBeNull();
});
