import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, type AssignmentQuestion } from './assignment.ts';
import { randomFrom } from './random.ts';

/** Every way of giving rows to columns: fewest left first where leaving has no price, then least cost. */
function bruteForce({ rows, columns, costs, capacity, leave }: AssignmentQuestion) {
  const taken = new Array<number>(columns).fill(0);
  let best = { left: Infinity, cost: Infinity };
  const walk = (row: number, cost: number, left: number): void => {
    if (row === rows) {
      const better = leave === undefined && left !== best.left ? left < best.left : cost < best.cost;
      if (better) best = { left, cost };
      return;
    }
    walk(row + 1, cost + (leave ?? 0), left + 1);
    for (let j = 0; j < columns; j++) {
      const own = costs[row * columns + j]!;
      if (own === Infinity || taken[j]! >= (capacity?.[j] ?? 1)) continue;
      taken[j]!++;
      walk(row + 1, cost + own, left);
      taken[j]!--;
    }
  };
  walk(0, 0, 0);
  return best;
}

const question = fc
  .record({
    rows: fc.nat(6),
    columns: fc.nat(4),
    seed: fc.integer(),
    leave: fc.option(fc.integer({ min: -3, max: 12 }), { nil: undefined })
  })
  .map(({ rows, columns, seed, leave }): AssignmentQuestion => {
    const random = randomFrom(seed);
    const costs = Float64Array.from({ length: rows * columns }, () =>
      random() < 0.2 ? Infinity : Math.floor(random() * 20) - 5
    );
    const capacity = Int32Array.from({ length: columns }, () => Math.floor(random() * 4));
    return { rows, columns, costs, capacity, ...(leave === undefined ? {} : { leave }) };
  });

describe('an assignment', () => {
  test('costs the least that any does, and its prices prove it', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { answer, bound } = assign(asked);
        const best = bruteForce(asked);
        expect(answer.cost).toBe(best.cost);
        if (asked.leave === undefined) expect(answer.left).toBe(best.left);
        expect(bound).toBe(answer.cost);
        const taken = new Array<number>(asked.columns).fill(0);
        for (const column of answer.columnOf) if (column >= 0) taken[column]!++;
        taken.forEach((count, j) => expect(count).toBeLessThanOrEqual(asked.capacity![j]!));
      }),
      { numRuns: 1000, seed: 3 }
    );
  });

  test('says no more than the truth about what another column would cost', () => {
    let told = 0;
    fc.assert(
      fc.property(question, (asked) => {
        const dear = { ...asked, leave: 1e6 };
        const { answer } = assign(dear);
        for (let row = 0; row < asked.rows; row++)
          for (let column = 0; column < asked.columns; column++) {
            const at = row * asked.columns + column;
            if (asked.costs[at] === Infinity || asked.capacity![column] === 0) continue;
            const costs = asked.costs.slice();
            costs[at]! -= 1e9;
            const forced = bruteForce({ ...dear, costs }).cost + 1e9;
            if (answer.columnOf[row] === column) expect(answer.dearer(row, column)).toBe(0);
            else {
              expect(answer.dearer(row, column)).toBeLessThanOrEqual(forced - answer.cost);
              if (answer.dearer(row, column) > 0) told++;
            }
          }
      }),
      { numRuns: 50, seed: 4 }
    );
    expect(told).toBeGreaterThan(20);
  });

  test('costs the same in whatever order the rows and columns come', () => {
    fc.assert(
      fc.property(question, fc.integer(), (asked, seed) => {
        const random = randomFrom(seed);
        const shuffled = (n: number) =>
          Array.from({ length: n }, (_, i) => [random(), i] as const)
            .sort(([a], [b]) => a - b)
            .map(([, i]) => i);
        const [rowOf, columnOf] = [shuffled(asked.rows), shuffled(asked.columns)];
        const costs = new Float64Array(asked.costs.length);
        for (const [row, was] of rowOf.entries())
          for (const [column, had] of columnOf.entries())
            costs[row * asked.columns + column] = asked.costs[was * asked.columns + had]!;
        const capacity = columnOf.map((j) => asked.capacity![j]!);
        const [one, other] = [assign(asked).answer, assign({ ...asked, costs, capacity }).answer];
        expect([other.cost, other.left]).toEqual([one.cost, one.left]);
      }),
      { numRuns: 200, seed: 5 }
    );
  });

  test('is proved for hundreds of rows too, with and without rounding', () => {
    const random = randomFrom(1);
    const [rows, columns] = [300, 40];
    const costs = Float64Array.from({ length: rows * columns }, () => random() * 100);
    const { answer, bound } = assign({ rows, columns, costs, capacity: new Int32Array(columns).fill(8) });
    expect(answer.left).toBe(0);
    expect(bound as number).toBeCloseTo(answer.cost, 6);
    expect([...answer.placeWorth].some((worth) => worth > 0)).toBe(true);
  });

  test('leaves those who go with nobody, and says so', () => {
    const { answer, reasons } = assign({ rows: 2, columns: 1, costs: Float64Array.of(Infinity, 3) });
    expect([...answer.columnOf]).toEqual([-1, 0]);
    expect(reasons).toContainEqual({ code: 'left_with_nobody', rows: 1 });
    expect(assign({ rows: 0, columns: 0, costs: new Float64Array(0) }).answer.cost).toBe(0);
  });

  test.each([
    ['too few costs', { rows: 2, columns: 2, costs: new Float64Array(3) }],
    ['a cost that is no number', { rows: 1, columns: 1, costs: Float64Array.of(NaN) }],
    ['a capacity below 0', { rows: 1, columns: 1, costs: Float64Array.of(1), capacity: [-1] }],
    ['too few capacities', { rows: 1, columns: 1, costs: Float64Array.of(1), capacity: [] }],
    ['a price of leaving that is none', { rows: 1, columns: 1, costs: Float64Array.of(1), leave: NaN }]
  ])('is refused for %s', (_, asked) => {
    expect(() => assign(asked)).toThrow(RangeError);
  });
});
