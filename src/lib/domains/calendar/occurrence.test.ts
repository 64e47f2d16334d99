import { describe, expect, test } from 'vitest';
import { movedInstances, instancesBefore, standAt } from './moved-instances.ts';
import {
  candidateOccurrenceStarts,
  findOccurrence,
  isGiven,
  onceOf,
  withOccurrenceAt,
  type Times
} from './occurrence.ts';

const weekly: Times = {
  starts: '2027-03-02T18:00',
  minutes: 90,
  zone: 'Europe/Budapest',
  allDay: false,
  rule: 'FREQ=WEEKLY;COUNT=8',
  exdates: ['2027-03-16T18:00'],
  rdates: [],
  overrides: []
};
const moved: Times = {
  ...weekly,
  overrides: [
    { recurrenceId: '2027-03-09T18:00', start: '2027-03-10T17:00', minutes: 60 },
    { recurrenceId: '2027-03-23T18:00', start: null, minutes: 90 }
  ]
};
const now = new Date('2027-01-01T00:00:00Z');

describe('one occurrence of a series', () => {
  test.each([
    ['as the rule has it', '2027-03-30T18:00', { starts: '2027-03-30T18:00', minutes: 90 }],
    ['where it was moved to', '2027-03-09T18:00', { starts: '2027-03-10T17:00', minutes: 60 }],
    ['nowhere, when it does not take place', '2027-03-23T18:00', null],
    ['nowhere, when it was left out', '2027-03-16T18:00', null],
    ['nowhere, when the rule has none then', '2027-03-31T18:00', null],
    ['nowhere, after the last', '2027-04-27T18:00', null]
  ])('is found %s', (_what, name, expected) => {
    expect(findOccurrence(moved, name)).toEqual(expected);
  });

  test('keeps its local hour over both clock changes', () => {
    for (const [starts, name] of [
      ['2027-03-21T02:30', '2027-03-28T02:30'],
      ['2027-10-24T02:30', '2027-10-31T02:30']
    ] as const) {
      const night = { ...weekly, starts, exdates: [] };
      expect(isGiven(night, name)).toBe(true);
      const overrides = withOccurrenceAt(night, { recurrenceId: name, starts: '2027-11-01T02:30' });
      expect(findOccurrence({ ...night, overrides }, name)?.starts).toBe('2027-11-01T02:30');
    }
  });

  test('moves alone, keeps its own length, and leaves no trace when it is back', () => {
    const overrides = withOccurrenceAt(moved, {
      recurrenceId: '2027-03-09T18:00',
      starts: '2027-03-11T18:00'
    });
    expect(overrides).toContainEqual({
      recurrenceId: '2027-03-09T18:00',
      start: '2027-03-11T18:00',
      minutes: 60
    });
    expect(overrides).toHaveLength(2);
    const there = {
      ...weekly,
      overrides: withOccurrenceAt(weekly, { recurrenceId: '2027-03-30T18:00', starts: '2027-03-31T18:00' })
    };
    expect(there.overrides).toHaveLength(1);
    expect(withOccurrenceAt(there, { recurrenceId: '2027-03-30T18:00', starts: '2027-03-30T18:00' })).toEqual(
      []
    );
  });

  test('is an event of its own to whoever advises on it', () => {
    expect(onceOf(moved, '2027-03-09T18:00')).toMatchObject({
      starts: '2027-03-10T17:00',
      minutes: 60,
      rule: null,
      overrides: []
    });
    expect(onceOf(moved, '2027-03-23T18:00')).toBeNull();
  });
});

describe('where else it could be', () => {
  test('is nearer to its own day than to the next one of its series', () => {
    const flexible = { ...weekly, flexibility: { kind: 'days' as const, days: 14 } };
    expect(candidateOccurrenceStarts(flexible, '2027-04-06T18:00', now)).toEqual(
      ['2027-04-03', '2027-04-04', '2027-04-05', '2027-04-07', '2027-04-08', '2027-04-09'].map(
        (day) => `${day}T18:00`
      )
    );
    const daily = { ...flexible, rule: 'FREQ=DAILY;COUNT=30', exdates: [] };
    expect(candidateOccurrenceStarts(daily, '2027-03-12T18:00', now)).toEqual([]);
  });

  test('is as far as its flexibility goes, at the hours of its window, and never for what is fixed', () => {
    const monthly = { ...weekly, rule: 'FREQ=MONTHLY;COUNT=6', exdates: [] };
    const name = '2027-04-02T18:00';
    expect(
      candidateOccurrenceStarts({ ...monthly, flexibility: { kind: 'days', days: 2 } }, name, now)
    ).toHaveLength(4);
    expect(candidateOccurrenceStarts({ ...monthly, flexibility: { kind: 'fixed' } }, name, now)).toEqual([]);
    const hours = candidateOccurrenceStarts(
      {
        ...monthly,
        flexibility: {
          kind: 'window',
          from: '2027-04-01',
          to: '2027-04-03',
          earliest: '17:00',
          latest: '18:00'
        }
      },
      name,
      now
    );
    expect(hours).toHaveLength(8);
    expect(hours).not.toContain(name);
  });
});

describe('what a history keeps', () => {
  const name = '2027-03-30T18:00';
  const there = {
    ...moved,
    overrides: withOccurrenceAt(moved, { recurrenceId: name, starts: '2027-03-31T18:00' })
  };

  test('is only what has moved, from where to where', () => {
    expect(movedInstances(moved, there)).toEqual([
      [{ recurrenceId: name, start: name, minutes: 90 }],
      [{ recurrenceId: name, start: '2027-03-31T18:00', minutes: 90 }]
    ]);
    expect(movedInstances(moved, moved)).toEqual([[], []]);
  });

  test('is put back alone, whatever has been moved since', () => {
    const [were, are] = movedInstances(moved, there);
    const since = {
      ...there,
      overrides: withOccurrenceAt(there, { recurrenceId: '2027-04-06T18:00', starts: '2027-04-07T18:00' })
    };
    expect(standAt(since, are)).toBe(true);
    expect(instancesBefore(since, were).map(({ recurrenceId }) => recurrenceId)).toEqual([
      '2027-03-09T18:00',
      '2027-03-23T18:00',
      '2027-04-06T18:00'
    ]);
    // Of a series that has become another one nothing is put back.
    const other = { ...there, starts: '2027-03-03T18:00', overrides: [] };
    expect(instancesBefore(other, [{ recurrenceId: name, start: '2027-03-28T18:00', minutes: 90 }])).toEqual(
      []
    );
    expect(standAt(other, are)).toBe(false);
  });
});
