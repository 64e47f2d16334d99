import { describe, expect, test } from 'vitest';
import { applyMapping, guessMapping, planUpserts, type FieldSpec, type ParsedRow } from './mapping.ts';

const fields: FieldSpec<'id' | 'name' | 'settlement' | 'email'>[] = [
  { key: 'id', aliases: ['azonosító'], example: 'k-12' },
  { key: 'name', required: true, aliases: ['név', 'megnevezés', 'title'], example: 'Faluház' },
  { key: 'settlement', required: true, aliases: ['település', 'helység'], example: 'Szegvár' },
  { key: 'email', aliases: ['e-mail', 'e-mail cím'], example: 'faluhaz@szegvar.example' }
];

describe('guessing the columns', () => {
  test('knows Hungarian and English names without regard to accents, capitals, punctuation and remarks', () => {
    expect(
      guessMapping(['AZONOSITO', 'Név*', 'Település (irányítószám nélkül)', 'E_mail cím:'], fields)
    ).toEqual({
      id: 'AZONOSITO',
      name: 'Név*',
      settlement: 'Település (irányítószám nélkül)',
      email: 'E_mail cím:'
    });
  });

  test('leaves what it does not know, and what only looks alike, without a column', () => {
    expect(guessMapping(['Települések száma', 'Neve', ''], fields)).toEqual({
      id: null,
      name: null,
      settlement: null,
      email: null
    });
  });

  test('prefers the earlier alias and gives no column to two fields', () => {
    const two: FieldSpec[] = [
      { key: 'a', aliases: ['lat_osm', 'lat'], example: '' },
      { key: 'b', aliases: ['lat'], example: '' }
    ];
    expect(guessMapping(['lat', 'lat_osm'], two)).toEqual({ a: 'lat_osm', b: 'lat' });
    expect(guessMapping(['lat'], two)).toEqual({ a: 'lat', b: null });
  });
});

describe('reading the rows', () => {
  const columns = ['Név', 'Település'];
  const mapping = { name: 'Név', settlement: 'Település', id: null, email: null };
  type Key = 'id' | 'name' | 'settlement' | 'email';
  const parse = (
    cell: (key: Key) => string
  ): ParsedRow<Key, { name: string; settlement: string; email: string }> =>
    cell('settlement') === 'Szegvar'
      ? {
          ok: false,
          faults: [
            { field: 'settlement', code: 'unknown_settlement', value: 'Szegvar', suggestion: 'Szegvár' }
          ]
        }
      : { ok: true, value: { name: cell('name'), settlement: cell('settlement'), email: cell('email') } };
  const read = (...rows: string[][]) =>
    applyMapping({ columns, rows: rows.map((cells, i) => ({ line: i + 2, cells })) }, mapping, fields, parse);

  test('gives values with their lines, trimmed, and empty text where there is no column or cell', async () => {
    expect(await read([' Faluház ', 'Szegvár'], ['', ' '], ['Klub', 'Ózd'])).toEqual({
      values: [
        { line: 2, value: { name: 'Faluház', settlement: 'Szegvár', email: '' } },
        { line: 4, value: { name: 'Klub', settlement: 'Ózd', email: '' } }
      ],
      errors: []
    });
  });

  test('reports row, field, value and suggestion, all faults of a row at once', async () => {
    expect(await read(['', 'Szegvar'], ['Klub'])).toEqual({
      values: [],
      errors: [
        { line: 2, field: 'name', code: 'missing', value: '' },
        { line: 2, field: 'settlement', code: 'unknown_settlement', value: 'Szegvar', suggestion: 'Szegvár' },
        { line: 3, field: 'settlement', code: 'missing', value: '' }
      ]
    });
  });
});

describe('the plan of an import', () => {
  interface Venue {
    id: string | null;
    name: string;
    seats: number;
  }
  const differing = (a: Venue, b: Venue): string[] =>
    (['name', 'seats'] as const).filter((key) => a[key] !== b[key]);
  const plan = (values: Venue[], existing: [string, Venue][] = []) =>
    planUpserts({
      values: values.map((value, i) => ({ line: i + 2, value })),
      keyOf: ({ id }) => id,
      existing: new Map(existing.map(([id, value]) => [id, { id: `row-${id}`, value }])),
      differing
    });
  const hall = { id: 'h', name: 'Díszterem', seats: 120 };

  test('creates what is new, updates what changed and counts what did not', async () => {
    const bigger = { ...hall, seats: 140 };
    const other = { id: 'o', name: 'Olvasó', seats: 20 };
    const fresh = { id: 'f', name: 'Fészer', seats: 60 };
    expect(
      await plan(
        [bigger, other, fresh],
        [
          ['h', hall],
          ['o', other]
        ]
      )
    ).toEqual({
      create: [fresh],
      update: [{ id: 'row-h', before: hall, after: bigger, changed: ['seats'] }],
      unchanged: 1,
      errors: [],
      duplicates: []
    });
  });

  test('planned again after it was done, does nothing', async () => {
    expect(await plan([hall], [['h', hall]])).toMatchObject({ create: [], update: [], unchanged: 1 });
  });

  test('takes a repeated row once and tells both lines', async () => {
    expect(await plan([hall, { ...hall }])).toMatchObject({
      create: [hall],
      errors: [],
      duplicates: [{ key: 'h', line: 3, firstLine: 2, same: true }]
    });
  });

  test('refuses a second row that contradicts the first', async () => {
    expect(await plan([hall, { ...hall, seats: 1 }])).toMatchObject({
      create: [hall],
      errors: [{ line: 3, field: null, code: 'contradicts_row', value: 'h', otherLine: 2 }],
      duplicates: [{ same: false }]
    });
  });

  test('takes rows without a key as new, each of them', async () => {
    const { create } = await plan([
      { ...hall, id: null },
      { ...hall, id: null }
    ]);
    expect(create).toHaveLength(2);
  });

  test('hears a value on top of what is known', async () => {
    const result = await planUpserts({
      values: [{ line: 2, value: { id: 'h', name: '', seats: 130 } }],
      keyOf: ({ id }) => id,
      existing: new Map([['h', { id: 'row-h', value: hall }]]),
      after: (before, value) => ({ ...before, seats: value.seats, name: value.name || before.name }),
      differing
    });
    expect(result.update).toEqual([
      { id: 'row-h', before: hall, after: { ...hall, seats: 130 }, changed: ['seats'] }
    ]);
  });
});
