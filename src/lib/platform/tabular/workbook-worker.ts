// The thread in which a workbook is read: hands its rows over in portions that the main thread takes without a pause.
import { parentPort, workerData } from 'node:worker_threads';
import type { Limits, RawRow, Refusal } from './table.ts';
import { readWorkbook } from './workbook.ts';

export interface WorkbookOrder {
  readonly bytes: Uint8Array;
  readonly sheet: string | null;
  readonly limits: Limits;
}

export type FromWorkbook =
  | { readonly kind: 'started' }
  | { readonly kind: 'rows'; readonly rows: RawRow[] }
  | { readonly kind: 'done'; readonly sheet: string; readonly sheets: readonly string[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const cellsPerPortion = 20_000;
const { bytes, sheet, limits } = workerData as WorkbookOrder;
const send = (message: FromWorkbook): void => parentPort?.postMessage(message);

send({ kind: 'started' });
const book = await readWorkbook(bytes, sheet, limits);
if ('reason' in book) send({ kind: 'refused', refusal: book });
else {
  const perPortion = Math.max(1, Math.floor(cellsPerPortion / (book.rows[0]?.[1].length || 1)));
  for (let at = 0; at < book.rows.length; at += perPortion)
    send({ kind: 'rows', rows: book.rows.slice(at, at + perPortion) });
  send({ kind: 'done', sheet: book.sheet, sheets: book.sheets });
}
