import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../../words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { anonymous, system } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { Importer } from '#lib/platform/domain.ts';
import type { ImportPlan } from '#lib/platform/tabular/mapping.ts';
import { parseJson } from '#lib/platform/db/json.ts';
import { planImport, readImportFile, type SourceTable } from '#lib/platform/imports/imports.server.ts';
import { runImport } from '#lib/platform/imports/run.server.ts';
import { reportOf } from '#lib/platform/imports/report.ts';
import { domain } from '../domain.server.ts';
import type { HsdsContext } from '../hsds.server.ts';
import { updateService } from '../operations.server.ts';
import { factsOf, findService } from '../queries.server.ts';
import { hsdsImporter } from './import.server.ts';
import { everythingAsHsds, wholeContext } from './kept.server.ts';
import { readHsds, writePackage } from './package.server.ts';
import { jsonOf, tableOfObject, tablesOf, type Fields, type HsdsRow } from './rows.ts';

const examples = '../shared/data/hsds/spec-3.1-dev/examples';
const schemas = '../shared/data/hsds/spec-3.1-dev/schema';
const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
let context: HsdsContext;

beforeAll(async () => {
  await inTransaction(database(), async (tx) => {
    for (const each of [places, registry, domain])
      await each.sample?.(tx, { now, today: '2026-11-21', seed: 1 });
  });
  context = await wholeContext(database(), await wordsIn('hu'), 'https://kalaka.example');
});

async function tableOf(bytes: Uint8Array, name: string): Promise<SourceTable> {
  const table = await readImportFile(hsdsImporter, { name, bytes }, null);
  if (!table.ok) throw new Error(table.reason);
  return table.value;
}

async function imported(bytes: Uint8Array, name: string, source = 'example') {
  const table = await tableOf(bytes, name);
  const options = { mapping: {}, source, now, words: context.words };
  const done = await runImport(database(), system, {
    importer: hsdsImporter,
    table,
    options,
    skipBadRows: false
  });
  if (!done.ok) throw new Error(JSON.stringify(done));
  return reportOf(done.value, table.rows.length, (hsdsImporter as Importer).partOf);
}

async function planned(
  bytes: Uint8Array,
  name: string,
  source: string
): Promise<ImportPlan<{ readonly row: HsdsRow }>> {
  const table = await tableOf(bytes, name);
  const options = { mapping: {}, source, now, words: context.words };
  const plan = await planImport(database(), { importer: hsdsImporter, table, options });
  return plan as ImportPlan<{ readonly row: HsdsRow }>;
}

const of = (source: string): Promise<HsdsRow[]> => everythingAsHsds(database(), context, source);

/** Lists whose order says nothing, in one order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(ordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, ordered(each)])
  );
}

function valid(table: string, objects: readonly Fields[]): void {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  for (const file of globSync(`${schemas}/*.json`))
    if (!file.endsWith('openapi.json'))
      ajv.addSchema(parseJson(readFileSync(file, 'utf8')) as object, basename(file));
  const validate = ajv.getSchema(`${table}.json`)!;
  for (const each of objects) expect([validate(each), validate.errors]).toEqual([true, null]);
}

describe.skipIf(!existsSync(examples))(
  'the examples of the specification (skipped where they are absent)',
  () => {
    const csv = (): Record<string, Uint8Array> =>
      Object.fromEntries(
        globSync(`${examples}/csv/*.csv`).map((file) => [`csv/${basename(file)}`, readFileSync(file)])
      );

    test('the package of tables goes out as it came in', async () => {
      const report = await imported(zipSync(csv()), 'package.zip');
      expect(report.created).toBe(report.rows);
      expect(report.parts).toContainEqual({ part: 'services', created: 1, updated: 0 });
      const before = Object.fromEntries(tablesOf((await readHsds(zipSync(csv())))!));
      const after = Object.fromEntries(tablesOf((await readHsds(writePackage(await of('example'))))!));
      expect(ordered(after)).toEqual(ordered(before));
      expect(Object.keys(after).length).toBeGreaterThan(20);
    });

    for (const name of [
      'service_full',
      'organization_full',
      'service_at_location_full',
      'location',
      'service_list',
      'organization_list'
    ])
      test(`${name}.json goes out as it came in, and valid where it was`, async () => {
        const bytes = readFileSync(`${examples}/${name}.json`);
        const read = parseJson(bytes.toString()) as Fields & { contents?: Fields[] };
        const objects = read.contents ?? [read];
        const table = tableOfObject(objects[0]!)!;
        await imported(bytes, `${name}.json`);
        const wanted = new Set(objects.map(({ id }) => id));
        const back = jsonOf(table, await of('example')).filter(({ id }) => wanted.has(id!));
        expect(ordered(back)).toEqual(ordered(objects));
        if (name === 'service_full') valid('service', back);
        if (name === 'organization_list') valid('organization', back);
      });

    test('a second time changes nothing', async () => {
      await imported(zipSync(csv()), 'package.zip');
      const again = await imported(zipSync(csv()), 'package.zip');
      expect([again.created, again.updated]).toEqual([0, 0]);
      expect(again.unchanged).toBe(again.rows);
    });

    test('what is changed here goes out as it is here, and everything else as it came', async () => {
      await imported(readFileSync(`${examples}/service_full.json`), 'service.json');
      const service = (await findService(database(), 'ac148810-d857-441c-9679-408f346de14b'))!;
      expect(service).toMatchObject({
        name: 'Community Counselling',
        minimumAge: 12,
        organisation: { name: 'Example Organization Inc.' }
      });
      const later = new Date('2026-11-22T10:00:00Z');
      const draft = {
        ...factsOf(service),
        name: 'Tanácsadás',
        phones: [{ number: '06-00-463-0301', note: null }]
      };
      await updateService(database(), system, { id: service.id, draft }, later);
      const [back] = jsonOf('services', await of('example'));
      expect(back).toMatchObject({
        name: 'Tanácsadás',
        wait_time: 'wait_time',
        last_modified: later.toISOString(),
        phones: [{ number: '06-00-463-0301' }],
        languages: [{ name: 'Urdu', note: expect.any(String) as string }],
        program: { name: 'Community Mental Health Support' }
      });
      expect((back?.['phones'] as unknown[]).length).toBe(1);
    });
  }
);

const hungarian = {
  services: [
    {
      id: 'sz-1',
      name: 'Jogi tanácsadás',
      status: 'active',
      wait_time: 'két hét',
      eligibility_description: 'Bárki.',
      organization: {
        id: 'o-1',
        name: 'Platán Egyesület',
        description: 'Segítünk.',
        email: 'iroda@platan.example',
        tax_id: '123'
      },
      phones: [{ id: 'p-1', number: '06-00-463-0304', extension: 12 }],
      cost_options: [{ id: 'c-1', option: 'Alkalmanként', amount: 500, currency: 'HUF' }],
      attributes: [{ id: 'a-1', taxonomy_term: { id: 't-1', code: 'legal_aid', name: 'Jogsegély' } }],
      contacts: [{ id: 'k-1', name: 'Platán Piroska', email: 'piroska@platan.example' }],
      service_at_locations: [
        {
          id: 'h-1',
          location: {
            id: 'l-1',
            location_type: 'physical',
            name: 'Platán Közösségi Ház',
            latitude: 46.58,
            longitude: 20.22,
            addresses: [
              {
                id: 'c-2',
                address_1: 'Fő utca 1.',
                city: 'Szegvár',
                postal_code: '6635',
                country: 'HU',
                state_province: '',
                address_type: 'physical'
              }
            ]
          },
          schedules: [
            { id: 'r-1', freq: 'WEEKLY', byday: 'MO,WE', opens_at: '08:00:00', closes_at: '12:00:00' }
          ]
        }
      ]
    }
  ]
};

test('a package becomes an organisation, a venue and a service with its hours at the place', async () => {
  const report = await imported(strToU8(JSON.stringify(hungarian.services)), 'a.json', 'megye');
  expect(report.refused).toEqual([]);
  const row = await database()
    .selectFrom('service')
    .select('id')
    .where('source', '=', 'megye')
    .executeTakeFirstOrThrow();
  const service = (await findService(database(), row.id))!;
  expect(service).toMatchObject({
    name: 'Jogi tanácsadás',
    organisation: { name: 'Platán Egyesület', settlement: null },
    phones: [{ number: '06-00-463-0304', note: null }],
    costs: [{ label: 'Alkalmanként', amount: 500 }],
    terms: ['legal_aid'],
    reach: 'country',
    places: [{ name: 'Platán Közösségi Ház', street: 'Fő utca 1.', settlement: { name: 'Szegvár' } }]
  });
  expect(service.openings).toEqual([
    { venue: service.venues[0], weekday: 1, opens: '08:00', closes: '12:00' },
    { venue: service.venues[0], weekday: 3, opens: '08:00', closes: '12:00' }
  ]);
  // Names of persons are kept for the standard, and become no public contact.
  const contacts = await database()
    .selectFrom('organisation_contact')
    .select('value')
    .where('value', 'like', '%platan.example')
    .execute();
  expect(contacts).toEqual([{ value: 'iroda@platan.example' }]);
  expect(ordered(jsonOf('services', await of('megye')))).toEqual(ordered(hungarian.services));
});

test('our own package taken in again changes nothing', async () => {
  const bytes = writePackage(await everythingAsHsds(database(), context));
  const plan = await planned(bytes, 'hsds.zip', 'hsds');
  expect(plan.errors).toEqual([]);
  expect(plan.create.map(({ row }) => [row.table, row.fields])).toEqual([]);
  expect(plan.update.map(({ after, changed }) => [after.row.table, changed])).toEqual([]);
  expect(plan.unchanged).toBeGreaterThan(500);
});

test('a service of nobody is refused by its name, and nothing comes in', async () => {
  const lost = [{ id: 'x', name: 'Gazdátlan', status: 'active', organization_id: 'nobody' }];
  const plan = await planned(strToU8(JSON.stringify(lost)), 'a.json', 'megye');
  expect(plan.errors).toMatchObject([{ code: 'unknown_organisation', value: 'Gazdátlan' }]);
});

test('only administrators bring packages in', () => {
  expect(hsdsImporter.mayImport(anonymous)).toBe(false);
});

test('what is no package is refused as other files are', async () => {
  for (const [name, bytes] of [
    ['a.zip', zipSync({ 'readme.txt': strToU8('hello') })],
    ['b.json', strToU8('{"a":1}')],
    ['c.json', strToU8('[[[')],
    ['d.json', strToU8(JSON.stringify([{ name: 'x', status: 'active' }]))]
  ] as const)
    expect((await readImportFile(hsdsImporter, { name, bytes }, null)).ok).toBe(false);
});

test('an archive that would burst is not unpacked', async () => {
  const bomb = zipSync({ 'services.csv': new Uint8Array(60 * 1024 * 1024) }, { level: 9 });
  expect(await readHsds(bomb)).toBeNull();
});
