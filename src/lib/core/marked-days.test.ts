// What is known about single days.
import { expect, test } from 'vitest';
import { marksBetween, marksOn } from './marked-days.ts';

test('a plain working day has no marks', () => {
  expect(marksOn('2026-11-17')).toEqual([]);
});

test('All Saints’ Day of 2025 is a public holiday within the autumn holidays', () => {
  expect(marksOn('2025-11-01')).toEqual([
    { kind: 'holiday', code: 'all_saints' },
    { kind: 'school', code: 'autumn', expected: false, first: false }
  ]);
});

test('a worked Saturday says which day it is worked for, and that day which Saturday', () => {
  expect(marksOn('2026-08-08')).toContainEqual({ kind: 'worked', rest: '2026-08-21' });
  expect(marksOn('2026-08-21')).toContainEqual({ kind: 'rest', worked: '2026-08-08', expected: false });
});

test('Christmas Eve is named once, not as a moved rest day too', () => {
  expect(marksOn('2026-12-24').map(({ kind }) => kind)).toEqual(['holiday', 'school']);
  expect(marksOn('2026-12-12')).toContainEqual({ kind: 'worked', rest: '2026-12-24' });
});

test('winter holidays go on over New Year', () => {
  expect(marksOn('2026-01-02').map(({ kind }) => kind)).toEqual(['rest', 'school']);
});

test('a span leaves out the days with nothing to say and its own end', () => {
  const marks = marksBetween('2026-11-25', '2026-12-06');
  expect([...marks.keys()]).toEqual(['2026-11-29', '2026-12-05']);
});

test('years far off have no marks and do no harm', () => {
  expect(marksOn('0001-01-01')).toEqual([]);
  expect(marksBetween('9999-12-25', '9999-12-31').size).toBe(0);
});
