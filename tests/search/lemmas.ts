// Lemma queries over real texts: which sentences have some inflected form of a word, told by hand-written stems and endings.
import { existsSync, readFileSync } from 'node:fs';
import { snowballStem } from '#lib/platform/search/snowball.ts';
import { createRanking, firstOf } from '#lib/core/ranking.ts';
import type { Stemmer } from '#lib/core/hungarian-stemmer.ts';
import { tokensOf } from '#lib/platform/search/terms.ts';

/** 239 Hungarian texts (NerKor, CC BY-SA 4.0), read in place. */
export const texts = '../shared/data/hungarian-text/nerkor_docs_wikipedia_news.json';
export const textsAreThere = existsSync(texts);

export interface LemmaFigures {
  readonly queries: number;
  readonly sentences: number;
  /** Mean average precision of each way of comparing words. */
  readonly exact: number;
  readonly snowball: number;
  readonly stems: number;
}

const owners =
  '(?:[aeoö]?[mdk]|j?[aáeé]|[aáeéjuüúű]*(?:nk|tok|tek|tök)|j?[uü]k|[áéíoöőó]?|j?[ae]i(?:m|d|nk|tok|tek|k)?|[áéóőúűíü]?i(?:m|d|nk|tok|tek|k)?)';
const cases =
  '(?:[aeoö]?t|n[ae]k|b[ae]n?|b[óő]l|[oeö]?n|r[ae]|r[óő]l|n[áé]l|h[oeö]z|t[óő]l|ért|ig|(?:[aeoö]n)?ként|kor|v[áé]|v[ae]l|ul|ül|([bcdfgjklmnprstvz]|ssz|ggy|nny|lly|gy|ny|ly|sz|cs|zs)(?:[ae]l|[áé]))';
const nounEnd = `${owners}?é?${cases}?`;
const verbEnd =
  '(?:h[ae]t(?!ó|ő)\\p{L}{0,6}|i|ik|om|em|öm|o[dk]|e[dk]|ö[dk]|sz|[ao]l|el|öl|unk|ünk|t[oe]k|tök|n[ae]k|ja|i[kt]|j[uü]k|já(?:k|tok)|[oe]?tt?(?:[ae]m?|[áé][ldk]|[áé]tok|[áé]tek|unk|ünk|[ae]k|ato?k|etek|ák|ék)?|[oeaö]?n(?:i|á|é|a|e|iuk|iük|ia|ie|om|em|unk|ünk|ák|ék|ánk|énk|ának|ének)|j(?:a|e|ak|ek|on|en|ön|anak|enek|uk|ük|ák|ék|ál|él)|(?:[ae]n[ae]k)|v[ae]|l[ae]k|t[uü]k|[sz]?s(?:a|e|on|en|anak|enek|uk|ük|ák|ék|ek|ak))';

/** @param stemmer judged beside comparing words as they are and beside Snowball, in the same run */
export function judgeLemmas(stemmer: Stemmer): LemmaFigures {
  const documents = JSON.parse(readFileSync(texts, 'utf8')) as { sentences: string[] }[];
  const sentences = documents.flatMap((document) => document.sentences).map(wordsOf);
  const stemsOf = new Map<string, Map<string, number>>();
  const ways: Record<string, (word: string) => Map<string, number>> = {
    exact: (word) => new Map([[word, 1]]),
    snowball: (word) => new Map([[snowballStem(word), 1]]),
    stems(word) {
      let terms = stemsOf.get(word);
      if (!terms) stemsOf.set(word, (terms = termsOf(stemmer, word)));
      return terms;
    }
  };
  const queries = queriesOf();
  const figures = Object.entries(ways).map(([name, terms]) => [
    name,
    meanAveragePrecision(sentences, queries, terms)
  ]);
  return {
    queries: queries.length,
    sentences: sentences.length,
    ...(Object.fromEntries(figures) as Record<'exact' | 'snowball' | 'stems', number>)
  };
}

interface Query {
  readonly asked: string;
  readonly isForm: RegExp;
}

export function queriesOf(): Query[] {
  const lines = readFileSync(new URL('lemmas.txt', import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [word = '', form = '', rest = ''] = line.split(', ');
      const [stems = '', verb] = rest.split(' ');
      const isForm = new RegExp(`^(?:${word}|(?:${stems})(?:${verb ? verbEnd : nounEnd})?)$`, 'u');
      return [word, form].map((asked) => ({ asked, isForm }));
    });
}

function termsOf(stemmer: Stemmer, word: string): Map<string, number> {
  const { stems, roots, parts } = stemmer.stems(word);
  const terms = new Map<string, number>();
  for (const part of parts) terms.set(part, 0.2);
  for (const root of roots) terms.set(root, 0.3);
  stems.forEach((stem, i) => terms.set(stem, i === 0 ? 1 : 0.5));
  return terms;
}

function meanAveragePrecision(
  sentences: readonly string[][],
  queries: readonly Query[],
  terms: (word: string) => Map<string, number>
): number {
  const ranking = createRanking<null>();
  sentences.forEach((words, i) => {
    const weights = new Map<string, number>();
    for (const word of words)
      for (const [term, weight] of terms(word)) weights.set(term, (weights.get(term) ?? 0) + weight);
    ranking.put(String(i), null, weights);
  });
  const places = new Map<string, string[]>();
  for (const [i, words] of sentences.entries())
    for (const word of words) {
      const there = places.get(word);
      if (there) there.push(String(i));
      else places.set(word, [String(i)]);
    }
  const precisions = queries.flatMap(({ asked, isForm }) => {
    const relevant = new Set([...places].flatMap(([word, found]) => (isForm.test(word) ? found : [])));
    if (relevant.size === 0) return [];
    const stems = [...terms(asked)].filter(([, weight]) => weight >= 0.5);
    const words = [stems.map(([term, weight]) => ({ term, weight }))];
    const keys = firstOf(ranking.rank({ words, favour: () => 1 }), Infinity).map(({ key }) => key);
    return [averagePrecision(keys, relevant)];
  });
  return precisions.reduce((sum, one) => sum + one, 0) / precisions.length;
}

export function averagePrecision(keys: readonly string[], relevant: ReadonlySet<string>): number {
  let found = 0;
  let sum = 0;
  keys.forEach((key, i) => {
    if (relevant.has(key)) sum += ++found / (i + 1);
  });
  return relevant.size === 0 ? 0 : sum / relevant.size;
}

function wordsOf(text: string): string[] {
  return tokensOf(text).map(({ text: word }) => word.toLocaleLowerCase('hu'));
}
