// Letters of Hungarian words as the stemmer sees them.

const plain: Readonly<Record<string, string>> = {
  á: 'a',
  é: 'e',
  í: 'i',
  ó: 'o',
  ö: 'o',
  ő: 'o',
  ú: 'u',
  ü: 'u',
  ű: 'u'
};

/** A lower-case Hungarian word without its accents; as long as the word. Quicker than `fold`, for whole dictionaries. */
export function unaccented(word: string): string {
  return word.replace(/[áéíóöőúüű]/g, (letter) => plain[letter] ?? letter);
}
