import { describe, expect, test } from 'vitest';
import { isGroupName, performerKey } from './performer-name.ts';

describe('one performer', () => {
  test.each([
    ['Dr. Kiss Anna', 'Kiss Anna dr.'],
    ['KISS ANNA', 'Kiss Anna'],
    ['Kiss Anna PhD', 'Kiss Anna Ph. D.'],
    ['Kiss Anna', 'Anna Kiss'],
    ['Csillagszem zenekar', 'Csillagszem'],
    ['Csillagszem Együttes', 'Csillagszem zenekar'],
    ['Szőke-Tisza Népdalkör', 'Szőke Tisza népdalkör'],
    ['a Kávéház zenekar', 'Kávéház'],
    ['prof. dr. Nagy Béla', 'Nagy Béla']
  ])('is «%s» as well as «%s»', (a, b) => {
    expect(performerKey(a)).not.toBeNull();
    expect(performerKey(a)).toBe(performerKey(b));
  });
});

describe('two performers', () => {
  test.each([
    ['Kiss Anna', 'Kiss Annamária'],
    ['id. Kiss János', 'ifj. Kiss János'],
    ['Csillag Bábszínház', 'Csillag zenekar'],
    ['Szegvári Népdalkör', 'Mindszenti Népdalkör'],
    ['Kiss Anna', 'Kiss Anikó'],
    ['Szegvári Iskola', 'Szegvári Klub'],
    ['Szegvári zenekar', 'Szegvári együttes']
  ])('are «%s» and «%s»', (a, b) => {
    expect(performerKey(a)).not.toBe(performerKey(b));
  });
});

test.each([
  'helyi zenekar',
  'Meglepetés vendég',
  'az iskola diákjai',
  'dr.',
  'DJ',
  '',
  '–',
  'Ede',
  'több előadó'
])('«%s» may be anybody', (name) => {
  expect(performerKey(name)).toBeNull();
});

test('groups are told from persons', () => {
  expect(
    ['Csillagszem zenekar', 'Szegvári Népdalkör', 'Kávé Trió', 'Kurca Citerakör'].map(isGroupName)
  ).toEqual([true, true, true, true]);
  expect(['Kiss Anna', 'Dr. Korpás Ede', 'Kormos Bence'].map(isGroupName)).toEqual([false, false, false]);
});
