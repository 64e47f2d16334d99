// The days that a pattern names, and what a change of the rule moves.
import { describe, expect, test } from 'vitest';
import { changeOfSeries, nthWeekday, plannedBetween, timesOf, type Existing } from './series.ts';

const year = (series: Parameters<typeof plannedBetween>[0], from = '2026-11-21', to = '2027-12-31') =>
  plannedBetween(series, new Date(`${from}T00:00Z`), new Date(`${to}T00:00Z`)).map(
    ({ recurrenceId }) => recurrenceId
  );

describe('a pattern in plain words', () => {
  test('«the first Tuesday of every third month» begins with the first such day to come', () => {
    const series = timesOf(
      { kind: 'monthly', every: 3, nth: 1, weekday: 2 },
      { from: '2026-12-02', time: '16:00', minutes: 120 }
    );
    expect(series).toMatchObject({ rule: 'FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU', starts: '2027-01-05T16:00' });
    expect(year(series)).toEqual([
      '2027-01-05T16:00',
      '2027-04-06T16:00',
      '2027-07-06T16:00',
      '2027-10-05T16:00'
    ]);
  });

  test('the last Friday of a month is found from its end, also in a February of 28 days', () => {
    expect(nthWeekday('2027-02-11', { nth: -1, weekday: 5 })).toBe('2027-02-26');
    expect(nthWeekday('2027-02-11', { nth: 5, weekday: 5 })).toBeNull();
    expect(nthWeekday('2027-10-01', { nth: 5, weekday: 5 })).toBe('2027-10-29');
  });

  test('a meeting at four is at four on both sides of a clock change', () => {
    const series = timesOf(
      { kind: 'weekly', every: 1, weekday: 1 },
      { from: '2027-03-22', time: '16:00', minutes: 90 }
    );
    const starts = plannedBetween(series, new Date('2027-03-20T00:00Z'), new Date('2027-04-01T00:00Z'));
    expect(starts.map(({ start }) => start.toISOString())).toEqual([
      '2027-03-22T15:00:00.000Z',
      '2027-03-29T14:00:00.000Z'
    ]);
  });
});

describe('a change of the rule', () => {
  const meeting = (starts: string, free = true): Existing => ({
    id: starts,
    recurrenceId: starts,
    starts,
    free
  });
  const wanted = ['2027-01-07T17:00', '2027-04-01T17:00', '2027-07-01T17:00', '2027-10-07T17:00'];

  test('moves the meetings that nobody was invited to, in their order', () => {
    const existing = ['2027-01-05T16:00', '2027-04-06T16:00', '2027-07-06T16:00'].map((each) =>
      meeting(each)
    );
    expect(changeOfSeries(existing, wanted)).toEqual({
      moves: existing.map(({ id }, index) => ({ id, from: id, to: wanted[index] })),
      adds: ['2027-10-07T17:00'],
      drops: [],
      stays: []
    });
  });

  test('leaves the one invited to where it is, and gives its quarter no second meeting', () => {
    const existing = [meeting('2027-01-05T16:00', false), meeting('2027-04-06T16:00')];
    expect(changeOfSeries(existing, wanted)).toEqual({
      moves: [{ id: '2027-04-06T16:00', from: '2027-04-06T16:00', to: '2027-04-01T17:00' }],
      adds: ['2027-07-01T17:00', '2027-10-07T17:00'],
      drops: [],
      stays: [{ id: '2027-01-05T16:00', starts: '2027-01-05T16:00', instead: '2027-01-07T17:00' }]
    });
  });

  test('to rarer meetings drops the last ones, and says so', () => {
    const existing = ['2027-01-05T16:00', '2027-02-02T16:00', '2027-03-02T16:00'].map((each) =>
      meeting(each)
    );
    const change = changeOfSeries(existing, ['2027-01-05T16:00', '2027-07-06T16:00']);
    expect(change.moves).toEqual([
      { id: '2027-02-02T16:00', from: '2027-02-02T16:00', to: '2027-07-06T16:00' }
    ]);
    expect(change.drops).toEqual([{ id: '2027-03-02T16:00', starts: '2027-03-02T16:00' }]);
  });
});
