// Feasts of the churches and of the Jewish community against published calendars.
import { describe, expect, test } from 'vitest';
import { churchFeasts, orthodoxEaster, roshHashanah, type ChurchFeastCode } from './church-feasts.ts';
import { weekdayOf } from './time.ts';

const on = (year: number, code: ChurchFeastCode): string | undefined =>
  churchFeasts(year).find((feast) => feast.code === code)?.day;

test.each(['2000-04-30', '2023-04-16', '2024-05-05', '2025-04-20', '2026-04-12', '2027-05-02', '2030-04-28'])(
  'Orthodox Easter is %s in its year',
  (day) => {
    expect(orthodoxEaster(Number(day.slice(0, 4)))).toBe(day);
  }
);

describe('the Jewish year', () => {
  test.each([
    '1999-09-11',
    '2005-10-04',
    '2013-09-05',
    '2020-09-19',
    '2021-09-07',
    '2022-09-26',
    '2023-09-16',
    '2024-10-03',
    '2025-09-23',
    '2026-09-12',
    '2027-10-02',
    '2028-09-21',
    '2033-09-24'
  ])('begins on %s', (day) => {
    expect(roshHashanah(Number(day.slice(0, 4)))).toBe(day);
  });

  test('never begins on a Sunday, Wednesday or Friday', () => {
    for (let year = 1900; year < 2100; year++) expect([7, 3, 5]).not.toContain(weekdayOf(roshHashanah(year)));
  });

  test.each([
    [2024, '2024-04-23', '2024-10-12', '2024-12-26'],
    [2025, '2025-04-13', '2025-10-02', '2025-12-15'],
    [2026, '2026-04-02', '2026-09-21', '2026-12-05'],
    [2027, '2027-04-22', '2027-10-11', '2027-12-25']
  ])('of %i has Passover on %s, Yom Kippur on %s, Hanukkah from %s', (year, passover, atonement, lights) => {
    expect([on(year, 'passover'), on(year, 'yom_kippur'), on(year, 'hanukkah')]).toEqual([
      passover,
      atonement,
      lights
    ]);
  });

  test('is the one that the runtime’s own Hebrew calendar has', () => {
    const hebrew = new Intl.DateTimeFormat('en-u-ca-hebrew', {
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC'
    });
    for (let year = 1950; year < 2100; year++) {
      expect(hebrew.format(new Date(`${roshHashanah(year)}T12:00Z`)), String(year)).toBe('1 Tishri');
      expect(hebrew.format(new Date(`${on(year, 'passover')}T12:00Z`))).toBe('15 Nisan');
      expect(hebrew.format(new Date(`${on(year, 'hanukkah')}T12:00Z`))).toBe('25 Kislev');
    }
  });
});

test('the feasts around Easter and Advent of 2026 stand on their Sundays and Wednesday', () => {
  expect(on(2026, 'ash_wednesday')).toBe('2026-02-18');
  expect(on(2026, 'palm_sunday')).toBe('2026-03-29');
  expect(on(2026, 'ascension')).toBe('2026-05-17');
  expect(on(2026, 'corpus_christi')).toBe('2026-06-07');
  expect(on(2026, 'advent_1')).toBe('2026-11-29');
});
