// What a table read from a file is, and why a file may not be one.
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
  /**
   * What is odd but did not prevent reading, at most 1,000 of each code: `ragged` (more or fewer cells than columns),
   * `wrong_accents` (õ and û where ő and ű are meant), `garbled` (read in a wrong encoding by an earlier program), `lost_letters` (�).
   */
  readonly problems: RowError[];
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
  /** A quotation mark that opens in this line is not closed, or only after a megabyte. */
  | { readonly reason: 'broken_quotes'; readonly line: number }
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

/** Gives raw rows names and equal lengths. */
export function tableOf(
  raw: Iterable<RawRow>,
  limits: Limits
): { columns: string[]; rows: Table['rows']; problems: RowError[] } | Refusal {
  const full = Array.from(raw).filter(([, cells]) => cells.some((text) => text.trim() !== ''));
  const header = full[0]?.[1];
  if (!header) return { reason: 'empty' };
  if (full.length - 1 > limits.maxRows) return { reason: 'too_many_rows', limit: limits.maxRows };
  const width = widthOf(header, full);
  if (width > limits.maxColumns)
    return { reason: 'too_many_columns', columns: width, limit: limits.maxColumns };
  if (width * full.length > maxCells) return { reason: 'too_many_cells', limit: maxCells };
  const problems: RowError[] = [];
  const rows = full.slice(1).map(([line, given]) => {
    const extra = given.slice(width).filter((text) => text.trim() !== '').length;
    if ((extra > 0 || given.length < width) && problems.length < 1000)
      problems.push({ line, field: null, code: 'ragged', value: `${given.length}/${width}` });
    const cells = Array.from({ length: width }, (_, i) => withoutGuard(given[i] ?? ''));
    return { line, cells };
  });
  return { columns: columnNames(header.slice(0, width)), rows, problems };
}

/** Spreadsheets that kept a text from being a formula put an apostrophe before it; so do our own exports. */
export function withoutGuard(text: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/u.test(text) ? text.slice(1) : text;
}

/** Columns at the end that have neither name nor content do not count. */
function widthOf(header: readonly string[], rows: readonly RawRow[]): number {
  let width = header.length;
  while (width > 0 && header[width - 1]?.trim() === '') width -= 1;
  if (width === header.length) return width;
  let used = width;
  for (const [, cells] of rows)
    for (let i = Math.min(header.length, cells.length) - 1; i >= used; i--)
      if (cells[i]?.trim() !== '') used = i + 1;
  return used;
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
function letterOf(position: number): string {
  const rest = Math.floor(position / 26);
  return (rest > 0 ? letterOf(rest - 1) : '') + String.fromCharCode(65 + (position % 26));
}
