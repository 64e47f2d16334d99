import { expect, test } from 'vitest';
import type { ImportField } from '../domain.ts';
import { readFileMapping, withConstant } from './file-mapping.ts';

const table = {
  columns: ['name', 'city', 'country'],
  rows: [
    { line: 2, cells: ['Bál', 'Ózd', 'Magyarország'] },
    { line: 3, cells: ['Vásár', '', 'Szlovákia'] }
  ]
};
const fields: ImportField[] = ['title', 'place', 'zone', 'create_organisers'].map((key) => ({
  key,
  aliases: [],
  example: '',
  label: 'imports.admin.title',
  ...(key === 'zone' ? { isValue: (text: string) => text.includes('/') } : {})
}));
const read = (value: unknown) => readFileMapping(value, table, fields);

test('A mapping names columns, joins them and gives values that hold for every row.', () => {
  const mapped = read({
    title: 'name',
    place: ['city', 'country'],
    zone: { value: 'Europe/Paris' },
    createOrganisers: true
  });
  expect(mapped).toEqual({
    ok: true,
    value: {
      mapping: {
        title: 'name',
        place: 'city + country',
        zone: '= Europe/Paris',
        create_organisers: '= true'
      },
      table: {
        columns: ['name', 'city', 'country', 'city + country', '= Europe/Paris', '= true'],
        rows: [
          { line: 2, cells: ['Bál', 'Ózd', 'Magyarország', 'Ózd, Magyarország', 'Europe/Paris', 'true'] },
          { line: 3, cells: ['Vásár', '', 'Szlovákia', 'Szlovákia', 'Europe/Paris', 'true'] }
        ]
      }
    }
  });
});

test('A value may be written as a name, or as a text that is no column where the field knows it for a value.', () => {
  expect(read({ title: { name: 'Bál' } })).toMatchObject({ value: { mapping: { title: '= Bál' } } });
  expect(read({ zone: 'Europe/Paris' })).toMatchObject({ value: { mapping: { zone: '= Europe/Paris' } } });
  expect(read({ zone: 'city' })).toMatchObject({ value: { mapping: { zone: 'city' } } });
});

test('Columns and fields that are not there stay in the mapping, for the one who checks it to name them.', () => {
  expect(read({ nonsense: 'name', title: 'nem', place: ['city', 'orszag'] })).toMatchObject({
    value: { mapping: { nonsense: 'name', title: 'nem', place: 'orszag' }, table: { columns: table.columns } }
  });
});

test('What is no mapping is refused, with the field where there is one.', () => {
  for (const value of [null, [], 'title', 3])
    expect(read(value)).toEqual({ ok: false, reason: 'not_a_mapping' });
  expect(read({ title: {} })).toEqual({ ok: false, reason: 'not_a_choice', field: 'title' });
  expect(read({ title: [1] })).toEqual({ ok: false, reason: 'not_a_choice', field: 'title' });
});

test('One value for every row is a column of its own, made once.', () => {
  const [once, column] = withConstant(table, 'Ózd');
  expect(withConstant(once, 'Ózd')).toEqual([once, column]);
  expect(once.rows.map(({ cells }) => cells.at(-1))).toEqual(['Ózd', 'Ózd']);
});
