// Judges whether two addresses of one settlement mean the same house: «Kossuth L. u. 10.» and «Kossuth Lajos utca 10» do.
import { fold } from './hungarian.ts';
import { likenessOf, readName, type ReadName } from './same-name.ts';

export interface ReadAddress {
  readonly street: ReadName;
  /** 'square' for «tér», 'road' for «út», «utca», «sor» and the like, which people mix; null when it is not said. */
  readonly sort: 'road' | 'square' | null;
  /** First and last house number; null without one. */
  readonly numbers: readonly [first: number, last: number] | null;
  /** What follows the number: «A» of «3/A». */
  readonly part: string;
  /** The street's first letters and the number, for finding what is worth comparing. */
  readonly key: string;
}

export type AddressLikeness =
  /** House and part. */
  | 'same'
  /** The street, and no number on one side or one inside the other's range. */
  | 'near'
  /** Another number or street. */
  | 'other'
  /** One of them has none. */
  | 'unknown';

const sorts =
  /\b(?:(utca|u|ut|utja|korut|krt|sugarut|sgt|sor|setany|koz|fasor|dulo|lejto|rakpart|liget|telep|tanya|park)|(ter|tere))\b\.?/;
const numbered = /(\d{1,5})(?: ?[-–] ?(\d{1,5}))?(?: ?[/.] ?([0-9]{1,3}|[a-z])\b| ?([a-z])\b)?/;

/** Null when nothing is written. Takes time in proportion to the text. */
export function readAddress(street: string | null, settlement = ''): ReadAddress | null {
  const text = fold(street ?? '').slice(0, 200);
  if (text === '') return null;
  const sort = sorts.exec(text);
  const rest = sort ? text.slice(sort.index + sort[0].length) : '';
  const inRest = numbered.exec(rest);
  const found = inRest ?? numbered.exec(text);
  const before = sort ? text.slice(0, sort.index) : found ? text.slice(0, found.index) : text;
  const name = readName(before.trim() === '' ? text : before, before.trim() === '' ? '' : settlement);
  const first = found ? Number(found[1]) : null;
  const last = found?.[2] ? Number(found[2]) : first;
  return {
    street: name,
    sort: sort ? (sort[2] ? 'square' : 'road') : null,
    numbers: first !== null && last !== null ? [first, Math.max(first, last)] : null,
    part: [found?.[3] ?? found?.[4] ?? '', wordsAfter(inRest ? rest : text, found)].join(' ').trim(),
    key: `${(name.tokens.find(({ number, short }) => number === null && !short)?.text ?? '').slice(0, 3)} ${first ?? ''}`
  };
}

/** Rooms are sometimes written after the number: «Fő u. 34. Társalgó». */
function wordsAfter(text: string, found: RegExpExecArray | null): string {
  const after = found ? text.slice(found.index + found[0].length) : '';
  return (after.match(/[a-z0-9]+/g) ?? []).join(' ');
}

export function compareAddresses(a: ReadAddress | null, b: ReadAddress | null): AddressLikeness {
  if (!a || !b) return 'unknown';
  const { score, apart } = likenessOf(a.street, b.street);
  if (score < 0.55 || apart) return 'other';
  if (a.sort && b.sort && a.sort !== b.sort) return 'other';
  if (!a.numbers || !b.numbers) return 'near';
  const [[from, to], [otherFrom, otherTo]] = [a.numbers, b.numbers];
  if (from === otherFrom && to === otherTo)
    return a.part === b.part ? 'same' : a.part && b.part ? 'other' : 'near';
  return from <= otherTo && otherFrom <= to ? 'near' : 'other';
}
