// Searching 100,000 documents on the embedded database: how long answers take, how good they are, and what PostgreSQL does instead.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { indexing, openHouse, type House } from '../src/house.server.ts';
import { readSettings } from '../src/settings.ts';
import { engineWith, gradedQuestions, judge, mean, storedDocuments } from '../tests/search/graded.ts';
import { judgeLemmas, textsAreThere } from '../tests/search/lemmas.ts';
import { hungarianStemmer } from '../tests/search/stemmer.ts';
import { removeDirectory } from '../tests/running-server.ts';
import type { Stemmer } from '#lib/core/hungarian-stemmer.ts';
import { randomFrom } from '#lib/core/random.ts';
import { newId, now } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { StoredDocument } from '#lib/platform/search/document.ts';
import { reindex } from '#lib/platform/search/index.server.ts';
import { search, warmSearch } from '#lib/platform/search/search.server.ts';
import { snowballStem } from '#lib/platform/search/snowball.ts';

const size = 100_000;
const minutesNow = (): number => Math.floor(now().getTime() / 60_000);

export async function benchSearch(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'kalaka-bench-'));
  const house = await openHouse(readSettings({ DATA_DIRECTORY: directory, SAMPLE: 'yes' }));
  try {
    await reindex(house.db, indexing, now());
    const documents = await storedDocuments(house.db);
    const quality = qualityTable(documents);
    await multiply(house.db, documents);
    const speed = await speedTable(house);
    return `# Search
${quality}
${speed}`;
  } finally {
    await house.close();
    removeDirectory(directory);
  }
}

/** A way of comparing words that knows nothing but the one form. */
function flat(formOf: (word: string) => string): Stemmer {
  return {
    stems: (word) => ({
      stems: [formOf(word.toLocaleLowerCase('hu'))],
      roots: [],
      parts: [],
      loose: [],
      by: 'word'
    })
  };
}

function qualityTable(documents: readonly StoredDocument[]): string {
  const ways: [string, Stemmer, 'exact' | 'snowball' | 'stems'][] = [
    ['words as they are', flat((word) => word), 'exact'],
    ['Snowball', flat(snowballStem), 'snowball'],
    ['dictionary, Snowball for what it does not know', hungarianStemmer(), 'stems']
  ];
  const lemmas = textsAreThere ? judgeLemmas(hungarianStemmer()) : null;
  const rows = ways.map(([name, stemmer, way]) => {
    const judged = judge(engineWith(stemmer, documents), documents, minutesNow());
    const figures = [
      mean(judged.map(({ ndcg }) => ndcg)),
      mean(judged.map(({ precision }) => precision)),
      lemmas?.[way] ?? NaN
    ];
    return `| ${[name, ...figures.map((figure) => figure.toFixed(3))].join(' | ')} |`;
  });
  return `Graded: ${gradedQuestions().length} questions to the sample region with hand-written grades (tests/search/graded.txt), nDCG of the first ten and
mean average precision of the first hundred; synonyms and forms of place names help all three alike. Lemmas: mean average precision of
${lemmas?.queries ?? 0} words and forms over ${lemmas?.sentences ?? 0} sentences of real texts, judged by hand-written stems and endings (tests/search/lemmas.txt).

| words are compared by | graded, nDCG@10 | graded, MAP | lemmas, MAP |
|---|--:|--:|--:|
${rows.join('\n')}
`;
}

/** Fills the table up with events whose titles and texts are put together from those of the sample. */
async function multiply(db: Database, documents: readonly StoredDocument[]): Promise<void> {
  const random = randomFrom(5);
  const events = documents.filter(({ kind }) => kind === 'event');
  const places = documents.filter(({ isPlace }) => isPlace);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  for (let at = documents.length; at < size;) {
    const rows = Array.from({ length: Math.min(1000, size - at) }, () => {
      const [a, b, place] = [pick(events), pick(events), pick(places)];
      return {
        kind: 'event',
        object_id: newId(now()),
        path: '/events/one',
        title: `${a?.title.split(' ').slice(0, 2).join(' ') ?? ''} ${b?.title.split(' ').slice(-2).join(' ') ?? ''}`,
        summary: a?.summary ?? null,
        body: b?.summary ?? null,
        labels: b?.labels ?? '',
        place_slug: place?.place?.slug ?? null,
        place_name: place?.place?.name ?? null,
        lat: place?.lat ?? null,
        lon: place?.lon ?? null,
        facets: [...(a?.facets ?? [])],
        times: sql<string>`${JSON.stringify(a?.times ?? [])}::jsonb`,
        is_place: false
      };
    });
    await db.insertInto('search_document').values(rows).execute();
    at += rows.length;
  }
}

async function speedTable({ db }: House): Promise<string> {
  const before = process.memoryUsage().rss;
  const loading = performance.now();
  await warmSearch(db);
  const loaded = performance.now() - loading;
  const memory = process.memoryUsage().rss - before;
  const questions = gradedQuestions().map(({ question }) => question);
  const ours = await times(questions, async (text) => {
    const { total } = await search(db, {
      text,
      locale: 'hu',
      kind: null,
      near: null,
      within: 0,
      facet: null,
      now: minutesNow(),
      from: 0,
      size: 20
    });
    return total;
  });
  await sql`alter table search_document add column vector tsvector generated always as (
    setweight(to_tsvector('hungarian', title), 'A') || setweight(to_tsvector('hungarian', coalesce(place_name, '') || ' ' || labels), 'B')
    || to_tsvector('hungarian', coalesce(summary, '') || ' ' || coalesce(body, ''))) stored`.execute(db);
  await sql`create index search_vector on search_document using gin (vector)`.execute(db);
  await sql`analyze search_document`.execute(db);
  const theirs = await times(questions, async (text) => {
    const { rows } = await sql<{ total: number }>`
      select object_id, ts_rank_cd(vector, query) as rank, count(*) over () as total
      from search_document, websearch_to_tsquery('hungarian', ${text}) query
      where vector @@ query and not removed order by rank desc limit 20`.execute(db);
    return Number(rows[0]?.total ?? 0);
  });
  const row = (name: string, { sorted, found }: Times): string =>
    `| ${name} | ${[0.5, 0.95, 0.99].map((share) => `${at(sorted, share).toFixed(1)} ms`).join(' | ')} | ${Math.round(found)} |`;
  return `Speed: ${size.toLocaleString('en')} documents in the embedded database, the ${questions.length} graded questions three times in turn, one after another, counting the way to the
thread and back and the look for changes in the table. Reading the dictionary and all documents takes ${(loaded / 1000).toFixed(1)} s once, beside the
pages; it takes ${Math.round(memory / 1024 / 1024)} MB.

| | median | 95 % | 99 % | found on average |
|---|--:|--:|--:|--:|
${row('search (stems, BM25, in memory)', ours)}
${row('PostgreSQL (tsvector «hungarian», GIN, ts_rank_cd)', theirs)}
`;
}

interface Times {
  readonly sorted: readonly number[];
  readonly found: number;
}

async function times(questions: readonly string[], ask: (text: string) => Promise<number>): Promise<Times> {
  const taken: number[] = [];
  let found = 0;
  for (let round = -1; round < 3; round++)
    for (const question of questions) {
      const started = performance.now();
      const total = await ask(question);
      if (round < 0) continue;
      taken.push(performance.now() - started);
      found += total;
    }
  return { sorted: taken.sort((a, b) => a - b), found: found / taken.length };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
