// Which settlement a free text names, such as the LOCATION of a calendar entry: by postal code, by name, by a suffixed name.
import { withoutEnding } from './hungarian-endings.ts';
import { fold } from './hungarian.ts';
import { givenNames, householdWords } from './hungarian-words.ts';

export interface NamedSettlement {
  readonly name: string;
  readonly postalCodes: readonly string[];
}

/** Made once for a list of settlements; answers are positions in that list. */
export interface SettlementIndex {
  readonly byName: ReadonlyMap<string, number>;
  /** Names without their accents, for those who type none; only where one settlement answers. */
  readonly byPlainName: ReadonlyMap<string, number>;
  readonly byPostalCode: ReadonlyMap<string, readonly number[]>;
  /** By position, without accents. */
  readonly plainNames: readonly string[];
  /** Budapest's districts by number. */
  readonly byDistrict: ReadonlyMap<number, number>;
}

export function settlementIndex(settlements: readonly NamedSettlement[]): SettlementIndex {
  const byName = new Map<string, number>();
  const plain = new Map<string, number | null>();
  const byPostalCode = new Map<string, number[]>();
  const byDistrict = new Map<number, number>();
  settlements.forEach(({ name, postalCodes }, position) => {
    const district = districtNumber(name);
    if (district !== null) byDistrict.set(district, position);
    else {
      const lower = name.normalize('NFC').toLocaleLowerCase('hu');
      byName.set(lower, position);
      if (!householdWords.has(lower)) plain.set(fold(name), plain.has(fold(name)) ? null : position);
    }
    for (const code of postalCodes) byPostalCode.set(code, [...(byPostalCode.get(code) ?? []), position]);
  });
  const byPlainName = new Map([...plain].flatMap(([name, at]) => (at === null ? [] : [[name, at] as const])));
  const plainNames = settlements.map(({ name }) => fold(name));
  return { byName, byPlainName, byPostalCode, byDistrict, plainNames };
}

/**
 * The settlement that the text names, or null when it names none or nobody can tell which.
 *
 * 1. A postal code, unless another settlement's name stands right behind it. One code for several settlements needs a name.
 * 2. A name of its own between commas or dashes, then the longest, then the earliest. Not a street ("Szeged utca"), a county or district ("Heves
 *    megye"), nor an ordinary word or a person's name in a sentence ("Kék Bár", "Erkel Ferenc"): short and ambiguous
 *    names count only where they stand alone or after a postal code.
 * 3. A name with an ending ("Szegváron", "Ózdra", "Bánrévén"), then one with -i before an institution ("szentesi könyvtár").
 *
 * Reads the first 1,000 characters.
 * @returns the position in the list the index was made from
 */
export function settlementIn(text: string, index: SettlementIndex): number | null {
  const words = wordsOf(
    text
      .slice(0, 1000)
      .normalize('NFC')
      .replace(/[õÕûÛ]/g, repairLetter)
  );
  const named = words
    .map((word, i) => nameAt(words, i, index))
    .filter((found): found is Found => found !== null)
    .sort((a, b) => b.rank - a.rank || b.length - a.length || a.start - b.start);
  const byCode = byPostalCode(words, named, index);
  if (byCode !== null) return byCode;
  return byDistrict(words, index) ?? named[0]?.settlement ?? null;
}

interface Word {
  readonly text: string;
  readonly lower: string;
  /** Which part of the text, cut at commas, dashes between spaces, brackets, line ends. */
  readonly segment: number;
  readonly afterDot: boolean;
  readonly beforeDot: boolean;
}

interface Found {
  readonly settlement: number;
  readonly rank: number;
  readonly length: number;
  readonly start: number;
}

const ranks = { alone: 4, bare: 3, suffixed: 2, ofPlace: 1 };

/** Windows fonts without the Hungarian double accents made these of ő and ű. */
function repairLetter(letter: string): string {
  return { õ: 'ő', Õ: 'Ő', û: 'ű', Û: 'Ű' }[letter] ?? letter;
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let segment = 0;
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)) {
    const between = text.slice(end, match.index);
    if (/[,;|()[\]\n\r\t:•/]|\s[-–—]+\s|[–—]/u.test(between)) segment += 1;
    end = match.index + match[0].length;
    words.push({
      text: match[0],
      lower: match[0].toLocaleLowerCase('hu'),
      segment,
      afterDot: between.endsWith('.'),
      beforeDot: text[end] === '.' || text[end] === '/'
    });
  }
  return words;
}

function byPostalCode(
  words: readonly Word[],
  named: readonly Found[],
  index: SettlementIndex
): number | null {
  for (const [i, word] of words.entries()) {
    const code = /^(?:hu?-)?([1-9]\d{3})$/.exec(word.lower)?.[1];
    const settlements = code === undefined ? undefined : index.byPostalCode.get(code);
    if (!settlements || word.beforeDot || /^hrsz|helyrajzi$/.test(words[i - 1]?.lower ?? '')) continue;
    const next = words[i + 1];
    const alone = next?.segment !== word.segment;
    if (!alone && !/^\p{Lu}/u.test(next.text) && nameAt(words, i + 1, index) === null) continue;
    const behind = named.find(({ start, rank }) => start === i + 1 && rank >= ranks.bare);
    if (behind) return behind.settlement;
    const told = named.find(({ settlement }) => settlements.includes(settlement));
    if (told) return told.settlement;
    const written = settlements.find((settlement) => index.plainNames[settlement] === fold(next?.text ?? ''));
    if (written !== undefined) return written;
    if (settlements.length === 1) return settlements[0] ?? null;
  }
  return null;
}

/** "Budapest, IX. kerület", "Budapest 9. ker." */
function byDistrict(words: readonly Word[], index: SettlementIndex): number | null {
  for (const [i, word] of words.entries()) {
    if (!/^ker(ület)?/.test(word.lower)) continue;
    const number = numberOf(words[i - 1]?.text ?? '');
    const inBudapest = words.slice(Math.max(0, i - 3), i).some(({ lower }) => /^(budapest|bp)/.test(lower));
    const settlement = number === null || !inBudapest ? undefined : index.byDistrict.get(number);
    if (settlement !== undefined) return settlement;
  }
  return null;
}

function nameAt(words: readonly Word[], i: number, index: SettlementIndex): Found | null {
  const word = words[i];
  if (!word || isOfStreetOrCounty(words, i)) return null;
  // "Csongrád-Bokros" lies in Csongrád, "Csongrád-Csanád" is a county.
  const [first = '', second] = /^(.*?)-(.*)$/.exec(word.lower)?.slice(1) ?? [word.lower];
  if (counties.has(fold(word.lower))) return null;
  const quiet = !/\p{Lu}/u.test(word.text[0] ?? '');
  const allQuiet = words.every(({ text }) => !/\p{Lu}/u.test(text));
  const own = (rank: number, settlement: number | null): Found | null =>
    settlement === null ? null : { settlement, rank, length: first.length, start: i };

  const whole = lookUp(word.lower, index);
  const bare = whole ?? (second === undefined ? null : lookUp(first, index));
  if (bare !== null) {
    const household = householdWords.has(first);
    if (quiet && !(allQuiet && !household)) return null;
    if (standsAlone(words, i)) return own(ranks.alone, bare);
    if (household) return null;
    if (givenNames.has(first) && followsName(words, i)) return null;
    return own(ranks.bare, bare);
  }
  if (quiet && !allQuiet && !word.lower.endsWith('i')) return null;
  const stemmed = withoutEnding(word.lower, (stem) => lookUp(stem, index));
  if (stemmed === null || householdWords.has(stemmed.stem)) return null;
  if (!stemmed.ofPlace) return own(ranks.suffixed, stemmed.place);
  return namesInstitution(words[i + 1]) ? own(ranks.ofPlace, stemmed.place) : null;
}

/** Only a number (a postal code) and words like "község" share the segment. */
function standsAlone(words: readonly Word[], i: number): boolean {
  const segment = words[i]?.segment;
  for (const step of [-1, 1]) {
    for (let j = i + step; words[j]?.segment === segment; j += step) {
      if (
        !/^((hu?-)?\d+|község(háza)?|falu|város(háza)?|nagyközség|magyarország|hungary|hu)$/.test(
          words[j]?.lower ?? ''
        )
      ) {
        return false;
      }
    }
  }
  return true;
}

function isOfStreetOrCounty(words: readonly Word[], i: number): boolean {
  const { segment } = words[i] ?? {};
  const next = words[i + 1];
  if (next?.segment !== segment || next === undefined) return false;
  return street.test(next.lower) || region.test(next.lower);
}

const street =
  /^(út|útja|utca|utcai|u|ut|utca[a-z]*|tér|tere|ter|krt|körút|körútja|köz|köze|sor|sora|sétány|fasor|sugárút|rakpart|park|dűlő|lakótelep|ltp|híd|part|kapu|vasútállomás|busz|járat)$/;
const region = /^((vár)?megye.*|járás.*|kistérség.*|régió.*|regionális|térség.*|kerület.*|püspökség.*)$/;

/** The word before is a name too, and no word for an institution: "Erkel Gyula", but "Művelődési Központ Gyula". */
function followsName(words: readonly Word[], i: number): boolean {
  const before = words[i - 1];
  if (!before || before.segment !== words[i]?.segment) return false;
  return /^\p{Lu}/u.test(before.text) && !namesInstitution(before);
}

const institution =
  /^(művelőd|közműv|kultúr|kultur|könyvt|iskol|általán|gimn|múze|galér|templ|plébán|egyház|refor|katol|római|evang|óvod|közöss|polgárm|önkorm|város|közs|faluh|ház|háza|közp|sport|szabad|szính|mozi|piac|vásár|strand|vár|kast|kastély|tájh|tűzolt|nyugd|klub|egyes|alapítv|zene|művés|ifjús|idős|gondoz|szoc|csalá|park|fürd|tó|tava|állom)/;

function namesInstitution(word: Word | undefined): boolean {
  return word !== undefined && institution.test(word.lower);
}

/** Exactly, or without accents when the word has none. */
function lookUp(lower: string, index: SettlementIndex): number | null {
  const exact = index.byName.get(lower);
  if (exact !== undefined) return exact;
  return /^[a-z]{3,}$/.test(lower) ? (index.byPlainName.get(lower) ?? null) : null;
}

function districtNumber(name: string): number | null {
  return numberOf(/^Budapest[ ,]{1,3}([0-9]{1,2}|[IVX]{1,6})\.? ?ker/i.exec(name)?.[1] ?? '');
}

const romans = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII'.split(
  ' '
);

function numberOf(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const roman = romans.indexOf(text.toUpperCase());
  return roman >= 0 ? roman + 1 : null;
}

/** Counties whose name is made of settlements' names; those of one word are known by "megye" behind them. */
const counties = new Set(
  [
    'Bács-Kiskun',
    'Borsod-Abaúj-Zemplén',
    'Csongrád-Csanád',
    'Győr-Moson-Sopron',
    'Hajdú-Bihar',
    'Jász-Nagykun-Szolnok',
    'Komárom-Esztergom',
    'Szabolcs-Szatmár-Bereg'
  ].map(fold)
);
