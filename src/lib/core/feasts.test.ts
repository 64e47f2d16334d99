// Feast days against published tables.
import { describe, expect, test } from 'vitest';
import { adventSunday, easterSunday, publicHolidays } from './feasts.ts';
import { daysBetween, weekdayOf } from './time.ts';

describe('Easter Sunday', () => {
  test.each([
    '1583-04-10',
    '1818-03-22', // the earliest possible
    '1943-04-25', // the latest possible
    '1954-04-18', // corrected from the 25th by the calendar's exception
    '1981-04-19',
    '2000-04-23',
    '2008-03-23',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
    '2100-03-28'
  ])('is %s in its year', (day) => {
    expect(easterSunday(Number(day.slice(0, 4)))).toBe(day);
  });

  test('is always a Sunday between 22 March and 25 April', () => {
    for (let year = 1583; year < 2600; year++) {
      const day = easterSunday(year);
      expect(weekdayOf(day)).toBe(7);
      expect(day >= `${year}-03-22` && day <= `${year}-04-25`, day).toBe(true);
    }
  });
});

describe('Advent', () => {
  test.each([
    [2022, '2022-11-27', '2022-12-18'],
    [2023, '2023-12-03', '2023-12-24'], // the fourth Sunday is Christmas Eve itself
    [2024, '2024-12-01', '2024-12-22'],
    [2026, '2026-11-29', '2026-12-20']
  ])('of %i begins on %s and its fourth Sunday is %s', (year, first, fourth) => {
    expect(adventSunday(year, 1)).toBe(first);
    expect(adventSunday(year, 4)).toBe(fourth);
  });
});

describe('public holidays', () => {
  test('are fourteen a year, in order, with Whit Monday fifty days after Easter', () => {
    const days = publicHolidays(2027).map((feast) => feast.day);
    expect(days).toHaveLength(14);
    expect(days).toEqual([...days].sort());
    expect(days).toContain('2027-05-17');
    expect(daysBetween(easterSunday(2027), '2027-05-17')).toBe(50);
  });
});
