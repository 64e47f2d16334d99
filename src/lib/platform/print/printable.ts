// What of a text can be printed: letters that the sheets' fonts have.

/** Pictograms, with the marks that join or colour them. */
const pictures = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u{1f3fb}-\u{1f3ff}\u200d\ufe0f\u20e3]/gu;
/** Latin, Greek, Cyrillic, punctuation: what src/lib/platform/print/fonts were cut down to, and © ® among it. */
const known =
  /[^\n\u0020-\u024f\u0300-\u03ff\u0400-\u045f\u0490\u0491\u1e9e\u2002-\u200b\u2010-\u2027\u202f\u2030-\u203a\u2044\u20ac\u2116\u2122\u2190-\u2193\u2212]/gu;

/** A dozen letters that no syllable can be made of are no word of ours; they may be broken anywhere, or they leave their column. */
const noSyllables = /[^\saeiouáéíóöőúüűy\-\u200b]{12}|[aeiouáéíóöőúüűy]{12}/giu;

/** On one line unless `lines`; what cannot be printed is left out, accents are one with their letters. */
export function printable(text: string, { lines = false } = {}): string {
  const shown = text
    .normalize('NFC')
    .replace(pictures, (character) => (/[\u00a9\u00ae\u2122]/.test(character) ? character : ''))
    .replace(known, '')
    .replace(noSyllables, '$&\u200b');
  return lines ? shown.replace(/[^\S\n]+/g, ' ').trim() : shown.replace(/\s+/g, ' ').trim();
}

/** At most so many characters, cut between words where there is room for that, with an ellipsis. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = [...text].slice(0, most - 1).join('');
  const word = cut.lastIndexOf(' ');
  return `${(word > most * 0.6 ? cut.slice(0, word) : cut).replace(/[\s,;:–-]+$/, '')}…`;
}
