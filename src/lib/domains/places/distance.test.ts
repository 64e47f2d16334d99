import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Point } from '#lib/core/geo.ts';
import { boxAround, straightLine } from './distance.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const inEurope = fc.record({ lat: between(35, 65), lon: between(-10, 40) });

/** Where one arrives who goes `km` from the point towards `bearing` (radians from north, eastwards). */
function destination({ lat, lon }: Point, km: number, bearing: number): Point {
  const [phi, angle] = [(lat * Math.PI) / 180, km / 6371.0088];
  const there = Math.asin(
    Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing)
  );
  const turn = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(phi),
    Math.cos(angle) - Math.sin(phi) * Math.sin(there)
  );
  return { lat: (there * 180) / Math.PI, lon: lon + (turn * 180) / Math.PI };
}

test('Szegvár is eight kilometres from Szentes', () => {
  expect(straightLine({ lat: 46.586, lon: 20.223 }, { lat: 46.655, lon: 20.257 })).toBeCloseTo(8.1, 1);
});

test('the box around a point holds the whole circle', () => {
  const distances = fc.oneof(between(0.001, 1), between(1, 300));
  fc.assert(
    fc.property(inEurope, distances, between(0, 2 * Math.PI), (center, km, bearing) => {
      const { south, north, west, east } = boxAround(center, km);
      const { lat, lon } = destination(center, km, bearing);
      return lat >= south && lat <= north && lon >= west && lon <= east;
    }),
    { numRuns: 10_000 }
  );
});

test('the box around a point is not much larger than the circle', () => {
  const { south, north, west, east } = boxAround({ lat: 47, lon: 20 }, 20);
  expect(straightLine({ lat: south, lon: 20 }, { lat: north, lon: 20 })).toBeLessThan(40.1);
  expect(straightLine({ lat: 47, lon: west }, { lat: 47, lon: east })).toBeLessThan(40.1);
});
