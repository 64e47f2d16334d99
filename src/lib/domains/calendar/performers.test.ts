import { expect, test } from 'vitest';
import { asManyAsFit, performerFrom, performerLines, performersFault, performersIn } from './performers.ts';

test.each([
  ['Kiss Anna – mesemondó', 'Kiss Anna', 'mesemondó'],
  ['  Kiss   Anna - mesemondó', 'Kiss Anna', 'mesemondó'],
  ['Kiss Anna (ének)', 'Kiss Anna', 'ének'],
  ['Kovács-Nagy Éva', 'Kovács-Nagy Éva', null],
  ['Kovács-Nagy Éva — hegedű – ének', 'Kovács-Nagy Éva', 'hegedű – ének'],
  ['– Csillagszem zenekar', 'Csillagszem zenekar', null],
  ['Dr. Kiss Anna, Nagy Béla', 'Dr. Kiss Anna, Nagy Béla', null]
])('«%s» is %s, %s', (line, name, role) => {
  expect(performerFrom(line)).toEqual({ name, role, organisation: null });
});

test.each(['', ' – ', '***', '(ének)'])('«%s» names nobody', (line) => {
  expect(performerFrom(line)?.name ?? null).toBe(line === '(ének)' ? '(ének)' : null);
});

test('each stands on a line of its own, or after a semicolon, and nobody twice', () => {
  const performers = performersIn('Kiss Anna – ének\r\n\r\nNagy Béla; KISS ANNA\n');
  expect(performers.map(({ name }) => name)).toEqual(['Kiss Anna', 'Nagy Béla']);
  expect(performerLines(performers)).toBe('Kiss Anna – ének\nNagy Béla');
  expect(performersIn(performerLines(performers))).toEqual(performers);
});

test('more than twenty, and names longer than a line, are told; of other programs the first of them are kept', () => {
  const many = performersIn(Array.from({ length: 21 }, (_, n) => `Szereplő ${n}`).join('\n'));
  expect(performersFault(many)).toBe('performers_many');
  expect(performersFault(asManyAsFit(many))).toBeNull();
  const long = performersIn(`${'a'.repeat(121)}\nKiss Anna – ${'b'.repeat(81)}`);
  expect(performersFault(long)).toBe('performers_long');
  expect(performersFault(asManyAsFit(long))).toBeNull();
  expect(performersFault([])).toBeNull();
});
