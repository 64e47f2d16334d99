// Writes tables for other people's programs, so that no cell of ours is ever taken for a formula there.
import { Readable } from 'node:stream';

export type Cell = string | number | null;

export interface WrittenTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

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

/**
 * With an apostrophe before it, where a spreadsheet would take the text for a formula (OWASP, CSV Injection): after =, +, -, @, tab or a line
 * end, also in full width. A negative number is none. The reading side takes the apostrophe away again.
 */
export function guarded(text: string): string {
  if (/^-\d+(?:[.,]\d+)?$/.test(text)) return text;
  return /^'*[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text;
}

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

/** Without control characters and halves of characters, which neither XML nor UTF-8 knows. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    ''
  );
}
