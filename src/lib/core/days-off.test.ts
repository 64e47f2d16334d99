// Moved working days and school holidays against the decrees, and the rules against the years that are known.
import { describe, expect, test } from 'vitest';
import { expectedSchoolHolidays, schoolHolidays } from './school-year.ts';
import { weekdayOf } from './time.ts';
import { expectedRestDays, movedDays } from './working-days.ts';

describe('moved working days', () => {
  test('of 2026 are those of the decree: a rest day on a weekday for a worked Saturday each', () => {
    const days = movedDays(2026);
    expect(days.map(({ rest, worked }) => `${rest} ${worked}`)).toEqual([
      '2026-01-02 2026-01-10',
      '2026-08-21 2026-08-08',
      '2026-12-24 2026-12-12'
    ]);
    for (const { rest, worked, expected } of days) {
      expect([weekdayOf(rest) <= 5, weekdayOf(worked ?? ''), expected]).toEqual([true, 6, false]);
    }
  });

  test.each([2025, 2026])('of %i are what the rule lets one expect', (year) => {
    expect(expectedRestDays(year)).toEqual(movedDays(year).map(({ rest }) => rest));
  });

  test('of a year without a known decree are marked as expected, and no Saturday is made up', () => {
    expect(movedDays(2027)).toEqual([{ rest: '2027-12-24', worked: null, expected: true }]);
  });
});

describe('school holidays', () => {
  test('of 2025/2026 are those of the decree', () => {
    expect(schoolHolidays(2025).map(({ kind, from, to }) => `${kind} ${from} ${to}`)).toEqual([
      'autumn 2025-10-23 2025-11-02',
      'winter 2025-12-20 2026-01-04',
      'spring 2026-04-02 2026-04-12',
      'summer 2026-06-20 2026-08-31'
    ]);
    expect(schoolHolidays(2025).some(({ expected }) => expected)).toBe(false);
  });

  test('of the year with a decree would have been expected to the day', () => {
    const told = ({ from, to }: { from: string; to: string }): string => `${from} ${to}`;
    expect(expectedSchoolHolidays(2025).map(told)).toEqual(schoolHolidays(2025).map(told));
  });

  // As they were kept: autumn of 2021 to 2024.
  test.each([
    [2021, '2021-10-23', '2021-11-01'],
    [2022, '2022-10-29', '2022-11-06'],
    [2023, '2023-10-28', '2023-11-05'],
    [2024, '2024-10-26', '2024-11-03']
  ])('of autumn %i were from %s to %s, as the rule says', (year, from, to) => {
    expect(expectedSchoolHolidays(year)[0]).toMatchObject({ from, to });
  });

  test('of a year to come are marked as expected, in order and apart', () => {
    for (let year = 2026; year < 2060; year++) {
      const holidays = schoolHolidays(year);
      expect(holidays.every(({ expected }) => expected)).toBe(true);
      const ends = holidays.flatMap(({ from, to }) => [from, to]);
      expect(ends).toEqual([...ends].sort());
      expect(weekdayOf(holidays[3]?.from ?? '')).toBe(6);
    }
  });
});
