import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleFor, byHungarian, didYouMean, fold, slugOf, untilDay } from './hungarian.ts';

describe('folding', () => {
  test.each([
    ['Őszi  Szüreti\u00a0BÁL ', 'oszi szureti bal'],
    ['Hódmezővásárhely', 'hodmezovasarhely'],
    ['Hodmezo\u030bva\u0301sa\u0301rhely', 'hodmezovasarhely'],
    ['Straße', 'strasse'],
    ['kul\u00adtúr\ufeffház', 'kulturhaz'],
    ['', '']
  ])('%j folds to %j', (text, folded) => expect(fold(text)).toBe(folded));

  test('folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 5000, seed: 1 }
    );
  });
});

test('words stand in the order of a Hungarian dictionary, digraphs as letters', () => {
  const words = ['cukor', 'csónak', 'dal', 'zsák', 'zab', 'szó', 'sál', 'Ózd', 'olaj', '10. kör', '9. kör'];
  expect(words.toSorted(byHungarian)).toEqual([
    '9. kör',
    '10. kör',
    'cukor',
    'csónak',
    'dal',
    'olaj',
    'Ózd',
    'sál',
    'szó',
    'zab',
    'zsák'
  ]);
});

describe('the article', () => {
  test.each([
    'alma',
    'Ózd',
    'Üllő',
    '„Ünnep”',
    '1848-as',
    '1.',
    '1-jén',
    '5.',
    '50',
    '5000',
    '1 000 000',
    '1.500',
    'I. kerület',
    'V. kerület',
    'L.',
    'MTA',
    'NMI',
    'SZTE',
    'NKA',
    'OTP',
    'ENSZ',
    'F épület',
    'X-faktor',
    'MTVA',
    'Ybl-díj',
    'e-mail',
    'RTL',
    '1,5 óra',
    'árvíztűrő',
    'IKSZ'
  ])('is az before %j', (text) => expect(articleFor(text)).toBe('az'));

  test.each([
    'bál',
    'Szegvár',
    '3.',
    '10',
    '100',
    '15 000',
    '12 345',
    '0',
    '2027',
    '-5',
    'II. kerület',
    'X. kerület',
    'XX. század',
    'B. Braun',
    'KSH',
    'MÁV',
    'NAV',
    'NATO',
    'B épület',
    'START',
    'yard',
    'BTK',
    '',
    '…',
    '10:30',
    'Zsana',
    '200',
    'XIV. Lajos',
    '100 000 000'
  ])('is a before %j', (text) => expect(articleFor(text)).toBe('a'));
});

describe('did you mean', () => {
  const names = ['Szegvár', 'Szeged', 'Szentes', 'Komló', 'Kömlő', 'Ózd', 'Érd', 'Kaposvár'];
  test.each([
    ['Szegvar', 'Szegvár'],
    ['Szegvr', 'Szegvár'],
    ['szegvárr', 'Szegvár'],
    ['Szegde', 'Szeged'],
    ['Komlo', 'Komló'],
    ['Kömlö', 'Kömlő'],
    ['Ozd', 'Ózd'],
    ['szegv', 'Szegvár'],
    ['Kap', 'Kaposvár']
  ])('%j most probably meant %j', (word, meant) => expect(didYouMean(word, names)[0]).toBe(meant));

  test.each(['Budapest', '', '   ', 'x'.repeat(100_000)])('nothing is offered for %.20j', (word) =>
    expect(didYouMean(word, names)).toEqual([])
  );

  test('the order does not depend on the order of the candidates', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 8 }),
        fc.shuffledSubarray(names, { minLength: names.length }),
        (word, shuffled) => {
          expect(didYouMean(word, shuffled, 9)).toEqual(didYouMean(word, names, 9));
        }
      )
    );
  });
});

describe('slugs', () => {
  test.each([
    ['Őszi szüreti bál – 2027', 80, 'oszi-szureti-bal-2027'],
    ['egy kettő három', 10, 'egy-ketto'],
    ['egy kettő', 9, 'egy-ketto'],
    ['egyetlenhosszúszó', 6, 'egyetl'],
    ['???', 80, 'nevtelen'],
    ['Праздник', 80, 'nevtelen']
  ])('%j in %i letters is %j', (text, length, slug) => expect(slugOf(text, length)).toBe(slug));

  test('are always made of small letters, digits and single hyphens, and never too long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 8, max: 40 }),
        (text, length) => {
          const slug = slugOf(text, length);
          expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(slug.length).toBeLessThanOrEqual(length);
        }
      )
    );
  });
});

test.each([
  [1, '1-jéig'],
  [2, '2-áig'],
  [5, '5-éig'],
  [12, '12-éig'],
  [20, '20-áig'],
  [22, '22-éig'],
  [28, '28-áig'],
  [31, '31-éig']
])('the last day of a time is said with its suffix: %i', (day, said) => {
  expect(untilDay(`2026. november ${day}.`)).toBe(`2026. november ${said}`);
});
