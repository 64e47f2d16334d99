import { describe, expect, test } from 'vitest';
import { legalStatusOf, nameKey, properCounty, properName } from './model.ts';

describe('the names of settlements', () => {
  test.each([
    ['Budapest 01. ker.', 'Budapest I. kerület'],
    ['Budapest 9. ker', 'Budapest IX. kerület'],
    ['Budapest 10. ker.', 'Budapest X. kerület'],
    ['Budapest, 23. kerület', 'Budapest XXIII. kerület'],
    ['budapest xiv. kerület', 'Budapest XIV. kerület'],
    ['Budapest XVIII.ker.', 'Budapest XVIII. kerület']
  ])('of Budapest’s districts are one however they are written: %s', (written, proper) => {
    expect(properName(written)).toBe(proper);
  });

  test.each([
    'Budapest',
    'Budapest 24. ker.',
    'Budapest 0. ker.',
    'Budapest IIII. ker.',
    'Budapestszentlászló 1. ker.'
  ])('stay as they are where no district is meant: %s', (name) => {
    expect(properName(name)).toBe(name);
  });

  test('lose stray spaces and are composed', () => {
    expect(properName('  Tiszaug ')).toBe('Tiszaug');
    expect(properName('O\u0301zd')).toBe('Ózd');
    expect(properName('Fő\u00a0 utca')).toBe('Fő utca');
  });

  test('compare without accents and capitals', () => {
    expect(nameKey('SZEGVAR')).toBe(nameKey('Szegvár'));
    expect(nameKey('Budapest 01. ker.')).toBe(nameKey('budapest i. kerulet'));
  });
});

test.each([
  ['község', 'village'],
  ['Nagyközség', 'large_village'],
  ['város', 'town'],
  ['megyei jogú város', 'county_rights_town'],
  ['vármegyei jogú város', 'county_rights_town'],
  ['megyeszékhely, megyei jogú város', 'county_seat'],
  ['vármegyeszékhely', 'county_seat'],
  ['fővárosi kerület', 'capital_district'],
  ['large_village', 'large_village']
])('the legal status «%s» is understood', (text, status) => {
  expect(legalStatusOf(text)).toBe(status);
});

test('an unknown legal status is none', () => {
  expect(legalStatusOf('tanya')).toBeNull();
});

test('a county loses the word county, and the capital is Budapest', () => {
  expect(properCounty('Heves vármegye')).toBe('Heves');
  expect(properCounty('Heves megye')).toBe('Heves');
  expect(properCounty('főváros')).toBe('Budapest');
});
