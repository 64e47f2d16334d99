// Which terms a text is found by, and what a word of a question asks for.
import { withoutEnding } from '#lib/core/hungarian-endings.ts';
import { unaccented } from '#lib/core/hungarian-letters.ts';
import type { Stemmer, Stems } from '#lib/core/hungarian-stemmer.ts';
import { givenNames, householdWords } from '#lib/core/hungarian-words.ts';
import { synonymsOf } from '#lib/core/hungarian-synonyms.ts';
import { fold } from '#lib/core/hungarian.ts';
import type { Word } from '#lib/core/ranking.ts';
import type { StoredDocument } from './document.ts';

export interface Token {
  readonly text: string;
  readonly at: number;
}

/** Words and numbers of a text; of a long one those of the first 20,000 characters. */
export function tokensOf(text: string): Token[] {
  return Array.from(text.slice(0, 20_000).matchAll(/[\p{L}\p{N}]+/gu), (match) => ({
    text: match[0],
    at: match.index
  }));
}

/** Words that say nothing about what is looked for; questions have them too («hol van», «mikor lesz»). */
const empty: ReadonlySet<string> = new Set(
  (
    'a az egy és s meg is vagy de ha hogy nem ne már még csak mint mind minden ez ezt azt ezek azok itt ott ide oda hol hova hová honnan ' +
    'mikor mi mit ki kit kik milyen melyik hány mennyi hogyan miért van vannak volt lesz lehet lenne kell ami aki amely amit akik majd ' +
    'között alatt után előtt mellett felé által szerint számára részére nekem nekünk engem minket valami valaki valamilyen ' +
    'szeretnék szeretnénk keresek keresünk tudok tudunk valahol nyitva meddig mettől the of in and for to at is are what where when'
  ).split(' ')
);

export function isEmptyWord(word: string): boolean {
  return empty.has(word.toLocaleLowerCase('hu'));
}

/** What people say of themselves when they ask: «munkát keresek», «hova mehetünk». */
const asking: ReadonlySet<string> = new Set(
  'van lesz megy mehet jön néz keres akar szeret tud kell érdekel ajánl kap kér talál fordul tart segítség'.split(
    ' '
  )
);

/** Whether a word of a question says nothing about what is looked for. */
export function isAskingWord(word: string, stems: (word: string) => Stems): boolean {
  if (isEmptyWord(word)) return true;
  const { stems: found, roots } = stems(word);
  const [stem = ''] = found;
  // «kaphatok»: what may be done is asked like what is.
  return asking.has(stem) || (/h[ae]t$/.test(stem) && roots.some((root) => asking.has(root)));
}

/** How much a word counts by where it stands. */
const fieldWeights = { title: 4, place: 2, labels: 1.5, summary: 1.5, text: 1 };
/** What a word is derived from or put together of counts for less than the word itself. */
const rootShare = 0.5;
const partShare = 0.35;
const likeliest = 0.5;
/** In fewer documents than this a word is hardly found by itself. */
const rare = 10;

/** The terms of a document with how much each counts in it. */
export function termsOf(document: StoredDocument, stems: (word: string) => Stems): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (term: string, weight: number): void => void terms.set(term, (terms.get(term) ?? 0) + weight);
  const fields: [string | null, number][] = [
    [document.title, fieldWeights.title],
    [document.place?.name ?? null, fieldWeights.place],
    [document.labels, fieldWeights.labels],
    [document.summary, fieldWeights.summary],
    [document.text, fieldWeights.text]
  ];
  for (const [text, weight] of fields)
    for (const token of tokensOf(text ?? '')) {
      if (isEmptyWord(token.text)) continue;
      const found = stems(token.text);
      found.stems.forEach((stem, i) => add(stem, i === 0 ? weight : weight * likeliest));
      for (const root of found.roots) add(root, weight * rootShare);
      for (const part of found.parts) add(part, weight * partShare);
      // A name that no dictionary has may be asked for without its accents.
      if (found.by !== 'word')
        for (const stem of found.stems) add(`~${unaccented(stem)}`, weight * likeliest);
    }
  if (document.place) add(placeTerm(document.place.slug), document.isPlace ? 8 : 3);
  return terms;
}

export function placeTerm(slug: string): string {
  return `@${slug}`;
}

/**
 * What a word of a question may mean.
 * @param plain whether the whole question is typed without accents @param frequency of a term among the documents
 */
export function wordOf(
  text: string,
  stems: (word: string) => Stems,
  { plain, frequency }: { plain: boolean; frequency: (term: string) => number }
): Word {
  const found = stems(text);
  const word = new Map<string, number>();
  const add = (term: string, weight: number): void =>
    void word.set(term, Math.max(weight, word.get(term) ?? 0));
  found.stems.forEach((stem, i) => add(stem, i === 0 ? 1 : 0.8));
  for (const root of found.roots) add(root, 0.4);
  for (const stem of [...found.stems, ...found.roots]) for (const other of synonymsOf(stem)) add(other, 0.5);
  // «kártyaparti»: where hardly anything is called so, whatever is about cards may be what is meant.
  if (found.stems.reduce((sum, stem) => sum + frequency(stem), 0) < rare)
    for (const part of found.parts) {
      if (!isEmptyWord(part)) add(part, 0.3);
      for (const smaller of stems(part).parts) add(smaller, 0.15);
    }
  if (plain) for (const stem of found.loose) add(stem, 0.8);
  if (found.by !== 'word') for (const stem of found.stems) add(`~${unaccented(stem)}`, 0.9);
  return [...word].map(([term, weight]) => ({ term, weight }));
}

export interface PlaceNames {
  /** The settlement that the word names. @param alone whether it is the whole question */
  placeOf(word: string, alone: boolean): { readonly slug: string; readonly name: string } | null;
}

/** By names and their forms with endings: «Szegeden», «kaposvaron», «Ózdra». */
export function placeNames(places: readonly { readonly slug: string; readonly name: string }[]): PlaceNames {
  const byName = new Map(places.map(({ name }, i) => [name.toLocaleLowerCase('hu'), i]));
  const byPlain = new Map<string, number>();
  for (const [i, { name }] of places.entries()) if (!byPlain.has(fold(name))) byPlain.set(fold(name), i);
  const lookUp = (stem: string): number | null =>
    byName.get(stem) ?? (unaccented(stem) === stem ? (byPlain.get(stem) ?? null) : null);
  return {
    placeOf(word, alone) {
      const lower = word.normalize('NFC').toLocaleLowerCase('hu');
      const whole = lookUp(lower);
      const ended = whole === null ? withoutEnding(lower, lookUp) : null;
      const found = whole ?? ended?.place ?? null;
      const place = found === null ? undefined : places[found];
      if (!place) return null;
      const name = place.name.toLocaleLowerCase('hu');
      // «hét», «szűr», «László»: as a place only where nothing else is asked.
      const ordinary = householdWords.has(name) || givenNames.has(name) || name.length < 3;
      return ordinary && !alone ? null : place;
    }
  };
}

/** A stemmer that remembers the words it was asked lately. */
export function remembering(stemmer: Stemmer, size = 200_000): (word: string) => Stems {
  const known = new Map<string, Stems>();
  return (word) => {
    const key = word.length > 60 ? word.slice(0, 60) : word;
    let found = known.get(key);
    if (!found) {
      if (known.size >= size) known.clear();
      known.set(key, (found = stemmer.stems(key)));
    }
    return found;
  };
}
