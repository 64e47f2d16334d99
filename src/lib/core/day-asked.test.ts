import { expect, test } from 'vitest';
import { dayAsked, monthAsked } from './day-asked.ts';
import { addDays, addMonths, defaultZone, monthGrid, startOfDay } from './time.ts';

const odd = ['0000-01-01', '0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31'];

test.each([
  ['2026-11-21', '2026-11-21'],
  ['9999-12-31', '2199-12-31'],
  ['2200-01-01', '2199-12-31'],
  ['1899-12-31', '1900-01-01'],
  ['2026-02-30', null],
  ['10000-01-01', null],
  ['-000001-01-01', null],
  ['tomorrow', null],
  ['', null],
  [null, null]
])('%s is read as %s', (text, day) => {
  expect(dayAsked(text)).toBe(day);
});

test('a month that is none is another one, a far one the farthest', () => {
  expect(monthAsked('2026-13', '2026-11')).toBe('2026-11');
  expect(monthAsked(null, '2026-11')).toBe('2026-11');
  expect(monthAsked('9999-12', '2026-11')).toBe('2199-12');
});

test('whatever day comes back, its neighbours can be reckoned', () => {
  for (const day of odd.map((text) => dayAsked(text)).filter((each) => each !== null)) {
    expect(startOfDay(addDays(day, 1), defaultZone).getTime()).toBeGreaterThan(
      startOfDay(day, defaultZone).getTime()
    );
    expect(monthGrid(day.slice(0, 7)).length).toBeGreaterThan(3);
    expect(addMonths(day, 1) > addMonths(day, -1)).toBe(true);
  }
});
