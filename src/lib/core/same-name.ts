// Judges how alike the names of two institutions are: abbreviations, initials, word order and slips do not matter; what tells one
// house or room from another («I.» and «II.», school and kindergarten) does.
import { distanceWithin, fold } from './hungarian.ts';

/** A name prepared once, to be compared with many. */
export interface ReadName {
  readonly tokens: readonly Token[];
  /** The same for names of the same words in the same order. */
  readonly key: string;
  /** Sorts of institutions that it names: `school`. */
  readonly sorts: ReadonlySet<string>;
}

interface Token {
  readonly text: string;
  /** How much it says: 1 for a proper name, less for a word that half the country's institutions bear. */
  readonly weight: number;
  /** Ended by a full stop: may be the beginning of a longer word. */
  readonly short: boolean;
  /** The number it means, when it may be one. */
  readonly number: number | null;
}

export interface NameLikeness {
  /** 0 to 1. */
  readonly score: number;
  /** Both say a number or letter, or a sort of institution, and not the same. */
  readonly apart: boolean;
  /** One says a number, letter or sort that the other does not. */
  readonly partial: boolean;
  /** No proper name among what they share: «Óvoda» and «Óvoda». */
  readonly general: boolean;
}

/** @param settlement its name and «of it» («szegvári») tell nothing among those of one settlement */
export function readName(name: string, settlement = ''): ReadName {
  const here = fold(settlement).replace(/[^a-z0-9]/g, '');
  const expanded = expand(
    fold(name)
      .replace(/\b(?:kft|bt|kht|zrt|nyrt|rt|kkt|ev)\b\.?/g, ' ')
      .replace(/&/g, ' es ')
      .replace(/\.(?=\S)/g, '. ')
  );
  const tokens: Token[] = [];
  for (const [, text = '', dot] of expanded.matchAll(/([a-z0-9]+)(\.?)/g)) {
    if (empty.has(text) || isSettlement(text, here)) continue;
    const short = dot === '.' || text.length === 1;
    tokens.push({ text, weight: weightOf(text), short, number: numberOf(text) });
  }
  const sorts = new Set(tokens.flatMap(({ text }) => sortOf(text) ?? []));
  return { tokens, sorts, key: tokens.map(({ text, short }) => (short ? `${text}.` : text)).join(' ') };
}

/** Symmetric. */
export function likenessOf(a: ReadName, b: ReadName): NameLikeness {
  // Which word meets which is settled in turn: always in the same one.
  return a.key <= b.key ? compared(a, b) : compared(b, a);
}

function compared(a: ReadName, b: ReadName): NameLikeness {
  if (a.tokens.length === 0 || b.tokens.length === 0)
    return {
      score: a.tokens.length === b.tokens.length ? 0.5 : 0,
      apart: false,
      partial: false,
      general: true
    };
  const { pairs, left, right } = matched(a.tokens, b.tokens);
  const marks = [left.filter(isMark), right.filter(isMark)] as const;
  const sum = (tokens: readonly Token[]): number =>
    tokens.reduce((total, token) => total + (isMark(token) ? 0.2 : token.weight), 0);
  let shared = 0;
  let general = true;
  for (const { one, other, worth } of pairs) {
    shared += worth * Math.max(one.weight, other.weight);
    if (Math.min(one.weight, other.weight) >= 1 && !isMark(one)) general = false;
  }
  // What one of them only leaves out («Közösségi Ház és Könyvtár») weighs less than what they say otherwise.
  const [more, less] = [sum(left), sum(right)].sort((x, y) => y - x) as [number, number];
  const score =
    less > 0
      ? shared / (shared + less + more)
      : Math.max(shared / (shared + more * 0.6), shared > 0 ? 0.75 : 0);
  const onlyA = marks[0].length > 0 || [...a.sorts].some((sort) => !b.sorts.has(sort));
  const onlyB = marks[1].length > 0 || [...b.sorts].some((sort) => !a.sorts.has(sort));
  return {
    score: Math.min(1, Math.max(0, score)),
    apart: onlyA && onlyB,
    partial: onlyA || onlyB,
    general
  };
}

/** Prefixes of the words by which two like names meet; for finding which pairs are worth judging. */
export function keysOf({ tokens }: ReadName): string[] {
  return [...new Set(tokens.filter(({ number }) => number === null).map(({ text }) => text.slice(0, 3)))];
}

interface Matched {
  readonly pairs: readonly { readonly one: Token; readonly other: Token; readonly worth: number }[];
  readonly left: readonly Token[];
  readonly right: readonly Token[];
}

/** The same words first, then beginnings of words, then slips; each word once. */
function matched(a: readonly Token[], b: readonly Token[]): Matched {
  const pairs: { one: Token; other: Token; worth: number }[] = [];
  let left = [...a];
  const right = [...b];
  for (const alike of [identical, beginning, slip])
    left = left.filter((one) => {
      const at = right.findIndex((other) => alike(one, other) > 0);
      const other = right[at];
      if (!other) return true;
      pairs.push({ one, other, worth: alike(one, other) });
      right.splice(at, 1);
      return false;
    });
  return { pairs, left, right };
}

function identical(one: Token, other: Token): number {
  if (one.text === other.text) return 1;
  return one.number !== null && one.number === other.number ? 1 : 0;
}

/** «S.» and «Sándor»; «tant.» and «tanterem». */
function beginning(one: Token, other: Token): number {
  if (one.number !== null && other.number !== null) return 0;
  if (/^[0-9]/.test(one.text) || /^[0-9]/.test(other.text)) return 0;
  if (one.short && other.text.length > one.text.length && other.text.startsWith(one.text)) return 0.97;
  return other.short && one.text.length > other.text.length && one.text.startsWith(other.text) ? 0.97 : 0;
}

/** One letter in five, two in ten; «Közösségi» and «közösség» too. */
function slip(one: Token, other: Token): number {
  const shortest = Math.min(one.text.length, other.text.length);
  if (shortest < 5 || one.number !== null || other.number !== null) return 0;
  if (sortOf(one.text) !== sortOf(other.text)) return 0;
  const letters = distanceWithin(one.text, other.text, shortest >= 9 ? 2 : 1);
  return letters === null ? 0 : 1 - letters / shortest;
}

/** What tells one room or house from another of the same name. */
function isMark({ text, number }: Token): boolean {
  return number !== null || /^[a-h]$/.test(text) || storeys.has(text);
}

const storeys = new Set(['fsz', 'foldszint', 'em', 'emelet', 'also', 'felso', 'regi', 'volt', 'uj']);

function numberOf(text: string): number | null {
  if (/^[0-9]{1,4}$/.test(text)) return Number(text);
  const roman = /^(x{0,2})(ix|iv|v?i{0,3})$/.exec(text);
  if (roman && text !== '') {
    const ones = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'].indexOf(roman[2] ?? '');
    return 10 * (roman[1]?.length ?? 0) + ones;
  }
  return ordinals.get(text) ?? null;
}

const ordinals = new Map(
  ['elso', 'masodik', 'harmadik', 'negyedik', 'otodik', 'hatodik', 'hetedik', 'nyolcadik'].map(
    (word, index) => [word, index + 1]
  )
);

function isSettlement(text: string, here: string): boolean {
  if (here === '') return false;
  const stem = here.replace(/[aeiou]$/, '');
  return (
    text === here ||
    text === `${here}i` ||
    text === `${stem}i` ||
    text === `${stem}ei` ||
    text === `${stem}ai`
  );
}

/** Abbreviations that have one meaning in the names of institutions, and names of one thing in several words. */
const expansions: readonly (readonly [RegExp, string])[] = [
  [/\bszt\b\.?/g, 'szent'],
  [/\balt\b\.?/g, 'altalanos'],
  [/\bisk\b\.?/g, 'iskola'],
  [/\bmuv\b\.?/g, 'muvelodesi'],
  [/\bkozs\b\.?/g, 'kozsegi'],
  [/\bvar\.|\bv\. ?(?=onk)/g, 'varosi '],
  [/\b(?:onk|onkorm)\b\.?/g, 'onkormanyzat'],
  [/\bpolg\b\.?/g, 'polgarmesteri'],
  [/\bhiv\b\.?/g, 'hivatal'],
  [/\bref\b\.?/g, 'reformatus'],
  [/\b(?:r\.? ?k\.|rom\.? kat\.?|rkat\.?)/g, 'katolikus '],
  [/\bromai katolikus\b/g, 'katolikus'],
  [/\bg\.? ?k\./g, 'gorogkatolikus '],
  [/\bkat\b\.?/g, 'katolikus'],
  [/\b(?:evang|ev)\./g, 'evangelikus '],
  [/\bgimn\b\.?/g, 'gimnazium'],
  [/\bkoll\b\.?/g, 'kollegium'],
  [/\bkvt\b\.?|\bkonyvt\b\.?/g, 'konyvtar'],
  [/\begyes\b\.?|\begy\./g, 'egyesulet '],
  [/\bsport ?egyesulet\b|\bse\b\.?|\bsk\b\.?|\bsport ?klub\b|\bsport ?kor\b/g, 'sportegyesulet'],
  [/\balap\.|\balapitv\b\.?/g, 'alapitvany '],
  [/\bnyugd\b\.?/g, 'nyugdijas'],
  [/\bnyugdijas ?klub(?:ja)?\b/g, 'nyugdijasklub'],
  [/\bkozalapitvany/g, 'alapitvany'],
  [/\bkozp\b\.?/g, 'kozpont'],
  [/\bszoc\b\.?/g, 'szocialis'],
  [/\btornat\b\.?/g, 'tornaterem'],
  [/\bsz(?:amu)?\b\.?(?= )/g, ' '],
  [
    /\bmuvelodesi kozpont\b|\bmuvelodesi haz\b|\bmuvelodesi otthon\b|\bkultur(?:haz|otthon|kozpont)\b|\bkulturalis kozpont\b/g,
    'kulturhaz'
  ],
  [
    /\bpolgarmesteri hivatal\b|\b(?:kozos )?onkormanyzati? hivatal\b|\bvaroshaza?\b|\bkozseghaza?\b/g,
    'hivatal'
  ],
  [/\bkozossegi (?:haz|kozpont|szinter|ter)\b/g, 'kozossegihaz'],
  [/\bfalu ?haz\b/g, 'faluhaz'],
  [/\b(?:idosek|oregek) (?:napkozi )?(?:klubja|otthona|haza)\b|\bidosek klub\b/g, 'idosekklubja'],
  [/\btorna ?(?:csarnok|terem)\b|\bsport ?csarnok\b/g, 'sportcsarnok']
];

/** Idempotent; takes time in proportion to the text. */
function expand(folded: string): string {
  return expansions.reduce((text, [what, whole]) => text.replace(what, whole), folded);
}

/** Words without which a name is the same name. */
const empty = new Set(['az', 'es', 'epulet', 'epulete', 'intezmeny', 'nonprofit']);

const common = new Set(
  `altalanos iskola iskolai kulturhaz kozossegihaz faluhaz konyvtar konyvtara kozsegi varosi nagykozsegi kozpont kozponti haz haza
  muvelodesi kozossegi kulturalis ovoda ovodai bolcsode gimnazium szakgimnazium szakkepzo technikum kollegium hivatal onkormanyzat
  onkormanyzata onkormanyzati egyesulet egyesulete sportegyesulet alapitvany kozalapitvany klub klubja idosekklubja nyugdijas
  nyugdijasklub muzeum tajhaz galeria templom temploma egyhazkozseg gyulekezet plebania reformatus katolikus evangelikus
  gorogkatolikus baptista terem nagyterem sportcsarnok tanterem ebedlo otthon otthona szocialis gondozasi csaladsegito gyermekjoleti
  szolgalat szolgaltato mozi park ter utcai kozhasznu helyi nemzetisegi roma nemet szlovak onkentes tuzolto nepdalkor kor kore korus
  zenekar tanc neptanc csoport egyuttes polgaror baratok barati tarsasag tarsulat tarsulas szovetseg iroda ugyelet orvosi rendelo
  egeszseghaz vedonoi zeneiskola alapfoku muveszeti kozos kir kirendeltseg`
    .split(/\s+/)
    .filter((word) => word !== '')
);

/** Whose it is, when every settlement has one: left out as often as said. */
const whose = new Set(['kozsegi', 'nagykozsegi', 'varosi', 'helyi', 'kozponti', 'telepulesi', 'kozhasznu']);

function weightOf(text: string): number {
  return whose.has(text) ? 0.1 : common.has(text) ? 0.35 : 1;
}

/** What two institutions of different sorts never share, whatever their names. */
function sortOf(text: string): string | null {
  for (const [stem, sort] of sortStems) if (text.startsWith(stem) || text.endsWith(stem)) return sort;
  return null;
}

const sortStems: readonly (readonly [string, string])[] = [
  ['zeneiskola', 'music school'],
  ['iskola', 'school'],
  ['gimnazium', 'school'],
  ['technikum', 'school'],
  ['ovoda', 'kindergarten'],
  ['bolcsode', 'nursery'],
  ['kollegium', 'hostel'],
  ['konyvtar', 'library'],
  ['muzeum', 'museum'],
  ['tajhaz', 'museum'],
  ['galeria', 'gallery'],
  ['templom', 'church'],
  ['egyhazkozseg', 'parish'],
  ['gyulekezet', 'parish'],
  ['plebania', 'parish'],
  ['hivatal', 'hall of the town'],
  ['onkormanyzat', 'municipality'],
  ['kulturhaz', 'culture'],
  ['kozossegihaz', 'culture'],
  ['faluhaz', 'culture'],
  ['nephaz', 'culture'],
  ['idosekklubja', 'the old'],
  ['nyugdijas', 'the old'],
  ['sportcsarnok', 'sports hall'],
  ['sportegyesulet', 'sports club'],
  ['alapitvany', 'foundation'],
  ['tuzolto', 'fire brigade'],
  ['polgaror', 'guard'],
  ['korus', 'choir'],
  ['zenekar', 'band'],
  ['mozi', 'cinema'],
  ['ebedlo', 'dining room'],
  ['etkez', 'dining room'],
  ['tanterem', 'classroom'],
  ['rendelo', 'surgery']
];
