// On which day a digest is due, and when a change of an event is told; both clock changes included.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import {
  dueDay,
  firstDay,
  nextDay,
  sendingInstant,
  tellingTime,
  wordingVersion,
  type When
} from './model.ts';

const sundays: When = { rhythm: 'weekly', weekday: 7 };
const firstMondays: When = { rhythm: 'monthly', weekday: 1 };
const at = (iso: string): Date => new Date(iso);

describe('a digest leaves at seven in Budapest', () => {
  test('before and after the clocks go back in October', () => {
    // Sunday, 25 October 2026: at three in the morning it becomes two.
    expect(dueDay(at('2026-10-18T04:59:59Z'), sundays)).toBeNull();
    expect(dueDay(at('2026-10-18T05:00:00Z'), sundays)).toBe('2026-10-18');
    expect(dueDay(at('2026-10-25T05:59:59Z'), sundays)).toBeNull();
    expect(dueDay(at('2026-10-25T06:00:00Z'), sundays)).toBe('2026-10-25');
    expect(dueDay(at('2026-11-01T06:00:00Z'), sundays)).toBe('2026-11-01');
  });

  test('before and after the clocks go forward in March', () => {
    // Sunday, 28 March 2027: at two in the morning it becomes three.
    expect(dueDay(at('2027-03-21T05:59:59Z'), sundays)).toBeNull();
    expect(dueDay(at('2027-03-21T06:00:00Z'), sundays)).toBe('2027-03-21');
    expect(dueDay(at('2027-03-28T04:59:59Z'), sundays)).toBeNull();
    expect(dueDay(at('2027-03-28T05:00:00Z'), sundays)).toBe('2027-03-28');
  });

  test('once a week, whatever happens to the clock: every hour of a year is asked', () => {
    const days = new Set<string>();
    for (let hour = 0; hour < 365 * 24; hour++) {
      const day = dueDay(new Date(Date.UTC(2026, 7, 5) + hour * 3_600_000), sundays);
      if (day) days.add(day);
    }
    expect(days.size).toBe(52);
  });

  test('up to two days late, and then no more', () => {
    expect(dueDay(at('2026-10-27T05:59:00Z'), sundays)).toBe('2026-10-25');
    expect(dueDay(at('2026-10-27T06:01:00Z'), sundays)).toBeNull();
  });

  test('of a month on its first such day', () => {
    expect(dueDay(at('2026-11-02T06:00:00Z'), firstMondays)).toBe('2026-11-02');
    expect(dueDay(at('2026-11-09T06:00:00Z'), firstMondays)).toBeNull();
    expect(nextDay('2026-11-02', firstMondays)).toBe('2026-12-07');
    expect(nextDay('2027-02-01', firstMondays)).toBe('2027-03-01');
    expect(dueDay(at('2026-08-01T06:00:00Z'), { rhythm: 'monthly', weekday: 6 })).toBe('2026-08-01');
  });

  test('and the first one comes after the next seven in the morning', () => {
    expect(firstDay(at('2026-10-25T05:59:00Z'), sundays)).toBe('2026-10-25');
    expect(firstDay(at('2026-10-25T06:00:00Z'), sundays)).toBe('2026-11-01');
    expect(firstDay(at('2026-11-02T06:00:00Z'), firstMondays)).toBe('2026-12-07');
    expect(sendingInstant('2026-10-25')).toEqual(at('2026-10-25T06:00:00Z'));
  });
});

describe('a change is told', () => {
  const first = at('2026-11-21T10:00:00Z');
  const minutes = (from: Date, count: number): Date => new Date(from.getTime() + count * 60_000);

  test('five minutes after the last touch', () => {
    expect(tellingTime({ now: first, first, told: null })).toEqual(minutes(first, 5));
    expect(tellingTime({ now: minutes(first, 12), first, told: null })).toEqual(minutes(first, 17));
  });

  test('at the latest half an hour after the first touch', () => {
    expect(tellingTime({ now: minutes(first, 29), first, told: null })).toEqual(minutes(first, 30));
  });

  test('no sooner than half an hour after the last word', () => {
    expect(tellingTime({ now: first, first, told: minutes(first, -10) })).toEqual(minutes(first, 20));
    expect(tellingTime({ now: first, first, told: minutes(first, -40) })).toEqual(minutes(first, 5));
  });
});

test('the wording that is agreed to has a version: whoever changes the words raises it', async () => {
  const words = [
    (await wordsIn('hu')).t('following.consent.wording'),
    (await wordsIn('en')).t('following.consent.wording')
  ];
  const hash = createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16);
  expect({ [`following ${wordingVersion}`]: hash }).toEqual({ 'following 2': '9835c9a1e75059fa' });
});
