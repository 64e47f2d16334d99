// The dictionaries of the whole house, ready to use: one Words per language.
import { paths } from './generated/paths.ts';
import { makeWords, type Words } from '#lib/platform/words/words.ts';
import type { Locale } from '#lib/platform/words/paths.ts';

const loaded = new Map<Locale, Promise<Words>>();

export function wordsIn(locale: Locale): Promise<Words> {
  let words = loaded.get(locale);
  if (!words) loaded.set(locale, (words = load(locale)));
  return words;
}

async function load(locale: Locale): Promise<Words> {
  const { default: dictionary } =
    locale === 'hu' ? await import('./generated/messages.hu.ts') : await import('./generated/messages.en.ts');
  return makeWords(locale, dictionary, paths);
}
