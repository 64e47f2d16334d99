// The nearest place against a twin that measures every one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kilometresBetween, type Point } from './geo.ts';
import { nearestOf } from './nearest.ts';

const point = fc.record({
  lat: fc.double({ min: 45.8, max: 48.6, noNaN: true }),
  lon: fc.double({ min: 16, max: 23, noNaN: true })
});

test('is the one that a twin finds by measuring every place', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 8 }), fc.array(point, { maxLength: 12 }), (points, targets) => {
      const found = nearestOf(points, targets, 60);
      for (const [p, from] of points.entries()) {
        const all = targets.map((to, index) => ({ index, km: kilometresBetween(from, to) }));
        const [twin] = all.filter(({ km }) => km <= 60).sort((a, b) => a.km - b.km || a.index - b.index);
        expect(found[p]).toEqual(twin ?? null);
      }
    }),
    { seed: 3, numRuns: 200 }
  );
});

test('follows a road that is longer than the straight line', () => {
  const at: Point[] = [{ lat: 46.65, lon: 20.25 }];
  const targets: Point[] = [
    { lat: 46.66, lon: 20.25 },
    { lat: 46.7, lon: 20.25 }
  ];
  // No bridge to the first.
  const distance = (_: number, j: number): number => (j === 1 ? 30 : 6);
  expect(nearestOf(at, targets, 50, distance)).toEqual([{ index: 1, km: 6 }]);
});

test('is nothing where there are no targets, or none near enough', () => {
  expect(nearestOf([{ lat: 46, lon: 20 }], [], 50)).toEqual([null]);
  expect(nearestOf([{ lat: 46, lon: 20 }], [{ lat: 47, lon: 20 }], 50)).toEqual([null]);
});
