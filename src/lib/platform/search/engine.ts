// The search itself: documents in memory, a question in the reader's own words, the best of what is there.
import { kilometresBetween } from '#lib/core/geo.ts';
import { nearWords, type NearWords } from '#lib/core/near-words.ts';
import { createRanking, type Word } from '#lib/core/ranking.ts';
import type { Stemmer } from '#lib/core/hungarian-stemmer.ts';
import { unaccented } from '#lib/core/hungarian-letters.ts';
import type { Hit, SearchAnswer, SearchQuestion, StoredDocument } from './document.ts';
import { piecesOf, snippetOf } from './snippet.ts';
import {
  isAskingWord,
  placeNames,
  placeTerm,
  remembering,
  termsOf,
  tokensOf,
  wordOf,
  type PlaceNames
} from './terms.ts';

export interface Engine {
  /** Puts documents in, or in the place of those that had the same kind and id. */
  put(documents: readonly StoredDocument[]): void;
  remove(keys: readonly { readonly kind: string; readonly id: string }[]): void;
  ask(question: SearchQuestion): SearchAnswer;
  size(): number;
}

const mostWords = 12;
/** Around a place that a question names: how far something may lie, and what it gets for lying next to it. */
const nearKilometres = 20;
const nearCredit = 0.6;
/** What is over comes after what is still to come, unless it fits far better. */
const overFavour = 0.15;
const placeFavour = 1.6;

export function createEngine(stemmer: Stemmer): Engine {
  const stems = remembering(stemmer);
  const documents = new Map<string, StoredDocument>();
  const ranking = createRanking();
  let names: PlaceNames | null = null;
  let vocabulary: NearWords | null = null;
  let vocabularySize = 0;

  const frequency = (term: string): number => ranking.frequency(term);
  const placeBySlug = (slug: string): StoredDocument | undefined => documents.get(`@${slug}`);
  const namesNow = (): PlaceNames =>
    (names ??= placeNames(
      [...documents.values()].flatMap((one) => (one.isPlace && one.place ? [one.place] : []))
    ));
  /** Made again when a tenth of the words are new: near misses of the newest words may wait. */
  const vocabularyNow = (): NearWords => {
    const size = ranking.size();
    if (!vocabulary || Math.abs(size - vocabularySize) > vocabularySize / 10 + 20) {
      vocabulary = nearWords(
        [...ranking.terms()].filter((term) => !/^[~@0-9]/.test(term) && term.length > 2)
      );
      vocabularySize = size;
    }
    return vocabulary;
  };

  const put = (given: readonly StoredDocument[]): void => {
    for (const document of given) {
      const key = keyOf(document);
      documents.set(key, document);
      if (document.isPlace && document.place) {
        documents.set(placeTerm(document.place.slug), document);
        names = null;
      }
      ranking.put(key, termsOf(document, stems));
    }
  };

  return {
    put,
    size: () => ranking.size(),
    remove(keys) {
      for (const one of keys) {
        const document = documents.get(keyOf(one));
        if (document?.isPlace && document.place) {
          documents.delete(placeTerm(document.place.slug));
          names = null;
        }
        documents.delete(keyOf(one));
        ranking.remove(keyOf(one));
      }
    },
    ask(question) {
      const tokens = tokensOf(question.text);
      const telling = tokens.filter(({ text }) => !isAskingWord(text, stems));
      const asked = (telling.length > 0 ? telling : tokens).slice(0, mostWords);
      const plain =
        unaccented(question.text.toLocaleLowerCase('hu')) === question.text.toLocaleLowerCase('hu');
      let place: string | null = null;
      let placeAt = -1;
      let meant = question.text;
      const words: Word[] = asked.map(({ text }, i) => {
        const slug = place === null ? namesNow().placeOf(text, asked.length === 1) : null;
        if (slug !== null) [place, placeAt] = [slug, i];
        const word = wordOf(text, stems, { plain, frequency });
        const terms = slug === null ? word : [{ term: placeTerm(slug), weight: 1.2 }, ...word];
        if (terms.some(({ term }) => ranking.frequency(term) > 0)) return terms;
        const better = corrected(text);
        if (better === null) return terms;
        meant = meant.replace(text, better);
        return wordOf(better, stems, { plain: false, frequency });
      });
      const centre = place === null ? null : pointOf(placeBySlug(place));
      const around = question.near === null ? null : pointOf(placeBySlug(question.near));
      const wanted = (key: string): boolean => {
        const document = documents.get(key);
        if (!document) return false;
        if (question.near === null) return true;
        if (document.place?.slug === question.near) return true;
        const point = pointOf(document);
        return (
          question.within > 0 && !!around && !!point && kilometresBetween(around, point) <= question.within
        );
      };
      const favour = (key: string): number => {
        const document = documents.get(key);
        if (!document || !wanted(key)) return 0;
        const last = document.times.at(-1);
        if (last && last[1] <= question.now) return overFavour;
        return document.isPlace && place !== null && document.place?.slug === place && words.length === 1
          ? placeFavour
          : 1;
      };
      const instead = (position: number, key: string): number => {
        if (position !== placeAt || centre === null) return 0;
        const point = pointOf(documents.get(key));
        const km = point ? kilometresBetween(centre, point) : Infinity;
        return km <= nearKilometres ? nearCredit * (1 - km / (nearKilometres * 1.5)) : 0;
      };
      const all = { words, favour, ...(centre ? { instead } : {}) };
      const ranked = words.length > 0 ? ranking.rank(all) : browse();
      const fits = ranked.keys.flatMap((key) => documents.get(key) ?? []);
      const ofFacet = fits.filter(({ facets }) => question.facet === null || facets.includes(question.facet));
      const ofKind = fits.filter(({ kind }) => question.kind === null || kind === question.kind);
      const listed = ofFacet.filter(({ kind }) => question.kind === null || kind === question.kind);
      const terms = new Set(words.flatMap((word) => word.map(({ term }) => term)));
      return {
        total: listed.length,
        hits: listed
          .slice(question.from, question.from + question.size)
          .map((one) => hitOf(one, terms, question.now)),
        kinds: countBy(ofFacet, ({ kind }) => [kind]),
        facets: countBy(ofKind, ({ facets }) => facets),
        place: place === null ? null : (placeBySlug(place)?.place ?? null),
        meant: meant === question.text ? null : meant,
        complete: ranked.complete === ranked.keys.length ? listed.length : completeAmong(listed)
      };

      /** Without words everything of the kind wanted: what comes next first, then by name. */
      function completeAmong(list: readonly StoredDocument[]): number {
        const complete = new Set(ranked.keys.slice(0, ranked.complete));
        return list.filter((one) => complete.has(keyOf(one))).length;
      }

      /** Without words everything of the kind wanted: what comes next first, then by name. */
      function browse(): { keys: string[]; complete: number } {
        if (question.kind === null && question.near === null && question.facet === null)
          return { keys: [], complete: 0 };
        const keys = [...documents]
          .filter(
            ([key, one]) =>
              !key.startsWith('@') &&
              favour(key) >= 1 &&
              (question.kind === null || one.kind === question.kind)
          )
          .map(([key, one]) => ({ key, start: one.times[0]?.[0] ?? Infinity }))
          .sort((a, b) => a.start - b.start || (a.key < b.key ? -1 : 1))
          .map(({ key }) => key);
        return { keys, complete: keys.length };
      }
    }
  };

  function corrected(text: string): string | null {
    if (text.length < 3 || /^\p{N}+$/u.test(text)) return null;
    const known = vocabularyNow();
    const [better] = known.near(stems(text).stems[0] ?? text, 1);
    const [asWritten] = known.near(text, 1);
    return asWritten ?? better ?? null;
  }

  function hitOf(document: StoredDocument, terms: ReadonlySet<string>, now: number): Hit {
    const { kind, id, path, times } = document;
    const time = times.find(([, end]) => end > now) ?? times.at(-1) ?? null;
    const isFound = (word: string): boolean => {
      const found = stems(word);
      return (
        [...found.stems, ...found.roots, ...found.parts].some((stem) => terms.has(stem)) ||
        terms.has(`~${unaccented(found.stems[0] ?? '')}`)
      );
    };
    return {
      kind,
      id,
      path,
      title: piecesOf(document.title, isFound),
      snippet: snippetOf(document, isFound),
      place: document.isPlace ? null : (document.place?.name ?? null),
      time,
      over: time !== null && time[1] <= now
    };
  }
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}

function pointOf(document: StoredDocument | undefined): { lat: number; lon: number } | null {
  return document && document.lat !== null && document.lon !== null
    ? { lat: document.lat, lon: document.lon }
    : null;
}

function countBy<T>(list: readonly T[], keysOf: (one: T) => readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of list) for (const key of keysOf(one)) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
