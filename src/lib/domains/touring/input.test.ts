import { expect, test } from 'vitest';
import { readRequestForm } from './input.ts';

function daysOf(fields: Record<string, string>): unknown {
  const form = new FormData();
  for (const [name, value] of Object.entries({ settlement: 'Szegvár', ...fields })) form.set(name, value);
  const read = readRequestForm(form);
  return read.ok ? read.value.days : read.errors;
}

test('a first day alone means from then on, a last day alone until then', () => {
  expect(daysOf({ from1: '2027-09-20' })).toEqual([{ from: '2027-09-20', to: '2028-09-19' }]);
  expect(daysOf({ to1: '2027-09-20' })).toEqual([{ from: '2026-09-20', to: '2027-09-20' }]);
  expect(daysOf({ from1: '2027-09-20', to1: '2027-09-20' })).toEqual([
    { from: '2027-09-20', to: '2027-09-20' }
  ]);
});

test('days that are none, or stand the wrong way round, are said where they are', () => {
  expect(daysOf({ from1: '2027-02-30' })).toEqual([{ field: 'from1', code: 'day_wrong' }]);
  expect(daysOf({ from1: '2027-09-20', to1: '2027-09-01' })).toEqual([
    { field: 'to1', code: 'days_swapped' }
  ]);
});
