import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDue, putOff } from './model.ts';

describe('a visit is due', () => {
  test.each([
    [null, '2026-11-21', true],
    ['2025-11-21', '2026-11-21', true],
    ['2025-11-22', '2026-11-21', false],
    ['2026-11-21', '2026-11-21', false],
    // After 29 February a year is over on the 28th.
    ['2024-02-29', '2025-02-27', false],
    ['2024-02-29', '2025-02-28', true],
    // Into a leap year the same day counts, not 365 days.
    ['2023-02-28', '2024-02-27', false],
    ['2023-02-28', '2024-02-28', true],
    ['2023-03-01', '2024-02-29', false],
    ['2023-03-01', '2024-03-01', true]
  ])('last on %s, seen on %s: %s', (last, today, due) => {
    expect(isDue(last, today)).toBe(due);
  });
});

test('what is put off comes a week after its day, or a week from today when that day is over', () => {
  expect(putOff('2026-11-25', '2026-11-21')).toBe('2026-12-02');
  expect(putOff('2026-11-21', '2026-11-21')).toBe('2026-11-28');
  expect(putOff('2026-09-01', '2026-11-21')).toBe('2026-11-28');
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  const dayText = (date: Date): string => date.toISOString().slice(0, 10);
  fc.assert(
    fc.property(days, days, (a, b) => {
      expect(putOff(dayText(a), dayText(b)) > dayText(b)).toBe(true);
    })
  );
});
