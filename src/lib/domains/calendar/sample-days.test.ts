// The sample's day rules against a wall calendar.
import { describe, expect, test } from 'vitest';
import { dayOfRule, dayWithin, windowAround } from './sample-days.ts';

describe('a rule for a day', () => {
  test.each([
    ['03-15', 2027, '2027-03-15'],
    ['11-11~6', 2026, '2026-11-14'], // a Wednesday: the Saturday after
    ['12-06~5', 2026, '2026-12-04'], // a Sunday: the Friday before
    ['11-11~3', 2026, '2026-11-11'],
    ['3-6/09', 2027, '2027-09-18'],
    ['1-1/02', 2027, '2027-02-01'],
    ['last-7/05', 2027, '2027-05-30'],
    ['last-7/02', 2028, '2028-02-27'],
    ['easter+1', 2027, '2027-03-29'],
    ['easter-47', 2027, '2027-02-09'],
    ['advent2-1', 2026, '2026-12-05']
  ])('%s in %i is %s', (rule, year, day) => {
    expect(dayOfRule(rule, year)).toBe(day);
  });

  test('that is none is a mistake in a table', () => {
    expect(() => dayOfRule('5-6/09', 2027)).toThrow(RangeError);
  });
});

describe('the window', () => {
  test('spans a year, also from a leap day', () => {
    expect(windowAround('2028-02-29')).toEqual({ from: '2027-12-29', to: '2028-12-29' });
  });

  test('holds a feast of this year or of the next', () => {
    const window = windowAround('2026-11-21');
    expect(dayWithin('10-23', window)).toBe('2026-10-23');
    expect(dayWithin('08-20', window)).toBe('2027-08-20');
    expect(dayWithin('easter', window)).toBe('2027-03-28');
  });
});
