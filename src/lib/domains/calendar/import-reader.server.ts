// Reads a calendar or JSON file: a small one at once, a large one in a thread of its own, so that others are served meanwhile.
import { Worker } from 'node:worker_threads';
import { projectFile } from '#lib/platform/db/project.server.ts';
import type { ImportFile, ImportTable } from '#lib/platform/domain.ts';
import { eventFileKind, readEventFile } from './import-files.ts';
import type { FromReader } from './import-files-worker.ts';
import { unreadable } from './import-unreadable.ts';

/** Read within about 20 ms. */
const smallBytes = 256 * 1024;
const maxSeconds = 60;

/** Null when the file is a table, or nothing that we know. */
export async function readEventFileAside(
  file: ImportFile,
  { small = smallBytes, seconds = maxSeconds }: { small?: number; seconds?: number } = {}
): Promise<ImportTable | null> {
  if (eventFileKind(file) === null) return null;
  if (file.bytes.length <= small) return readEventFile(file);
  const worker = new Worker(projectFile('src/lib/domains/calendar/import-files-worker.ts'), {
    workerData: { name: file.name, bytes: file.bytes } satisfies ImportFile,
    name: 'events',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 1024 }
  });
  const rows: ImportTable['rows'][number][] = [];
  let started = false;
  let timer: NodeJS.Timeout | undefined;
  const table = await new Promise<ImportTable | null>((resolve, reject) => {
    const refuse = (): void => resolve(unreadable('too_much_to_read', 1));
    timer = setTimeout(refuse, seconds * 1000);
    worker.on('message', (message: FromReader) => {
      started = true;
      if (message.kind === 'done') resolve(message.table && { ...message.table, rows });
      else if (message.kind === 'rows') for (const row of message.rows) rows.push(row);
    });
    // Out of memory: the file holds more than one process bears. A thread that never began is no fault of the file.
    worker.on('error', (error) => (started ? refuse() : reject(error)));
    worker.on('exit', refuse);
  });
  clearTimeout(timer);
  await worker.terminate();
  return table;
}
