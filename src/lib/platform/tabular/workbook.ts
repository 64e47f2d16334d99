// Reads the rows of one sheet of an XLSX workbook as texts; runs in a thread of its own.
import { Buffer } from 'node:buffer';
import { readSheet } from 'read-excel-file/node';
import { archiveOf, contentOf, entriesOf } from './archive.server.ts';
import { maxCells, type Limits, type RawRow, type Refusal } from './table.ts';

export interface Workbook {
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly rows: RawRow[];
}

/** @param sheet its name; the first one without */
export async function readWorkbook(
  bytes: Uint8Array,
  sheet: string | null,
  limits: Limits
): Promise<Workbook | Refusal> {
  const entries = entriesOf(bytes);
  if ('reason' in entries) return entries;
  if (!entries.some(({ name }) => name === 'xl/workbook.xml'))
    return { reason: 'not_a_table', kind: kindOf(entries.map(({ name }) => name)) };
  const files: [string, Uint8Array][] = [];
  for (const entry of entries) {
    if (!/^xl\/.*\.xml(\.rels)?$/.test(entry.name) || /^xl\/(theme|drawings|charts|media)/.test(entry.name))
      continue;
    const content = contentOf(bytes, entry);
    if (!content) return { reason: 'damaged' };
    const tooMuch = /^xl\/worksheets\/[^/]*\.xml$/.test(entry.name) ? excessOf(content, limits) : null;
    if (tooMuch) return tooMuch;
    files.push([entry.name, content]);
  }
  const sheets = sheetNames(files);
  const wanted = sheet ?? sheets[0];
  if (wanted === undefined) return { reason: 'empty' };
  if (!sheets.includes(wanted)) return { reason: 'unknown_sheet', sheet: wanted, sheets };
  try {
    const data = await readSheet(archiveOf(files), wanted, { trim: false });
    const rows = data.map((cells, i) => [i + 1, cells.map(textOf)] as const);
    return { sheet: wanted, sheets, rows };
  } catch {
    // The reader trusts the shape of the XML: what has another one fails in it in many ways.
    return { reason: 'damaged' };
  }
}

function kindOf(names: readonly string[]): 'open_document' | 'archive' {
  return names.includes('mimetype') && names.includes('content.xml') ? 'open_document' : 'archive';
}

/**
 * One row or cell at the far end of a sheet makes the reader fill everything before it, so their addresses are looked at first.
 * Empty cells, which spreadsheets write for a mere format, do not count.
 */
function excessOf(content: Uint8Array, { maxRows, maxColumns }: Limits): Refusal | null {
  const xml = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
  let lastRow = 0;
  let lastColumn = 0;
  for (const [, column = '', row = ''] of xml.matchAll(
    /<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br="([A-Z]{1,9})(\d{1,15})"(?:[^<>]{0,200}[^<>/])?>/g
  )) {
    lastColumn = Math.max(lastColumn, columnNumber(column));
    lastRow = Math.max(lastRow, Number(row));
  }
  for (const [, row = ''] of xml.matchAll(/<(?:\w{1,20}:)?row\s[^<>]{0,500}?\br="(\d{1,15})"/g))
    if (Number(row) > 1_048_576) return { reason: 'damaged' };
  if (lastColumn > maxColumns) return { reason: 'too_many_columns', columns: lastColumn, limit: maxColumns };
  if (lastRow > 1_048_576) return { reason: 'damaged' };
  // A table may begin below some empty rows.
  if (lastRow > maxRows + 1000) return { reason: 'too_many_rows', limit: maxRows };
  return lastRow * lastColumn > maxCells ? { reason: 'too_many_cells', limit: maxCells } : null;
}

/** A is 1, AA is 27. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function sheetNames(files: readonly (readonly [string, Uint8Array])[]): string[] {
  const xml = new TextDecoder().decode(files.find(([name]) => name === 'xl/workbook.xml')?.[1]);
  return Array.from(
    xml.matchAll(/<(?:\w{1,20}:)?sheet\s[^<>]{0,500}?\bname="([^"<>]{1,200})"/g),
    ([, name = '']) => unescaped(name)
  );
}

function unescaped(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name] ?? whole;
      const code = decimal ? Number(decimal) : parseInt(hex ?? '0', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }
  );
}

/** Numbers as one writes them (15 digits, as spreadsheets show), days and times in ISO form without a zone. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (value instanceof Date) return dateText(value);
  // A workbook can spell characters that no database takes (ECMA-376, ST_Xstring).
  return String(value).replaceAll('\0', '').toWellFormed();
}

/** A time without a day counts from the day 0 of spreadsheets, 30 or 31 December 1899. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const seconds = Math.round(date.getTime() / 1000);
  const iso = new Date(seconds * 1000).toISOString();
  const [day = '', time = ''] = iso.replace(/^\+?0*(\d{4,})/, '$1').split('T');
  const short = time.startsWith('00:00:00') ? '' : time.slice(0, time.slice(6, 8) === '00' ? 5 : 8);
  if (/^1899-12-3[01]$/.test(day)) return short || '00:00';
  return short ? `${day}T${short}` : day;
}
