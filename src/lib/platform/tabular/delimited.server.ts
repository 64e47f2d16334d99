// Reads text with delimiters (CSV): which delimiter, which rows, in which lines they stand.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { encodingOf, isBinary, spoiltLetters, type Encoding } from './encoding.server.ts';
import {
  maxCells,
  tableOf,
  type Limits,
  type NotATable,
  type RawRow,
  type Refusal,
  type Table
} from './table.ts';

/** Characters handed to the parser between two turns of the event loop: about 5 ms. */
const slice = 65_536;
const maxRecord = 1_000_000;

/** Text comes in, or a refusal; never throws on what the file holds. */
export async function readDelimited(bytes: Uint8Array, limits: Limits): Promise<Table | Refusal> {
  const encoding = encodingOf(bytes);
  const text = await decoded(bytes, encoding);
  const other = somethingElse(text);
  if (other) return { reason: 'not_a_table', kind: other };
  // Excel's own first line that names the delimiter.
  const declared = /^sep=([;,\t|])(?:\r\n|\n|\r)/.exec(text);
  const delimiter = declared?.[1] ?? delimiterOf(text);
  const from = declared?.[0].length ?? 0;
  const raw = await rowsOf(text, { from, firstLine: declared ? 2 : 1, delimiter, limits });
  if ('reason' in raw) return raw;
  const table = await tableOf(raw, limits);
  if ('reason' in table) return table;
  const problems = [...table.problems, ...(await spoiltLetters(table.rows))];
  return { ...table, problems, encoding, delimiter, sheet: null, sheets: [] };
}

async function decoded(bytes: Uint8Array, encoding: Encoding): Promise<string> {
  const decoder = new TextDecoder(encoding);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 1_048_576) {
    parts.push(decoder.decode(bytes.subarray(at, at + 1_048_576), { stream: true }));
    await nextTurn();
  }
  parts.push(decoder.decode());
  return parts.join('');
}

function somethingElse(text: string): NotATable | null {
  const start = text.slice(0, 1000).trimStart();
  if (/^<(?:!|\?xml|html|table|svg|workbook)/i.test(start)) return 'web_page';
  if (/^(?:\{\s*["}]|\[\s*[[{\]])/.test(start)) return 'json';
  if (/^BEGIN:V/i.test(start)) return 'calendar';
  return isBinary(text) ? 'binary' : null;
}

/**
 * Of comma, semicolon, tab and bar the one that most rows of the beginning have as often as the first row; among equals the one
 * that makes more columns. A file without any of them is one column.
 */
export function delimiterOf(text: string): string {
  let best = { delimiter: ',', share: 0, columns: 1 };
  for (const delimiter of [';', '\t', ',', '|']) {
    const counts = cellCounts(text.slice(0, slice), delimiter);
    const columns = counts[0] ?? 1;
    if (columns < 2) continue;
    const share = counts.filter((count) => count === columns).length / counts.length;
    if (share > best.share || (share === best.share && columns > best.columns))
      best = { delimiter, share, columns };
  }
  return best.delimiter;
}

/** Cells per row of the first fifty rows that are not blank. */
function cellCounts(sample: string, delimiter: string): number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let blank = true;
  for (let i = 0; i < sample.length && counts.length < 50; i++) {
    const letter = sample[i];
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '\n' || letter === '\r') {
      if (!blank) counts.push(cells);
      cells = 1;
      blank = true;
      continue;
    } else if (letter === delimiter) cells += 1;
    blank &&= letter !== delimiter && letter?.trim() === '';
  }
  if (!blank && counts.length === 0) counts.push(cells);
  return counts;
}

interface Reading {
  readonly from: number;
  readonly firstLine: number;
  readonly delimiter: string;
  readonly limits: Limits;
}

async function rowsOf(
  text: string,
  { from, firstLine, delimiter, limits }: Reading
): Promise<RawRow[] | Refusal> {
  const rows: RawRow[] = [];
  let line = firstLine;
  let cellCount = 0;
  let refusal: Refusal | null = null;
  const take = (record: string[]): null => {
    if (record.length > 1 || record[0] !== '') {
      rows.push([line, record]);
      cellCount += record.length;
    }
    line += 1 + lineEnds(record);
    if (cellCount > maxCells) refusal = { reason: 'too_many_cells', limit: maxCells };
    if (rows.length > limits.maxRows + 1) refusal = { reason: 'too_many_rows', limit: limits.maxRows };
    return null;
  };
  async function* slices(): AsyncGenerator<string> {
    for (let at = from; at < text.length && !refusal; at += slice) {
      await nextTurn();
      yield text.slice(at, at + slice);
    }
  }
  const parser = parse({
    delimiter,
    max_record_size: maxRecord,
    // Taken as they are found: what the parser still holds when it meets a fault would be lost.
    on_record: take,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true
  });
  try {
    await pipeline(slices, parser.resume());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const tooLong = error.code === 'CSV_MAX_RECORD_SIZE' && hasEndlessLine(text);
    return refusal ?? { reason: tooLong ? 'row_too_long' : 'broken_quotes', line };
  }
  return refusal ?? rows;
}

/** Line ends inside quotes; the parser's own count takes CR LF there for two. */
function lineEnds(record: readonly string[]): number {
  let count = 0;
  for (const cell of record)
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  return count;
}

/** Whether a line is too long by itself, without any quotation mark joining it with the next. */
function hasEndlessLine(text: string): boolean {
  for (let start = 0; start + maxRecord <= text.length;) {
    const window = text.slice(start, start + maxRecord);
    const end = Math.max(window.lastIndexOf('\n'), window.lastIndexOf('\r'));
    if (end < 0) return true;
    start += end + 1;
  }
  return false;
}
