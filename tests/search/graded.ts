// How well the search answers the questions of graded.txt: nDCG of the first ten and average precision of the first hundred.
import { readFileSync } from 'node:fs';
import type { Stemmer } from '#lib/core/hungarian-stemmer.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { StoredDocument } from '#lib/platform/search/document.ts';
import { createEngine, type Engine } from '#lib/platform/search/engine.ts';
import { averagePrecision } from './lemmas.ts';

export interface Graded {
  readonly question: string;
  readonly grades: readonly { readonly grade: number; readonly pattern: RegExp }[];
}

export function gradedQuestions(): Graded[] {
  return readFileSync(new URL('graded.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [question = '', ...rest] = line.split(/ \| (?=[123]: )/);
      const grades = rest.map((one) => ({
        grade: Number(one[0]),
        pattern: new RegExp(one.slice(3).trim(), 'u')
      }));
      return { question, grades };
    });
}

export async function storedDocuments(db: Database): Promise<StoredDocument[]> {
  const rows = await db.selectFrom('search_document').selectAll().where('removed', '=', false).execute();
  return rows.map(({ object_id, body, place_slug, place_name, is_place, ...rest }) => ({
    ...rest,
    id: object_id,
    text: body,
    place: place_slug === null ? null : { slug: place_slug, name: place_name ?? '' },
    isPlace: is_place
  }));
}

export function engineWith(stemmer: Stemmer, documents: readonly StoredDocument[]): Engine {
  const engine = createEngine(stemmer);
  engine.put(documents);
  return engine;
}

export interface Judgement {
  readonly question: string;
  readonly ndcg: number;
  readonly precision: number;
}

/** @param now in minutes since 1970 */
export function judge(engine: Engine, documents: readonly StoredDocument[], now: number): Judgement[] {
  const texts = new Map(documents.map((one) => [one.id, textOf(one)]));
  return gradedQuestions().map(({ question, grades }) => {
    const graded = new Map(
      [...texts].map(([id, text]) => [id, grades.find(({ pattern }) => pattern.test(text))?.grade ?? 0])
    );
    const ideal = [...graded.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
    const { hits } = engine.ask({
      text: question,
      locale: 'hu',
      kind: null,
      near: null,
      within: 0,
      facet: null,
      now,
      from: 0,
      size: 100
    });
    const found = hits.map(({ id }) => graded.get(id) ?? 0);
    const good = new Set([...graded].filter(([, grade]) => grade >= 2).map(([id]) => id));
    return {
      question,
      ndcg: ideal.length === 0 ? NaN : gain(found) / gain(ideal),
      precision:
        averagePrecision(
          hits.map(({ id }) => id),
          good
        ) *
        (good.size / Math.min(100, good.size || 1))
    };
  });
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** Discounted cumulative gain of the first ten (Järvelin & Kekäläinen 2002, with 2^grade − 1). */
function gain(grades: readonly number[]): number {
  return grades.slice(0, 10).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
}

function textOf({ kind, title, place, labels, summary, text }: StoredDocument): string {
  return [kind, title, place?.name ?? '', labels, summary ?? '', text ?? '']
    .join(' | ')
    .toLocaleLowerCase('hu');
}
