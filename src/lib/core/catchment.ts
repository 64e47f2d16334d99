// How many people an event can reach, and how many of them others call at the same time.
import { checkedKm, reachOf, straightLine, type Distance } from './reach.ts';
import type { Point } from './geo.ts';

/** Where people live. */
export interface Home extends Point {
  readonly people: number;
}

export interface CatchmentOptions {
  /** So near everybody may come. Default 5 km. */
  readonly fullKm?: number;
  /** So far nobody comes any more; in between, readiness falls evenly. Default 25 km, as for clashes. */
  readonly maxKm?: number;
  /** Between two points of the list «places, then homes», by their indexes. Default: the straight line. */
  readonly distance?: Distance;
}

export interface Catchment {
  /** Everybody who lives nearer than `maxKm`. */
  readonly people: number;
  /** Those of them whom no rival reaches. */
  readonly only: number;
  /** People weighted by how ready they are to come so far. */
  readonly ready: number;
  /** What is left of `ready` when each home divides itself among this event and its rivals. */
  readonly share: number;
}

/** For each place, the homes within reach and how ready people there are to come: place p has `from[p] … from[p + 1]`. */
export interface Readiness {
  readonly homes: readonly Home[];
  readonly from: Int32Array;
  readonly home: Int32Array;
  /** 0 < weight ≤ 1. */
  readonly weight: Float64Array;
}

/** The rivals of event e are the events `rival[from[e] … from[e + 1]]`. */
export interface Rivals {
  readonly from: Int32Array;
  readonly rival: Int32Array;
}

/**
 * How ready people are to go to each place: 1 up to `fullKm`, falling evenly to 0 at `maxKm`.
 * @throws RangeError for points and distances that are not such, or limits that are not in order
 */
export function readinessAt(
  places: readonly Point[],
  homes: readonly Home[],
  options: CatchmentOptions = {}
): Readiness {
  const { fullKm = 5, maxKm = 25 } = options;
  if (!(fullKm >= 0 && maxKm > fullKm))
    throw new RangeError(`Readiness cannot fall from ${fullKm} km to ${maxKm} km`);
  const points = [...places, ...homes];
  const distance = options.distance ?? straightLine(points);
  const reach = reachOf(points, points.keys(), maxKm, distance);
  const homesIn = new Map<number, number[]>();
  for (let h = 0; h < homes.length; h++) {
    const cell = reach.cell[places.length + h] ?? -1;
    const list = homesIn.get(cell);
    if (list) list.push(h);
    else homesIn.set(cell, [h]);
  }

  const from = new Int32Array(places.length + 1);
  const home: number[] = [];
  const weight: number[] = [];
  for (let p = 0; p < places.length; p++) {
    const cell = reach.cell[p] ?? 0;
    for (let k = reach.aroundFrom[cell] ?? 0; k < (reach.aroundFrom[cell + 1] ?? 0); k++) {
      for (const h of homesIn.get(reach.around[k] ?? -1) ?? []) {
        const pair = reach.pairOf(p, places.length + h);
        if (pair < 0) continue;
        const km = checkedKm(reach.km[pair] ?? 0, p, places.length + h);
        const ready = km <= fullKm ? 1 : (maxKm - km) / (maxKm - fullKm);
        if (ready <= 0) continue;
        home.push(h);
        weight.push(ready);
      }
    }
    from[p + 1] = home.length;
  }
  return { homes, from, home: Int32Array.from(home), weight: Float64Array.from(weight) };
}

/** Both events of a pair are rivals of each other; a pair given twice counts twice. */
export function rivalsOfPairs(count: number, a: ArrayLike<number>, b: ArrayLike<number>): Rivals {
  const from = new Int32Array(count + 1);
  for (const side of [a, b])
    for (let k = 0; k < side.length; k++) from[(side[k] ?? 0) + 1] = (from[(side[k] ?? 0) + 1] ?? 0) + 1;
  for (let e = 0; e < count; e++) from[e + 1] = (from[e + 1] ?? 0) + (from[e] ?? 0);
  const next = from.slice();
  const rival = new Int32Array(2 * a.length);
  const put = (event: number, other: number): void => {
    const at = next[event] ?? 0;
    rival[at] = other;
    next[event] = at + 1;
  };
  for (let k = 0; k < a.length; k++) {
    put(a[k] ?? 0, b[k] ?? 0);
    put(b[k] ?? 0, a[k] ?? 0);
  }
  return { from, rival };
}

/**
 * The catchment of every event. Who competes with whom is the clash solver's judgement: time, audience, reach. How a home divides
 * itself among those that call it at once is Huff's law (D. L. Huff, «Defining and Estimating a Trading Area», Journal of
 * Marketing 28/3, 1964) with all events equally attractive: to event j falls
 *
 *     weight(j) ÷ (weight(j) + sum of the weights of its rivals)
 *
 * O(events × homes around + rivals × homes around theirs).
 * @param place of each event, an index into the places that `readiness` was asked for
 */
export function catchmentsOf(
  place: ArrayLike<number>,
  rivals: Rivals,
  readiness: Readiness
): (event: number) => Catchment {
  const { homes, from, home, weight } = readiness;
  const people = Float64Array.from(homes, (each) => each.people);
  const count = place.length;
  const table = new Float64Array(4 * count);
  /** The pull of the rivals on each home; only those around the event in hand are true. */
  const pull = new Float64Array(homes.length);
  for (let e = 0; e < count; e++) {
    const own = place[e] ?? 0;
    const [first, end] = [from[own] ?? 0, from[own + 1] ?? 0];
    for (let k = first; k < end; k++) pull[home[k] ?? 0] = 0;
    for (let r = rivals.from[e] ?? 0; r < (rivals.from[e + 1] ?? 0); r++) {
      const other = place[rivals.rival[r] ?? 0] ?? 0;
      const until = from[other + 1] ?? 0;
      for (let k = from[other] ?? 0; k < until; k++) {
        const h = home[k] ?? 0;
        pull[h] = (pull[h] ?? 0) + (weight[k] ?? 0);
      }
    }
    let [all, only, ready, share] = [0, 0, 0, 0];
    for (let k = first; k < end; k++) {
      const h = home[k] ?? 0;
      const [here, mine, others] = [people[h] ?? 0, weight[k] ?? 0, pull[h] ?? 0];
      all += here;
      if (others === 0) only += here;
      ready += here * mine;
      share += (here * mine * mine) / (mine + others);
    }
    table.set([all, only, ready, share], 4 * e);
  }
  return (event) => {
    if (!(event >= 0 && event < count)) throw new RangeError(`No event ${event}`);
    const [all = 0, only = 0, ready = 0, share = 0] = table.subarray(4 * event, 4 * event + 4);
    return { people: all, only, ready, share };
  };
}

/** How many people live within reach of each of two places, both at once. */
export function peopleOfBoth(readiness: Readiness, a: number, b: number): number {
  const { homes, from, home } = readiness;
  const ofA = new Set(home.subarray(from[a] ?? 0, from[a + 1] ?? 0));
  let people = 0;
  for (const h of home.subarray(from[b] ?? 0, from[b + 1] ?? 0))
    if (ofA.has(h)) people += homes[h]?.people ?? 0;
  return people;
}
