// Rings of exchange: A gives to B, B to C, C to A; which of them to propose so that most is given, and why.
import type { Answer, Reason } from './answer.ts';
import { linearModel, type LinearModel } from './linear-model.ts';
import { packBest, packGreedily, type Packing } from './set-packing.ts';

export interface RingQuestion {
  /** Who could give to whom. */
  readonly gives: readonly Give[];
  /** In so many rings an organisation may be, by its name or all alike. Default 1. */
  readonly cap?: number | ReadonlyMap<string, number>;
  /** 2, 3 or 4 organisations in a ring at the most. Default 3; 4 for some thousands of organisations at the most. */
  readonly longest?: 2 | 3 | 4;
  /** With more rings than that, those of the last organisations are left away. Default 1,000,000. */
  readonly maxRings?: number;
  /** As `packBest` takes it. */
  readonly steps?: number;
  /** A clock in milliseconds, for the answer's `seconds`; without one they are 0. */
  readonly clock?: () => number;
}

export interface Give {
  readonly from: string;
  readonly to: string;
  /** How good a match it is: whole, above 0. */
  readonly value: number;
  /** What is given and what is needed: each is used in one ring only. Default: any number of times. */
  readonly offer?: string;
  readonly need?: string;
}

export interface Ring {
  /** Indexes of gives; each goes to who gives next. Begins with the first organisation by name. */
  readonly gives: readonly number[];
  readonly value: number;
}

export interface Rings {
  readonly rings: readonly Ring[];
  readonly value: number;
  /** How many rings there are in all, and what taking the best first would be worth. */
  readonly found: number;
  readonly greedyValue: number;
  /** Why an organisation is in none of them; null when it is, or is unknown. */
  readonly whyNot: (organisation: string) => RingReason | null;
}

/** no_ring: nobody gives back to it in so few steps · others_gain_more: its best ring needs one that gives more in another */
export type RingReason =
  | { readonly code: 'no_ring' }
  | { readonly code: 'others_gain_more'; readonly ring: Ring; readonly taken: readonly string[] };

/** @throws RangeError for values that are not whole and above 0, and caps that are not such */
export function findRings(question: RingQuestion): Answer<Rings> {
  const began = question.clock?.() ?? 0;
  const { all, cut, names, packing } = ringTable(question);
  const { chosen, value, bound } = packBest(packing, question.steps);
  const rings = chosen.map((index) => all[index] as Ring);
  const membersOf = (ring: Ring) => ring.gives.map((give) => question.gives[give]?.from ?? '');
  const taken = new Map<string, number>();
  for (const ring of rings) for (const name of membersOf(ring)) taken.set(name, (taken.get(name) ?? 0) + 1);
  const whyNot = (organisation: string): RingReason | null => {
    if (!names.has(organisation) || taken.has(organisation)) return null;
    const own = all.filter((ring) => membersOf(ring).includes(organisation));
    const best = own.reduce<Ring | null>(
      (one, other) => (one && one.value >= other.value ? one : other),
      null
    );
    if (!best) return { code: 'no_ring' };
    const busy = membersOf(best).filter((name) => (taken.get(name) ?? 0) >= capOf(question, name));
    return { code: 'others_gain_more', ring: best, taken: busy };
  };
  const greedyValue = packGreedily(packing).value;
  const reasons: Reason[] = [
    { code: 'rings', rings: rings.length, organisations: taken.size, found: all.length },
    { code: 'than_greedy', value, greedy: greedyValue }
  ];
  if (cut) reasons.push({ code: 'rings_left_away', kept: all.length });
  return {
    answer: { rings, value, found: all.length, greedyValue, whyNot },
    reasons,
    bound: cut ? 'not proved' : bound,
    seconds: ((question.clock?.() ?? 0) - began) / 1000,
    seed: 0
  };
}

/** The same choice for an exact solver; least of −value is sought. @throws RangeError as `findRings` */
export function ringsModel(question: RingQuestion): LinearModel {
  const { packing } = ringTable(question);
  const { column, row, model } = linearModel();
  const using = new Map<number, number[]>();
  packing.value.forEach((value, s) => {
    const x = column({ cost: -value, upper: 1, whole: true });
    for (let k = packing.from[s] ?? 0; k < (packing.from[s + 1] ?? 0); k++) {
      const list = using.get(packing.thing[k] ?? 0);
      if (list) list.push(x);
      else using.set(packing.thing[k] ?? 0, [x]);
    }
  });
  for (const [thing, sets] of using)
    row(
      sets.map((x) => [x, 1] as const),
      { upper: packing.room[thing] ?? 0 }
    );
  return model();
}

interface RingTable {
  readonly all: readonly Ring[];
  readonly cut: boolean;
  readonly names: ReadonlyMap<string, number>;
  readonly packing: Packing;
}

/** All rings, in an order that does not depend on how the gives are listed: each from its first organisation by name on. */
function ringTable(question: RingQuestion): RingTable {
  const { gives, longest = 3, maxRings = 1_000_000 } = question;
  for (const { value, from, to } of gives)
    if (!(Number.isInteger(value) && value > 0)) throw new RangeError(`From ${from} to ${to}: ${value}`);
  const sorted = [...new Set(gives.flatMap(({ from, to }) => [from, to]))].sort();
  const names = new Map(sorted.map((name, index) => [name, index]));
  const caps = sorted.map((name) => capOf(question, name));
  // Of several gives between two, the best; of equal ones the first by what is given and needed.
  const best = new Map<number, number>();
  for (const [index, { from, to, value, offer = '', need = '' }] of gives.entries()) {
    if (from === to) continue;
    const key = (names.get(from) ?? 0) * sorted.length + (names.get(to) ?? 0);
    const other = gives[best.get(key) ?? -1];
    const before =
      !other ||
      value > other.value ||
      (value === other.value && `${offer} ${need}` < `${other.offer ?? ''} ${other.need ?? ''}`);
    if (before) best.set(key, index);
  }
  const out = sorted.map((): { to: number; give: number }[] => []);
  for (const [key, give] of best)
    out[Math.floor(key / sorted.length)]?.push({ to: key % sorted.length, give });
  for (const list of out) list.sort((a, b) => a.to - b.to);
  const back = sorted.map((): { from: number; give: number }[] => []);
  for (const [from, list] of out.entries()) for (const { to, give } of list) back[to]?.push({ from, give });

  const all: Ring[] = [];
  const closes = new Int32Array(sorted.length).fill(-1);
  const add = (...ring: number[]): void => {
    all.push({ gives: ring, value: ring.reduce((sum, give) => sum + (gives[give]?.value ?? 0), 0) });
  };
  for (let a = 0; a < sorted.length && all.length <= maxRings; a++) {
    for (const { from, give } of back[a] ?? []) closes[from] = give;
    for (const { to: b, give: first } of out[a] ?? []) {
      if (b < a) continue;
      if ((closes[b] as number) >= 0) add(first, closes[b] as number);
      if (longest < 3) continue;
      for (const { to: c, give: second } of out[b] ?? []) {
        if (c <= a) continue;
        if ((closes[c] as number) >= 0) add(first, second, closes[c] as number);
        if (longest < 4) continue;
        for (const { to: d, give: third } of out[c] ?? [])
          if (d > a && d !== b && (closes[d] as number) >= 0) add(first, second, third, closes[d] as number);
      }
    }
    for (const { from } of back[a] ?? []) closes[from] = -1;
  }
  const cut = all.length > maxRings;
  if (cut) all.length = maxRings;
  return { all, cut, names, packing: packingOf(question, all, { names, caps }) };
}

/** The things that rings compete for: places of organisations, and offers and needs where somebody may be in two rings. */
function packingOf(
  { gives }: RingQuestion,
  all: readonly Ring[],
  { names, caps }: { readonly names: ReadonlyMap<string, number>; readonly caps: readonly number[] }
): Packing {
  const room = [...caps];
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, room.push(1) - 1);
    return room.length - 1;
  };
  const from = new Int32Array(all.length + 1);
  const thing: number[] = [];
  for (const [s, ring] of all.entries()) {
    const things = new Set<number>();
    for (const give of ring.gives) {
      const { from: giver, to: taker, offer, need } = gives[give] as Give;
      const [one, other] = [names.get(giver) ?? 0, names.get(taker) ?? 0];
      things.add(one);
      if (offer !== undefined && (caps[one] ?? 0) > 1) things.add(numberOf(`offer ${offer}`));
      if (need !== undefined && (caps[other] ?? 0) > 1) things.add(numberOf(`need ${need}`));
    }
    for (const each of things) thing.push(each);
    from[s + 1] = thing.length;
  }
  return {
    from,
    thing: Int32Array.from(thing),
    value: Float64Array.from(all, ({ value }) => value),
    room: Int32Array.from(room)
  };
}

function capOf({ cap = 1 }: RingQuestion, name: string): number {
  const own = typeof cap === 'number' ? cap : (cap.get(name) ?? 1);
  if (!(Number.isInteger(own) && own >= 0)) throw new RangeError(`${name} may be in ${own} rings`);
  return own;
}
