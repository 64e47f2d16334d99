import { expect, test } from 'vitest';
import { reasonsOf, worthOf, type Circumstances } from './todo.ts';

const closedAt = new Date('2026-03-01T00:00:00Z');
const fine: Circumstances = { level: 'fresh', complete: 100, lastWord: closedAt, letter: null };
const letter = { last: null, bounced: false, unreachable: false, joining: 0 };

test('a fresh and full record needs nothing', () => {
  expect(reasonsOf(fine)).toEqual([]);
  expect(reasonsOf({ ...fine, letter })).toEqual([]);
});

test.each([
  [{ level: 'stale' }, ['stale']],
  [{ level: 'unknown', lastWord: null }, ['never']],
  [{ complete: 49 }, ['incomplete']],
  [{ complete: 50 }, []],
  [{ letter: { ...letter, bounced: true, joining: 2 } }, ['join', 'bounced']],
  [{ letter: { ...letter, unreachable: true } }, ['unreachable']]
] as const)('%j is to be done as %j', (change, found) => {
  expect(reasonsOf({ ...fine, ...change })).toEqual(found);
});

test.each([
  ['gone', null, ['gone']],
  ['silence', null, ['silence']],
  ['corrected', 'Kedden is nyitva.', ['note']],
  ['corrected', null, []],
  ['confirmed', null, []]
] as const)('an answer «%s» waits until somebody says a word after it', (outcome, note, found) => {
  const told = { ...fine, letter: { ...letter, last: { outcome, note, closedAt } } };
  expect(reasonsOf(told)).toEqual(found);
  expect(reasonsOf({ ...told, lastWord: new Date(closedAt.getTime() + 1) })).toEqual([]);
});

test('what somebody told us comes before what is only old, and of two alike the thinner one first', () => {
  expect(worthOf(['gone'], 100)).toBeGreaterThan(worthOf(['stale', 'incomplete'], 0));
  expect(worthOf(['stale'], 20)).toBeGreaterThan(worthOf(['stale'], 30));
});
