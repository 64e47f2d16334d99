// Which places are near which, in an order in which what is near in space is near in memory.
import type { MatchingQuestion } from './matching.ts';
import type { MatchingTable } from './matching-table.ts';
import { chordSquared, onSphere } from './nearest.ts';
import { checkedKm, pointAt, straightLine } from './reach.ts';

/** Places by their position: in strips from south to north, along each from west to east; «anywhere» is the last. */
export interface Around {
  /** By place. */
  readonly position: Int32Array;
  /**
   * What is around position p lies in the runs `begin[r] … end[r]` of positions, r from `runs[p]` up to `runs[p + 1]`; the nearest run
   * first, p itself and «anywhere» among them.
   */
  readonly runs: Int32Array;
  readonly begin: Int32Array;
  readonly end: Int32Array;
  /** How far: of position q in run r `km[at[r] + q - begin[r]]`; Infinity for those in between that are out of reach. */
  readonly at: Int32Array;
  readonly km: Float64Array;
}

/** So many strips are as high as the reach is long: fewer are longer runs, more have less in them that is out of reach. */
const strips = 4;
/** A run goes on over so many positions that are out of reach. */
const leap = 3;

/**
 * Every place against every other by the chord of the unit sphere: for the 3,155 settlements 10 million products, 30 ms; what is
 * near is then measured by `distance`, which may only be longer.
 */
export function placesAround(
  { places, distance = straightLine(places), maxKm = 60 }: MatchingQuestion,
  { offers, needs, anywhere }: MatchingTable
): Around {
  const order = inStrips(places, maxKm);
  const position = new Int32Array(anywhere + 1);
  for (const [at, place] of order.entries()) position[place] = at;
  const given = distinct(offers.place, anywhere).sort(
    (a, b) => (position[a] as number) - (position[b] as number)
  );
  const [x, y, z] = onSphere(given.map((place) => pointAt(places, place)));
  const wanted = new Set(needs.place);
  const bound = chordSquared(maxKm);
  const runs = new Int32Array(anywhere + 2);
  const [begin, end, at, km]: [number[], number[], number[], number[]] = [[], [], [], []];
  const [near, far] = [new Int32Array(given.length + 1), new Float64Array(given.length + 1)];
  for (const [p, place] of order.entries()) {
    if (wanted.has(place)) {
      let count = 0;
      const put = (other: number, length: number): void => {
        near[count] = other;
        far[count++] = length;
      };
      if (place === anywhere) for (const each of given) put(position[each] as number, 0);
      else {
        const [[px = 0], [py = 0], [pz = 0]] = onSphere([pointAt(places, place)]);
        for (let k = 0; k < given.length; k++) {
          const dx = (x[k] as number) - px;
          const dy = (y[k] as number) - py;
          const dz = (z[k] as number) - pz;
          if (dx * dx + dy * dy + dz * dz > bound) continue;
          const each = given[k] as number;
          const length = each === place ? 0 : checkedKm(distance(place, each), place, each);
          if (length <= maxKm) put(position[each] as number, length);
        }
      }
      put(anywhere, 0);
      for (const run of runsOf(near, far, count)) {
        begin.push(run.begin);
        end.push(run.end);
        at.push(km.length);
        for (let [q, k] = [run.begin, run.first]; q < run.end; q++)
          km.push(near[k] === q ? (far[k++] as number) : Infinity);
      }
    }
    runs[p + 1] = begin.length;
  }
  return {
    position,
    runs,
    begin: Int32Array.from(begin),
    end: Int32Array.from(end),
    at: Int32Array.from(at),
    km: Float64Array.from(km)
  };
}

function inStrips(places: MatchingQuestion['places'], maxKm: number): number[] {
  const kmOfDegree = 111.2;
  const strip = places.map(({ lat }) => Math.floor((lat * kmOfDegree * strips) / maxKm));
  const order = [...places.keys()].sort(
    (a, b) =>
      (strip[a] as number) - (strip[b] as number) || (places[a]?.lon ?? 0) - (places[b]?.lon ?? 0) || a - b
  );
  return [...order, places.length];
}

interface Run {
  readonly begin: number;
  readonly end: number;
  /** Of those that are near. */
  readonly first: number;
  readonly km: number;
}

/** @param near positions that rise, of which `count` are there, and how far they are */
function runsOf(near: Int32Array, far: Float64Array, count: number): Run[] {
  const found: Run[] = [];
  for (let k = 0; k < count;) {
    const [begin, first] = [near[k] as number, k];
    let [last, km] = [begin, far[k] as number];
    for (k++; k < count && (near[k] as number) <= last + leap; k++) {
      last = near[k] as number;
      km = Math.min(km, far[k] as number);
    }
    found.push({ begin, end: last + 1, first, km });
  }
  return found.sort((a, b) => a.km - b.km || a.begin - b.begin);
}

function distinct(place: Int32Array, anywhere: number): number[] {
  return [...new Set(place)].filter((each) => each !== anywhere);
}
