import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kilometresBetween, type Point } from './geo.ts';
import { placesWithinReach, straightLine, withOverrides, type Distance } from './reach.ts';

const every = (points: readonly Point[]) => [...points.keys()];
function found(points: readonly Point[], maxKm: number, distance: Distance = straightLine(points)) {
  const { from, to, km } = placesWithinReach(points, every(points), maxKm, distance);
  return Array.from(from, (i, k) => [i, to[k] ?? -1, km[k] ?? NaN]).sort(
    ([i = 0, j = 0], [k = 0, l = 0]) => i - k || j - l
  );
}

const somewhere = fc.record({
  lat: fc.oneof(fc.double({ min: 46, max: 47, noNaN: true }), fc.constantFrom(-90, 89.9, 90, 0, 46.5)),
  lon: fc.oneof(fc.double({ min: 19, max: 20, noNaN: true }), fc.constantFrom(-180, 179.9, 180, 0, -179.9))
});

test('places within reach are those that measuring every pair finds, at the poles and the date line too', () => {
  fc.assert(
    fc.property(
      fc.array(somewhere, { maxLength: 30 }),
      fc.constantFrom(0, 1, 25, 60, 12_000, 30_000),
      (points, maxKm) => {
        const expected: number[][] = [];
        for (const [i, one] of points.entries()) {
          for (const [j, other] of points.entries()) {
            const km = kilometresBetween(one, other);
            if (i < j && km <= maxKm) expected.push([i, j, km]);
          }
        }
        expect(found(points, maxKm)).toEqual(expected);
      }
    ),
    { numRuns: 300, seed: 1 }
  );
});

test('only the wanted places are looked at', () => {
  const points = [
    { lat: 46, lon: 20 },
    { lat: NaN, lon: NaN },
    { lat: 46, lon: 20.01 }
  ];
  expect(placesWithinReach(points, [2, 0], 5, straightLine(points))).toMatchObject({
    from: Int32Array.of(0),
    to: Int32Array.of(2)
  });
  expect(() => found(points, 5)).toThrow(RangeError);
});

test('an override lengthens the way in both directions and leaves the others alone', () => {
  const points = [0, 0.05, 0.1].map((lon) => ({ lat: 46, lon: 20 + lon }));
  const ferry = withOverrides(straightLine(points), [[1, 0, 19]]);
  expect(ferry(0, 1)).toBe(19);
  expect(ferry(1, 0)).toBe(19);
  expect(ferry(1, 2)).toBe(straightLine(points)(1, 2));
  expect(found(points, 20, ferry)).toHaveLength(3);
  expect(found(points, 18, ferry).map(([i, j]) => [i, j])).toEqual([
    [0, 2],
    [1, 2]
  ]);
});

test('a distance that is no number is refused', () => {
  const points = [
    { lat: 46, lon: 20 },
    { lat: 46, lon: 20 }
  ];
  expect(() => found(points, 5, () => -1)).toThrow('-1');
  expect(() => found(points, 5, () => NaN)).toThrow(RangeError);
});
