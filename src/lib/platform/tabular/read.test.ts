import { existsSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { archiveOf } from './archive.server.ts';
import { delimiterOf } from './delimited.server.ts';
import { readTable, type ReadOptions, type Table } from './read.server.ts';

const read = (content: string | Uint8Array, options: Partial<ReadOptions> = {}) =>
  readTable(typeof content === 'string' ? Buffer.from(content) : content, { name: 'table', ...options });
const table = async (content: string | Uint8Array, options: Partial<ReadOptions> = {}): Promise<Table> => {
  const result = await read(content, options);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result.value;
};
const latin2 = (text: string): Buffer =>
  Buffer.from(
    Array.from(
      text,
      (letter) => ({ ő: 0xf5, Ő: 0xd5, ű: 0xfb, Ű: 0xdb, '–': 0x96 })[letter] ?? letter.charCodeAt(0)
    )
  );

describe('text with delimiters', () => {
  test('is read with the line where each row begins, also across quoted line ends', async () => {
    const { columns, rows } = await table(
      'név;hely\r\n"két\r\nsor";Ózd\r\n\r\nSzüret;"a ""nagy"" tér"\nvég;x\n'
    );
    expect(columns).toEqual(['név', 'hely']);
    expect(rows).toEqual([
      { line: 2, cells: ['két\r\nsor', 'Ózd'] },
      { line: 5, cells: ['Szüret', 'a "nagy" tér'] },
      { line: 6, cells: ['vég', 'x'] }
    ]);
  });

  test.each([
    ['a;b;c\n1,5;2,5;3,5', ';'],
    ['a,b,c\n1;2,3,4', ','],
    ['a\tb\n1, 2\t3', '\t'],
    ['a|b\n1|2', '|'],
    ['"x, y; z",b\n1,2', ','],
    ['név\nSzabó, Anna\nKiss', ','],
    ['név, cím;hely\nBál;Ózd\nKör, klub;Arló', ';']
  ])('%j is cut at %j', (text, delimiter) => expect(delimiterOf(text)).toBe(delimiter));

  test('obeys the line by which Excel names the delimiter', async () => {
    expect((await table('sep=|\na|b;c\n1|2;3')).rows).toEqual([{ line: 3, cells: ['1', '2;3'] }]);
  });

  const accents = 'név;hely\nTűzoltó – Őszi;Ózd\n';
  const utf16 = Buffer.from(accents, 'utf16le');
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(accents), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff' + accents), 'utf-8'],
    ['UTF-16 with a byte order mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'utf-16le'],
    ['UTF-16 without one', utf16, 'utf-16le'],
    [
      'big-endian UTF-16',
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
      'utf-16be'
    ],
    ['Windows-1250', latin2(accents), 'windows-1250']
  ])('is understood in %s', async (_, bytes, encoding) => {
    expect(await table(bytes)).toMatchObject({
      encoding,
      columns: ['név', 'hely'],
      rows: [{ cells: ['Tűzoltó – Őszi', 'Ózd'] }]
    });
  });

  test('stays UTF-8 when a few bytes of it are broken, and says where', async () => {
    const bytes = Buffer.concat([
      Buffer.from('név\nárvíztűrő tükörfúrógép\n'),
      Buffer.from([0x4b, 0xe9, 0x6b, 0x0a])
    ]);
    expect(await table(bytes)).toMatchObject({
      encoding: 'utf-8',
      problems: [{ line: 3, code: 'lost_letters' }]
    });
  });

  test('notices letters that an earlier program spoilt', async () => {
    expect((await table('név\nSzõreg\nMűvelĹ‘dĂ©si\nOrfű')).problems).toEqual([
      { line: 2, field: null, code: 'wrong_accents', value: 'Szõreg' },
      { line: 3, field: null, code: 'garbled', value: 'MűvelĹ‘dĂ©si' }
    ]);
  });

  test('takes cells that are missing at the end of a row for empty ones, as spreadsheets leave them out', async () => {
    const { rows, problems } = await table('a;b;c\n1;2\n1\n1;2;3;;\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '2', ''],
      ['1', '', ''],
      ['1', '2', '3']
    ]);
    expect(problems).toEqual([]);
  });

  test('reports every row with something in more cells than there are columns', async () => {
    const { rows, problems } = await table('a,b\n1,2\n1,Szeged, Fő tér\n1,2,,x\n');
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(problems).toEqual([
      { line: 3, field: null, code: 'extra_cells', value: 'Fő tér' },
      { line: 4, field: null, code: 'extra_cells', value: 'x' }
    ]);
    const many = await table(`a,b\n${'1,2,3\n'.repeat(3000)}`);
    expect(many.problems).toHaveLength(3000);
  });

  test('gives every column a name of its own', async () => {
    expect((await table('név;;név; cím\t1 ;\n1;2;3;4;\n')).columns).toEqual([
      'név',
      '[B]',
      'név (2)',
      'cím 1'
    ]);
  });

  test('takes away the apostrophe that kept a text from being a formula', async () => {
    expect((await table("a;b\n'=1+1;'70-es évek")).rows[0]?.cells).toEqual(['=1+1', "'70-es évek"]);
  });
});

describe('refused with a reason is', () => {
  const zip = (unpacked: number, content: Buffer): Buffer => {
    // A stored archive, whose table of contents is then made to promise something else.
    const archive = archiveOf([['xl/workbook.xml', content]]);
    const at = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    archive.writeUInt16LE(8, at + 10);
    archive.writeUInt32LE(unpacked, at + 24);
    return archive;
  };
  const bomb = deflateRawSync(Buffer.alloc(60_000_000));
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]);

  test.each<[string, string | Uint8Array, object]>([
    ['an empty file', '', { reason: 'empty' }],
    ['a blank one', ' \n;;\n', { reason: 'empty' }],
    ['50 MB', new Uint8Array(50_000_000), { reason: 'too_large', bytes: 50_000_000, limit: 20_971_520 }],
    ['a web page', '<!DOCTYPE html><table>', { reason: 'not_a_table', kind: 'web_page' }],
    ['JSON', '[{"a": 1}]', { reason: 'not_a_table', kind: 'json' }],
    ['a calendar', 'BEGIN:VCALENDAR\n', { reason: 'not_a_table', kind: 'calendar' }],
    ['a PDF', '%PDF-1.7', { reason: 'not_a_table', kind: 'pdf' }],
    ['zeros', new Uint8Array(500), { reason: 'not_a_table', kind: 'binary' }],
    ['an old Excel file', ole, { reason: 'not_a_table', kind: 'old_excel' }],
    [
      'a workbook with a password',
      Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
      { reason: 'encrypted' }
    ],
    [
      'an archive of something',
      archiveOf([['a.txt', Buffer.from('x')]]),
      { reason: 'not_a_table', kind: 'archive' }
    ],
    [
      'an OpenDocument table',
      archiveOf([
        ['mimetype', Buffer.from('x')],
        ['content.xml', Buffer.from('x')]
      ]),
      { reason: 'not_a_table', kind: 'open_document' }
    ],
    [
      'half an archive',
      archiveOf([['xl/workbook.xml', Buffer.alloc(99)]]).subarray(0, 99),
      { reason: 'damaged' }
    ],
    [
      'an archive that unpacks to 60 MB',
      zip(60_000_000, bomb),
      { reason: 'too_large_unpacked', bytes: 60_000_000 }
    ],
    [
      'one packed more than a hundredfold',
      zip(40_000_000, bomb),
      { reason: 'too_large_unpacked', bytes: 40_000_000 }
    ],
    ['one that promises less than it holds', zip(1000, bomb), { reason: 'damaged' }],
    ['nothing but line ends', '\n'.repeat(100_000), { reason: 'empty' }],
    ['a row without end', `a;b\n${'x'.repeat(1_100_000)}`, { reason: 'row_too_long', line: 2 }],
    [
      'a quotation mark that closes too late',
      `a;b\n1;2\n"${'x;y\n'.repeat(300_000)}"`,
      { reason: 'broken_quotes', line: 3 }
    ],
    ['a quotation mark that is never closed', 'a;b\n1;2\n"3;4\n5;6', { reason: 'broken_quotes', line: 3 }]
  ])('%s', async (_, content, refusal) =>
    expect(await read(content)).toMatchObject({ ok: false, ...refusal })
  );

  test('too many rows or columns', async () => {
    expect(await read('a\n1\n2\n3', { maxRows: 2 })).toEqual({
      ok: false,
      reason: 'too_many_rows',
      limit: 2
    });
    expect(await read('a\n1\n2', { maxRows: 2 })).toMatchObject({ ok: true });
    expect(await read('a,b,c\n', { maxColumns: 2 })).toEqual({
      ok: false,
      reason: 'too_many_columns',
      columns: 3,
      limit: 2
    });
  });
});

const shared = '../shared/data';

describe.skipIf(!existsSync(shared))('real files (needs ../shared/data)', () => {
  const real = (path: string) => table(readFileSync(`${shared}/${path}`), { name: path });

  test('the list of settlements', async () => {
    const { columns, rows, problems, delimiter } = await real('settlements/settlements.csv');
    expect([columns.length, rows.length, problems, delimiter]).toEqual([17, 3177, [], ',']);
    expect(new Set(rows.map(({ cells }) => cells[0])).size).toBe(3177);
    expect(rows.every(({ cells }) => /^\d{5}$/.test(cells[0] ?? ''))).toBe(true);
  });

  test('the public buildings', async () => {
    const { rows, problems } = await real('institutions/buildings_five_counties.csv');
    expect([rows.length, problems]).toEqual([2019, []]);
    expect(rows[0]?.cells.slice(0, 4)).toEqual(['21944', 'Akasztó', '', 'Fő utca 88.']);
  });

  test.each([
    ['comma-survey_comma-survey.csv', 13, 1129, []],
    ['thanksgiving-2015_thanksgiving-2015-poll-data.csv', 65, 1058, ['lost_letters']],
    ['weather-check_weather-check.csv', 9, 928, []]
  ])('the survey %s', async (name, width, count, codes) => {
    const { columns, rows, problems } = await real(`surveys/${name}`);
    expect([columns.length, rows.length, problems.map(({ code }) => code)]).toEqual([width, count, codes]);
    expect(new Set(columns).size).toBe(width);
  });

  test('an event file in JSON is told to be one', async () => {
    const bytes = readFileSync(`${shared}/events/openagenda_drome_1068.json`);
    expect(await read(bytes)).toEqual({ ok: false, reason: 'not_a_table', kind: 'json' });
  });
});
