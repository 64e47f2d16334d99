// The shape of half a year: weeks, empty ones, overfull weekends, depth of colour.
import { expect, test } from 'vitest';
import { addDays } from '#lib/core/time.ts';
import { emptyWeeks, heatScale, overfullWeekends, seasonOf, seasonSpan } from './season.ts';

const from = '2026-08-31';
/** Two events on the Saturday of each of the weeks, and what else is said. */
function counts(change: Record<string, number> = {}): Map<string, number> {
  const found = new Map(
    Array.from({ length: 26 }, (_, week) => [addDays(from, week * 7 + 5), 2] as [string, number])
  );
  for (const [day, count] of Object.entries(change)) found.set(day, count);
  return found;
}

test('half a year is 26 whole weeks from the Monday of the week in which the month begins', () => {
  expect(seasonSpan('2026-09')).toEqual({ from: '2026-08-31', to: '2027-03-01' });
  const weeks = seasonOf(counts(), from);
  expect([weeks.length, weeks[0]?.monday, weeks[25]?.days[6]?.day]).toEqual([26, from, '2027-02-28']);
});

test('a week is empty when nothing begins on any of its days, and is not over', () => {
  const weeks = seasonOf(
    counts({ '2026-09-05': 0, '2026-10-10': 0, '2026-10-07': 1, '2026-11-14': 0 }),
    from
  );
  expect(emptyWeeks(weeks, '2026-09-01').map(({ monday }) => monday)).toEqual(['2026-08-31', '2026-11-09']);
  // The last day of the week is still the week.
  expect(emptyWeeks(weeks, '2026-09-06')).toHaveLength(2);
  expect(emptyWeeks(weeks, '2026-09-07').map(({ monday }) => monday)).toEqual(['2026-11-09']);
  expect(emptyWeeks(weeks, '2027-09-01'), 'a season that is over shows what it was').toHaveLength(2);
});

test('a weekend is overfull from twice the usual number on, the fullest first', () => {
  const weeks = seasonOf(counts({ '2026-10-03': 3, '2026-10-17': 4, '2026-10-25': 5 }), from);
  expect(overfullWeekends(weeks, '2026-09-01').map(({ monday, weekend }) => [monday, weekend])).toEqual([
    ['2026-10-19', 7],
    ['2026-10-12', 4]
  ]);
});

test('three events on a weekend are never too many, and an empty season has no overfull weekend', () => {
  const few = new Map([
    ['2026-09-05', 1],
    ['2026-09-12', 1],
    ['2026-09-19', 3]
  ]);
  expect(overfullWeekends(seasonOf(few, from), '2026-09-01')).toEqual([]);
  expect(overfullWeekends(seasonOf(new Map(), from), '2026-09-01')).toEqual([]);
});

test('one day with everything on it leaves the others their colours', () => {
  const heat = heatScale([...Array.from({ length: 60 }, (_, n) => 1 + (n % 8)), 90]);
  expect([0, 1, 2, 4, 6, 8, 90].map(heat)).toEqual([0, 1, 1, 2, 3, 4, 4]);
});
