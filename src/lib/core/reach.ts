// Which places are near enough to each other that people would go from one to the other.
import { earthRadius, kilometresBetween, radians, type Point } from './geo.ts';

/**
 * Kilometres between two places given by their indexes, as the crow flies or its equivalent; symmetric. A road matrix or an
 * override may only lengthen the straight line (a river without a bridge), because the straight line is what prunes the search.
 */
export type Distance = (i: number, j: number) => number;

/** The wanted places, sorted into cells as wide as the reach, and the distances of those pairs of them that were asked about. */
export interface Reach {
  /** By place: the number of its cell, -1 for places that are not wanted. */
  readonly cell: Int32Array;
  /**
   * Whatever is within reach of a place in cell c is in one of the cells `around[aroundFrom[c] … aroundFrom[c + 1]]`, c itself
   * among them.
   */
  readonly around: Int32Array;
  readonly aroundFrom: Int32Array;
  /** The number of a pair of wanted places, given in either order: 0 for one and the same place, -1 when they are too far apart. */
  readonly pairOf: (i: number, j: number) => number;
  /** Kilometres by the number of the pair; grows as pairs are asked about. */
  readonly km: readonly number[];
}

/** @throws RangeError when asked about a place that is not there or has no real coordinates */
export function straightLine(places: readonly Point[]): Distance {
  return (i, j) => kilometresBetween(pointAt(places, i), pointAt(places, j));
}

/** The same distances but for the listed pairs, given in either order. */
export function withOverrides(
  distance: Distance,
  overrides: Iterable<readonly [number, number, number]>
): Distance {
  const listed = new Map<string, number>();
  for (const [i, j, km] of overrides) listed.set(pairKey(i, j), km);
  return (i, j) => listed.get(pairKey(i, j)) ?? distance(i, j);
}

/**
 * Prepares to ask which of the `wanted` places (indexes) are at most `maxKm` apart. Chords of the unit sphere answer most
 * questions; only pairs really within reach cost a call of `distance`, once each.
 * @throws RangeError for coordinates that are not real numbers; so does `pairOf` for distances
 */
export function reachOf(
  places: readonly Point[],
  wanted: Iterable<number>,
  maxKm: number,
  distance: Distance
): Reach {
  const x = new Float64Array(places.length);
  const y = new Float64Array(places.length);
  const z = new Float64Array(places.length);
  const angle = Math.min(Math.PI, (maxKm / earthRadius) * roundingRoom);
  const farthest = (2 * Math.sin(angle / 2)) ** 2 + 1e-14;
  const cells = cellsOf(Math.max(Math.sqrt(farthest) * roundingRoom, 0.001));
  const cell = new Int32Array(places.length).fill(-1);
  for (const place of wanted) {
    const { lat, lon } = pointAt(places, place);
    x[place] = Math.cos(lat * radians) * Math.cos(lon * radians);
    y[place] = Math.cos(lat * radians) * Math.sin(lon * radians);
    z[place] = Math.sin(lat * radians);
    cell[place] = cells.cellAt(x[place] ?? 0, y[place] ?? 0, z[place] ?? 0);
  }

  const km = [0];
  const known = numberedPairs(places.length, (i, j) => {
    const measured = checkedKm(distance(i, j), i, j);
    return measured > maxKm ? -1 : km.push(measured) - 1;
  });
  return {
    cell,
    ...cells.around(),
    km,
    pairOf: (i, j) => {
      if (i === j) return 0;
      const dx = (x[i] ?? 0) - (x[j] ?? 0);
      const dy = (y[i] ?? 0) - (y[j] ?? 0);
      const dz = (z[i] ?? 0) - (z[j] ?? 0);
      if (dx * dx + dy * dy + dz * dz > farthest) return -1;
      return i < j ? known(i, j) : known(j, i);
    }
  };
}

/** @throws RangeError unless it is a real distance */
export function checkedKm(km: number, i: number, j: number): number {
  if (km >= 0 && km < Infinity) return km;
  throw new RangeError(`The distance of places ${i} and ${j} is ${km}, not kilometres`);
}

export function pointAt(places: readonly Point[], index: number): Point {
  const point = places[index];
  if (point && Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 360) return point;
  throw new RangeError(`Place ${index} is not a point: ${JSON.stringify(point)}`);
}

/** A little room so that rounding never loses a pair at the very edge. */
const roundingRoom = 1 + 1e-9;

/** Cubes of this width over the unit sphere: no pole and no date line is a special case, and points closer than that touch. */
function cellsOf(width: number): {
  cellAt: (x: number, y: number, z: number) => number;
  around: () => Pick<Reach, 'around' | 'aroundFrom'>;
} {
  const perAxis = Math.floor(2 / width) + 3;
  const numbers = new Map<number, number>();
  const along = (value: number): number => Math.floor((value + 1) / width) + 1;
  return {
    cellAt: (x, y, z) => {
      const key = (along(x) * perAxis + along(y)) * perAxis + along(z);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    },
    around: () => {
      const around: number[] = [];
      const aroundFrom = new Int32Array(numbers.size + 1);
      for (const [key, number] of numbers) {
        for (let step = 0; step < 27; step++) {
          const aside = (Math.floor(step / 9) - 1) * perAxis + (Math.floor(step / 3) % 3) - 1;
          const touching = numbers.get(key + aside * perAxis + (step % 3) - 1);
          if (touching !== undefined) around.push(touching);
        }
        aroundFrom[number + 1] = around.length;
      }
      return { around: Int32Array.from(around), aroundFrom };
    }
  };
}

/** Remembers a number for each pair i < j below `size`, asking for it once: a hash table with open addressing. */
function numberedPairs(
  size: number,
  numberOf: (i: number, j: number) => number
): (i: number, j: number) => number {
  let bits = 10;
  let count = 0;
  let keys = new Float64Array(1 << bits);
  let numbers = new Int32Array(1 << bits);

  return (i, j) => {
    const key = i * size + j;
    const slot = slotOf(key, i, j);
    if (keys[slot] === key) return numbers[slot] ?? -1;
    const number = numberOf(i, j);
    put(slot, key, number);
    if (++count * 2 > keys.length) grow();
    return number;
  };

  /** Where the pair is or would be; 0 is no key of a pair, because i < j. */
  function slotOf(key: number, i: number, j: number): number {
    // Multiplicative hashing (Knuth, The Art of Computer Programming 3, §6.4).
    let slot = (Math.imul(i, 0x9e3779b1) ^ Math.imul(j, 0x85ebca6b)) >>> (32 - bits);
    while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & (keys.length - 1);
    return slot;
  }

  function put(slot: number, key: number, number: number): void {
    keys[slot] = key;
    numbers[slot] = number;
  }

  function grow(): void {
    const [oldKeys, oldNumbers] = [keys, numbers];
    bits++;
    keys = new Float64Array(1 << bits);
    numbers = new Int32Array(1 << bits);
    for (const [at, key] of oldKeys.entries()) {
      if (key === 0) continue;
      const i = Math.floor(key / size);
      put(slotOf(key, i, key - i * size), key, oldNumbers[at] ?? -1);
    }
  }
}

function pairKey(i: number, j: number): string {
  return i < j ? `${i} ${j}` : `${j} ${i}`;
}
