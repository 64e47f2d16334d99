// Keeps the table of what can be found true to the records: after each activity those it touched, every night all of them.
import { sql, type SqlBool } from 'kysely';
import type { Activity } from '../activity.server.ts';
import { inTransaction, type Database } from '../db/database.server.ts';
import type { Schedule, Subscription } from '../domain.ts';
import type { Words } from '../words/words.ts';
import type { SearchDocument, Searchable } from './document.ts';
import { noteVocabulary, reindexJob } from './vocabulary-stamp.server.ts';

export interface Indexing {
  readonly searchables: readonly Searchable[];
  /** All languages of the house: records are found by what their kinds are called in each. */
  readonly words: () => Promise<readonly Words[]>;
}

/** Records read and written in one go; other pages get their turn in between. */
const perPart = 500;

/** Writes what has changed since; what has not keeps its version. @returns how many documents are new, different or gone */
export async function reindex(
  db: Database,
  { searchables, words }: Indexing,
  now: Date,
  kind: string | null = null
): Promise<number> {
  const context = { now, words: await words() };
  let changed = 0;
  for (const searchable of searchables) {
    if (kind !== null && searchable.kind !== kind) continue;
    const seen = new Set<string>();
    for (let after: string | null = null; ;) {
      const ids: readonly string[] = await searchable.ids(db, after, perPart);
      const documents = await searchable.documents(db, ids, context);
      for (const { id } of documents) seen.add(id);
      changed += await store(db, searchable.kind, ids, documents);
      if (ids.length < perPart) break;
      after = ids.at(-1) ?? null;
    }
    changed += await removeOthers(db, searchable.kind, seen);
  }
  return changed;
}

/** What has to run in the house: subscriptions for changes, a schedule for what changes by itself as days pass. */
export function indexingWork(indexing: Indexing): { subscriptions: Subscription[]; schedules: Schedule[] } {
  const { searchables } = indexing;
  return {
    subscriptions: searchables.map((searchable) => ({
      name: `search_${searchable.kind}`,
      verbs: searchable.verbs,
      handle: (db, activity, now) => follow(db, indexing, searchable, { activity, now })
    })),
    schedules: [
      {
        name: reindexJob,
        everyMinutes: 12 * 60,
        run: async (db, now) => {
          await reindex(db, indexing, now);
          await noteVocabulary(db, now);
        }
      }
    ]
  };
}

/** At once, in the transaction that takes the records from sight: not one search later. */
export async function removeFromSearch(tx: Database, kind: string, ids: readonly string[]): Promise<void> {
  await store(tx, kind, ids, []);
}

async function follow(
  db: Database,
  indexing: Indexing,
  searchable: Searchable,
  { activity, now }: { activity: Activity; now: Date }
): Promise<void> {
  const ids = searchable.touched
    ? await searchable.touched(db, activity)
    : activity.object_kind === searchable.kind
      ? [activity.object_id]
      : [];
  if (ids === 'all') return void (await reindex(db, indexing, now, searchable.kind));
  const context = { now, words: await indexing.words() };
  for (let at = 0; at < ids.length; at += perPart) {
    const part = ids.slice(at, at + perPart);
    await store(db, searchable.kind, part, await searchable.documents(db, part, context));
  }
}

const content = [
  'path',
  'title',
  'summary',
  'body',
  'labels',
  'place_slug',
  'place_name',
  'lat',
  'lon',
  'facets',
  'times',
  'is_place',
  'removed'
] as const;

async function store(
  db: Database,
  kind: string,
  ids: readonly string[],
  documents: readonly SearchDocument[]
): Promise<number> {
  if (ids.length === 0) return 0;
  const there = new Set(documents.map(({ id }) => id));
  return inTransaction(db, async (tx) => {
    await oneAfterAnother(tx);
    const gone = await tx
      .updateTable('search_document')
      .set({ removed: true, version: sql<number>`nextval('search_version')` })
      .where('kind', '=', kind)
      .where('removed', '=', false)
      .where(sql<SqlBool>`object_id = any(${ids.filter((id) => !there.has(id))}::uuid[])`)
      .executeTakeFirst();
    if (documents.length === 0) return Number(gone.numUpdatedRows);
    const written = await tx
      .insertInto('search_document')
      .values(documents.map((document) => rowOf(kind, document)))
      .onConflict((conflict) =>
        conflict
          .columns(['kind', 'object_id'])
          .doUpdateSet((eb) => ({
            ...Object.fromEntries(content.map((column) => [column, eb.ref(`excluded.${column}`)])),
            version: sql<number>`nextval('search_version')`
          }))
          .where(
            sql<SqlBool>`(${sql.join(content.map((column) => sql.ref(`search_document.${column}`)))})
              is distinct from (${sql.join(content.map((column) => sql.ref(`excluded.${column}`)))})`
          )
      )
      .executeTakeFirst();
    return Number(gone.numUpdatedRows) + Number(written.numInsertedOrUpdatedRows ?? 0);
  });
}

async function removeOthers(db: Database, kind: string, seen: ReadonlySet<string>): Promise<number> {
  const rows = await db
    .selectFrom('search_document')
    .select('object_id')
    .where('kind', '=', kind)
    .where('removed', '=', false)
    .execute();
  const others = rows.map(({ object_id }) => object_id).filter((id) => !seen.has(id));
  return store(db, kind, others, []);
}

/** Versions become visible in their order only when writers take turns: a reader asks for what is newer than it has seen. */
async function oneAfterAnother(tx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('kalaka.search'))`.execute(tx);
}

function rowOf(kind: string, document: SearchDocument) {
  return {
    kind,
    object_id: document.id,
    path: document.path,
    title: document.title,
    summary: document.summary,
    body: document.text,
    labels: document.labels,
    place_slug: document.place?.slug ?? null,
    place_name: document.place?.name ?? null,
    lat: document.lat,
    lon: document.lon,
    facets: [...document.facets],
    times: sql<string>`${JSON.stringify(document.times)}::jsonb`,
    is_place: document.isPlace,
    removed: false
  };
}
