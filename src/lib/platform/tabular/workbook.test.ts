import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { archiveOf, contentOf, entriesOf } from './archive.server.ts';
import { readTable, type ReadResult } from './read.server.ts';
import { readWorkbook } from './workbook.ts';

const limits = { maxRows: 100, maxColumns: 20 };
const book = await writeXlsxFile([
  {
    sheet: 'Első & „lap”',
    data: [
      [],
      ['nap', 'óra', 'pont', 'szám', 'igaz'],
      [
        { value: new Date('2027-09-04T00:00:00Z'), type: Date, format: 'yyyy.mm.dd' },
        { value: new Date('1899-12-30T18:30:00Z'), type: Date, format: 'hh:mm' },
        { value: new Date('2027-09-04T18:30:00Z'), type: Date, format: 'yyyy.mm.dd hh:mm' },
        { value: 0.1 + 0.2, type: Number },
        { value: true, type: Boolean }
      ],
      [],
      ['=1+1', "'=1+1", '']
    ]
  },
  { sheet: 'Második', data: [['x'], ['y']] }
]).toBuffer();
const read = (bytes: Uint8Array, sheet?: string): Promise<ReadResult> =>
  readTable(bytes, { name: 'book.xlsx', ...limits, ...(sheet ? { sheet } : {}) });

/** The same workbook with one of its files changed. */
const changed = (file: string, change: (xml: string) => string): Buffer => {
  const entries = entriesOf(book);
  if ('reason' in entries) throw new Error('unreadable');
  return archiveOf(
    entries.map((entry) => {
      const content = contentOf(book, entry) ?? new Uint8Array();
      return [
        entry.name,
        entry.name === file ? Buffer.from(change(Buffer.from(content).toString())) : content
      ];
    })
  );
};
const sheet1 = 'xl/worksheets/sheet1.xml';

describe('a workbook', () => {
  test('gives days, times and numbers as text in ISO form, with the line numbers of the sheet', async () => {
    expect(await read(book)).toMatchObject({
      ok: true,
      value: {
        sheet: 'Első & „lap”',
        sheets: ['Első & „lap”', 'Második'],
        columns: ['nap', 'óra', 'pont', 'szám', 'igaz'],
        rows: [
          { line: 3, cells: ['2027-09-04', '18:30', '2027-09-04T18:30', '0.3', 'true'] },
          { line: 5, cells: ['=1+1', '=1+1', '', '', ''] }
        ]
      }
    });
  });

  test('is read from the sheet that is asked for, and names its sheets when there is no such', async () => {
    expect(await read(book, 'Második')).toMatchObject({
      value: { columns: ['x'], rows: [{ line: 2, cells: ['y'] }] }
    });
    expect(await read(book, 'Harmadik')).toEqual({
      ok: false,
      reason: 'unknown_sheet',
      sheet: 'Harmadik',
      sheets: ['Első & „lap”', 'Második']
    });
  });

  test('does not run its formulas', async () => {
    const bytes = changed(sheet1, (xml) =>
      xml.replace(/<c r="D3"[^>]*>.*?<\/c>/, '<c r="D3"><f>1+1</f><v>7</v></c>')
    );
    expect(await read(bytes)).toMatchObject({
      value: { rows: [{ cells: ['2027-09-04', '18:30', '2027-09-04T18:30', '7', 'true'] }, {}] }
    });
  });

  test.each<[string, (xml: string) => string, object]>([
    [
      'a cell in the last column',
      (xml) => xml.replace('r="D3"', 'r="XFD3"'),
      { reason: 'too_many_columns', columns: 16_384 }
    ],
    [
      'a row in the millions',
      (xml) => xml.replaceAll('r="3"', 'r="99999999"').replaceAll(/r="([A-E])3"/g, 'r="$199999999"'),
      { reason: 'damaged' }
    ],
    [
      'a thousand rows more than are taken',
      (xml) => xml.replace('r="5"', 'r="5000"').replaceAll(/r="([A-E])5"/g, 'r="$15000"'),
      { reason: 'too_many_rows' }
    ],
    ['XML that ends too early', (xml) => xml.slice(0, 900), { reason: 'damaged' }]
  ])('with %s is refused', async (_, change, refusal) => {
    expect(await read(changed(sheet1, change))).toMatchObject({ ok: false, ...refusal });
  });

  test('keeps out characters that no database takes', async () => {
    const bytes = changed(sheet1, (xml) =>
      xml.replace(/<c r="D3"[^>]*>.*?<\/c>/, '<c r="D3" t="inlineStr"><is><t>a_x0000_b</t></is></c>')
    );
    expect(await read(bytes)).toMatchObject({
      value: { rows: [{ cells: ['2027-09-04', '18:30', '2027-09-04T18:30', 'ab', 'true'] }, {}] }
    });
  });

  test('does not mind a far cell that has a format only', async () => {
    const bytes = changed(sheet1, (xml) => xml.replace(/(<c r="E3"[^>]*>.*?<\/c>)/, '$1<c r="XFD3" s="1"/>'));
    expect(await read(bytes)).toMatchObject({ ok: true, value: { columns: { length: 5 } } });
  });

  test('with one byte wrong is noticed by its checksum', async () => {
    const bytes = Buffer.from(book);
    const entries = entriesOf(bytes);
    if ('reason' in entries) throw new Error('unreadable');
    const sheet = entries.find(({ name }) => name === sheet1);
    const at = (sheet?.offset ?? 0) + 100;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(await readWorkbook(bytes, null, limits)).toEqual({ reason: 'damaged' });
  });
});
