// A search that has a thread of its own finds what it would have found at once.
import { expect, test } from 'vitest';
import { findBestDates } from '#lib/core/best-date.ts';
import { singleDates } from '#lib/core/date-patterns.ts';
import { seekDates } from './seek-dates.server.ts';

test('thirty members over 120 days get the same dates from a thread as without one', async () => {
  const patterns = singleDates({
    from: '2026-12-01',
    to: '2027-03-31',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    times: ['14:00', '16:00', '18:00']
  });
  const begin = Date.UTC(2026, 11, 1) / 60_000;
  const members = Array.from({ length: 30 }, (_, member) => ({
    id: `tag${member}`,
    required: member === 0,
    busy: Array.from({ length: 200 }, (_each, index) => {
      const start = begin + ((index * 7919 + member * 104_729) % (120 * 1440));
      return { start, end: start + 120, what: 'booking' };
    })
  }));
  const question = {
    ...{ patterns, members, from: '2026-12-01', to: '2027-03-31', minutes: 120 },
    avoid: new Map([['2026-12-25', { code: 'holiday', cost: 'never' as const }]])
  };
  const found = await seekDates(question);
  expect(found).toEqual(findBestDates(question).answer);
  expect(found).toHaveLength(3);
});

test('a search that breaks in its thread says so instead of keeping everybody waiting', async () => {
  const busy = Array.from({ length: 6000 }, (_, start) => ({ start, end: start + 1, what: 'booking' }));
  const question = {
    ...{ patterns: [null as never], members: [{ id: 'tag', required: true, busy }] },
    ...{ from: '2026-12-01', to: '2027-03-31', minutes: 120 }
  };
  await expect(seekDates(question)).rejects.toThrow(/null/);
});
