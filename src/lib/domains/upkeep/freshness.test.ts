import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agoOf, daysSince, freshness, lastWord, levelOf } from './freshness.ts';

describe('freshness', () => {
  test('is whole on the day, a half after one half-life, a quarter after two', () => {
    expect([0, 120, 240].map((days) => freshness(days, 120))).toEqual([1, 0.5, 0.25]);
  });

  test('only ever goes down, and sooner for what has a shorter half-life', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.integer({ min: 30, max: 900 }), (a, b, halfLife) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        expect(freshness(early, halfLife)).toBeGreaterThanOrEqual(freshness(late, halfLife));
        expect(freshness(late, halfLife)).toBeLessThanOrEqual(freshness(late, halfLife + 1));
        expect(freshness(late, halfLife)).toBeGreaterThanOrEqual(0);
      })
    );
  });

  test('opening hours are stale while a hall of the same day is fresh', () => {
    expect([levelOf(150, 120), levelOf(150, 540)]).toEqual(['stale', 'fresh']);
  });

  test.each([
    [0, 'fresh'],
    [60, 'fresh'],
    [61, 'fading'],
    [120, 'fading'],
    [121, 'stale'],
    [null, 'unknown']
  ] as const)('%s days after the last word a service is %s', (days, level) => {
    expect(levelOf(days, 120)).toBe(level);
  });
});

test('the last word is a confirmation or a change by a person, whichever came later', () => {
  const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-02-01T00:00:00Z')];
  expect(lastWord(early, late)).toBe(late);
  expect(lastWord(late, early)).toBe(late);
  expect(lastWord(null, early)).toBe(early);
  expect(lastWord(early, null)).toBe(early);
  expect(lastWord(null, null)).toBeNull();
});

test('days are whole ones, and none where the clock ran ahead', () => {
  const at = new Date('2026-03-01T12:00:00Z');
  expect(daysSince(at, new Date('2026-03-02T11:59:00Z'))).toBe(0);
  expect(daysSince(at, new Date('2026-03-02T12:00:00Z'))).toBe(1);
  expect(daysSince(at, new Date('2026-02-01T12:00:00Z'))).toBe(0);
  expect(daysSince(null, at)).toBeNull();
});

test.each([
  [0, { unit: 'today' }],
  [1, { unit: 'days', count: 1 }],
  [13, { unit: 'days', count: 13 }],
  [14, { unit: 'weeks', count: 2 }],
  [60, { unit: 'weeks', count: 8 }],
  [61, { unit: 'months', count: 2 }],
  [364, { unit: 'months', count: 11 }],
  [365, { unit: 'years', count: 1 }],
  [731, { unit: 'years', count: 2 }]
])('%s days are said as %j', (days, said) => {
  expect(agoOf(days)).toEqual(said);
});
