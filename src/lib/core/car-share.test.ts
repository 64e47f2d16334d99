import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareCars, type CarShareQuestion, type Traveller } from './car-share.ts';

// A flat country, so that ways can be told by heart: a hundredth of a degree is a kilometre here.
const kilometres: CarShareQuestion['kilometres'] = (a, b) => Math.hypot(a.lat - b.lat, a.lon - b.lon) * 100;
const at = (x: number, y = 0) => ({ lat: x / 100, lon: y / 100 });
const venue = at(0);
const from = (id: string, x: number, seats: number | null = null): Traveller => ({ id, place: at(x), seats });

describe('sharing cars', () => {
  test('whoever sets out farthest picks up those on the way', () => {
    const { answer, reasons } = shareCars({
      travellers: [from('anna', 30, 4), from('bela', 20), from('cili', 10, 3)],
      venue,
      kilometres
    });
    expect(answer.cars).toEqual([
      { driver: 'anna', passengers: ['bela', 'cili'], kilometres: 30, detour: 0 }
    ]);
    expect([answer.left, answer.alone]).toEqual([[], 40]);
    expect(reasons).toEqual([{ code: 'saved', kilometres: 10, cars: 1 }]);
  });

  test('nobody drives a longer detour than agreed', () => {
    const travellers = [from('anna', 30, 4), { id: 'bela', place: at(30, 20), seats: null }];
    expect(shareCars({ travellers, venue, kilometres, detour: 10 }).answer.left).toEqual(['bela']);
    const wide = shareCars({ travellers, venue, kilometres, detour: 30 });
    expect(wide.answer.left).toEqual([]);
    expect(wide.answer.cars[0]?.detour).toBeCloseTo(20 + Math.hypot(30, 20) - 30, 6);
  });

  test('nobody takes more than there are seats, and who is left is said', () => {
    const travellers = [from('anna', 30, 1), from('bela', 20), from('cili', 10)];
    const { answer, reasons } = shareCars({ travellers, venue, kilometres });
    expect(answer.cars[0]?.passengers.length).toBe(1);
    expect(reasons).toContainEqual({ code: 'no_seat', traveller: answer.left[0] });
  });

  test('twenty-five members from all sides are all there once', () => {
    const travellers = Array.from({ length: 25 }, (_, n) => ({
      id: `t${n}`,
      place: at(20 * Math.cos(n) + n, 20 * Math.sin(n)),
      seats: n % 3 === 0 ? 3 : null
    }));
    const { answer } = shareCars({ travellers, venue, kilometres });
    const seen = [
      ...answer.cars.flatMap(({ driver, passengers }) => [driver, ...passengers]),
      ...answer.left
    ];
    expect(seen.sort()).toEqual(travellers.map(({ id }) => id).sort());
  });

  test('nobody travels, nobody drives', () => {
    expect(shareCars({ travellers: [], venue }).answer).toEqual({
      cars: [],
      left: [],
      kilometres: 0,
      alone: 0
    });
  });
});

describe('compared with trying every partition', () => {
  const travellers = fc
    .array(
      fc.tuple(
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: -40, max: 40 }),
        fc.option(fc.integer({ min: 0, max: 3 }))
      ),
      {
        maxLength: 5
      }
    )
    .map((all) => all.map(([x, y, seats], n): Traveller => ({ id: `t${n}`, place: at(x, y), seats })));

  test('nobody more is left, and no kilometre more is driven', () => {
    fc.assert(
      fc.property(travellers, fc.integer({ min: 0, max: 30 }), (all, detour) => {
        const { answer } = shareCars({ travellers: all, venue, detour, kilometres });
        const best = partitions(all).reduce(
          (least, groups) => {
            const costs = groups.map((group) => rideOf(group, detour));
            const left = costs.filter((cost, n) => cost === null && groups[n]?.length === 1).length;
            if (costs.some((cost, n) => cost === null && groups[n]?.length !== 1)) return least;
            const cost = costs.reduce<number>((sum, each) => sum + (each ?? 0), 0);
            return left < least.left || (left === least.left && cost < least.cost) ? { left, cost } : least;
          },
          { left: Infinity, cost: Infinity }
        );
        expect(answer.left.length).toBe(best.left);
        expect(answer.kilometres).toBeCloseTo(best.cost, 6);
        for (const car of answer.cars) expect(car.detour).toBeLessThanOrEqual(detour + 1e-9);
      }),
      { numRuns: 60 }
    );
  });
});

function partitions<T>([first, ...rest]: readonly T[]): T[][][] {
  if (first === undefined) return [[]];
  return partitions(rest).flatMap((groups) => [
    [[first], ...groups],
    ...groups.map((_, n) => groups.map((group, m) => (m === n ? [first, ...group] : group)))
  ]);
}

function rideOf(group: readonly Traveller[], detour: number): number | null {
  const way = (stops: readonly Traveller[]) =>
    stops.reduce((sum, { place }, n) => sum + (kilometres?.(place, stops[n + 1]?.place ?? venue) ?? 0), 0);
  const ways = permutations(group)
    .filter(([driver]) => driver && driver.seats !== null && driver.seats >= group.length - 1)
    .filter(
      ([driver, ...others]) => way([driver as Traveller, ...others]) - way([driver as Traveller]) <= detour
    )
    .map(way);
  return ways.length > 0 ? Math.min(...ways) : null;
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, n) => permutations(items.toSpliced(n, 1)).map((rest) => [item, ...rest]));
}
