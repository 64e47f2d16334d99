import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRule, occurrencesOf, type Series } from '#lib/core/recurrence.ts';
import { choiceIn, ruleOf, type RuleChoice } from '#lib/core/recurrence-choice.ts';
import type { Weekday } from '#lib/core/time.ts';
import { addDays, addMonths, instantOf, localOf, weekdayOf } from '#lib/core/time.ts';

const zone = 'Europe/Budapest';
const plain: Series = {
  start: '2027-01-05T18:00',
  minutes: 90,
  zone,
  allDay: false,
  rule: null,
  exdates: [],
  rdates: [],
  overrides: []
};
const long = { from: new Date('1990-01-01Z'), to: new Date('2100-01-01Z') };
const names = (series: Partial<Series>, { from, to } = long, limit = 100) =>
  occurrencesOf({ ...plain, ...series }, from, to, limit).occurrences.map(({ recurrenceId }) => recurrenceId);
const spans = (series: Partial<Series>, limit = 100) =>
  occurrencesOf({ ...plain, ...series }, long.from, long.to, limit).occurrences.map(
    ({ start, end }) => `${start.toISOString().slice(0, 16)}/${end.toISOString().slice(0, 16)}`
  );

describe('clock changes in Budapest', () => {
  test('a weekly evening stays at six on the wall through the whole year', () => {
    const { occurrences } = occurrencesOf(
      { ...plain, rule: 'FREQ=WEEKLY;COUNT=52' },
      long.from,
      long.to,
      100
    );
    expect(occurrences.length).toBe(52);
    expect(new Set(occurrences.map(({ start }) => localOf(start, zone).slice(11)))).toEqual(
      new Set(['18:00'])
    );
    expect(new Set(occurrences.map(({ start }) => start.toISOString().slice(11, 16)))).toEqual(
      new Set(['17:00', '16:00'])
    );
    expect(new Set(occurrences.map(({ start, end }) => end.getTime() - start.getTime()))).toEqual(
      new Set([5_400_000])
    );
  });
  test('a time that is skipped in spring moves after the gap, only on that day', () => {
    expect(spans({ start: '2027-03-27T02:30', minutes: 60, rule: 'FREQ=DAILY;COUNT=3' })).toEqual([
      '2027-03-27T01:30/2027-03-27T02:30',
      '2027-03-28T01:30/2027-03-28T02:30',
      '2027-03-29T00:30/2027-03-29T01:30'
    ]);
  });
  test('a time that comes twice in autumn is its first, once', () => {
    expect(spans({ start: '2027-10-30T02:30', minutes: 60, rule: 'FREQ=DAILY;COUNT=3' })).toEqual([
      '2027-10-30T00:30/2027-10-30T01:30',
      '2027-10-31T00:30/2027-10-31T01:30',
      '2027-11-01T01:30/2027-11-01T02:30'
    ]);
  });
  test('two times that the gap pushes together are one occurrence', () => {
    expect(
      spans({ start: '2027-03-28T02:00', minutes: 30, rule: 'FREQ=DAILY;BYHOUR=2,3;UNTIL=20270328' })
    ).toEqual(['2027-03-28T01:00/2027-03-28T01:30']);
  });
  test('an all-day series lasts days, not hours', () => {
    expect(spans({ start: '2027-03-28T00:00', minutes: 1440, allDay: true })).toEqual([
      '2027-03-27T23:00/2027-03-28T22:00'
    ]);
    expect(spans({ start: '2027-10-30T00:00', minutes: 2880, allDay: true })).toEqual([
      '2027-10-29T22:00/2027-10-31T23:00'
    ]);
    expect(
      spans({ start: '2027-10-30T00:00', minutes: 1440, allDay: true, rule: 'FREQ=DAILY;COUNT=3' })
    ).toEqual([
      '2027-10-29T22:00/2027-10-30T22:00',
      '2027-10-30T22:00/2027-10-31T23:00',
      '2027-10-31T23:00/2027-11-01T23:00'
    ]);
  });
});

describe('UNTIL and COUNT', () => {
  test.each([
    ['UNTIL=20270119T170000Z', 3, 'the instant itself is included (18:00 is 17:00Z in winter)'],
    ['UNTIL=20270119T165959Z', 2, 'a second earlier it is not'],
    ['UNTIL=20270119T180000', 3, 'as wall time of the series'],
    ['UNTIL=20270119T175959', 2, 'a second earlier'],
    ['UNTIL=20270119', 3, 'a day is included whole'],
    ['UNTIL=20270118', 2, 'the day before'],
    ['UNTIL=20261231', 1, 'before the start: the start alone'],
    ['COUNT=3', 3, 'the start counts'],
    ['COUNT=3;UNTIL=20270112', 2, 'whichever ends it first']
  ])('weekly with %s: %i (%s)', (end, count) =>
    expect(names({ rule: `FREQ=WEEKLY;${end}` }).length).toBe(count)
  );

  test('an UNTIL in UTC is read in the zone of the series, in summer too', () => {
    const summer = { start: '2027-07-06T00:30', rule: 'FREQ=DAILY;UNTIL=20270707T223000Z' };
    expect(names(summer)).toEqual(['2027-07-06T00:30', '2027-07-07T00:30', '2027-07-08T00:30']);
  });

  // RFC 5545 §3.8.5.3: «The DTSTART property defines the first instance in the recurrence set», and its own example excludes it by
  // EXDATE where it is not wanted («Every Friday the 13th»).
  test('the start takes place even where the rule does not give it, beside what COUNT counts', () => {
    expect(names({ start: '1997-09-02T09:00', rule: 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3' })).toEqual(
      ['1997-09-02T09:00', '1998-02-13T09:00', '1998-03-13T09:00', '1998-11-13T09:00']
    );
    const wanted = {
      rule: 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;UNTIL=19981231',
      exdates: ['1997-09-02T09:00']
    };
    expect(names({ start: '1997-09-02T09:00', ...wanted })).toEqual([
      '1998-02-13T09:00',
      '1998-03-13T09:00',
      '1998-11-13T09:00'
    ]);
  });
});

describe('exceptions and additions', () => {
  const weekly = { rule: 'FREQ=WEEKLY;COUNT=4' };
  test('EXDATE leaves out, RDATE adds, neither changes COUNT', () => {
    expect(
      names({ ...weekly, exdates: ['2027-01-12T18:00'], rdates: ['2027-01-13T10:00', '2027-01-19T18:00'] })
    ).toEqual(['2027-01-05T18:00', '2027-01-13T10:00', '2027-01-19T18:00', '2027-01-26T18:00']);
  });
  test('an exception that names another time of the day leaves nothing out, one that names the day does', () => {
    expect(names({ ...weekly, exdates: ['2027-01-12T17:00'] }).length).toBe(4);
    expect(names({ ...weekly, exdates: ['2027-01-12'] }).length).toBe(3);
    expect(names({ ...weekly, exdates: ['2027-01-12T18:00:00'] }).length).toBe(3);
  });
  test('a moved instance keeps its name and takes its own time and length', () => {
    const overrides = [{ recurrenceId: '2027-01-12T18:00', start: '2027-01-14T17:00', minutes: 30 }];
    const { occurrences } = occurrencesOf({ ...plain, ...weekly, overrides }, long.from, long.to, 10);
    expect(occurrences[1]).toEqual({
      recurrenceId: '2027-01-12T18:00',
      start: instantOf('2027-01-14T17:00', zone),
      end: instantOf('2027-01-14T17:30', zone)
    });
    expect(occurrences.length).toBe(4);
  });
  test('an instance moved into the window from outside is found, one moved out is not', () => {
    const overrides = [{ recurrenceId: '2027-01-12T18:00', start: '2027-03-01T18:00', minutes: 90 }];
    const march = { from: new Date('2027-03-01Z'), to: new Date('2027-04-01Z') };
    const january = { from: new Date('2027-01-10Z'), to: new Date('2027-01-15Z') };
    expect(names({ ...weekly, overrides }, march)).toEqual(['2027-01-12T18:00']);
    expect(names({ ...weekly, overrides }, january)).toEqual([]);
  });
  test('the first instance may be moved or cancelled as well', () => {
    const cancelled = [{ recurrenceId: '2027-01-05T18:00', start: null, minutes: 0 }];
    expect(names({ ...weekly, overrides: cancelled })[0]).toBe('2027-01-12T18:00');
    const moved = [{ recurrenceId: '2027-01-05T18:00', start: '2027-01-06T18:00', minutes: 90 }];
    expect(spans({ ...weekly, overrides: moved })[0]).toBe('2027-01-06T17:00/2027-01-06T18:30');
  });
});

describe('windows and limits', () => {
  test('the window is half-open and asks where occurrences begin', () => {
    const { start, ...rest } = plain;
    const at = instantOf(start, zone);
    expect(occurrencesOf({ ...rest, start }, at, new Date(at.getTime() + 1), 5).occurrences.length).toBe(1);
    expect(occurrencesOf({ ...rest, start }, new Date(at.getTime() + 1), long.to, 5).occurrences.length).toBe(
      0
    );
    expect(occurrencesOf({ ...rest, start }, long.from, at, 5).occurrences.length).toBe(0);
  });
  test('no more than the limit, soonest first, and it says so', () => {
    const daily = { ...plain, rule: 'FREQ=DAILY' };
    const first = occurrencesOf(daily, long.from, long.to, 3);
    expect(first.occurrences.map(({ recurrenceId }) => recurrenceId)).toEqual([
      '2027-01-05T18:00',
      '2027-01-06T18:00',
      '2027-01-07T18:00'
    ]);
    expect(first.truncated).toBe(true);
    expect(occurrencesOf({ ...plain, rule: 'FREQ=DAILY;COUNT=3' }, long.from, long.to, 3).truncated).toBe(
      false
    );
  });
  test.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;BYHOUR=1;BYMINUTE=1;BYSECOND=1;BYSETPOS=2',
    'FREQ=MINUTELY;BYSETPOS=500',
    'FREQ=WEEKLY;BYMONTHDAY=31;BYMONTH=4',
    'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6',
    'FREQ=YEARLY;INTERVAL=999999999',
    'FREQ=SECONDLY;INTERVAL=999999999;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;COUNT=999999999;BYMONTH=2;BYMONTHDAY=30'
  ])('%s ends, with the start alone', (rule) =>
    expect(
      occurrencesOf({ ...plain, rule }, new Date(-8.64e15), new Date(8.64e15), 1000).occurrences.length
    ).toBe(1)
  );
  test('a rule without end is cut off at the limit even when everything repeats every second', () => {
    expect(names({ rule: 'FREQ=SECONDLY' }, long, 5000).length).toBe(5000);
    expect(
      names({ rule: 'FREQ=SECONDLY' }, { from: new Date('2029-01-01Z'), to: new Date('2029-01-02Z') }, 5)[0]
    ).toBe('2029-01-01T01:00');
  });
  test('a rule that is not understood gives the start alone', () =>
    expect(names({ rule: 'FREQ=NEVER' })).toEqual([plain.start]));

  const part = <T>(name: string, value: fc.Arbitrary<T[]>) =>
    fc.option(
      value.map((list) => `;${name}=${list.join(',')}`),
      { nil: '', freq: 2 }
    );
  const numbers = (min: number, max: number) =>
    fc.uniqueArray(
      fc.integer({ min, max }).filter((n) => n !== 0),
      { minLength: 1, maxLength: 3 }
    );
  const rules = fc
    .tuple(
      fc.constantFrom('YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY'),
      part(
        'INTERVAL',
        numbers(1, 5).map((list) => list.slice(0, 1))
      ),
      part('BYMONTH', numbers(1, 12)),
      part('BYMONTHDAY', numbers(-31, 31)),
      part('BYDAY', fc.uniqueArray(fc.constantFrom('MO', 'WE', 'SA', 'SU'), { minLength: 1 })),
      part('BYHOUR', numbers(0, 23)),
      part('BYSETPOS', numbers(-3, 3))
    )
    .map(([frequency, ...parts]) => `FREQ=${frequency}${parts.join('')}`);

  test('a window shows exactly what the whole series has in it', () => {
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 60 }),
        (rule, skip, days) => {
          const near = /HOURLY|MINUTELY/.test(rule) ? Math.floor(skip / 45) : skip;
          const from = new Date(Date.UTC(2027, 0, 1 + near));
          const to = new Date(Date.UTC(2027, 0, 1 + near + days));
          const series = { ...plain, start: '2027-01-05T18:20', rule };
          const all = occurrencesOf(series, long.from, to, 1_000_000);
          const some = occurrencesOf(series, from, to, 1_000_000);
          if (all.truncated) return;
          expect(some.occurrences).toEqual(all.occurrences.filter(({ start }) => start >= from));
        }
      ),
      { numRuns: 200, seed: 7 }
    );
  });
  test('a window also agrees where COUNT needs the beginning', () => {
    const series = { ...plain, rule: 'FREQ=DAILY;COUNT=20;BYDAY=MO,TU' };
    const all = occurrencesOf(series, long.from, long.to, 100).occurrences;
    expect(occurrencesOf(series, new Date('2027-02-01Z'), long.to, 100).occurrences).toEqual(
      all.filter(({ start }) => start >= new Date('2027-02-01Z'))
    );
  });
});

describe('common rules against counting on the calendar', () => {
  const day = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2024-01-01', n));
  const every = fc.integer({ min: 1, max: 4 });
  test('every so many weeks on chosen weekdays', () => {
    fc.assert(
      fc.property(
        day,
        every,
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        (first, n, weekdays) => {
          const rule = ruleOf({
            kind: 'weekly',
            every: n,
            weekdays: weekdays as Weekday[],
            until: addDays(first, 100)
          });
          const monday = addDays(first, 1 - weekdayOf(first));
          const expected = Array.from({ length: 101 }, (_, i) => addDays(first, i)).filter(
            (each, i) =>
              i === 0 ||
              (weekdays.includes(weekdayOf(each)) &&
                Math.floor((Date.parse(each) - Date.parse(monday)) / 604_800_000) % n === 0)
          );
          expect(names({ start: `${first}T18:00`, rule }, long, 200)).toEqual(
            expected.map((each) => `${each}T18:00`)
          );
        }
      ),
      { seed: 3 }
    );
  });
  test('every so many months on the n-th weekday', () => {
    fc.assert(
      fc.property(day, every, fc.constantFrom(1, 2, 3, 4, -1), (first, n, nth) => {
        const weekday = weekdayOf(first);
        const rule = ruleOf({ kind: 'monthly_weekday', every: n, nth, weekday, until: addMonths(first, 24) });
        const expected = [first];
        for (let k = 0; k <= 25; k += n) {
          const month = addMonths(`${first.slice(0, 7)}-01`, k);
          const days = Array.from({ length: 31 }, (_, i) => addDays(month, i)).filter(
            (each) => each.startsWith(month.slice(0, 7)) && weekdayOf(each) === weekday
          );
          const found = nth > 0 ? days[nth - 1] : days.at(nth);
          if (found && found > first && found <= addMonths(first, 24)) expected.push(found);
        }
        expect(names({ start: `${first}T18:00`, rule }, long, 200)).toEqual(
          expected.map((each) => `${each}T18:00`)
        );
      }),
      { seed: 4 }
    );
  });
});

describe('the judgement of a rule', () => {
  test.each([
    'FREQ=WEEKLY;BYDAY=MO',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=YEARLY;INTERVAL=7;BYWEEKNO=53',
    'FREQ=DAILY;UNTIL=19700101'
  ])('%s can be kept', (rule) => expect(checkRule(rule).ok).toBe(true));
  test.each([
    ['FREQ=HOURLY', 'too_often'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'never'],
    ['FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31', 'never'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6', 'never'],
    ['every Tuesday', 'not_understood'],
    ['', 'not_understood'],
    [`FREQ=DAILY;BYHOUR=${'1,'.repeat(5000)}1`, 'not_understood']
  ])('%.40s is refused as %s', (rule, reason) =>
    expect(checkRule(rule)).toMatchObject({ ok: false, reason })
  );
});

describe('the choices of the form', () => {
  const choices: [RuleChoice, string][] = [
    [
      { kind: 'weekly', every: 1, weekdays: [2, 4], until: '2027-06-30' },
      'FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270630'
    ],
    [{ kind: 'weekly', every: 2, weekdays: [7], until: null }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU'],
    [
      { kind: 'monthly_weekday', every: 1, nth: -1, weekday: 5, until: null, count: 10 },
      'FREQ=MONTHLY;BYDAY=-1FR;COUNT=10'
    ],
    [{ kind: 'monthly_day', every: 3, day: 15, until: null }, 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15'],
    [{ kind: 'yearly', every: 1, until: '2030-08-20' }, 'FREQ=YEARLY;UNTIL=20300820']
  ];
  for (const [choice, rule] of choices)
    test(`${rule} there and back`, () => {
      if (choice.kind !== 'raw') expect(ruleOf(choice)).toBe(rule);
      expect(choiceIn(rule)).toEqual(choice);
      expect(checkRule(rule).ok).toBe(true);
    });
  test.each([
    'FREQ=DAILY',
    'FREQ=MONTHLY;BYDAY=1MO,3MO',
    'FREQ=MONTHLY;BYDAY=MO',
    'FREQ=YEARLY;BYMONTH=5',
    'FREQ=WEEKLY;BYHOUR=9',
    'nonsense',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU'
  ])('the form has no words for %s', (rule) => expect(choiceIn(rule)).toEqual({ kind: 'raw' }));
  test('an end written as an instant is a local day in the form', () => {
    expect(choiceIn('FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T220000Z')).toMatchObject({ until: '2027-07-01' });
    expect(choiceIn('FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T235959')).toMatchObject({ until: '2027-06-30' });
  });
});
