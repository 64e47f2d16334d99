// What the program knows of Hungarian spelling: comparing, ordering, articles, near misses, slugs.

/** Orders as a Hungarian dictionary does (cs, gy, sz … are letters); numbers inside by value. */
export const collator = new Intl.Collator('hu', { numeric: true });

export function byHungarian(a: string, b: string): number {
  return collator.compare(a, b);
}

/**
 * The text as one compares and searches it: lower case, no accents, each run of white space one space, no invisible characters.
 * Idempotent. `fold('  Őszi  BÁL ')` is 'oszi bal'.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]+/gu, '')
    .replace(/[ßæœøłđð]/g, (letter) => unaccentable[letter] ?? letter)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Letters that have no accent to take away. */
const unaccentable: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd' };

/**
 * A part of a web address: small letters, digits and single hyphens, at most `maxLength` characters, cut between words where
 * possible, never empty. `slugOf('Őszi szüreti bál – 2027')` is 'oszi-szureti-bal-2027'.
 */
export function slugOf(text: string, maxLength = 80): string {
  const whole = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (whole === '') return 'nevtelen';
  if (whole.length <= maxLength) return whole;
  const cut = whole.slice(0, maxLength);
  const lastHyphen = whole[maxLength] === '-' ? maxLength : cut.lastIndexOf('-');
  return lastHyphen > maxLength / 2 ? cut.slice(0, lastHyphen) : cut.replace(/-$/, '');
}

/** Days whose ordinal has back vowels: második, harmadik, hatodik, nyolcadik, huszadik, harmincadik. Twelfth and 22nd are «-ketted-». */
const backOrdinals = new Set([2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30]);

/** @param date that ends in the day and a full stop: «2026. november 28.» becomes «2026. november 28-áig» */
export function untilDay(date: string): string {
  return date.replace(/(\d+)\.$/, (_match, digits: string) => {
    const day = Number(digits);
    return `${digits}-${day === 1 ? 'jé' : backOrdinals.has(day) ? 'á' : 'é'}ig`;
  });
}

/**
 * The definite article that goes before the text as it is said aloud: 'az' before a vowel sound.
 *
 * - Numbers by their first word: 1, 5…, 1000–1999, 1 million ('egy', 'öt…', 'ezer…', 'egymillió') take 'az', others 'a';
 *   Roman numerals with a full stop are numbers too ("az V. kerület", "a X. kerület").
 * - Abbreviations that cannot be read as a word are spelt out: "az MTA" (em-té-á), "a KSH" (ká-es-há), but "a MÁV", "a NAV".
 *   A letter alone is named: "az F épület", "a B. Braun".
 * - Otherwise the first letter; y counts as a vowel before a consonant ("az Ybl-díj").
 */
export function articleFor(word: string): 'a' | 'az' {
  const text = word.normalize('NFC').replace(/^[^\p{L}\p{N}+−-]+/u, '');
  return startsWithVowelSound(text) ? 'az' : 'a';
}

function startsWithVowelSound(text: string): boolean {
  const digits = /^\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)|^\d+/.exec(text);
  if (digits) return numberStartsWithVowelSound(digits[0].replace(/\D/g, ''));
  const roman = /^([IVXL]|[IVXLCDM]{2,})\./.exec(text);
  const value = roman?.[1] ? valueOfRoman(roman[1]) : null;
  if (value !== null) return numberStartsWithVowelSound(String(value));
  const first = /^\p{L}+/u.exec(text)?.[0];
  if (first === undefined) return false;
  if (isSpeltOut(first)) return /^(?:[aáeéiíoóöőuúüűflmnrsxy])/i.test(first);
  return /^(?:[aáeéiíoóöőuúüű]|y(?![aáeéiíoóöőuúüű]))/i.test(first);
}

/** 1, 1000–1999, 1 million … begin with 'egy' or 'ezer'; a leading five is 'öt', 'ötven', 'ötszáz'. */
function numberStartsWithVowelSound(digits: string): boolean {
  const plain = digits.replace(/^0+(?=\d)/, '');
  return plain.startsWith('5') || (plain.startsWith('1') && plain.length % 3 === 1);
}

function valueOfRoman(numeral: string): number | null {
  const match = /^(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/.exec(numeral);
  if (!match) return null;
  const worth: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  const letters = Array.from(numeral, (letter) => worth[letter] ?? 0);
  return letters.reduce((sum, now, i) => sum + (now < (letters[i + 1] ?? 0) ? -now : now), 0);
}

/** A letter alone, and capitals no Hungarian could say in one: without a vowel, or with two consonants in front (MTA, SZTE). */
function isSpeltOut(word: string): boolean {
  if (word.length === 1) return true;
  if (word !== word.toLocaleUpperCase('hu')) return false;
  if (!/[AÁEÉIÍOÓÖŐUÚÜŰ]/.test(word)) return true;
  const consonants = /^(?:DZS|CS|DZ|GY|LY|NY|SZ|TY|ZS|[B-DF-HJ-NP-TV-Z]){2}/;
  const sayable = /^(?:F[LR]|S[KLMNPT]|SZ[KLNPT])/;
  return consonants.test(word) && !(word.length >= 5 && sayable.test(word));
}

/**
 * The candidates a mistyped word may have meant, best first, at most `limit`. Damerau–Levenshtein (optimal string alignment)
 * on folded words, at most a third of the letters wrong; a missing or wrong accent weighs a tenth of a letter. A word of three
 * letters or more that was only begun means what begins so: that weighs half a letter. The same input always gives the same order. O(candidates × length²).
 */
export function didYouMean(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = fold(word).slice(0, 60);
  if (wanted === '') return [];
  const bound = Math.max(1, Math.floor(wanted.length / 3));
  const accented = word.normalize('NFC').toLocaleLowerCase('hu').trim().slice(0, 60);
  const near: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const folded = fold(candidate);
    if (wanted.length > 2 && folded.length > wanted.length && folded.startsWith(wanted)) {
      near.push({ candidate, distance: 0.5 + (folded.length - wanted.length) / 1000 });
      continue;
    }
    const letters = distanceWithin(wanted, folded, bound);
    if (letters === null || letters >= wanted.length) continue;
    const accents =
      distanceWithin(accented, candidate.normalize('NFC').toLocaleLowerCase('hu'), bound + 5) ?? bound + 5;
    near.push({ candidate, distance: letters + (accents - letters) / 10 });
  }
  return near
    .sort(
      (a, b) =>
        a.distance - b.distance ||
        byHungarian(a.candidate, b.candidate) ||
        (a.candidate < b.candidate ? -1 : 1)
    )
    .slice(0, limit)
    .map((one) => one.candidate);
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words, or null when more than `bound`. */
export function distanceWithin(a: string, b: string, bound: number): number | null {
  if (Math.abs(a.length - b.length) > bound) return null;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > bound) return null;
    beforeLast = last;
    last = row;
  }
  const distance = at(last, b.length);
  return distance <= bound ? distance : null;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
