// What a table read from a file is, and why a file may not be one.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Result } from '#lib/core/result.ts';
import type { RowError, TableRow } from './mapping.ts';

export interface Table {
  /** Names of the columns, each only once: an empty name is the column's letter in brackets, a repeated one is numbered. */
  readonly columns: string[];
  /** Rows with some content, as many cells as there are columns, texts as they stand in the file. */
  readonly rows: (TableRow & { readonly cells: string[] })[];
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  /** Of a workbook, in its order. */
  readonly sheets: readonly string[];
  /** What is odd but did not prevent reading. */
  readonly problems: TableFault[];
}

/**
 * `extra_cells`: more cells than columns, as where a comma in a text was taken for the end of the cell (fewer are empty ones, as
 * spreadsheets leave them out); `garbled`: read in a wrong encoding by an earlier program; `lost_letters`: �; `wrong_accents`: õ and
 * û where ő and ű are meant, of which at most 1,000 are told.
 */
export const tableFaultCodes = ['extra_cells', 'garbled', 'lost_letters', 'wrong_accents'] as const;

export interface TableFault extends RowError {
  readonly code: (typeof tableFaultCodes)[number];
}

export type Refusal =
  | { readonly reason: 'too_large'; readonly bytes: number; readonly limit: number }
  /** Packed content larger than is taken, or more than a hundred times its packed size. */
  | { readonly reason: 'too_large_unpacked'; readonly bytes: number; readonly limit: number }
  | { readonly reason: 'too_many_rows'; readonly limit: number }
  | { readonly reason: 'too_many_columns'; readonly columns: number; readonly limit: number }
  | { readonly reason: 'too_many_cells'; readonly limit: number }
  | { readonly reason: 'empty' }
  | { readonly reason: 'encrypted' }
  /** `kind` is what it is instead. */
  | { readonly reason: 'not_a_table'; readonly kind: NotATable }
  /** A quotation mark that opens in the row of this line is not closed, or only after a megabyte. */
  | { readonly reason: 'broken_quotes'; readonly line: number }
  /** More than a megabyte without a line end. */
  | { readonly reason: 'row_too_long'; readonly line: number }
  | { readonly reason: 'damaged' }
  | { readonly reason: 'unknown_sheet'; readonly sheet: string; readonly sheets: readonly string[] }
  | { readonly reason: 'took_too_long'; readonly seconds: number };

export type NotATable =
  'old_excel' | 'open_document' | 'archive' | 'pdf' | 'picture' | 'web_page' | 'json' | 'calendar' | 'binary';

export interface Limits {
  readonly maxRows: number;
  readonly maxColumns: number;
}

/** Rows times columns: what the memory of one process bears. */
export const maxCells = 10_000_000;

export type ReadResult = Result<Table, { ok: false } & Refusal>;

/** Rows as they stand in the file, the first with content being the names of the columns. */
export type RawRow = readonly [line: number, cells: readonly string[]];

/** Rows handled between two turns of the event loop: a few milliseconds. */
const portion = 2000;

/** Does something for every row, letting others have their turn now and then: what is cheap for one row. */
export async function forEachRow<Row>(rows: readonly Row[], act: (row: Row) => void): Promise<void> {
  for (let at = 0; at < rows.length; at += portion) {
    if (at > 0) await nextTurn();
    for (const row of rows.slice(at, at + portion)) act(row);
  }
}

/** Gives raw rows names and equal lengths. */
export async function tableOf(
  raw: readonly RawRow[],
  limits: Limits
): Promise<{ columns: string[]; rows: Table['rows']; problems: TableFault[] } | Refusal> {
  const full: RawRow[] = [];
  await forEachRow(raw, (row) => {
    if (row[1].some(hasContent)) full.push(row);
  });
  const header = full.shift()?.[1];
  if (!header) return { reason: 'empty' };
  if (full.length > limits.maxRows) return { reason: 'too_many_rows', limit: limits.maxRows };
  const width = await widthOf(header, full);
  if (width > limits.maxColumns)
    return { reason: 'too_many_columns', columns: width, limit: limits.maxColumns };
  if (width * full.length > maxCells) return { reason: 'too_many_cells', limit: maxCells };
  const problems: TableFault[] = [];
  const rows: Table['rows'] = [];
  await forEachRow(full, ([line, given]) => {
    const extra = given.length > width ? given.slice(width).filter(hasContent) : [];
    if (extra.length > 0)
      problems.push({
        line,
        field: null,
        code: 'extra_cells',
        value: extra
          .map((text) => text.trim())
          .join(' ')
          .slice(0, 200)
      });
    rows.push({ line, cells: Array.from({ length: width }, (_, i) => withoutGuard(given[i] ?? '')) });
  });
  return { columns: columnNames(header.slice(0, width)), rows, problems };
}

/** Spreadsheets that kept a text from being a formula put an apostrophe before it; so do our own exports. */
export function withoutGuard(text: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/u.test(text) ? text.slice(1) : text;
}

/** Columns at the end that have neither name nor content do not count. */
async function widthOf(header: readonly string[], rows: readonly RawRow[]): Promise<number> {
  let width = header.findLastIndex(hasContent) + 1;
  if (width === header.length) return width;
  await forEachRow(rows, ([, cells]) => {
    for (let i = Math.min(header.length, cells.length) - 1; i >= width; i--)
      if (hasContent(cells[i] ?? '')) width = i + 1;
  });
  return width;
}

function hasContent(text: string): boolean {
  return /\S/.test(text);
}

function columnNames(header: readonly string[]): string[] {
  const seen = new Set<string>();
  return header.map((text, i) => {
    const name = withoutGuard(text).replace(/\s+/gu, ' ').trim() || `[${letterOf(i)}]`;
    let unique = name;
    for (let n = 2; seen.has(unique); n++) unique = `${name} (${n})`;
    seen.add(unique);
    return unique;
  });
}

/** 0 is A, 26 is AA. */
export function letterOf(position: number): string {
  const rest = Math.floor(position / 26);
  return (rest > 0 ? letterOf(rest - 1) : '') + String.fromCharCode(65 + (position % 26));
}
