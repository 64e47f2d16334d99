// A visitor's share of what is heavy: used up by asking, filled up by time, nobody else's.
import { expect, test } from 'vitest';
import { createVisitorLimit } from './visitor-limit.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2027, 0, 1) + seconds * 1000);

test('so many at once are served, the next one is told when to come, and is served then', () => {
  const limit = createVisitorLimit({ most: 3, minutes: 1 });
  expect([1, 2, 3].map(() => limit.take('203.0.113.7', at(0)))).toEqual([0, 0, 0]);
  expect(limit.take('203.0.113.7', at(0))).toBe(20);
  expect(limit.take('203.0.113.7', at(5))).toBe(15);
  expect(limit.take('203.0.113.7', at(20))).toBe(0);
  expect(limit.take('203.0.113.7', at(20))).toBe(20);
});

test('one visitor takes nothing of another, and a clock that goes back gives nothing', () => {
  const limit = createVisitorLimit({ most: 1, minutes: 1 });
  expect(limit.take('a', at(100))).toBe(0);
  expect(limit.take('b', at(100))).toBe(0);
  expect(limit.take('a', at(40))).toBe(60);
});

test('a rest of any length gives no more than the whole bucket', () => {
  const limit = createVisitorLimit({ most: 2, minutes: 1 });
  limit.take('a', at(0));
  expect([1, 2, 3].map(() => limit.take('a', at(86_400)))).toEqual([0, 0, 30]);
});
