import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable, type Table } from './read.server.ts';
import { writeXlsx } from './workbook-write.server.ts';
import { csvStream, guarded, writeCsv, type Cell } from './write.server.ts';

const back = async (bytes: Uint8Array): Promise<Pick<Table, 'columns'> & { rows: string[][] }> => {
  const result = await readTable(bytes, { name: 'back' });
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return { columns: result.value.columns, rows: result.value.rows.map(({ cells }) => cells) };
};
const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const columns = ['név', 'hely', 'megjegyzés'];

describe('a text that a spreadsheet would take for a formula', () => {
  test.each([
    '=1+1',
    '+36 30 123',
    '-a',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    "'=1",
    '＝1',
    '-1+2',
    '=cmd|"/c calc"!A0'
  ])('%j gets an apostrophe in front', (cell) => expect(guarded(cell)).toBe(`'${cell}`));

  test.each(['', '-5', '-5,25', "'70-es évek", '1-2', 'a=b', ' =1'])('%j needs none', (cell) =>
    expect(guarded(cell)).toBe(cell)
  );
});

describe('CSV', () => {
  test('opens in a Hungarian Excel: byte order mark, semicolons, decimal commas, guarded texts', () => {
    const bytes = writeCsv({
      columns,
      rows: [
        ['Őszi; „bál”', 12.5, '=1'],
        ['két\nsor "itt"', null, '']
      ]
    });
    expect(text(bytes)).toBe(
      '\ufeffnév;hely;megjegyzés\r\n"Őszi; „bál”";12,5;\'=1\r\n"két\nsor ""itt""";;\r\n'
    );
  });

  test('with commas has decimal points', () => {
    expect(text(writeCsv({ columns, rows: [['a', 12.5, null]] }, ','))).toBe(
      '\ufeffnév,hely,megjegyzés\r\na,12.5,\r\n'
    );
  });

  test('row by row is the same as at once', async () => {
    const rows: Cell[][] = [
      ['Őszi; „bál”', 12.5, '=1'],
      ['két\nsor', null, '']
    ];
    async function* one() {
      yield* rows;
    }
    const chunks = await csvStream(columns, one()).toArray();
    expect(chunks.join('')).toBe(text(writeCsv({ columns, rows })));
  });
});

/** Texts as people and attackers write them; of control characters only those that a cell may hold. */
const cellText = fc
  .array(
    fc.oneof(
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          "'",
          '"',
          ';',
          ',',
          '\t',
          '|',
          '\n',
          ' ',
          '\u00a0',
          '<',
          '&',
          'sep=',
          '_x0041_',
          '1'
        )
      },
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) }
    ),
    { maxLength: 6 }
  )
  .map((parts) =>
    parts
      .join('')
      .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (letter) => (letter === '\t' || letter === '\n' ? letter : ''))
  );
/** A row without content would not be a row. */
const row = fc.tuple(
  cellText.map((cell) => `x${cell}`),
  cellText,
  cellText
);
const rows = fc.array(
  fc.oneof(
    row,
    row.map(([a, b, c]) => [c, a, b] as const)
  ),
  { minLength: 1, maxLength: 8 }
);

test('every text comes back from CSV as it was', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom<(';' | ',')[]>(';', ','), async (written, delimiter) => {
      expect(await back(writeCsv({ columns, rows: written }, delimiter))).toEqual({ columns, rows: written });
    }),
    { numRuns: 500, seed: 11 }
  );
});

test('every text comes back from XLSX as it was', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (written) => {
      expect(await back(await writeXlsx({ columns, rows: written }, 'Lap'))).toEqual({
        columns,
        rows: written
      });
    }),
    { numRuns: 25, seed: 12 }
  );
});

test('numbers and phone numbers stay themselves in XLSX, whatever the sheet is called', async () => {
  const bytes = await writeXlsx(
    { columns, rows: [['Bál', -12.5, '+36 66 123-456']] },
    "'[Szeged/Ózd]: *?'".repeat(4)
  );
  expect((await back(bytes)).rows).toEqual([['Bál', '-12.5', '+36 66 123-456']]);
});

test('what no file can hold is left out', async () => {
  const cells = ['a\u0000b\u0007c\ud800d', 'x'.repeat(40_000), 'z'];
  expect((await back(writeCsv({ columns, rows: [cells] }))).rows[0]?.[0]).toBe('abcd');
  const [first, long] = (await back(await writeXlsx({ columns, rows: [cells] }, 'Lap'))).rows[0] ?? [];
  expect([first, long?.length]).toEqual(['abcd', 32_767]);
});
