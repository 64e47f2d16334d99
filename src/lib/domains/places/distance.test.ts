import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxAround, straightLine } from './distance.ts';

const inEurope = fc.record({
  lat: fc.double({ min: 35, max: 65, noNaN: true }),
  lon: fc.double({ min: -10, max: 40, noNaN: true })
});

const offset = fc.double({ min: -1, max: 1, noNaN: true });

test('Szegvár is eight kilometres from Szentes', () => {
  expect(straightLine({ lat: 46.586, lon: 20.223 }, { lat: 46.655, lon: 20.257 })).toBeCloseTo(8.1, 1);
});

test('the box around a point holds everything within the distance', () => {
  fc.assert(
    fc.property(
      inEurope,
      fc.oneof(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.double({ min: 0.1, max: 300, noNaN: true })),
      offset,
      offset,
      (center, km, up, right) => {
        const other = {
          lat: center.lat + (up * km) / 105,
          lon: center.lon + (right * km) / (105 * Math.cos((center.lat * Math.PI) / 180))
        };
        const { south, north, west, east } = boxAround(center, km);
        const inside = other.lat >= south && other.lat <= north && other.lon >= west && other.lon <= east;
        return inside || straightLine(center, other) > km;
      }
    ),
    { numRuns: 20_000 }
  );
});

test('the box around a point is not much larger than needed', () => {
  const { south, north, west, east } = boxAround({ lat: 47, lon: 20 }, 20);
  expect(straightLine({ lat: south, lon: 20 }, { lat: north, lon: 20 })).toBeLessThan(42);
  expect(straightLine({ lat: 47, lon: west }, { lat: 47, lon: east })).toBeLessThan(42);
});
