// Reads a calendar or JSON file: a small one at once, a large one in a thread of its own, so that others are served meanwhile.
import { runThread } from '#lib/platform/thread.server.ts';
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
  const rows: ImportTable['rows'][number][] = [];
  const heard: { table: ImportTable | null } = { table: unreadable('too_much_to_read', 1) };
  const thread = {
    script: 'src/lib/domains/calendar/import-files-worker.ts',
    data: { name: file.name, bytes: file.bytes } satisfies ImportFile,
    seconds,
    megabytes: 1024
  };
  const end = await runThread<FromReader>(thread, (message) => {
    if (message.kind === 'done') heard.table = message.table && { ...message.table, rows };
    else if (message.kind === 'rows') for (const row of message.rows) rows.push(row);
  });
  // Out of memory: the file holds more than one process bears. A thread that never began is no fault of the file.
  if (end.kind === 'broke' && !end.began) throw end.error;
  return heard.table;
}
