// Reads a file that somebody chose into a table: what kind of file it is, what is refused, and how long it may take.
import { no, ok } from '#lib/core/result.ts';
import { runThread } from '../thread.server.ts';
import { readDelimited } from './delimited.server.ts';
import { spoiltLetters } from './encoding.server.ts';
import {
  tableOf,
  type Limits,
  type NotATable,
  type RawRow,
  type ReadResult,
  type Refusal,
  type Table
} from './table.ts';
import type { FromWorkbook, WorkbookOrder } from './workbook-worker.ts';

export type { ReadResult, Refusal, Table } from './table.ts';

export interface ReadOptions {
  readonly name: string;
  /** The name of a workbook's sheet; its first one without. */
  readonly sheet?: string;
  readonly maxBytes?: number;
  readonly maxRows?: number;
  readonly maxColumns?: number;
}

const maxSeconds = 30;

/**
 * CSV in any usual encoding and with any usual delimiter, or XLSX: judged by content, never by name. The first row with content names the
 * columns. Days, times and numbers of a workbook come as `2027-09-04`, `2027-09-04T18:00`, `18:00`, `12.5`.
 * Nothing in a file makes it throw; other requests go on meanwhile.
 */
export async function readTable(bytes: Uint8Array, options: ReadOptions): Promise<ReadResult> {
  const { sheet = null, maxBytes = 20 * 1024 * 1024, maxRows = 200_000, maxColumns = 500 } = options;
  if (bytes.length > maxBytes) return refused({ reason: 'too_large', bytes: bytes.length, limit: maxBytes });
  const limits: Limits = { maxRows, maxColumns };
  const table = await tableIn(bytes, sheet, limits);
  return 'reason' in table ? refused(table) : ok(table);
}

function refused(refusal: Refusal): ReadResult {
  const { reason, ...details } = refusal;
  return no(reason, details) as ReadResult;
}

async function tableIn(bytes: Uint8Array, sheet: string | null, limits: Limits): Promise<Table | Refusal> {
  if (bytes.length === 0) return { reason: 'empty' };
  const starts = (...first: number[]): boolean => first.every((byte, i) => bytes[i] === byte);
  if (starts(0x50, 0x4b, 3, 4) || starts(0x50, 0x4b, 5, 6)) return readSheetAside({ bytes, sheet, limits });
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return compoundFile(bytes);
  const kind = otherKinds.find(([signature]) => starts(...signature))?.[1];
  if (kind) return { reason: 'not_a_table', kind };
  return readDelimited(bytes, limits);
}

const otherKinds: readonly (readonly [readonly number[], NotATable])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'pdf'],
  [[0x89, 0x50, 0x4e, 0x47], 'picture'],
  [[0xff, 0xd8, 0xff], 'picture'],
  [[0x47, 0x49, 0x46, 0x38], 'picture'],
  [[0x1f, 0x8b], 'archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'archive'],
  [[0x52, 0x61, 0x72, 0x21], 'archive']
];

/** Microsoft's older container: a workbook with a password, or one from before 2007. */
function compoundFile(bytes: Uint8Array): Refusal {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le')
  );
  return encrypted ? { reason: 'encrypted' } : { reason: 'not_a_table', kind: 'old_excel' };
}

/** In a thread of its own, which is ended when it takes too much time or memory. */
async function readSheetAside(order: WorkbookOrder): Promise<Table | Refusal> {
  const rows: RawRow[] = [];
  const heard: { end: Exclude<FromWorkbook, { kind: 'rows' | 'started' }> } = {
    end: { kind: 'refused', refusal: { reason: 'damaged' } }
  };
  const thread = {
    script: 'src/lib/platform/tabular/workbook-worker.ts',
    data: order,
    seconds: maxSeconds,
    megabytes: 768
  };
  const ran = await runThread<FromWorkbook>(thread, (message) => {
    if (message.kind === 'rows') for (const row of message.rows) rows.push(row);
    else if (message.kind !== 'started') heard.end = message;
  });
  if (ran.kind === 'too_long') return { reason: 'took_too_long', seconds: maxSeconds };
  // Out of memory, or an error nobody waited for inside the reader, is the file's fault.
  if (ran.kind === 'broke' && !ran.began) throw ran.error;
  const { end } = heard;
  if (end.kind === 'refused') return end.refusal;
  const table = await tableOf(rows, order.limits);
  if ('reason' in table) return table;
  const problems = [...table.problems, ...(await spoiltLetters(table.rows))];
  return { ...table, problems, encoding: 'utf-8', delimiter: null, sheet: end.sheet, sheets: end.sheets };
}
