import { describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import type { Importer } from '../domain.ts';
import type { ImportPlan } from '../tabular/mapping.ts';
import type { Refusal } from '../tabular/table.ts';
import { settlementImporter } from '#lib/domains/places/import.server.ts';
import { fieldChoices, previewOf } from './preview.ts';
import { faultSentence, mappingSentence, readingSentence, rowSentence } from './sentences.ts';

const hu = await wordsIn('hu');
const en = await wordsIn('en');
const importer = settlementImporter as Importer;

describe('a fault of a row', () => {
  const error = {
    line: 17,
    field: 'name',
    code: 'unknown_settlement',
    value: 'Szegvr',
    suggestion: 'Szegvár'
  };

  test('names the row, the field, the value and what was probably meant', () => {
    expect(rowSentence(hu, importer, error)).toBe(
      '17. sor, Név: Nincs ilyen település: „Szegvr”. Erre gondolt: Szegvár?'
    );
    expect(rowSentence(en, importer, error)).toBe(
      'Row 17, Name: No settlement is called “Szegvr”. Did you mean Szegvár?'
    );
  });

  test('of the whole row names the other row', () => {
    const contradiction = { line: 9, field: null, code: 'contradicts_row', value: 'x', otherLine: 4 };
    expect(rowSentence(en, importer, contradiction)).toBe(
      'Row 9: It contradicts an earlier row (4): it is about the same, but says something else. Leave only one of them.'
    );
  });

  test('that has no words yet still says what stands in the file, shortened', () => {
    const strange = { line: 1, field: null, code: 'brand_new', value: 'x'.repeat(200) };
    expect(faultSentence(en, strange)).toBe(`We could not make sense of “${'x'.repeat(79)}…” (brand_new).`);
  });
});

describe('a fault of the columns', () => {
  const columns = ['Hely', 'Fő'];
  test('says what is missing and what there is', () => {
    expect(
      mappingSentence(en, importer, { reason: 'missing_columns', fields: ['name'], guess: {} }, columns)
    ).toBe('No column was found for Name (name). Columns: Hely, Fő.');
  });
  test('says which column or field there is not', () => {
    const unknown = { suggestions: [], guess: {} };
    expect(
      mappingSentence(
        en,
        importer,
        { reason: 'unknown_column', field: 'name', column: 'Nev', ...unknown },
        columns
      )
    ).toBe('The file has no column “Nev”. Columns: Hely, Fő.');
    expect(
      mappingSentence(en, importer, { reason: 'unknown_field', field: 'nom', ...unknown }, columns)
    ).toMatch(/^There is no field “nom”. Fields: ksh_code, name,/);
  });
});

test.each<[Refusal, string]>([
  [
    { reason: 'too_large', bytes: 52_428_800, limit: 1 },
    'The file is 50 MB large, but at most 20 MB are taken at once. Divide it into several files, or leave out pictures and columns that are not needed.'
  ],
  [
    { reason: 'too_many_rows', limit: 200_000 },
    'There are too many rows: at most 200,000 are taken at once. Divide the table into several files.'
  ],
  [
    { reason: 'not_a_table', kind: 'pdf' },
    'This is a PDF, not a table. Ask for the table that it was made from, and upload that (.xlsx or .csv).'
  ],
  [
    { reason: 'not_a_table', kind: 'binary' },
    'This is not a table. Choose the file that holds the list (.xlsx or .csv).'
  ],
  [
    { reason: 'unknown_sheet', sheet: 'X', sheets: ['A', 'B'] },
    'The workbook has no sheet “X”. Choose one of these: A, B.'
  ],
  [
    { reason: 'brand_new' } as never,
    'The file could not be read (brand_new). Open it in a spreadsheet program and save it again as .xlsx.'
  ]
])('a refusal is told in words: %o', (refusal, sentence) => {
  expect(readingSentence(en, refusal)).toBe(sentence);
});

describe('the preview', () => {
  const facts = { name: 'Tass', kshCode: null, population: 2830, postalCodes: ['6098'], point: null };
  const plan: ImportPlan<unknown> = {
    create: [{ name: 'Újfalva' }],
    update: [
      {
        id: '1',
        before: facts,
        after: { ...facts, kshCode: '20525', population: 12800, point: { lat: 47.019, lon: 19.029 } },
        changed: ['kshCode', 'population', 'point']
      }
    ],
    unchanged: 3,
    errors: [
      { line: 2, field: 'name', code: 'missing', value: '' },
      { line: 2, field: 'lat', code: 'half_a_point', value: '' }
    ],
    duplicates: [{ key: 'a', line: 5, firstLine: 4, same: true }]
  };

  test('counts records, rows with errors and what changes', () => {
    const { report, changedFields, created } = previewOf(en, importer, plan, 8);
    expect(report).toMatchObject({
      rows: 8,
      created: 1,
      updated: 1,
      unchanged: 3,
      repeated: 1,
      refusedRows: 1
    });
    expect(created).toEqual(['Újfalva']);
    expect(changedFields).toContainEqual({ field: 'KSH code', count: 1 });
  });

  test('shows before and after in the reader’s language', () => {
    expect(previewOf(hu, importer, plan, 8).changes).toEqual([
      { name: 'Tass', field: 'KSH-kód', before: '', after: '20525' },
      { name: 'Tass', field: 'Lakosság', before: '2830', after: '12\u00a0800' },
      { name: 'Tass', field: 'Helye a térképen', before: '', after: '47,019; 19,029' }
    ]);
  });

  test('offers for each field the column with what it holds', () => {
    const table = {
      columns: ['Név', 'Fő'],
      rows: [
        { line: 2, cells: ['Tass', '2830'] },
        { line: 3, cells: ['Hét', ''] }
      ]
    };
    const choices = fieldChoices(en, importer, table, { name: 'Név', population: 'Fő' });
    expect(choices.find(({ key }) => key === 'name')).toEqual({
      key: 'name',
      label: 'Name',
      required: true,
      column: 'Név',
      examples: 'Tass · Hét'
    });
    expect(choices.find(({ key }) => key === 'population')).toMatchObject({ column: 'Fő', examples: '2830' });
    expect(choices.find(({ key }) => key === 'lat')).toMatchObject({ column: null, examples: '' });
  });
});
