// Judges whether two records mean the same institution or house, and finds among many those that may: by name, by address, by
// distance.
import { kilometresBetween, type Point } from './geo.ts';
import { compareAddresses, readAddress, type AddressLikeness, type ReadAddress } from './same-address.ts';
import { keysOf, likenessOf, readName, type ReadName } from './same-name.ts';

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly settlement: { readonly id: string; readonly name: string };
  readonly street: string | null;
  readonly point: Point | null;
}

/** A place prepared once, to be compared with many. */
export interface ReadPlace {
  readonly place: Place;
  readonly name: ReadName;
  readonly address: ReadAddress | null;
}

export interface Sameness {
  /** 0 to 1; from `surely` on they are taken for one, from `maybe` on people are asked. */
  readonly score: number;
  /** 0 to 1. */
  readonly name: number;
  /** Null where one of them has no point of its own. */
  readonly metres: number | null;
  readonly address: AddressLikeness;
}

export interface SuspectedPair extends Sameness {
  readonly first: string;
  readonly second: string;
}

export const surely = 0.8;
export const maybe = 0.6;

/** As far apart as two marks of one house on a map may lie. */
const houseMetres = 100;

export function readPlace(place: Place): ReadPlace {
  return {
    place,
    name: readName(place.name, place.settlement.name),
    address: readAddress(place.street, place.settlement.name)
  };
}

/** The likeness of the names, less what speaks against one place. Symmetric. */
export function judge(a: ReadPlace, b: ReadPlace): Sameness {
  const { score: name, apart, partial, general } = likenessOf(a.name, b.name);
  const metres = metresBetween(a.place.point, b.place.point);
  const address =
    a.place.settlement.id === b.place.settlement.id ? compareAddresses(a.address, b.address) : 'other';
  const place = placeWeight({
    metres,
    address,
    general,
    elsewhere: a.place.settlement.id !== b.place.settlement.id
  });
  const score = name * place * (apart ? 0.5 : partial ? 0.85 : 1);
  return { score: Math.round(score * 1000) / 1000, name: Math.round(name * 1000) / 1000, metres, address };
}

function placeWeight({
  metres,
  address,
  general,
  elsewhere
}: {
  metres: number | null;
  address: AddressLikeness;
  general: boolean;
  elsewhere: boolean;
}): number {
  if (address === 'same') return 1;
  if (metres !== null && metres <= houseMetres)
    return address === 'other' && !elsewhere ? 0.85 : 1 - (0.1 * metres) / houseMetres;
  if (metres !== null && metres > 5 * houseMetres) return address === 'near' ? 0.6 : 0.3;
  if (address === 'near') return 0.9;
  if (address === 'other') return general ? 0.4 : 0.55;
  if (metres !== null) return 0.7;
  // Nobody said where: a settlement has one «Könyvtár» more often than two.
  return general ? 0.75 : 0.88;
}

function metresBetween(a: Point | null, b: Point | null): number | null {
  return a && b ? Math.round(kilometresBetween(a, b) * 1000) : null;
}

/**
 * All pairs from `least` on, likeliest first; the same list always gives the same order. Only what shares a beginning of a word, an
 * address or a spot on the map within one settlement is compared: 100,000 records take seconds (see bench/results/duplicates.md).
 */
export function findPairs(places: readonly Place[], least = maybe): SuspectedPair[] {
  const read = places.map(readPlace);
  const blocks = new Map<string, number[]>();
  read.forEach((each, at) => {
    for (const key of blockKeys(each)) {
      const block = blocks.get(key);
      if (block) block.push(at);
      else blocks.set(key, [at]);
    }
  });
  const seen = new Set<number>();
  const pairs: SuspectedPair[] = [];
  for (const block of blocks.values()) {
    if (block.length > blockLimit) continue;
    for (let i = 0; i < block.length; i++)
      for (let j = i + 1; j < block.length; j++) {
        const [low = 0, high = 0] = [block[i], block[j]];
        const pair = low * read.length + high;
        if (seen.has(pair)) continue;
        seen.add(pair);
        const [a, b] = [read[low], read[high]];
        if (!a || !b) continue;
        const judged = judge(a, b);
        if (judged.score < least) continue;
        const [first, second] = a.place.id < b.place.id ? [a, b] : [b, a];
        pairs.push({ first: first.place.id, second: second.place.id, ...judged });
      }
  }
  return pairs.sort(
    (x, y) =>
      y.score - x.score || (x.first < y.first ? -1 : x.first > y.first ? 1 : x.second < y.second ? -1 : 1)
  );
}

/** To each place the likeliest of those known, where one is likely at all: as for the rows of a file. */
export function findLikeliest(
  places: readonly Place[],
  known: readonly Place[],
  least = maybe
): Map<string, SuspectedPair> {
  const blocks = new Map<string, ReadPlace[]>();
  for (const each of known.map(readPlace))
    for (const key of new Set(blockKeys(each))) {
      const block = blocks.get(key);
      if (block) block.push(each);
      else blocks.set(key, [each]);
    }
  const likeliest = new Map<string, SuspectedPair>();
  for (const each of places.map(readPlace)) {
    const near = [...new Set(blockKeys(each))].flatMap((key) => {
      const block = blocks.get(key) ?? [];
      return block.length > blockLimit ? [] : block;
    });
    for (const other of new Set(near)) {
      const judged = judge(each, other);
      const best = likeliest.get(each.place.id);
      if (judged.score < least || (best && best.score >= judged.score)) continue;
      likeliest.set(each.place.id, { first: each.place.id, second: other.place.id, ...judged });
    }
  }
  return likeliest;
}

/** Of so many that begin alike in one settlement the beginning tells nothing; their addresses and whole names still do. */
const blockLimit = 300;
/** Of a degree: about as far as `houseMetres` to the north, less to the east. */
const cell = 0.001;

function* blockKeys({ place, name, address }: ReadPlace): Generator<string> {
  const here = place.settlement.id;
  for (const key of keysOf(name)) yield `${here} ${key}`;
  yield `${here} = ${name.tokens
    .map(({ text }) => text)
    .sort()
    .join(' ')}`;
  if (address) yield `${here} @ ${address.key}`;
  if (!place.point) return;
  const [row, column] = [Math.floor(place.point.lat / cell), Math.floor(place.point.lon / (1.5 * cell))];
  // Two places within a cell of each other share one of four neighbouring cells.
  for (const [down, across] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1]
  ] as const)
    yield `${row + down} ${column + across}`;
}
