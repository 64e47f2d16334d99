// The thread in which the embedded database lives: takes PostgreSQL protocol messages, answers with PostgreSQL protocol messages.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { durableStartParams, SyncingNodeFS } from './embedded-files.ts';

/** A directory on disk, or a database in memory that starts as a copy of a dump. */
export type EmbeddedSource = { directory: string } | { dump: string | null };

export type ToWorker =
  | { kind: 'bytes'; bytes: Uint8Array }
  /** Writes the files of a database in memory as a tar archive. */
  | { kind: 'dump' }
  | { kind: 'close' };

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'dumped'; bytes: Uint8Array }
  | { kind: 'closed' }
  | { kind: 'failed'; message: string };

if (parentPort) {
  const port = parentPort;
  const send = (message: FromWorker, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer);
  try {
    const database = await open(workerData as EmbeddedSource);
    let last: Promise<void> = Promise.resolve();
    port.on('message', (message: ToWorker) => {
      last = last.then(() => answer(database, message, send)).catch((error: unknown) => fail(error, send));
    });
    send({ kind: 'ready' });
  } catch (error) {
    fail(error, send);
  }
}

async function open(source: EmbeddedSource): Promise<PGlite> {
  const extensions = { btree_gist, pg_trgm, unaccent };
  if ('directory' in source)
    return PGlite.create({
      fs: new SyncingNodeFS(source.directory),
      startParams: durableStartParams,
      extensions
    });
  const loadDataDir = source.dump === null ? undefined : new Blob([await readFile(source.dump)]);
  return PGlite.create({ loadDataDir, extensions });
}

async function answer(
  database: PGlite,
  message: ToWorker,
  send: (message: FromWorker, transfer?: ArrayBuffer[]) => void
): Promise<void> {
  if (message.kind === 'bytes') {
    const bytes = await exchange(database, message.bytes);
    if (message.bytes[0] !== terminate && bytes.at(-6) !== readyForQuery)
      throw new Error('The database engine has stopped answering.');
    send({ kind: 'bytes', bytes }, [bytes.buffer]);
  } else if (message.kind === 'dump') {
    const dump = await database.dumpDataDir('none');
    send({ kind: 'dumped', bytes: new Uint8Array(await dump.arrayBuffer()) });
  } else {
    await database.close();
    send({ kind: 'closed' });
    parentPort?.close();
  }
}

/** Types of protocol messages. Every batch but the last ends in one to which the answer's last six bytes are ReadyForQuery. */
const terminate = 'X'.charCodeAt(0);
const readyForQuery = 'Z'.charCodeAt(0);

async function exchange(database: PGlite, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  await database.execProtocolRawStream(bytes, {
    syncToFs: false,
    // A view into the engine's memory, which changes under it: keep a copy.
    onRawData: (part) => parts.push(part.slice())
  });
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function fail(error: unknown, send: (message: FromWorker) => void): void {
  send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}
