// Reads the word list of a Hunspell dictionary, and finds the word that an irregular form belongs to.
import type { Affixes } from './hungarian-affixes.ts';
import { unaccented } from './hungarian-letters.ts';

export interface Entry {
  /** In lower case. */
  readonly word: string;
  readonly flags: string;
  /** The word that one looks up: «bokor» for the stem «bokrok». */
  readonly lemma: string;
}

/** Entries by their word without accents. */
export type Dictionary = ReadonlyMap<string, readonly Entry[]>;

/**
 * Reads lines of `word/flags`, perhaps with a field after a tab (man 5 hunspell). Linear in the length of the text.
 *
 * Entries that carry the flag of a lemma elsewhere are stems of irregular forms («könyvtárak» of «könyvtár»). Of their lemma
 * the published file keeps only what follows its first plain letters («önyvtár»), so it is found again: among the words that
 * the usual changes of Hungarian stems lead to, the first that is in the dictionary and ends as told.
 */
export function readDictionary(text: string, { flags: known }: Affixes): Dictionary {
  const dictionary = new Map<string, Entry[]>();
  const waiting: Waiting[] = [];
  const lemmas = new Set<string>();
  const shared = new Map<string, string>();
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t');
    const written = tab < 0 ? line : line.slice(0, tab);
    const field = tab < 0 ? '' : line.slice(tab + 1);
    const slash = written.indexOf('/', 1);
    const word = (slash < 0 ? written : written.slice(0, slash)).toLowerCase();
    // Phrases, and the number of words in the first line.
    if (word === '' || word.includes('_') || word < 'a') continue;
    const [flags = '', afterFlags = ''] =
      slash < 0 ? [''] : split(written.slice(slash + 1), known.lemmaElsewhere);
    if (known.forbidden !== '' && flags.includes(known.forbidden)) continue;
    const same = shared.get(flags) ?? flags;
    shared.set(same, same);
    if (known.lemmaElsewhere !== '' && (flags.includes(known.lemmaElsewhere) || irregular.has(word)))
      waiting.push({ word, flags: same, end: afterFlags || field });
    else {
      add(dictionary, { word, flags: same, lemma: word });
      lemmas.add(word);
    }
  }
  const irregulars = new Set(waiting.map(({ word }) => word));
  for (const one of waiting)
    add(dictionary, { word: one.word, flags: one.flags, lemma: lemmaOf(one, lemmas, irregulars) });
  return dictionary;
}

interface Waiting {
  readonly word: string;
  readonly flags: string;
  /** What is left of its lemma. */
  readonly end: string;
}

/** Behind the flag of a lemma elsewhere the published file has run flags and field together. */
function split(flags: string, mark: string): [string, string] {
  const at = mark === '' ? -1 : flags.indexOf(mark);
  return at < 0 ? [flags, ''] : [flags.slice(0, at + 1), flags.slice(at + 1)];
}

function add(dictionary: Map<string, Entry[]>, entry: Entry): void {
  const key = unaccented(entry.word);
  const there = dictionary.get(key);
  if (!there) dictionary.set(key, [entry]);
  else if (
    !there.some(
      ({ word, flags, lemma }) => word === entry.word && flags === entry.flags && lemma === entry.lemma
    )
  )
    there.push(entry);
}

function lemmaOf(
  { word, end }: Waiting,
  lemmas: ReadonlySet<string>,
  irregulars: ReadonlySet<string>
): string {
  const known = irregular.get(word);
  if (known) return known;
  // Behind a lemma that has letters with accents other fields may follow.
  const told = /^[a-záéíóöőúüű]*/.exec(end)?.[0] ?? '';
  for (const candidate of candidatesFor(word)) {
    const kept = candidate.replace(/^[a-z]+/, '');
    const agrees = kept === '' ? told === '' : told.startsWith(kept);
    if (!agrees || candidate === word) continue;
    if (lemmas.has(candidate)) return candidate;
    // Irregular verbs are listed as forms of themselves: «játszik» is the lemma of «játszani».
    if (candidate.endsWith('ik') && irregulars.has(candidate)) return candidate;
  }
  return word;
}

/** Words that a changed stem may come from, likelier ones first. */
function* candidatesFor(word: string): Generator<string> {
  const bare = /^(.{2,})[aeoö]k$/.exec(word)?.[1];
  if (bare !== undefined) yield* nounsOf(bare);
  const comparative = /^(.{2,}?)[aeo]?bb(?:ik)?$/.exec(word)?.[1];
  if (comparative !== undefined) yield* nounsOf(comparative);
  for (const end of verbEnds) {
    if (!word.endsWith(end) || word.length - end.length < 2) continue;
    const stem = word.slice(0, -end.length);
    yield stem;
    yield `${stem}ik`;
    // vedl-: vedlik, mosdj-: mosdik; érz-: érez, ugr-: ugrik
    const gap = /^(.*[^aáeéiíoóöőuúüű])([^aáeéiíoóöőuúüű])$/.exec(stem);
    if (gap) for (const vowel of 'oeö') yield `${gap[1]}${vowel}${gap[2]}`;
  }
  if (word.endsWith('i')) yield word.slice(0, -1);
}

/** «könyvtár» as it is; «kez» kéz, «nyar» nyár; «bokr» bokor, «torny» torony; «lov» ló, «falv» falu, «tav» tó. */
function* nounsOf(bare: string): Generator<string> {
  yield bare;
  const short = /^(.*)([aeiuü])([^aáeéiíoóöőuúüű]+)$/.exec(bare);
  if (short) yield `${short[1]}${longVowels[short[2] ?? ''] ?? ''}${short[3]}`;
  const pair = /^(.*?[^aáeéiíoóöőuúüű])(cs|dz|gy|ly|ny|sz|ty|zs|[^aáeéiíoóöőuúüű])$/.exec(bare);
  if (pair) for (const vowel of 'oeöaá') yield `${pair[1]}${vowel}${pair[2]}`;
  const withV = /^(.*?)([aáeéiíoóöőuúüű]?)v$/.exec(bare);
  if (withV)
    for (const vowel of ['ó', 'ő', 'ű', 'ú', 'é', 'u', 'ü', 'o', withV[2] ?? '']) yield `${withV[1]}${vowel}`;
}

const longVowels: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', u: 'ú', ü: 'ű' };

/** Endings under which the file lists forms of verbs in full. */
const verbEnds = (
  'ottam ettem öttem ottak ettek öttek ott ett ött tam tem tak tek t ' +
  'ani eni ni ok ek ök om em öm od ed öd sz asz esz unk ünk otok etek ötök nak nek anak enek lak lek alak elek ' +
  'ná né na ne nék nánk nénk ának ándó andó endő ó ő va ve ván vén j ja je jen jon jön jal jál jél jam jem'
)
  .split(' ')
  .sort((a, b) => b.length - a.length);

/** Words whose stem changes altogether. */
const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    megy: 'ment mentem mentél mentünk mentetek mentek mész mégy megyek megyünk mentek mennek menni menj menjen menjek menjünk menő menve menne mennék mennél mennénk mennének mehet mehetek mehetünk mehetnek',
    jön: 'jött jöttem jöttél jöttünk jöttek jössz jövök jövünk jönnek jöjj jöjjön jöjjek jöjjünk jövő jöve jönni jönne gyere gyerünk gyertek',
    van: 'vagyok vagy vagyunk vagytok vannak voltam voltál volt voltunk voltatok voltak',
    lesz: 'leszek leszel leszünk lesznek lett lettek lettem legyen legyek legyenek lenni lenne lennének lévő levő',
    tesz: 'teszek teszel teszünk tesznek tett tettek tegyen tenni tenne tevő',
    vesz: 'veszek veszünk vesznek vett vettek vegyen venni venne vevő',
    visz: 'viszek viszünk visznek vitt vittek vigyen vinni vinne vivő',
    hisz: 'hiszek hiszünk hisznek hitt hittek higgyen hinni hinne hívő',
    eszik: 'eszem eszel eszünk esznek evett ettek ettem egyen enni enne evő',
    szép: 'szebb szebbik',
    jó: 'jobb jobbik',
    sok: 'több',
    út: 'utak',
    iszik: 'iszom iszol iszunk isznak ivott ittak ittam igyon inni inna ivó'
  }).flatMap(([lemma, forms]) => forms.split(' ').map((form) => [form, lemma] as const))
);
