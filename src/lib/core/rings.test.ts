import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import { randomFrom } from './random.ts';
import { findRings, ringsModel, type Give, type RingQuestion } from './rings.ts';
import { packBest, type Packing } from './set-packing.ts';

/** Every ring by trying all orders, every choice of rings by trying all. */
function bruteForce({ gives, cap = 1, longest = 3 }: RingQuestion): { rings: number; value: number } {
  const names = [...new Set(gives.flatMap(({ from, to }) => [from, to]))].sort();
  const between = (from: string, to: string) =>
    gives.reduce(
      (best, give) => (give.from === from && give.to === to ? Math.max(best, give.value) : best),
      0
    );
  const rings: { members: string[]; value: number }[] = [];
  const walk = (members: string[], value: number): void => {
    const [first, last] = [members[0]!, members.at(-1)!];
    const closing = members.length > 1 ? between(last, first) : 0;
    if (closing > 0) rings.push({ members, value: value + closing });
    if (members.length === longest) return;
    for (const name of names) {
      const own = between(last, name);
      if (own > 0 && name > first && !members.includes(name)) walk([...members, name], value + own);
    }
  };
  for (const name of names) walk([name], 0);
  const left = new Map(names.map((name) => [name, typeof cap === 'number' ? cap : (cap.get(name) ?? 1)]));
  let best = 0;
  const choose = (index: number, value: number): void => {
    best = Math.max(best, value);
    for (let k = index; k < rings.length; k++) {
      const { members, value: own } = rings[k]!;
      if (members.some((name) => left.get(name)! < 1)) continue;
      for (const name of members) left.set(name, left.get(name)! - 1);
      choose(k + 1, value + own);
      for (const name of members) left.set(name, left.get(name)! + 1);
    }
  };
  choose(0, 0);
  return { rings: rings.length, value: best };
}

const question = fc
  .record({
    seed: fc.integer(),
    longest: fc.constantFrom(2 as const, 3 as const, 4 as const),
    cap: fc.constantFrom(1, 1, 2)
  })
  .map(({ seed, longest, cap }): RingQuestion => {
    const random = randomFrom(seed);
    const names = Array.from({ length: 3 + Math.floor(random() * 4) }, (_, i) => `o${i}`);
    const gives = names.flatMap((from) =>
      names.flatMap((to): Give[] =>
        from !== to && random() < 0.32 ? [{ from, to, value: 1 + Math.floor(random() * 9) }] : []
      )
    );
    return { gives, longest, cap };
  });

describe('rings', () => {
  test('are all found, and those proposed are worth the most, with proof', () => {
    let [some, better] = [0, 0];
    fc.assert(
      fc.property(question, (asked) => {
        const { answer, bound } = findRings(asked);
        const best = bruteForce(asked);
        expect(answer.found).toBe(best.rings);
        expect(answer.value).toBe(best.value);
        expect(bound).toBe(best.value);
        expect(answer.rings.reduce((sum, { value }) => sum + value, 0)).toBe(best.value);
        for (const { gives } of answer.rings)
          for (const [k, give] of gives.entries())
            expect(asked.gives[give]!.to).toBe(asked.gives[gives[(k + 1) % gives.length]!]!.from);
        some += answer.rings.length > 1 ? 1 : 0;
        better += answer.value > answer.greedyValue ? 1 : 0;
      }),
      { numRuns: 400, seed: 1 }
    );
    expect(some).toBeGreaterThan(20);
    expect(better).toBeGreaterThan(5);
  });

  test('are the same in whatever order the gives are listed', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const turned = { ...asked, gives: [...asked.gives].reverse() };
        const told = (of: RingQuestion) =>
          findRings(of).answer.rings.map(({ gives }) => gives.map((give) => of.gives[give]!.from).join());
        expect(told(turned)).toEqual(told(asked));
      }),
      { numRuns: 100, seed: 2 }
    );
  });

  test('are worth what the exact twin says', { timeout: 30_000 }, async () => {
    const random = randomFrom(4);
    const gives = Array.from({ length: 900 }, (): Give => {
      const [from, to] = [Math.floor(random() * 150), Math.floor(random() * 150)];
      return { from: `o${from}`, to: `o${to}`, value: 1 + Math.floor(random() * 100) };
    });
    const { answer, bound } = findRings({ gives });
    const exact = await solveExactly({ model: ringsModel({ gives }), seconds: 20 });
    if (exact.state !== 'found') throw new Error(exact.state);
    expect(answer.rings.length).toBeGreaterThan(10);
    expect(answer.value).toBe(Math.round(-exact.objective));
    expect(bound).toBe(answer.value);
  });
});

const give = (from: string, to: string, value = 1, more: Partial<Give> = {}): Give => ({
  from,
  to,
  value,
  ...more
});

test('who is in no ring hears why', () => {
  const gives = [give('a', 'b', 5), give('b', 'a', 5), give('b', 'c', 2), give('c', 'b', 2), give('c', 'd')];
  const { whyNot } = findRings({ gives }).answer;
  expect(whyNot('a')).toBeNull();
  expect(whyNot('c')).toEqual({
    code: 'others_gain_more',
    ring: { gives: [2, 3], value: 4 },
    taken: ['b']
  });
  expect(whyNot('d')).toEqual({ code: 'no_ring' });
  expect(whyNot('nobody')).toBeNull();
});

test('an offer is given once, even by who may be in two rings', () => {
  const gives = [
    give('a', 'b', 3, { offer: 'hall' }),
    give('b', 'a', 3),
    give('a', 'c', 2, { offer: 'hall' }),
    give('c', 'a', 2)
  ];
  expect(findRings({ gives, cap: 2 }).answer.value).toBe(6);
  expect(
    findRings({ gives: gives.map(({ from, to, value }) => ({ from, to, value })), cap: 2 }).answer.value
  ).toBe(10);
});

test('no gives, gifts to oneself and caps of none make no ring', () => {
  expect(findRings({ gives: [] }).answer.rings).toEqual([]);
  expect(findRings({ gives: [give('a', 'a')] }).answer.rings).toEqual([]);
  expect(findRings({ gives: [give('a', 'b'), give('b', 'a')], cap: 0 }).answer.value).toBe(0);
});

test('with too many rings nothing is called proved', () => {
  const gives = ['a', 'b', 'c', 'd'].flatMap((from) => ['a', 'b', 'c', 'd'].map((to) => give(from, to)));
  const { bound, reasons } = findRings({ gives, maxRings: 3 });
  expect(bound).toBe('not proved');
  expect(reasons).toContainEqual({ code: 'rings_left_away', kept: 3 });
});

test.each([
  ['a value of 0', { gives: [give('a', 'b', 0)] }],
  ['half a value', { gives: [give('a', 'b', 0.5)] }],
  ['a cap below 0', { gives: [give('a', 'b')], cap: -1 }]
])('are refused for %s', (_, asked) => {
  expect(() => findRings(asked)).toThrow(RangeError);
});

test('packing never says more than is proved when its steps are few', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(3), (seed, steps) => {
      const random = randomFrom(seed);
      const count = 14;
      const sets = Array.from({ length: count }, () => [
        ...new Set([0, 1, 2].map(() => Math.floor(random() * 8)))
      ]);
      const packing: Packing = {
        from: Int32Array.from([0, ...sets.map((_, s) => sets.slice(0, s + 1).flat().length)]),
        thing: Int32Array.from(sets.flat()),
        value: Float64Array.from(sets, () => 1 + Math.floor(random() * 9)),
        room: Int32Array.from({ length: 8 }, () => Math.floor(random() * 3))
      };
      let most = 0;
      for (let choice = 0; choice < 1 << count; choice++) {
        const left = packing.room.slice();
        let value = 0;
        for (let s = 0; s < count; s++)
          if ((choice >> s) & 1) {
            value += packing.value[s]!;
            for (const t of sets[s]!) left[t]!--;
          }
        if (value > most && left.every((room) => room >= 0)) most = value;
      }
      const few = packBest(packing, steps);
      expect(few.value).toBeLessThanOrEqual(most);
      expect(few.bound).toBeGreaterThanOrEqual(most);
      expect(packBest(packing)).toMatchObject({ value: most, bound: most });
    }),
    { numRuns: 60, seed: 6 }
  );
});
