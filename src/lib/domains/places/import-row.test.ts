import { describe, expect, test } from 'vitest';
import { differing, heard, readSettlementRow, type SettlementField } from './import-row.ts';
import { nothingKnown } from './model.ts';

const read = (cells: Partial<Record<SettlementField, string>>) =>
  readSettlementRow((field) => cells[field] ?? '');
const faults = (cells: Partial<Record<SettlementField, string>>): string[] => {
  const row = read({ name: 'Tass', ...cells });
  return row.ok ? [] : row.faults.map(({ field, code }) => `${field}: ${code}`);
};

describe('a row of a list of settlements', () => {
  test('is read with everything it says', () => {
    expect(
      read({
        ksh_code: '08004',
        name: ' Hét ',
        legal_status: 'község',
        county: 'Borsod-Abaúj-Zemplén vármegye',
        district: 'Putnoki járás',
        district_code: '0571',
        area_ha: '1 234',
        population: '12.345',
        dwellings: '200',
        postal_codes: '3655|3654, 3655',
        lat: '48,282',
        lon: '20.389'
      })
    ).toEqual({
      ok: true,
      value: {
        kshCode: '08004',
        name: 'Hét',
        legalStatus: 'village',
        county: 'Borsod-Abaúj-Zemplén',
        district: 'Putnoki',
        districtCode: '0571',
        areaHa: 1234,
        population: 12345,
        dwellings: 200,
        postalCodes: ['3654', '3655'],
        point: { lat: 48.282, lon: 20.389 }
      }
    });
  });

  test('says nothing in its empty cells', () => {
    expect(read({ name: 'Tass', population: '' })).toEqual({ ok: true, value: { name: 'Tass' } });
  });

  test('gets back the leading zeros that a spreadsheet took', () => {
    expect(read({ name: 'Hét', ksh_code: '8004' })).toMatchObject({ value: { kshCode: '08004' } });
  });

  test.each<[string, Partial<Record<SettlementField, string>>]>([
    ['name: missing', { name: '' }],
    ['ksh_code: not_a_ksh_code', { ksh_code: '123456' }],
    ['ksh_code: not_a_ksh_code', { ksh_code: '12' }],
    ['legal_status: unknown_word', { legal_status: 'tanya' }],
    ['population: not_a_whole_number', { population: 'kb. 300' }],
    ['population: not_a_whole_number', { population: '-3' }],
    ['population: not_a_whole_number', { population: '12.34' }],
    ['population: not_a_whole_number', { population: '9999999999' }],
    ['area_ha: not_a_whole_number', { area_ha: '0' }],
    ['postal_codes: not_postal_codes', { postal_codes: '6635, 66' }],
    ['lat: not_degrees', { lat: '46°35', lon: '20.2' }],
    ['lat: outside_country', { lat: '20.2', lon: '20.2' }],
    ['lon: outside_country', { lat: '46.5', lon: '46.5' }],
    ['lon: half_a_point', { lat: '46.5' }],
    ['lat: half_a_point', { lon: '20.2' }]
  ])('with a fault is refused: %s', (fault, cells) => {
    expect(faults(cells)).toEqual([fault]);
  });

  test('tells all its faults at once', () => {
    expect(faults({ population: 'sok', postal_codes: 'x', lat: '1', lon: '1' })).toHaveLength(4);
  });
});

describe('what is known after a row was heard', () => {
  const known = { ...nothingKnown, name: 'Szegvár', population: 4000, county: 'Csongrád-Csanád' };

  test('is changed where the row speaks, and only there', () => {
    const after = heard(known, { name: 'Szegvar', population: 3980 }, false);
    expect(after).toEqual({ ...known, population: 3980 });
    expect(differing(known, after)).toEqual(['population']);
  });

  test('takes a new name only when it is a renaming', () => {
    expect(heard(known, { name: 'Újszegvár' }, true).name).toBe('Újszegvár');
  });

  test('counts a point as one fact', () => {
    expect(differing(known, { ...known, point: { lat: 46.5, lon: 20.2 } })).toEqual(['point']);
  });
});
