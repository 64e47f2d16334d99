import { describe, expect, test } from 'vitest';
import { candidateSeriesStarts } from './slot-candidates.ts';
import { movedSeries } from './slot-series.ts';
import { whenFields, whenFieldsAt } from './form-when.ts';

const club = {
  starts: '2027-01-05T17:00',
  minutes: 90,
  allDay: false,
  rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629',
  exdates: ['2027-02-02T17:00'],
  zone: 'Europe/Budapest'
};

describe('a series moves', () => {
  test.each([
    [
      'to the next weekday with its last day and the days it leaves out',
      club.rule,
      '2027-01-06T17:00',
      'FREQ=WEEKLY;BYDAY=WE;UNTIL=20270630'
    ],
    ['to another hour of the same day', club.rule, '2027-01-05T16:00', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629'],
    [
      'with all its weekdays, over the end of the week',
      'FREQ=WEEKLY;BYDAY=TU,SU;UNTIL=20270629',
      '2027-01-06T17:00',
      'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270630'
    ],
    [
      'every second week still',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270629',
      '2027-01-04T17:00',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20270628'
    ],
    [
      'to the first Wednesday of every month',
      'FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270629',
      '2027-01-06T17:00',
      'FREQ=MONTHLY;BYDAY=1WE;UNTIL=20270630'
    ],
    [
      'to another day of the month',
      'FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20270629',
      '2027-01-08T17:00',
      'FREQ=MONTHLY;BYMONTHDAY=8;UNTIL=20270702'
    ]
  ])('%s', (_how, rule, starts, expected) => {
    expect(movedSeries({ ...club, rule }, starts)?.rule).toBe(expected);
  });

  test('with the days it leaves out', () => {
    expect(movedSeries(club, '2027-01-06T16:30')?.exdates).toEqual(['2027-02-03T16:30']);
  });

  test.each(['FREQ=WEEKLY;BYDAY=TU;COUNT=10', 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1'])(
    'not by a rule that the form has no words for: %s',
    (rule) => {
      expect(movedSeries({ ...club, rule }, '2027-01-06T17:00')).toBeNull();
    }
  );
});

test('the fields of the form say the moved series', () => {
  expect(whenFieldsAt(club, '2027-01-07T18:00')).toEqual({
    texts: {
      date: '2027-01-07',
      time: '18:00',
      end_date: '',
      end_time: '19:30',
      all_day: '',
      repeat: 'weekly',
      rule: '',
      every: '1',
      until: '2027-07-01',
      except: '2027-02-04'
    },
    weekday: ['4']
  });
});

test('a rule of so many times is shown as it is written, and nothing of it is lost', () => {
  expect(whenFields({ ...club, rule: 'FREQ=WEEKLY;COUNT=10' }).texts).toMatchObject({
    repeat: 'other',
    rule: 'FREQ=WEEKLY;COUNT=10'
  });
});

describe('candidates for a series', () => {
  const now = new Date('2027-01-01T10:00:00Z');

  test('hold each weekday once, the nearest first, never the present one', () => {
    const starts = candidateSeriesStarts({ ...club, flexibility: { kind: 'days', days: 20 } }, now);
    expect(starts.map((local) => local.slice(0, 10))).toEqual([
      '2027-01-04',
      '2027-01-06',
      '2027-01-03',
      '2027-01-07',
      '2027-01-02',
      '2027-01-08'
    ]);
  });

  test('begin in the future, unless the series itself is running already', () => {
    const flexibility = { kind: 'days', days: 1 } as const;
    const later = new Date('2027-01-04T18:00:00Z');
    expect(candidateSeriesStarts({ ...club, flexibility }, later)).toEqual(['2027-01-06T17:00']);
    const muchLater = new Date('2027-03-01T18:00:00Z');
    expect(candidateSeriesStarts({ ...club, flexibility }, muchLater)).toHaveLength(2);
  });
});
