// How far two places are from each other: the one interface behind which a road matrix may come later.
import { kilometresBetween, type Point } from '#lib/core/geo.ts';

/** Kilometres between two points; symmetric. */
export type Distance = (a: Point, b: Point) => number;

/** As the crow flies. Not travel time: a river without a bridge is not seen. */
export const straightLine: Distance = kilometresBetween;

export interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** Degrees that hold everything within `km` of the point, with a little to spare; for an index to cut with. */
export function boxAround({ lat, lon }: Point, km: number): Box {
  const high = km / 110.5;
  const wide = km / (111.3 * Math.max(0.05, Math.cos(((Math.abs(lat) + high) * Math.PI) / 180)));
  return { south: lat - high, north: lat + high, west: lon - wide, east: lon + wide };
}
