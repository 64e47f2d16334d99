import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kilometresBetween, type Point } from './geo.ts';
import { reachOf, straightLine, withOverrides, type Distance } from './reach.ts';

const every = (points: readonly Point[]) => [...points.keys()];
/** All pairs that asking about the places of touching cells finds. */
function found(points: readonly Point[], maxKm: number, distance: Distance = straightLine(points)) {
  const { cell, around, aroundFrom, pairOf, km } = reachOf(points, every(points), maxKm, distance);
  const pairs: number[][] = [];
  for (const i of every(points)) {
    const touching = around.subarray(aroundFrom[cell[i]!], aroundFrom[cell[i]! + 1]);
    for (const j of every(points).slice(i + 1)) {
      const pair = touching.includes(cell[j]!) ? pairOf(j, i) : -1;
      if (pair >= 0) pairs.push([i, j, km[pair]!]);
      if (touching.includes(cell[j]!)) expect(pairOf(i, j)).toBe(pair);
    }
  }
  return pairs;
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
  const { cell, pairOf, km } = reachOf(points, [2, 0], 5, straightLine(points));
  expect([...cell]).toEqual([0, -1, 0]);
  expect(km[pairOf(2, 0)]).toBe(straightLine(points)(0, 2));
  expect(() => found(points, 5)).toThrow(RangeError);
});

test('a pair is measured once, however often and in whatever order it is asked about', () => {
  const points = Array.from({ length: 60 }, (_, n) => ({ lat: 46 + n / 1000, lon: 20 }));
  const asked: string[] = [];
  const { pairOf } = reachOf(points, every(points), 50, (i, j) => asked.push(`${i} ${j}`));
  const numbers = every(points).map((i) => every(points).map((j) => pairOf(i, j)));
  expect(every(points).map((i) => every(points).map((j) => pairOf(j, i)))).toEqual(numbers);
  expect(asked).toHaveLength((60 * 59) / 2);
  expect(new Set(asked).size).toBe(asked.length);
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
