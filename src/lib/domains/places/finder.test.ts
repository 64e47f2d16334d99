import { describe, expect, test } from 'vitest';
import { settlementFinder, type FindableSettlement } from './finder.ts';

function settlement(name: string, kshCode: string | null, postalCode: string): FindableSettlement {
  const facts = { county: null, district: null, population: null, point: null };
  return {
    id: name as FindableSettlement['id'],
    slug: name,
    name,
    kshCode,
    postalCodes: [postalCode],
    ...facts
  };
}

const finder = settlementFinder([
  settlement('Szegvár', '32489', '6635'),
  settlement('Szentes', '14456', '6600'),
  settlement('Hét', '08004', '3655'),
  settlement('Komló', null, '7300'),
  settlement('Kömlő', null, '3372'),
  settlement('Budapest IX. kerület', '29586', '1091')
]);
const name = (wanted: Parameters<typeof finder.find>[0]): string => {
  const found = finder.find(wanted);
  return found.ok ? found.value.name : `${found.reason}: ${found.suggestions.join(', ')}`;
};

describe('a settlement is found', () => {
  test('by its name without accents', () => expect(name({ name: 'SZEGVAR' })).toBe('Szegvár'));
  test('by its code, also with the leading zero lost to a spreadsheet, whatever the name says', () => {
    expect(name({ name: 'Valami', kshCode: '8004' })).toBe('Hét');
  });
  test('by its name when the code is unknown', () => {
    expect(name({ name: 'Szentes', kshCode: '99999' })).toBe('Szentes');
  });
  test('among namesakes by the exact spelling', () => {
    expect(name({ name: 'Komló' })).toBe('Komló');
    expect(name({ name: ' Kömlő ' })).toBe('Kömlő');
  });
  test('among namesakes by the postal code when the accents are lost', () => {
    expect(name({ name: 'Komlo', postalCode: '3372' })).toBe('Kömlő');
  });
  test('as a district of Budapest in the office’s own writing', () => {
    expect(name({ name: 'Budapest 09. ker.' })).toBe('Budapest IX. kerület');
  });
});

describe('a settlement is not guessed', () => {
  test('when two have the name without accents', () => {
    expect(name({ name: 'Komlo' })).toBe('ambiguous: Komló, Kömlő');
    expect(name({ name: 'Komlo', postalCode: '1234' })).toBe('ambiguous: Komló, Kömlő');
  });
  test('when it is only nearly right: it is suggested', () => {
    expect(name({ name: 'Szegvr' })).toBe('unknown: Szegvár');
    expect(name({ name: 'Gyöngyösfalu-alsó' })).toBe('unknown: ');
  });
});
