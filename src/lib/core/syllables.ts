// Where a long Hungarian word may be broken at the end of a line, for narrow columns in browsers without Hungarian hyphenation.
const vowel = 'aáeéiíoóöőuúüű';
/** One sound; a doubled one such as «ssz» is spelled out anew when it is broken, so no break is offered in it. */
const sound = /ddzs|dzs|ccs|ggy|lly|nny|ssz|tty|zzs|ddz|cs|dz|gy|ly|ny|sz|ty|zs|\p{L}/giu;
const long = /\p{L}{12,}/gu;

/**
 * The text with soft hyphens in words of twelve letters or more. A syllable begins with the last consonant before its vowel
 * (A magyar helyesírás szabályai, 226); the joints of compounds are not known, so a break may fall beside one. At least three
 * letters stay on either side. `withSoftHyphens('Kiállításmegnyitó')` may be broken as Kiál-lí-tás-meg-nyitó.
 */
export function withSoftHyphens(text: string): string {
  return text.replace(long, (word) => {
    const sounds = word.match(sound) ?? [word];
    let written = 0;
    return sounds
      .map((letters, index) => {
        const start = written;
        written += letters.length;
        const breaks =
          isVowel(sounds[index + 1]) &&
          !isVowel(letters) &&
          letters.length < 3 &&
          start >= 3 &&
          word.length - start >= 3;
        return breaks ? `\u00ad${letters}` : letters;
      })
      .join('');
  });
}

function isVowel(letters: string | undefined): boolean {
  return letters !== undefined && letters.length === 1 && vowel.includes(letters.toLowerCase());
}
