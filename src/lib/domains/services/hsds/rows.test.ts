import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseJson } from '#lib/platform/db/json.ts';
import { readTable } from '#lib/platform/tabular/read.server.ts';
import { jsonOf, joined, rowsOfJson, rowsOfTables, tableOfObject, tablesOf, type Fields } from './rows.ts';

const folders = ['../shared/data/hsds/spec-3.1-dev/examples', '../shared/data/hsds/spec-3/examples'].filter(
  existsSync
);

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

describe.skipIf(folders.length === 0)(
  'the examples of the specification (skipped where they are absent)',
  () => {
    for (const folder of folders) {
      for (const file of globSync(`${folder}/*.json`)) {
        const name = basename(file);
        if (['base.json', 'tabular.json'].includes(name)) continue;
        test(`${folder.includes('3.1') ? '3.1' : '3.0'} ${name} comes back as it was, by way of single records`, () => {
          const read = parseJson(readFileSync(file, 'utf8')) as Fields & { contents?: Fields[] };
          const objects = read.contents ?? [read];
          const table = tableOfObject(objects[0]!)!;
          expect(table).toBe(
            { s: 'services', o: 'organizations', l: 'locations' }[
              name.replace(/^service_at.*/, '')[0] ?? ''
            ] ??
              (name.startsWith('service_at')
                ? 'service_at_location'
                : name.startsWith('taxonomy_term')
                  ? 'taxonomy_terms'
                  : 'taxonomies')
          );
          const wanted = new Set(objects.map(({ id }) => id));
          const back = jsonOf(table, rowsOfJson(table, objects)).filter(({ id }) => wanted.has(id!));
          expect(ordered(back)).toEqual(ordered(objects));
        });
      }

      test(`${folder.includes('3.1') ? '3.1' : '3.0'} tables come back as they were`, async () => {
        const read: Record<string, Fields[]> = {};
        for (const file of globSync(`${folder}/csv/*.csv`)) {
          const table = await readTable(readFileSync(file), { name: basename(file) });
          if (!table.ok) continue;
          read[basename(file, '.csv')] = table.value.rows.map(({ cells }) =>
            Object.fromEntries(
              table.value.columns.map((name, i) => [name, cells[i] ?? '']).filter(([, cell]) => cell !== '')
            )
          );
        }
        expect(Object.keys(read).length).toBeGreaterThan(20);
        expect(ordered(Object.fromEntries(tablesOf(rowsOfTables(read))))).toEqual(ordered(read));
      });
    }
  }
);

const service = {
  id: 's1',
  name: 'Ebéd',
  status: 'active',
  minimum_age: 62,
  organization: { id: 'o1', name: 'Ház' },
  phones: [{ id: 'p1', number: '1', languages: [{ id: 'n1', code: 'hu' }] }],
  attributes: [{ id: 't1', taxonomy_term: { id: 'x1', name: 'Étel' } }],
  service_at_locations: [
    {
      id: 'a1',
      location: { id: 'l1', location_type: 'physical', addresses: [{ id: 'd1', city: 'Szegvár' }] },
      schedules: [{ id: 'h1', byday: 'MO' }]
    }
  ]
};

test('tables point to what each record belongs to', () => {
  const written = tablesOf(rowsOfJson('services', [service]));
  expect(written.get('services')).toEqual([
    { id: 's1', name: 'Ebéd', status: 'active', minimum_age: 62, organization_id: 'o1' }
  ]);
  expect(written.get('phones')).toEqual([{ id: 'p1', number: '1', service_id: 's1' }]);
  expect(written.get('languages')).toEqual([{ id: 'n1', code: 'hu', phone_id: 'p1' }]);
  expect(written.get('addresses')).toEqual([{ id: 'd1', city: 'Szegvár', location_id: 'l1' }]);
  expect(written.get('schedules')).toEqual([{ id: 'h1', byday: 'MO', service_at_location_id: 'a1' }]);
  expect(written.get('service_at_location')).toEqual([{ id: 'a1', location_id: 'l1', service_id: 's1' }]);
  expect(written.get('attributes')).toEqual([
    { id: 't1', link_id: 's1', link_entity: 'service', taxonomy_term_id: 'x1' }
  ]);
});

test('JSON that went through tables of text nests again, numbers as numbers', () => {
  const written = Object.fromEntries(
    [...tablesOf(rowsOfJson('services', [service]))].map(([table, rows]) => [
      table,
      rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([field, value]) => [field, String(value)]))
      )
    ])
  );
  const [back] = jsonOf('services', rowsOfTables(written));
  expect(back).toMatchObject(service);
});

test('one record that two lists speak of is one, with what both say', () => {
  const rows = joined(
    rowsOfJson('services', [service]),
    rowsOfJson('organizations', [{ id: 'o1', name: 'Ház', email: 'haz@haz.example' }])
  );
  expect(rows.filter(({ table }) => table === 'organizations')).toEqual([
    {
      table: 'organizations',
      id: 'o1',
      fields: { id: 'o1', name: 'Ház', email: 'haz@haz.example' },
      places: ['services/s1/organization']
    }
  ]);
});
