// Which replies count, who comes, whether they are enough, and when a reminder is due.
import { describe, expect, test } from 'vitest';
import { headcount, judgeReply, remediesFor, reminderDue, type Answered } from './model.ts';

const now = new Date('2027-01-02T10:00:00Z');
const meeting = {
  state: 'invited' as const,
  sequence: 3,
  timeSequence: 2,
  endsAt: new Date('2027-01-05T17:00:00Z')
};
const at = (hour: number): Date => new Date(`2027-01-01T${String(hour).padStart(2, '0')}:00:00Z`);

describe('a reply', () => {
  test.each([
    ['the first one', { sequence: 3, stamp: at(9) }, null, 'taken'],
    ['one given on the page', { sequence: null, stamp: at(9) }, null, 'taken'],
    ['a later one', { sequence: 3, stamp: at(10) }, { sequence: 3, stamp: at(9) }, 'taken'],
    ['the same one once more', { sequence: 3, stamp: at(9) }, { sequence: 3, stamp: at(9) }, 'older'],
    ['an earlier one that comes late', { sequence: 3, stamp: at(8) }, { sequence: 3, stamp: at(9) }, 'older'],
    [
      'one to an earlier version, sent later',
      { sequence: 2, stamp: at(11) },
      { sequence: 3, stamp: at(9) },
      'older'
    ],
    ['one to a version of the same time', { sequence: 2, stamp: at(9) }, null, 'taken'],
    ['one to another time', { sequence: 1, stamp: at(9) }, null, 'outdated']
  ] as const)('%s: %o', (_name, reply, known, judged) => {
    expect(judgeReply(reply, { known, meeting, now })).toBe(judged);
  });

  test('to what is cancelled, held or over comes too late', () => {
    const reply = { sequence: 3, stamp: at(9) };
    for (const changed of [{ state: 'cancelled' as const }, { state: 'held' as const }, { endsAt: now }])
      expect(judgeReply(reply, { known: null, meeting: { ...meeting, ...changed }, now })).toBe('closed');
  });
});

const member = (changes: Partial<Answered> = {}): Answered => ({
  role: 'member',
  reply: null,
  remote: false,
  substitute: null,
  ...changes
});

describe('the headcount', () => {
  test('counts a substitute who comes for the member, and one who has not answered as silent', () => {
    const count = headcount(
      [
        member({ reply: 'accepted' }),
        member({ reply: 'accepted', remote: true }),
        member({ reply: 'declined', substitute: { reply: 'accepted' } }),
        member({ reply: 'declined', substitute: { reply: null } }),
        member({ reply: 'declined' }),
        member({ reply: 'tentative' }),
        member(),
        member({ role: 'invited', reply: 'accepted' })
      ],
      5
    );
    expect(count).toEqual({
      ...{ invited: 8, coming: 4, remote: 1, tentative: 1, declined: 1, silent: 2 },
      ...{ deciding: 3, quorum: 5, missing: 2 }
    });
    expect(remediesFor(count, { remote: false })).toEqual([
      ...['ask_silent', 'ask_tentative', 'open_remote', 'ask_substitutes', 'move']
    ]);
  });

  test('without a quorum nobody is missing', () => {
    const count = headcount([member()], null);
    expect(count.missing).toBe(0);
    expect(remediesFor(count, { remote: true })).toEqual([]);
  });
});

describe('a reminder', () => {
  const due = (daysLeft: number, reply: Answered['reply'], reminded: number | null) =>
    reminderDue({ daysLeft, remindDays: [7, 1], reply, remindedDaysBefore: reminded });

  test('asks those without an answer a week before, once', () => {
    expect(due(8, null, 21)).toBeNull();
    expect(due(7, null, 21)).toBe('answer');
    expect(due(6, null, 21)).toBe('answer');
    expect(due(6, null, 7)).toBeNull();
    expect(due(7, 'accepted', 21)).toBeNull();
  });

  test('tells everybody the day before, but for who does not come', () => {
    expect(due(1, 'accepted', 21)).toBe('tomorrow');
    expect(due(1, null, 7)).toBe('tomorrow');
    expect(due(1, 'declined', 21)).toBeNull();
    expect(due(1, 'accepted', 1)).toBeNull();
    expect(due(0, null, 7)).toBeNull();
  });

  test('is not sent to who was invited within these days', () => {
    expect(due(5, null, 5)).toBeNull();
  });
});
