import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import * as time from '#lib/core/time.ts';

const budapest = 'Europe/Budapest';
const iso = (instant: Date) => instant.toISOString();

describe('text forms', () => {
  test.each(['2027-02-28', '2028-02-29', '2000-02-29', '0099-12-31'])('%s is a day', (day) =>
    expect(time.isDay(day)).toBe(true)
  );
  test.each([
    '2027-02-30',
    '2027-02-29',
    '1900-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-04-31',
    '2027-1-1',
    '',
    '2027-01-01T00:00'
  ])('"%s" is not a day', (day) => expect(time.isDay(day)).toBe(false));
  test.each(['2027-02-28T00:00', '2027-02-28T23:59'])('%s is a local time', (local) =>
    expect(time.isLocal(local)).toBe(true)
  );
  test.each([
    '2027-02-30T10:00',
    '2027-02-28T24:00',
    '2027-02-28T10:60',
    '2027-02-28 10:00',
    '2027-02-28T10:00Z',
    '2027-02-28T10:00:00'
  ])('"%s" is not a local time', (local) => expect(time.isLocal(local)).toBe(false));
  test("zone names are known ones, in any letter case, and never offsets or objects' properties", () => {
    for (const zone of [
      'Europe/Budapest',
      'europe/budapest',
      'UTC',
      'America/Argentina/Buenos_Aires',
      'Etc/GMT+3'
    ])
      expect(time.isZone(zone), zone).toBe(true);
    for (const zone of [
      '',
      '+01:00',
      'Europe/Ozd',
      'constructor',
      '__proto__',
      'Közép-Európa',
      'A'.repeat(1000)
    ])
      expect(time.isZone(zone), zone).toBe(false);
  });
  test('invalid text is refused loudly by the functions that need valid text', () => {
    expect(() => time.instantOf('2027-02-30T10:00', budapest)).toThrow(RangeError);
    expect(() => time.addDays('2027-02-30', 1)).toThrow(RangeError);
    expect(() => time.instantOf('2027-02-20T10:00', 'Europe/Ozd')).toThrow(RangeError);
  });
});

describe('wall time and instants', () => {
  test.each([
    ['2027-01-15T12:00', '2027-01-15T11:00:00.000Z', 'winter'],
    ['2027-07-15T12:00', '2027-07-15T10:00:00.000Z', 'summer'],
    ['2027-03-28T01:59', '2027-03-28T00:59:00.000Z', 'the minute before the clocks go forward'],
    ['2027-03-28T02:30', '2027-03-28T01:30:00.000Z', 'inside the gap: 03:30 summer time'],
    ['2027-03-28T03:00', '2027-03-28T01:00:00.000Z', 'the first minute of summer time'],
    ['2027-10-31T01:59', '2027-10-30T23:59:00.000Z', 'before the clocks go back'],
    ['2027-10-31T02:30', '2027-10-31T00:30:00.000Z', 'happens twice: the first'],
    ['2027-10-31T03:00', '2027-10-31T02:00:00.000Z', 'after the clocks went back'],
    ['2027-07-15T12:00:30', '2027-07-15T10:00:30.000Z', 'with seconds']
  ])('%s in Budapest is %s (%s)', (local, instant) =>
    expect(iso(time.instantOf(local, budapest))).toBe(instant)
  );

  test('both halves of the repeated hour read as the same wall time', () => {
    expect(time.localOf(new Date('2027-10-31T00:30Z'), budapest)).toBe('2027-10-31T02:30');
    expect(time.localOf(new Date('2027-10-31T01:30Z'), budapest)).toBe('2027-10-31T02:30');
  });

  const zones = [
    budapest,
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Casablanca',
    'UTC',
    'Pacific/Apia'
  ];
  const minutes = fc.integer({ min: Date.UTC(1975, 0) / 60000, max: Date.UTC(2060, 0) / 60000 });
  test('agrees with Temporal in every zone and at every minute', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (zone, minute) => {
        const local = new Date(minute * 60000).toISOString().slice(0, 16);
        const expected = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
        expect(time.instantOf(local, zone).getTime()).toBe(expected);
        const instant = new Date(minute * 60000);
        const read = Temporal.Instant.fromEpochMilliseconds(minute * 60000).toZonedDateTimeISO(zone);
        expect(time.localOf(instant, zone)).toBe(read.toPlainDateTime().toString({ smallestUnit: 'minute' }));
      }),
      { numRuns: 1000, seed: 1 }
    );
  });
  test('agrees with Temporal in years long ago and far ahead', () => {
    const far = fc.integer({ min: Date.UTC(1200, 0) / 60000, max: Date.UTC(8000, 0) / 60000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), far, (zone, minute) => {
        const read = Temporal.Instant.fromEpochMilliseconds(minute * 60000).toZonedDateTimeISO(zone);
        expect(time.offsetMs(minute * 60000, zone)).toBe(read.offsetNanoseconds / 1e6);
      }),
      { numRuns: 300, seed: 5 }
    );
  });
  test('agrees with Temporal at every quarter of an hour around the clock changes', () => {
    for (const zone of zones)
      for (const { at } of time.offsetChanges(new Date('2010-01-01Z'), new Date('2030-01-01Z'), zone))
        for (let quarter = -100; quarter <= 100; quarter++) {
          const local = time.localOf(new Date(at + quarter * 900_000), zone);
          for (const text of [local, time.addLocalMinutes(local, 60), time.addLocalMinutes(local, -30)])
            if (
              time.instantOf(text, zone).getTime() !==
              Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
            )
              expect.fail(`${text} ${zone}`);
        }
  });
});

describe('days', () => {
  test('a day lasts 23, 24 or 25 hours', () => {
    const hours = (day: string) =>
      time.minutesBetween(time.startOfDay(day, budapest), time.endOfDay(day, budapest)) / 60;
    expect([hours('2027-03-27'), hours('2027-03-28'), hours('2027-10-31')]).toEqual([24, 23, 25]);
  });
  test('an instant belongs to the local day, not to the UTC one', () => {
    expect(time.dayOf(new Date('2027-06-30T22:30Z'), budapest)).toBe('2027-07-01');
    expect(time.dayOf(new Date('2027-06-30T21:59Z'), budapest)).toBe('2027-06-30');
  });
  test('adding and counting days undo each other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -700_000, max: 2_900_000 }),
        fc.integer({ min: -10_000, max: 10_000 }),
        (n, days) => {
          const day = time.addDays('1970-01-01', n);
          expect(time.daysBetween(day, time.addDays(day, days))).toBe(days);
        }
      ),
      { seed: 2 }
    );
    expect(time.addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(time.addDays('2027-12-31', 1)).toBe('2028-01-01');
  });
  test('weekdays are ISO ones', () => {
    expect(time.weekdayOf('2027-03-29')).toBe(1);
    expect(time.weekdayOf('2027-04-04')).toBe(7);
    expect(time.weekdayOf('1969-12-31')).toBe(3);
    expect(time.weekdayOf('1600-01-01')).toBe(6);
  });
  test('weeks start on Monday', () => {
    expect(time.firstOfWeek('2027-04-04')).toBe('2027-03-29');
    expect(time.weekOf('2027-03-31')).toEqual([
      '2027-03-29',
      '2027-03-30',
      '2027-03-31',
      '2027-04-01',
      '2027-04-02',
      '2027-04-03',
      '2027-04-04'
    ]);
  });
  test('adding months stays inside the month', () => {
    expect(time.addMonths('2027-01-31', 1)).toBe('2027-02-28');
    expect(time.addMonths('2027-01-31', 13)).toBe('2028-02-29');
    expect(time.addMonths('2027-03-15', -3)).toBe('2026-12-15');
    expect(time.addMonths('2027-12-01', 1)).toBe('2028-01-01');
  });
  test('a month grid holds the whole month in whole weeks', () => {
    const grid = time.monthGrid('2027-08');
    expect(grid.map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7]);
    expect([grid[0]?.[0], grid.at(-1)?.[6]]).toEqual(['2027-07-26', '2027-09-05']);
    expect(time.monthGrid('2027-02').length).toBe(4);
  });
});

describe('intervals', () => {
  const at = (from: number, to: number) => ({ start: new Date(from * 60000), end: new Date(to * 60000) });
  test('touching intervals do not overlap', () => {
    expect(time.overlaps(at(0, 60), at(60, 120))).toBe(false);
    expect(time.overlaps(at(60, 120), at(0, 60))).toBe(false);
  });
  test('one minute in common is an overlap', () => {
    expect(time.overlaps(at(0, 61), at(60, 120))).toBe(true);
    expect(time.overlaps(at(0, 200), at(60, 120))).toBe(true);
  });
  test('an empty interval overlaps nothing', () => expect(time.overlaps(at(30, 30), at(0, 60))).toBe(false));
  test('epoch minutes round down on both sides of 1970', () => {
    expect(time.epochMinutes(new Date(119_999))).toBe(1);
    expect(time.epochMinutes(new Date(-1))).toBe(-1);
  });
});
