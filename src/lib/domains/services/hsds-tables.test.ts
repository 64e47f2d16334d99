import { expect, test } from 'vitest';
import { dataPackage, hsdsTables } from './hsds-tables.ts';

const tables = hsdsTables({
  services: [
    {
      id: 's1',
      name: 'Ebéd',
      minimum_age: 62,
      organization: { id: 'o1', name: 'Ház' },
      phones: [{ id: 'p1', number: '1' }],
      service_at_locations: [
        {
          id: 'a1',
          service_id: 's1',
          location_id: 'l1',
          location: { id: 'l1', addresses: [{ id: 'd1', city: 'Szegvár' }] },
          schedules: [{ id: 'h1', byday: 'MO' }]
        }
      ]
    },
    { id: 's2', name: 'Vacsora', organization: { id: 'o1', name: 'Ház' } }
  ]
});

function rowsOf(name: string): Record<string, unknown>[] {
  const table = tables.find((each) => each.name === name);
  return (table?.rows ?? []).map((row) =>
    Object.fromEntries((table?.columns ?? []).map((column, i) => [column, row[i]]))
  );
}

test('each kind has a table, and its rows point to what they belong to', () => {
  expect(rowsOf('services')).toEqual([
    { id: 's1', name: 'Ebéd', minimum_age: 62, organization_id: 'o1' },
    { id: 's2', name: 'Vacsora', minimum_age: null, organization_id: 'o1' }
  ]);
  expect(rowsOf('organizations')).toEqual([{ id: 'o1', name: 'Ház' }]);
  expect(rowsOf('phones')).toEqual([{ service_id: 's1', id: 'p1', number: '1' }]);
  expect(rowsOf('addresses')).toEqual([{ location_id: 'l1', id: 'd1', city: 'Szegvár' }]);
  expect(rowsOf('schedules')).toEqual([{ service_at_location_id: 'a1', id: 'h1', byday: 'MO' }]);
  expect(rowsOf('service_at_locations')).toEqual([{ service_id: 's1', id: 'a1', location_id: 'l1' }]);
});

test('the package describes every table', () => {
  const { resources } = dataPackage(tables) as { resources: { path: string }[] };
  expect(resources.map(({ path }) => path)).toEqual(tables.map(({ name }) => `${name}.csv`));
});
