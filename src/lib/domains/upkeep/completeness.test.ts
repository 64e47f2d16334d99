import { expect, test } from 'vitest';
import type { UpkeptField } from '#lib/platform/domain.ts';
import { completeness, missingIn } from './completeness.ts';

const field = (name: string, weight: number, filled: boolean): UpkeptField => ({
  field: name,
  weight,
  filled,
  label: 'registry.form.name'
});

test.each([
  [[], 100],
  [[field('a', 3, true)], 100],
  [[field('a', 3, false)], 0],
  [[field('a', 3, true), field('b', 1, false)], 75],
  [[field('a', 2, true), field('b', 1, false)], 67]
])('the weight of what is filled in against that of all: %#', (fields, whole) => {
  expect(completeness(fields)).toBe(whole);
});

test('what is missing stands with what helps most first', () => {
  const fields = [field('website', 1, false), field('phone', 3, false), field('street', 2, true)];
  expect(missingIn(fields).map((each) => each.field)).toEqual(['phone', 'website']);
});
