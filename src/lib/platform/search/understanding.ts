// What a question in the reader's own words asks for: its words, the settlement it names, and what a mistyped word may mean.
import type { Stems } from '#lib/core/hungarian-stemmer.ts';
import { unaccented } from '#lib/core/hungarian-letters.ts';
import type { NearWords } from '#lib/core/near-words.ts';
import type { Word } from '#lib/core/ranking.ts';
import type { Locale } from '../words/paths.ts';
import { englishForms, isEmptyInEnglish, isEnglish } from './english.ts';
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

export function understand(
  { text, locale }: { readonly text: string; readonly locale: Locale },
  knowledge: Knowledge
): Understood {
  const { stems, frequency, names } = knowledge;
  const english = isEnglish(text, locale);
  const saysNothing = (word: string): boolean =>
    english ? isEmptyInEnglish(word) : isAskingWord(word, stems);
  const tokens = tokensOf(text);
  const telling = tokens.filter((token) => !saysNothing(token.text));
  const asked = (telling.length > 0 ? telling : tokens).slice(0, mostWords);
  const lower = text.toLocaleLowerCase('hu');
  const plain = unaccented(lower) === lower;
  const read = (word: string): Word => wordOf(word, stems, { plain, frequency });
  let place: Understood['place'] = null;
  let meant = text;
  const words = asked.map((token, position): Word => {
    const named = place === null ? names.placeOf(token.text, asked.length === 1) : null;
    if (named !== null) {
      place = { slug: named.slug, word: position };
      return [{ term: placeTerm(named.slug), weight: 1.2 }, ...ofPlace(read(token.text), named.name)];
    }
    // Hungarian words would be found for it as well, and none of them meant.
    if (english) return likeliest(englishForms(token.text).map(read));
    const terms = read(token.text);
    if (saysNothing(token.text) || terms.some(({ term }) => frequency(term) > 0)) return terms;
    const better = corrected(token.text, knowledge);
    if (better === null) return terms;
    meant = meant.replace(token.text, better);
    return wordOf(better, stems, { plain: false, frequency });
  });
  return { words, place, meant: meant === text ? null : meant };

  /** Of what the word may mean, what has to do with the place: «Szegeden» has nothing to do with «szeg». */
  function ofPlace(word: Word, name: string): Word {
    if (asked.length === 1) return word;
    const lower = name.toLocaleLowerCase('hu');
    const own = stems(name);
    const known = new Set([lower, `~${unaccented(lower)}`, ...(own.by === 'word' ? [] : own.stems)]);
    return word.filter(({ term }) => known.has(term));
  }
}

/** Each term once, as likely as in any of the readings. */
function likeliest(readings: readonly Word[]): Word {
  const terms = new Map<string, number>();
  for (const { term, weight } of readings.flat()) terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  return [...terms].map(([term, weight]) => ({ term, weight }));
}

function corrected(word: string, { stems, vocabulary }: Knowledge): string | null {
  if (word.length < 3 || /^\p{N}+$/u.test(word)) return null;
  const known = vocabulary();
  return known.near(word, 1)[0] ?? known.near(stems(word).stems[0] ?? word, 1)[0] ?? null;
}
