import { expect, test } from 'vitest';
import { preferredLocale } from './preferred.ts';

test.each([
  ['en-GB,en;q=0.9', 'en'],
  ['hu-HU,hu;q=0.9,en;q=0.8', 'hu'],
  ['de-AT,de;q=0.9,en;q=0.8,hu;q=0.7', 'en'],
  ['en;q=0.3, hu;q=0.5', 'hu'],
  ['en, hu', 'en'],
  ['de', null],
  ['hungarian', null],
  ['en;q=0', null],
  ['en;q=x', null],
  ['', null],
  [null, null]
])('who sends %s would rather read %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});
