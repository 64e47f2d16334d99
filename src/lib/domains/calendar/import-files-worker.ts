// The thread in which a large calendar or JSON file is read: hands its rows over in portions that the main thread takes without a pause.
import { parentPort, workerData } from 'node:worker_threads';
import type { ImportFile, ImportTable } from '#lib/platform/domain.ts';
import { readEventFile } from './import-files.ts';

export type FromReader =
  | { readonly kind: 'started' }
  | { readonly kind: 'rows'; readonly rows: ImportTable['rows'] }
  | { readonly kind: 'done'; readonly table: ImportTable | null };

const cellsPerPortion = 10_000;
const send = (message: FromReader): void => parentPort?.postMessage(message);

send({ kind: 'started' });
const table = readEventFile(workerData as ImportFile);
if (table) {
  const perPortion = Math.max(1, Math.floor(cellsPerPortion / (table.columns.length || 1)));
  for (let at = 0; at < table.rows.length; at += perPortion)
    send({ kind: 'rows', rows: table.rows.slice(at, at + perPortion) });
}
send({ kind: 'done', table: table && { ...table, rows: [] } });
