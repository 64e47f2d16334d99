import { describe, expect, test } from 'vitest';
import { beginnings, decisionMark, fill, moved, offeredDays, reminderDue, urgencyOf } from './model.ts';

const task = { dueOn: '2026-12-10', remindedOn: null, createdOn: '2026-11-01' };

describe('an agenda', () => {
  test('fills the meeting with what is planned, and ten minutes where nothing is said', () => {
    expect(fill([{ minutesPlanned: 30 }, { minutesPlanned: null }], 90)).toEqual({ planned: 40, left: 50 });
    expect(fill([{ minutesPlanned: 100 }], 90).left).toBe(-10);
  });

  test('says when each item begins', () => {
    const items = [{ minutesPlanned: 10 }, { minutesPlanned: null }, { minutesPlanned: 5 }];
    expect(beginnings(items, '2026-12-01T16:00')).toEqual([960, 970, 980]);
    expect(beginnings(items, '2026-12-01T23:55')).toEqual([1435, 5, 15]);
  });

  test('moves one item by one place and never out of the list', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'z', 1)).toEqual(['a', 'b']);
  });
});

describe('a task', () => {
  test('offers two weeks, a month, and the next meeting where it is known', () => {
    expect(offeredDays('2026-01-31', '2026-04-21').map(({ day }) => day)).toEqual([
      '2026-02-14',
      '2026-02-28',
      '2026-04-21'
    ]);
    expect(offeredDays('2026-01-31', null)).toHaveLength(2);
  });

  test.each([
    ['long before', '2026-11-20', null, null],
    ['a week before', '2026-12-03', null, 'coming'],
    ['the day after that, when it was said', '2026-12-04', '2026-12-03', null],
    ['five days before, when the machine was off until then', '2026-12-05', null, 'coming'],
    ['on the day', '2026-12-10', '2026-12-03', 'today'],
    ['on the day, for the second time', '2026-12-10', '2026-12-10', null],
    ['the day after', '2026-12-11', '2026-12-10', null],
    ['a week after', '2026-12-17', '2026-12-10', 'overdue'],
    ['a week after, when nothing was said on the day', '2026-12-12', '2026-12-03', 'overdue'],
    ['six days after the last word', '2026-12-23', '2026-12-17', null],
    ['two weeks after', '2026-12-24', '2026-12-17', 'overdue']
  ] as const)('is reminded of %s', (_when, today, remindedOn, expected) => {
    expect(reminderDue({ ...task, remindedOn }, today)).toBe(expected);
  });

  test('without a day nobody is reminded, and who took it on yesterday is not', () => {
    expect(reminderDue({ ...task, dueOn: null }, '2026-12-10')).toBeNull();
    expect(reminderDue({ ...task, createdOn: '2026-12-04' }, '2026-12-05')).toBeNull();
  });

  test('says how pressing it is', () => {
    const days = [null, '2026-12-09', '2026-12-10', '2026-12-17', '2026-12-18'];
    expect(days.map((day) => urgencyOf(day, '2026-12-10'))).toEqual([
      'someday',
      'overdue',
      'soon',
      'soon',
      'later'
    ]);
  });
});

test('a decision is called by its number within the year', () => {
  expect(decisionMark(3, '2026-12-10')).toBe('3/2026');
  expect(decisionMark(null, '2026-12-10')).toBeNull();
});
