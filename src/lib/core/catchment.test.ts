// Catchments against a twin that looks at every home for every event, and against sums done by hand.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catchmentsOf, peopleOfBoth, readinessAt, rivalsOfPairs, type Home } from './catchment.ts';
import { kilometresBetween, type Point } from './geo.ts';

/** So many kilometres north of a point of the plain. */
const north = (km: number): Point => ({ lat: 46.6 + km / 111.195, lon: 20.2 });
const home = (km: number, people: number): Home => ({ ...north(km), people });
const nobody = rivalsOfPairs(1, [], []);

describe('readiness to come', () => {
  test('is whole up to 5 km and falls evenly to nothing at 25 km', () => {
    const at = [0, 4.9, 10, 15, 20, 24.9, 25.1].map((km) => home(km, 1000));
    const { weight, home: homes } = readinessAt([north(0)], at);
    const byHome = new Map(Array.from(homes, (h, k) => [h, weight[k] ?? 0]));
    expect(byHome.get(0)).toBe(1);
    expect(byHome.get(1)).toBe(1);
    expect(byHome.get(2)).toBeCloseTo(0.75, 3);
    expect(byHome.get(3)).toBeCloseTo(0.5, 3);
    expect(byHome.get(4)).toBeCloseTo(0.25, 3);
    expect(byHome.get(5)).toBeGreaterThan(0);
    expect(byHome.has(6)).toBe(false);
  });

  test('follows the distance that is given, such as the way round a river', () => {
    const distance = (i: number, j: number): number => (i === j ? 0 : 24);
    const { weight } = readinessAt([north(0)], [home(2, 100)], { distance });
    expect(weight[0]).toBeCloseTo(0.05, 9);
  });

  test('refuses limits that are not in order', () => {
    expect(() => readinessAt([north(0)], [], { fullKm: 25, maxKm: 25 })).toThrow(RangeError);
  });
});

describe('the catchment of an event', () => {
  test('without rivals is everybody around, and all of them are its own', () => {
    const readiness = readinessAt([north(0)], [home(0, 3000), home(15, 1000), home(40, 9000)]);
    const { people, only, ready, share } = catchmentsOf([0], nobody, readiness)(0);
    expect([people, only]).toEqual([4000, 4000]);
    expect(ready).toBeCloseTo(3500, 0);
    expect(share).toBe(ready);
  });

  test('is halved by a rival in the same place', () => {
    const readiness = readinessAt([north(0)], [home(0, 3000), home(15, 1000)]);
    const { people, only, ready, share } = catchmentsOf([0, 0], rivalsOfPairs(2, [0], [1]), readiness)(0);
    expect([people, only]).toEqual([4000, 0]);
    expect(share).toBeCloseTo(ready / 2, 9);
  });

  test('keeps for itself whom the rival does not reach, and most of those who live nearer to it', () => {
    // The rival 20 km up: it reaches nobody at -10 km, half of those at 5 km, all at 20 km.
    const readiness = readinessAt(
      [north(0), north(20)],
      [home(-10, 400), home(5 - 1e-6, 1000), home(20, 2000)]
    );
    const { people, only, share } = catchmentsOf([0, 1], rivalsOfPairs(2, [0], [1]), readiness)(0);
    expect([people, only]).toEqual([3400, 400]);
    expect(share).toBeCloseTo(400 * 0.75 + 1000 / 1.5 + (2000 * 0.25 * 0.25) / 1.25, 0);
  });

  test('never depends on the order in which rivals are given', () => {
    const readiness = readinessAt([north(0), north(8), north(16)], [home(1, 100), home(9, 50)]);
    const one = catchmentsOf([0, 1, 2], rivalsOfPairs(3, [0, 0], [1, 2]), readiness)(0);
    const other = catchmentsOf([0, 1, 2], rivalsOfPairs(3, [2, 1], [0, 0]), readiness)(0);
    expect(other.share).toBeCloseTo(one.share, 9);
    expect({ ...other, share: 0 }).toEqual({ ...one, share: 0 });
  });

  test('is what a twin finds that looks at every home for every event', () => {
    const point = fc.record({
      lat: fc.double({ min: 46, max: 46.8, noNaN: true }),
      lon: fc.double({ min: 20, max: 21, noNaN: true })
    });
    const homes = fc.array(
      fc.tuple(point, fc.integer({ min: 0, max: 9000 })).map(([at, people]) => ({ ...at, people })),
      { maxLength: 12 }
    );
    const world = fc.record({ places: fc.array(point, { minLength: 1, maxLength: 6 }), homes });
    const events = fc.array(fc.nat(5), { minLength: 2, maxLength: 8 });
    const pairs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12 });
    fc.assert(
      fc.property(world, events, pairs, ({ places, homes: people }, drawn, drawnPairs) => {
        const place = drawn.map((each) => each % places.length);
        const real = drawnPairs.filter(([a, b]) => a < b && b < place.length);
        const rivals = rivalsOfPairs(
          place.length,
          real.map(([a]) => a),
          real.map(([, b]) => b)
        );
        const found = catchmentsOf(place, rivals, readinessAt(places, people));
        for (let event = 0; event < place.length; event++) {
          const twin = lookedUp(event, place, real, places, people);
          for (const key of ['people', 'only', 'ready', 'share'] as const)
            expect(found(event)[key]).toBeCloseTo(twin[key], 6);
        }
      }),
      { seed: 5, numRuns: 150 }
    );
  });
});

test('people within reach of two places are counted once', () => {
  const readiness = readinessAt([north(0), north(30)], [home(2, 100), home(15, 50), home(30, 700)]);
  expect(peopleOfBoth(readiness, 0, 1)).toBe(50);
  expect(peopleOfBoth(readiness, 0, 0)).toBe(150);
});

function lookedUp(
  event: number,
  place: readonly number[],
  pairs: readonly (readonly [number, number])[],
  places: readonly Point[],
  homes: readonly Home[]
) {
  const weightOf = (e: number, at: Home): number => {
    const km = kilometresBetween(places[place[e] ?? 0] as Point, at);
    return km <= 5 ? 1 : km >= 25 ? 0 : 1 - (km - 5) / 20;
  };
  const rivals = pairs.flatMap(([a, b]) => (a === event ? [b] : b === event ? [a] : []));
  let [people, only, ready, share] = [0, 0, 0, 0];
  for (const at of homes) {
    const mine = weightOf(event, at);
    if (mine <= 0) continue;
    const others = rivals.reduce((sum, rival) => sum + weightOf(rival, at), 0);
    people += at.people;
    if (others === 0) only += at.people;
    ready += at.people * mine;
    share += at.people * mine * (mine / (mine + others));
  }
  return { people, only, ready, share };
}
