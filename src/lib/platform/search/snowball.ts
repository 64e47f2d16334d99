// The Snowball stemmer of Hungarian, for words that no dictionary knows.
import stemmers from 'snowball-stemmers';

const hungarian = stemmers.newStemmer('hungarian');

/** Takes the endings off a word in lower case, by rule alone (snowballstem.org/algorithms/hungarian). */
export function snowballStem(word: string): string {
  return hungarian.stem(word);
}
