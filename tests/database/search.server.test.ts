import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexing, loadSample, rankedDomains } from '../../src/house.server.ts';
import { wordsIn } from '../../src/words.ts';
import { useDatabase } from '../db.ts';
import { engineWith, judge, mean, storedDocuments } from '../search/graded.ts';
import { hungarianStemmer } from '../search/stemmer.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { indexingWork, reindex } from '#lib/platform/search/index.server.ts';
import { search, stopSearch } from '#lib/platform/search/search.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { SearchQuestion } from '#lib/platform/search/document.ts';

const now = new Date('2027-03-01T09:00:00Z');
const question: SearchQuestion = {
  text: '',
  locale: 'hu',
  kind: null,
  near: null,
  within: 0,
  facet: null,
  now: now.getTime() / 60_000,
  from: 0,
  size: 20
};
const database = useDatabase();

beforeAll(async () => {
  for (const domain of rankedDomains) await domain.supply?.(database(), now);
  await inTransaction(database(), (tx) => loadSample(tx, now));
  await reindex(database(), indexing, now);
});

/** As the job loop would tell it. */
async function tell(verb: string, kind: string, id: string): Promise<void> {
  const activity = { verb, object_kind: kind, object_id: id } as Activity;
  for (const { verbs, handle } of indexingWork(indexing).subscriptions)
    if (verbs.includes(verb)) await handle(database(), activity, now, wordsIn);
}

describe('the table of what can be found', () => {
  test('holds every public record once; a second look changes nothing', async () => {
    const events = await database()
      .selectFrom('event')
      .select('id')
      .where('status', '<>', 'tentative')
      .execute();
    const found = await database()
      .selectFrom('search_document')
      .select('object_id')
      .where('kind', '=', 'event')
      .execute();
    expect(found.length).toBe(events.length);
    expect(await reindex(database(), indexing, now)).toBe(0);
  });

  test('holds nothing that is only planned', async () => {
    const tentative = await database()
      .selectFrom('event')
      .select('id')
      .where('status', '=', 'tentative')
      .execute();
    const found = await database().selectFrom('search_document').select('object_id').execute();
    const known = new Set(found.map(({ object_id }) => object_id));
    expect(tentative.length).toBeGreaterThan(0);
    expect(tentative.filter(({ id }) => known.has(id))).toEqual([]);
  });

  test('follows what is done: an event takes the new name of its organiser, one withdrawn disappears', async () => {
    const event = await database()
      .selectFrom('event_organiser')
      .innerJoin('search_document', 'object_id', 'event_id')
      .select(['event_id', 'organisation_id'])
      .executeTakeFirstOrThrow();
    await database()
      .updateTable('organisation')
      .set({ name: 'Tündérrózsa Egylet' })
      .where('id', '=', event.organisation_id as never)
      .execute();
    await tell('organisation.updated', 'organisation', event.organisation_id);
    const row = await database()
      .selectFrom('search_document')
      .selectAll()
      .where('object_id', '=', event.event_id)
      .executeTakeFirstOrThrow();
    expect(row.labels).toContain('Tündérrózsa Egylet');
    await database()
      .updateTable('event')
      .set({ status: 'tentative' })
      .where('id', '=', event.event_id)
      .execute();
    await tell('event.updated', 'event', event.event_id);
    const after = await database()
      .selectFrom('search_document')
      .select(['removed', 'version'])
      .where('object_id', '=', event.event_id)
      .executeTakeFirstOrThrow();
    expect(after.removed).toBe(true);
    expect(after.version).toBeGreaterThan(row.version);
  });

  test('a rebuild removes what is no longer there', async () => {
    await database()
      .insertInto('search_document')
      .values({
        kind: 'venue',
        object_id: newId(now),
        path: '/venues/gone',
        title: 'Elbontott terem',
        labels: '',
        facets: [],
        times: '[]',
        is_place: false
      })
      .execute();
    expect(await reindex(database(), indexing, now)).toBe(1);
    expect(await reindex(database(), indexing, now)).toBe(0);
  });
});

describe('the thread that searches', () => {
  afterAll(() => stopSearch(database()));

  test('answers from the table, and knows what has changed since', { timeout: 60_000 }, async () => {
    const db = database();
    const answer = await search(db, { ...question, text: 'konyvtar szentesen' });
    expect(answer.hits[0]).toMatchObject({ place: 'Szentes' });
    expect(answer.hits[0]?.title.some(({ found }) => found)).toBe(true);
    const { id } = await db.selectFrom('organisation').select('id').limit(1).executeTakeFirstOrThrow();
    await db.updateTable('organisation').set({ name: 'Zsuppfedő Mesterek' }).where('id', '=', id).execute();
    await tell('organisation.updated', 'organisation', id);
    const [hit] = (await search(db, { ...question, text: 'zsuppfedőknél' })).hits;
    expect(hit?.id).toBe(id);
    await stopSearch(db);
  });
});

test(
  'questions to the sample region are answered at least as well as they were',
  { timeout: 60_000 },
  async () => {
    const documents = await storedDocuments(database());
    const judged = judge(engineWith(hungarianStemmer(), documents), documents, question.now);
    expect(judged.length).toBeGreaterThanOrEqual(100);
    expect(mean(judged.map(({ ndcg }) => ndcg))).toBeGreaterThan(0.78);
    expect(mean(judged.map(({ precision }) => precision))).toBeGreaterThan(0.58);
  }
);
