// Takes the endings of place off a settlement's name: in, into, from, at, to, of.
import { fold } from './hungarian.ts';

export interface Stemmed {
  readonly place: number;
  readonly stem: string;
  /** With -i: of the place rather than in it. */
  readonly ofPlace: boolean;
}

/** "ózdon" → ózd, "bánrévén" → bánréve: the vowels of name and ending must agree, and a final a or e is long before an ending. */
export function withoutEnding(lower: string, lookUp: (stem: string) => number | null): Stemmed | null {
  const plain = /^[a-z]+$/.test(lower);
  for (const [ending, harmonies] of endings) {
    const written = plain ? fold(ending) : ending;
    if (!lower.endsWith(written)) continue;
    const rest = lower.slice(0, -written.length);
    for (const stem of stemsOf(rest, ending, plain)) {
      const place = lookUp(stem);
      if (place !== null && agrees(stem, harmonies, plain)) return { place, stem, ofPlace: ending === 'i' };
    }
  }
  return null;
}

type Harmony = 'back' | 'front' | 'rounded';

/** Endings of place with the vowels they go with; longer ones first, so that "-ból" is not taken for "-l". */
const endings: readonly (readonly [string, readonly Harmony[]])[] = [
  ...both('ban', 'ben'),
  ...both('ból', 'ből'),
  ...both('ról', 'ről'),
  ...both('tól', 'től'),
  ...both('nál', 'nél'),
  ['hoz', ['back']],
  ['hez', ['front']],
  ['höz', ['rounded']],
  ['ott', ['back']],
  ['ett', ['front']],
  ['ött', ['rounded']],
  ...both('ba', 'be'),
  ...both('ra', 're'),
  ['ig', ['back', 'front', 'rounded']],
  ['on', ['back']],
  ['en', ['front']],
  ['ön', ['rounded']],
  ['n', ['back', 'front', 'rounded']],
  ['i', ['back', 'front', 'rounded']]
];

function both(back: string, front: string): (readonly [string, readonly Harmony[]])[] {
  return [
    [back, ['back']],
    [front, ['front', 'rounded']]
  ];
}

function stemsOf(rest: string, ending: string, plain: boolean): string[] {
  const vowelEnd = /[aáeéiíoóöőuúüű]$/.test(rest);
  if (ending === 'n' && !vowelEnd) return [];
  if (/^(on|en|ön|ott|ett|ött)$/.test(ending) && vowelEnd) return [];
  // Balassagyarmati, Apáti → "apáti": the i of a name that ends in i is written once.
  if (ending === 'i') return [rest, `${rest}i`];
  if (rest.endsWith('á')) return [`${rest.slice(0, -1)}a`];
  if (rest.endsWith('é')) return [`${rest.slice(0, -1)}e`, rest];
  return /[ae]$/.test(rest) && !plain ? [] : [rest];
}

function agrees(stem: string, harmonies: readonly Harmony[], plain: boolean): boolean {
  const last = stem.match(/[aáeéiíoóöőuúüű]/g)?.at(-1) ?? 'a';
  if (plain || 'iíé'.includes(last)) return true;
  const harmony: Harmony = 'aáoóuú'.includes(last) ? 'back' : last === 'e' ? 'front' : 'rounded';
  return harmonies.includes(harmony);
}
