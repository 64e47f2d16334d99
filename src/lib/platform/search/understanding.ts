// What a question in the reader's own words asks for: its words, the settlement it names, and what a mistyped word may mean.
import type { Stems } from '#lib/core/hungarian-stemmer.ts';
import { unaccented } from '#lib/core/hungarian-letters.ts';
import type { NearWords } from '#lib/core/near-words.ts';
import type { Word } from '#lib/core/ranking.ts';
import { isAskingWord, placeTerm, tokensOf, wordOf, type PlaceNames } from './terms.ts';

export interface Understood {
  readonly words: readonly Word[];
  /** Slug of the settlement that is named, and which of the words names it. */
  readonly place: { readonly slug: string; readonly word: number } | null;
  /** The question with the words that were taken for others; null when it was taken as it stands. */
  readonly meant: string | null;
}

export interface Knowledge {
  readonly stems: (word: string) => Stems;
  /** In how many documents a term is. */
  readonly frequency: (term: string) => number;
  readonly names: PlaceNames;
  /** Terms of documents like a word: asked for only where a word is in none. */
  readonly vocabulary: () => NearWords;
}

const mostWords = 12;

export function understand(text: string, knowledge: Knowledge): Understood {
  const { stems, frequency, names } = knowledge;
  const tokens = tokensOf(text);
  const telling = tokens.filter((token) => !isAskingWord(token.text, stems));
  const asked = (telling.length > 0 ? telling : tokens).slice(0, mostWords);
  const lower = text.toLocaleLowerCase('hu');
  const plain = unaccented(lower) === lower;
  let place: Understood['place'] = null;
  let meant = text;
  const words = asked.map((token, position): Word => {
    const slug = place === null ? names.placeOf(token.text, asked.length === 1) : null;
    if (slug !== null) place = { slug, word: position };
    const word = wordOf(token.text, stems, { plain, frequency });
    const terms = slug === null ? word : [{ term: placeTerm(slug), weight: 1.2 }, ...word];
    if (terms.some(({ term }) => frequency(term) > 0)) return terms;
    const better = corrected(token.text, knowledge);
    if (better === null) return terms;
    meant = meant.replace(token.text, better);
    return wordOf(better, stems, { plain: false, frequency });
  });
  return { words, place, meant: meant === text ? null : meant };
}

function corrected(word: string, { stems, vocabulary }: Knowledge): string | null {
  if (word.length < 3 || /^\p{N}+$/u.test(word)) return null;
  const known = vocabulary();
  return known.near(word, 1)[0] ?? known.near(stems(word).stems[0] ?? word, 1)[0] ?? null;
}
