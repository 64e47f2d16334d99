// Gives places numbers, as the clash solver wants them.
import type { Point } from '#lib/core/geo.ts';

/** Numbers points from 0, equal ones alike. */
export function placeList(): { points: Point[]; indexOf(point: Point): number } {
  const points: Point[] = [];
  const known = new Map<string, number>();
  return {
    points,
    indexOf(point) {
      const key = `${point.lat} ${point.lon}`;
      let index = known.get(key);
      if (index === undefined) known.set(key, (index = points.push(point) - 1));
      return index;
    }
  };
}
