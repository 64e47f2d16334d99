// The stemmer with its dictionary, made once for a test file or a benchmark.
import dictionary from 'dictionary-hu';
import { readAffixes } from '#lib/core/hungarian-affixes.ts';
import { readDictionary } from '#lib/core/hungarian-dictionary.ts';
import { stemmerOf, type Stemmer } from '#lib/core/hungarian-stemmer.ts';
import { snowballStem } from '#lib/platform/search/snowball.ts';

let made: Stemmer | undefined;

export function hungarianStemmer(): Stemmer {
  const decoder = new TextDecoder();
  const affixes = readAffixes(decoder.decode(dictionary.aff));
  return (made ??= stemmerOf(affixes, readDictionary(decoder.decode(dictionary.dic), affixes), snowballStem));
}
