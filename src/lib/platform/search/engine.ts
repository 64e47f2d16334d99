// The search itself: documents in memory, a question in the reader's own words, the best of what is there.
import { kilometresBetween, type Point } from '#lib/core/geo.ts';
import { unaccented } from '#lib/core/hungarian-letters.ts';
import type { Stemmer, Stems } from '#lib/core/hungarian-stemmer.ts';
import { nearWords, type NearWords } from '#lib/core/near-words.ts';
import { createRanking, firstOf, type Found } from '#lib/core/ranking.ts';
import type { Hit, SearchAnswer, SearchQuestion, StoredDocument } from './document.ts';
import { piecesOf, snippetOf } from './snippet.ts';
import { placeNames, placeTerm, remembering, termsOf, type PlaceNames } from './terms.ts';
import { understand, type Understood } from './understanding.ts';

export interface Engine {
  /** Puts documents in, or in the place of those that had the same kind and id. */
  put(documents: readonly StoredDocument[]): void;
  remove(keys: readonly { readonly kind: string; readonly id: string }[]): void;
  ask(question: SearchQuestion): SearchAnswer;
  size(): number;
}

/** Around a place that a question names: how far something may lie, and what it gets for lying next to it. */
const nearKilometres = 20;
const nearCredit = 0.6;
/** What is over comes after what is still to come, unless it fits far better. */
const overFavour = 0.15;
const placeFavour = 1.6;
/** Words that are only loosely meant are not marked. */
const leastMarked = 0.4;

export function createEngine(stemmer: Stemmer): Engine {
  const stems = remembering(stemmer);
  const places = new Map<string, StoredDocument>();
  const ranking = createRanking<StoredDocument>();
  let names: PlaceNames | null = null;
  let vocabulary: NearWords | null = null;
  let vocabularySize = 0;

  const namesNow = (): PlaceNames =>
    (names ??= placeNames([...places.values()].flatMap(({ place }) => place ?? [])));
  /** Made again when a tenth of the documents are new: near misses of the newest words may wait. */
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
  const notePlace = ({ isPlace, place }: StoredDocument, document: StoredDocument | null): void => {
    if (!isPlace || !place) return;
    if (document) places.set(place.slug, document);
    else places.delete(place.slug);
    names = null;
  };

  return {
    put(given) {
      for (const document of given) {
        notePlace(document, document);
        ranking.put(keyOf(document), document, termsOf(document, stems));
      }
    },
    remove(keys) {
      for (const key of keys.map(keyOf)) {
        const document = ranking.get(key);
        if (document) notePlace(document, null);
        ranking.remove(key);
      }
    },
    size: () => ranking.size(),
    ask(question) {
      const knowledge = {
        stems,
        frequency: (term: string) => ranking.frequency(term),
        names: namesNow(),
        vocabulary: vocabularyNow
      };
      const understood = understand(question, knowledge);
      if (understood.words.length === 0) return answerOf(question, understood, browse(question));
      const judges = judgesOf(question, understood);
      const found = ranking.rank({ words: understood.words, ...judges });
      return answerOf(question, understood, judges.nearest ? judges.nearest(found) : found);
    }
  };

  function answerOf(
    question: SearchQuestion,
    understood: Understood,
    found: readonly Found<StoredDocument>[]
  ): SearchAnswer {
    const { kind, facet, from, size } = question;
    const kinds: Record<string, number> = {};
    const facets: Record<string, number> = {};
    const listed: Found<StoredDocument>[] = [];
    let complete = 0;
    for (const one of found) {
      const document = one.value;
      const ofFacet = facet === null || document.facets.includes(facet);
      const ofKind = kind === null || document.kind === kind;
      if (ofFacet) kinds[document.kind] = (kinds[document.kind] ?? 0) + 1;
      if (ofKind) for (const name of document.facets) facets[name] = (facets[name] ?? 0) + 1;
      if (!ofFacet || !ofKind) continue;
      listed.push(one);
      if (one.complete) complete += 1;
    }
    const marked = new Set(
      understood.words.flatMap((word) =>
        word.flatMap(({ term, weight }) => (weight >= leastMarked ? [term] : []))
      )
    );
    const { place, meant } = understood;
    return {
      total: listed.length,
      hits: firstOf(listed, from + size)
        .slice(from)
        .map(({ value, score }) => ({
          ...hitOf(value, question.now, (word) => isMarked(stems(word), marked)),
          score
        })),
      kinds,
      facets,
      place: place && (places.get(place.slug)?.place ?? null),
      meant,
      complete
    };
  }

  /** Who is favoured: what lies where it was asked for and is not over yet. */
  function judgesOf(
    { kind, othersToo = true, near, within, now }: SearchQuestion,
    { place, words }: Understood
  ): {
    favour: (document: StoredDocument) => number;
    instead?: (word: number, document: StoredDocument) => number;
    nearest?: (found: readonly Found<StoredDocument>[]) => readonly Found<StoredDocument>[];
  } {
    const around = pointOf(near === null ? undefined : places.get(near));
    const centre = pointOf(place === null ? undefined : places.get(place.slug));
    const favour = (document: StoredDocument): number => {
      if (!othersToo && kind !== null && document.kind !== kind) return 0;
      if (!liesIn(document, { near, within, around })) return 0;
      const last = document.times.at(-1);
      if (last && last[1] <= now) return overFavour;
      return document.isPlace && words.length === 1 && document.place?.slug === place?.slug ? placeFavour : 1;
    };
    if (centre === null) return { favour };
    return {
      favour,
      // Where the place and what lies around it has nothing, what is less far comes first.
      nearest: (found) =>
        found.some(({ complete }) => complete)
          ? found
          : found.map((one) => ({ ...one, score: one.score * closeness(centre, one.value) })),
      instead(word, document) {
        const point = word === place?.word ? pointOf(document) : null;
        const km = point ? kilometresBetween(centre, point) : Infinity;
        return km <= nearKilometres ? nearCredit * (1 - km / (nearKilometres * 1.5)) : 0;
      }
    };
  }

  /** Without words everything that the narrowing leaves: what comes next first. */
  function browse(question: SearchQuestion): Found<StoredDocument>[] {
    if (question.kind === null && question.near === null && question.facet === null) return [];
    const { favour } = judgesOf(question, { words: [], place: null, meant: null });
    return ranking
      .values()
      .filter((document) => favour(document) >= 1)
      .map((value) => ({ key: keyOf(value), value, score: -(value.times[0]?.[0] ?? 1e9), complete: true }));
  }
}

function liesIn(
  document: StoredDocument,
  { near, within, around }: { near: string | null; within: number; around: Point | null }
): boolean {
  if (near === null || document.place?.slug === near) return true;
  const point = pointOf(document);
  return within > 0 && around !== null && point !== null && kilometresBetween(around, point) <= within;
}

/** 1 in the middle of a place, a half at 20 km, hardly anything far away, or where nobody knows. */
function closeness(centre: Point, document: StoredDocument): number {
  const point = pointOf(document);
  if (!point) return 0.1;
  return nearKilometres / (nearKilometres + kilometresBetween(centre, point));
}

function hitOf(
  document: StoredDocument,
  now: number,
  isFound: (word: string) => boolean
): Omit<Hit, 'score'> {
  const { kind, id, path, times } = document;
  const time = times.find(([, end]) => end > now) ?? times.at(-1) ?? null;
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

function isMarked({ stems, roots, parts }: Stems, terms: ReadonlySet<string>): boolean {
  return (
    [...stems, ...roots, ...parts].some((stem) => terms.has(stem)) ||
    terms.has(`~${unaccented(stems[0] ?? '')}`) ||
    stems.some((stem) => terms.has(placeTerm(unaccented(stem))))
  );
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}

function pointOf(document: StoredDocument | undefined): Point | null {
  return document && document.lat !== null && document.lon !== null
    ? { lat: document.lat, lon: document.lon }
    : null;
}
