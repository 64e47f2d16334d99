// How far two places are from each other: the one interface behind which a road matrix may come later.
import { earthRadius, kilometresBetween, type Point } from '#lib/core/geo.ts';

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

/**
 * Degrees that hold everything within `km` of the point, with a thousandth to spare; for an index to cut with. The widest place of
 * a circle on a sphere lies a little towards the pole: sin Δλ = sin δ / cos φ.
 */
export function boxAround({ lat, lon }: Point, km: number): Box {
  const angle = (km * 1.001) / earthRadius;
  const high = angle * degrees;
  const sine = Math.sin(Math.min(angle, Math.PI / 2)) / Math.cos(lat / degrees);
  const wide = sine < 1 && Math.abs(lat) + high < 90 ? Math.asin(sine) * degrees : 180;
  return { south: lat - high, north: lat + high, west: lon - wide, east: lon + wide };
}

const degrees = 180 / Math.PI;
