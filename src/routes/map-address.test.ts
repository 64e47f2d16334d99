import { expect, test } from 'vitest';
import { letters, mapQuery, shownFrom } from './map-address.ts';

test('the address of a map carries on what it understands, and nothing else', () => {
  const parameters = new URLSearchParams('show=venues&near=szentes&page=4&evil=<script>&box=1,2,3,4');
  expect(mapQuery({ parameters, shown: 'venues' }, { box: '46,20,47,21' })).toBe(
    '?show=venues&near=szentes&box=46%2C20%2C47%2C21'
  );
  expect(mapQuery({ parameters: new URLSearchParams(), shown: 'organisations' })).toBe('');
});

test('what a map shows is one of three things, organisations unless told', () => {
  expect(shownFrom(new URLSearchParams('show=services'))).toBe('services');
  expect(shownFrom(new URLSearchParams('show=__proto__'))).toBe('organisations');
});

test('letters run from north to south, and go on after Z', () => {
  const spots = Array.from({ length: 60 }, (_, index) => ({
    key: String(index),
    point: { lat: 46 + index / 100, lon: 20 },
    count: 1
  }));
  const given = letters(spots);
  expect(given.get('59')).toBe('A');
  expect(given.get('34')).toBe('Z');
  expect(given.get('33')).toBe('AA');
  expect(new Set(given.values()).size).toBe(60);
});
