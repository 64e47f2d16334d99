// Writes tables for other people's programs, so that no cell of ours is ever taken for a formula there.
import { Readable } from 'node:stream';
import writeXlsxFile from 'write-excel-file/node';

export type Cell = string | number | null;

export interface WrittenTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

/** The largest text a spreadsheet's cell holds. */
const maxCellLength = 32_767;

/**
 * CSV as a Hungarian Excel opens it by double click: UTF-8 with byte order mark, semicolons, decimal commas, CR LF. With a comma as
 * the delimiter the decimal sign is a full stop. `readTable` gives every text back as it was.
 */
export function writeCsv(
  { columns, rows }: WrittenTable,
  delimiter: ';' | ',' = ';'
): Uint8Array<ArrayBuffer> {
  const lines = [csvLine(columns, delimiter)];
  for (const row of rows) lines.push(csvLine(row, delimiter));
  return new TextEncoder().encode(`\ufeff${lines.join('')}`);
}

/** The same row by row, for exports that would not fit into memory. */
export function csvStream(
  columns: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
  delimiter: ';' | ',' = ';'
): Readable {
  return Readable.from(
    (async function* () {
      yield `\ufeff${csvLine(columns, delimiter)}`;
      for await (const row of rows) yield csvLine(row, delimiter);
    })()
  );
}

/** One sheet, the columns' names in bold and standing still. Characters that XML does not know are left out, CR LF becomes LF. */
export async function writeXlsx({ columns, rows }: WrittenTable, sheet: string): Promise<Uint8Array> {
  const header = columns.map((name) => ({
    value: inXml(guarded(name)),
    type: String,
    fontWeight: 'bold' as const
  }));
  const widths = columns.map((name) => Math.max(10, name.length + 2));
  const data = Array.from(rows, (row) =>
    row.map((cell, i) => {
      if (cell === null || cell === '') return null;
      widths[i] = Math.min(60, Math.max(widths[i] ?? 10, String(cell).length + 2));
      return typeof cell === 'number'
        ? { value: cell, type: Number }
        : { value: inXml(phone.test(cell) ? cell : guarded(cell)), type: String };
    })
  );
  const name =
    sheet
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim()
      .replace(/^'|'$/g, '') || 'Kaláka';
  return writeXlsxFile([header, ...data], {
    sheet: name,
    stickyRowsCount: 1,
    columns: widths.map((width) => ({ width }))
  }).toBuffer();
}

/**
 * With an apostrophe before it, where a spreadsheet would take the text for a formula (OWASP, CSV Injection): after =, +, -, @, tab or a line
 * end, also in full width. A negative number is none. The reading side takes the apostrophe away again.
 */
export function guarded(text: string): string {
  if (/^-\d+(?:[.,]\d+)?$/.test(text)) return text;
  return /^'*[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text;
}

/** In a cell that is typed as text it needs no guard, and people would wonder at it. */
const phone = /^\+\d[\d ()/-]*$/;

function csvLine(cells: readonly Cell[], delimiter: ';' | ','): string {
  const line = cells.map((cell) => csvCell(cell, delimiter)).join(delimiter);
  // A row with one empty cell would be a blank line.
  return `${line === '' ? '""' : line}\r\n`;
}

function csvCell(cell: Cell, delimiter: ';' | ','): string {
  if (cell === null) return '';
  if (typeof cell === 'number')
    return delimiter === ';' ? String(cell).replace('.', ',') : csvText(String(cell));
  return csvText(guarded(printable(cell)));
}

/** Every delimiter that a reader may try makes quotes necessary, not only ours. */
function csvText(text: string): string {
  return /["\r\n;,\t|]|^\s|\s$|^sep=|^[<{[]|^BEGIN:/i.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function inXml(text: string): string {
  return (
    printable(text)
      .replace(/\r\n?/g, '\n')
      .slice(0, maxCellLength)
      // Read as an escaped character otherwise (ECMA-376, ST_Xstring).
      .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
  );
}

/** Without control characters and halves of characters, which neither XML nor UTF-8 knows. */
function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    ''
  );
}
