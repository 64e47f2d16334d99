// The dictionaries of the whole house, ready to use: one Words per language, in which the house bears its own name.
import { paths } from './generated/paths.ts';
import { asMessage, houseName } from '#lib/platform/words/house-name.ts';
import { makeWords, type Dictionary, type Words } from '#lib/platform/words/words.ts';
import type { Locale } from '#lib/platform/words/paths.ts';

const loaded = new Map<Locale, { readonly name: string | null; readonly words: Promise<Words> }>();

export function wordsIn(locale: Locale): Promise<Words> {
  const name = houseName();
  const known = loaded.get(locale);
  if (known?.name === name) return known.words;
  const words = load(locale, name);
  loaded.set(locale, { name, words });
  return words;
}

async function load(locale: Locale, name: string | null): Promise<Words> {
  const { default: dictionary } =
    locale === 'hu' ? await import('./generated/messages.hu.ts') : await import('./generated/messages.en.ts');
  const named: Dictionary = name === null ? dictionary : { ...dictionary, 'house.name': asMessage(name) };
  return makeWords(locale, named, paths);
}
