// Questions in English: how they are known, which of their words say nothing, and in which forms the others may stand in records.
import type { Locale } from '../words/paths.ts';
import { tokensOf } from './terms.ts';

/** Words of English questions that are no words of Hungarian, accents left off or not («to» is a lake, «is» means also). */
const telling: ReadonlySet<string> = new Set(
  (
    'the of my for and who where what how when with from are can does did need needs find near our your their any there ' +
    'someone want which about help helps get'
  ).split(' ')
);

const empty: ReadonlySet<string> = new Set(
  'a an i me we you he she it is am be was were do to in at on or by if so not no his her its us this that these those has have had s t'.split(
    ' '
  )
);

/** By its words, else by the page on which it was asked, unless it has letters that English has not. */
export function isEnglish(text: string, locale: Locale): boolean {
  const lower = text.toLowerCase();
  if (/[^\p{ASCII}’‘“”–]/u.test(lower)) return false;
  return locale === 'en' || tokensOf(lower).some((token) => telling.has(token.text));
}

export function isEmptyInEnglish(word: string): boolean {
  const lower = word.toLowerCase();
  return telling.has(lower) || empty.has(lower);
}

/** The word in singular and plural: «parties» is «party» as well, «debt» may stand as «debts». */
export function englishForms(word: string): string[] {
  const lower = word.toLowerCase();
  const singular = lower.endsWith('ies')
    ? `${lower.slice(0, -3)}y`
    : /(?:[sxz]|[cs]h)es$/.test(lower)
      ? lower.slice(0, -2)
      : /[^s]s$/.test(lower)
        ? lower.slice(0, -1)
        : lower;
  const plural = /[^aeiou]y$/.test(singular) ? `${singular.slice(0, -1)}ies` : `${singular}s`;
  return [...new Set([lower, singular, plural])].filter((form) => form.length > 2);
}
