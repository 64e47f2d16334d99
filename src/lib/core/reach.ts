// Which places are near enough to each other that people would go from one to the other.
import { kilometresBetween, type Point } from './geo.ts';

/**
 * Kilometres between two places given by their indexes, as the crow flies or its equivalent; symmetric. A road matrix or an
 * override may only lengthen the straight line (a river without a bridge), because the straight line is what prunes the search.
 */
export type Distance = (i: number, j: number) => number;

/** Place indexes `from[k] < to[k]`, `km[k]` apart; in no particular order. */
export interface PlacePairs {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly km: Float64Array;
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
 * Pairs of the `wanted` places (indexes, each once) at most `maxKm` apart. A sweep by latitude compares chords of the unit
 * sphere, so that only pairs really within reach cost a call of `distance`: all 3,177 settlements and districts of Hungary
 * within 25 km (123,000 pairs) take about 20 ms.
 * @throws RangeError for coordinates or distances that are not real numbers
 */
export function placesWithinReach(
  places: readonly Point[],
  wanted: readonly number[],
  maxKm: number,
  distance: Distance
): PlacePairs {
  const bySouth = [...wanted].sort((i, j) => pointAt(places, i).lat - pointAt(places, j).lat || i - j);
  const lat = Float64Array.from(bySouth, (i) => pointAt(places, i).lat);
  const x = new Float64Array(lat.length);
  const y = new Float64Array(lat.length);
  const z = new Float64Array(lat.length);
  bySouth.forEach((place, s) => {
    const { lat, lon } = pointAt(places, place);
    x[s] = Math.cos(lat * radians) * Math.cos(lon * radians);
    y[s] = Math.cos(lat * radians) * Math.sin(lon * radians);
    z[s] = Math.sin(lat * radians);
  });
  const angle = Math.min(Math.PI, (maxKm / earthRadius) * roundingRoom);
  const reachDegrees = angle / radians;
  const reachChord = (2 * Math.sin(angle / 2)) ** 2 + 1e-14;

  const from: number[] = [];
  const to: number[] = [];
  const kms: number[] = [];
  for (let s = 0; s < lat.length; s++) {
    const [xs, ys, zs, north] = [x[s] ?? 0, y[s] ?? 0, z[s] ?? 0, (lat[s] ?? 0) + reachDegrees];
    for (let t = s + 1; t < lat.length && (lat[t] ?? 0) <= north; t++) {
      const chord = ((x[t] ?? 0) - xs) ** 2 + ((y[t] ?? 0) - ys) ** 2 + ((z[t] ?? 0) - zs) ** 2;
      if (chord > reachChord) continue;
      const i = Math.min(bySouth[s] ?? 0, bySouth[t] ?? 0);
      const j = Math.max(bySouth[s] ?? 0, bySouth[t] ?? 0);
      const km = checkedKm(distance(i, j), i, j);
      if (km > maxKm) continue;
      from.push(i);
      to.push(j);
      kms.push(km);
    }
  }
  return { from: Int32Array.from(from), to: Int32Array.from(to), km: Float64Array.from(kms) };
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

const radians = Math.PI / 180;
/** As in geo.ts, km; a little room so that rounding never loses a pair at the very edge. */
const earthRadius = 6371.0088;
const roundingRoom = 1 + 1e-9;

function pairKey(i: number, j: number): string {
  return i < j ? `${i} ${j}` : `${j} ${i}`;
}
