import { expect, test } from 'vitest';
import { capitalDistrict, inCapitalOrder } from './capital.ts';

test.each([
  ['Budapest I. kerület', 1],
  ['Budapest IV. kerület', 4],
  ['Budapest IX. kerület', 9],
  ['Budapest XIV. kerület', 14],
  ['Budapest XXIII. kerület', 23],
  ['Budapest', null],
  ['Budapesti út', null]
])('%s is district %s', (name, number) => {
  expect(capitalDistrict(name)).toBe(number);
});

test('districts follow each other by number, other settlements keep their places', () => {
  const named = [
    'Budakeszi',
    'Budapest IX. kerület',
    'Budapest V. kerület',
    'Budaörs',
    'Budapest I. kerület'
  ];
  expect(inCapitalOrder(named.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
    'Budakeszi',
    'Budapest I. kerület',
    'Budapest V. kerület',
    'Budaörs',
    'Budapest IX. kerület'
  ]);
});
