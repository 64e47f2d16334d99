// Speaks the PostgreSQL protocol with the embedded database's thread through the driver that a server gets, so that
// parameters, results and errors are the same on both.
import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { projectFile } from './project.server.ts';
import type { EmbeddedSource, FromWorker, ToWorker } from './embedded-worker.ts';
import { columnTypes, sessionSettings } from './types.server.ts';

/** A started thread and the driver's connection to it. Once dead it stays so; a new one is started instead. */
export interface EmbeddedSession {
  readonly client: pg.Client;
  readonly alive: () => boolean;
  /** Tar archive of a database in memory. */
  dump(): Promise<Uint8Array>;
  /** Lets the engine write what it holds and end. */
  close(): Promise<void>;
  /** Ends the thread at once, whatever it is doing. */
  kill(): Promise<void>;
}

/** An engine that does not end by then is cut: what was acknowledged is in its log. */
const closeMilliseconds = 20_000;

export async function startSession(
  source: EmbeddedSource,
  onNotification: (channel: string, payload: string) => void
): Promise<EmbeddedSession> {
  const worker = new Worker(projectFile('src/lib/platform/db/embedded-worker.ts'), {
    workerData: source,
    name: 'database',
    // The parent's --import and loader flags are not meant for this thread.
    execArgv: ['--disable-warning=ExperimentalWarning']
  });
  const stream = streamTo(worker);
  // The driver listens too, but only once it connects; an error before that must not end the process.
  stream.on('error', () => {});
  let alive = true;
  const waiting = new Map<FromWorker['kind'], (message: FromWorker) => void>();
  const failures = new Set<(error: Error) => void>();
  const fail = (error: Error): void => {
    alive = false;
    stream.destroy(error);
    for (const reject of failures) reject(error);
  };
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'bytes') stream.push(message.bytes);
    else if (message.kind === 'failed') fail(new Error(message.message));
    else waiting.get(message.kind)?.(message);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The database thread has ended.')));

  const ask = <Kind extends FromWorker['kind']>(kind: Kind, message?: ToWorker) =>
    new Promise<Extract<FromWorker, { kind: Kind }>>((resolve, reject) => {
      if (!alive) return reject(new Error('The database thread has ended.'));
      failures.add(reject);
      waiting.set(kind, (answer) => {
        failures.delete(reject);
        resolve(answer as Extract<FromWorker, { kind: Kind }>);
      });
      if (message) worker.postMessage(message);
    });
  const kill = async (): Promise<void> => {
    alive = false;
    await worker.terminate();
  };

  const client = new pg.Client({
    stream: () => stream,
    host: 'embedded',
    port: 1,
    user: 'postgres',
    password: '',
    database: 'postgres',
    ssl: false,
    types: columnTypes
  });
  client.on('error', () => (alive = false));
  client.on('notification', ({ channel, payload }) => onNotification(channel, payload ?? ''));
  try {
    await ask('ready');
    await client.connect();
    for (const [name, value] of Object.entries(sessionSettings))
      await client.query('select set_config($1, $2, false)', [name, value]);
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    client,
    alive: () => alive,
    dump: async () => (await ask('dumped', { kind: 'dump' })).bytes,
    async close() {
      await Promise.race([ask('closed', { kind: 'close' }), sleep(closeMilliseconds, null, { ref: false })]);
      await kill();
    },
    kill
  };
}

/** What the driver takes for a socket: each batch of protocol messages that it writes becomes one message to the thread. */
function streamTo(worker: Worker): Duplex {
  const send = (chunks: readonly Buffer[]): void => {
    const bytes = new Uint8Array(Buffer.concat(chunks));
    worker.postMessage({ kind: 'bytes', bytes } satisfies ToWorker, [bytes.buffer]);
  };
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      send([chunk]);
      done();
    },
    writev(chunks, done) {
      send(chunks.map(({ chunk }) => chunk as Buffer));
      done();
    }
  });
  return Object.assign(stream, {
    connect: () => process.nextTick(() => stream.emit('connect')),
    setNoDelay() {},
    setKeepAlive() {},
    ref() {},
    unref() {}
  });
}
