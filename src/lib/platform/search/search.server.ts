// Asks the thread that searches, after telling it what has changed in the table since it was last asked.
import { Worker } from 'node:worker_threads';
import type { Database } from '../db/database.server.ts';
import { projectFile } from '../db/project.server.ts';
import { log } from '../log.server.ts';
import type { SearchAnswer, SearchQuestion, StoredDocument } from './document.ts';
import type { FromEngine, ToEngine } from './engine-worker.ts';

/** Documents handed over at a time. */
const perPart = 2000;
const longestQuestion = 200;

/**
 * The best public documents for a question in the reader's own words. The first question of a process waits until the
 * dictionary is read and the documents are in memory.
 */
export async function search(db: Database, question: SearchQuestion): Promise<SearchAnswer> {
  const engine = engineOf(db);
  await upToDate(db, engine);
  const answer = await engine.call({
    kind: 'ask',
    question: { ...question, text: question.text.slice(0, longestQuestion) }
  });
  if (!answer) throw new Error('The search gave no answer.');
  return answer;
}

/** Makes the thread ready before anybody asks. */
export async function warmSearch(db: Database): Promise<void> {
  await upToDate(db, engineOf(db));
}

interface RunningEngine {
  version: number;
  /** Who asks while it is brought up to date waits for the same. */
  updating: Promise<void> | null;
  call(message: Call): Promise<SearchAnswer | null>;
  stop(): Promise<void>;
}

type Call = ToEngine extends infer Message ? (Message extends ToEngine ? Omit<Message, 'id'> : never) : never;

/** One thread per database, shared by every copy of this module in the process. */
const engines: WeakMap<object, RunningEngine> = ((globalThis as Record<symbol, unknown>)[
  Symbol.for('kalaka.search')
] ??= new WeakMap()) as WeakMap<object, RunningEngine>;

function engineOf(db: Database): RunningEngine {
  let engine = engines.get(db);
  if (!engine) engines.set(db, (engine = startEngine(() => engines.delete(db))));
  return engine;
}

/** Ends the thread: for those who close the database. */
export async function stopSearch(db: Database): Promise<void> {
  await engines.get(db)?.stop();
  engines.delete(db);
}

async function upToDate(db: Database, engine: RunningEngine): Promise<void> {
  engine.updating ??= update(db, engine).finally(() => (engine.updating = null));
  await engine.updating;
}

async function update(db: Database, engine: RunningEngine): Promise<void> {
  for (;;) {
    const rows = await db
      .selectFrom('search_document')
      .selectAll()
      .where('version', '>', engine.version)
      .orderBy('version')
      .limit(perPart)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    await engine.call({
      kind: 'change',
      put: rows.filter(({ removed }) => !removed).map(documentOf),
      remove: rows.filter(({ removed }) => removed).map(({ kind, object_id }) => ({ kind, id: object_id }))
    });
    engine.version = last.version;
    if (rows.length < perPart) return;
  }
}

function documentOf(row: {
  kind: string;
  object_id: string;
  path: string;
  title: string;
  summary: string | null;
  body: string | null;
  labels: string;
  place_slug: string | null;
  place_name: string | null;
  lat: number | null;
  lon: number | null;
  facets: string[];
  times: [number, number][];
  is_place: boolean;
}): StoredDocument {
  const { kind, path, title, summary, labels, lat, lon, facets, times } = row;
  return {
    kind,
    id: row.object_id,
    path,
    title,
    summary,
    text: row.body,
    labels,
    place: row.place_slug === null ? null : { slug: row.place_slug, name: row.place_name ?? '' },
    lat,
    lon,
    facets,
    times,
    isPlace: row.is_place
  };
}

function startEngine(onEnd: () => void): RunningEngine {
  const worker = new Worker(projectFile('src/lib/platform/search/engine-worker.ts'));
  worker.unref();
  const waiting = new Map<
    number,
    { resolve(answer: SearchAnswer | null): void; reject(error: Error): void }
  >();
  let last = 0;
  const fail = (error: Error): void => {
    log('error', 'search_thread_ended', { error: String(error) });
    onEnd();
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  worker.on('message', (message: FromEngine) => {
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if (waiting.size === 0) worker.unref();
    if ('error' in message) one?.reject(new Error(message.error));
    else one?.resolve(message.answer);
  });
  worker.on('error', fail);
  return {
    version: 0,
    updating: null,
    call: (message) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        // A command waits for its answer; a thread at rest keeps no process alive.
        worker.ref();
        worker.postMessage({ ...message, id: last } as ToEngine);
      }),
    async stop() {
      onEnd();
      await worker.terminate();
    }
  };
}
