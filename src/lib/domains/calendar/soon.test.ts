import { expect, test } from 'vitest';
import { soonDays } from './soon.ts';

const weekend = (today: string) => {
  const { from, to } = soonDays(today)[2]!;
  return `${from} – ${to}`;
};

test('on a weekday the weekend is the one that comes', () => {
  expect(weekend('2026-11-16')).toBe('2026-11-21 – 2026-11-22');
  expect(weekend('2026-11-20')).toBe('2026-11-21 – 2026-11-22');
});

test('on a Saturday the weekend has begun, and on a Sunday only that day is left', () => {
  expect(weekend('2026-11-21')).toBe('2026-11-21 – 2026-11-22');
  expect(weekend('2026-11-22')).toBe('2026-11-22 – 2026-11-22');
});

test('tomorrow of the last day of a year is in the next year', () => {
  expect(soonDays('2026-12-31').slice(0, 2)).toEqual([
    { name: 'today', from: '2026-12-31', to: '2026-12-31' },
    { name: 'tomorrow', from: '2027-01-01', to: '2027-01-01' }
  ]);
});
