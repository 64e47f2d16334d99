import { expect, test } from 'vitest';
import { fingerprint, readOrganisationRow, readVenueRow } from './import-row.ts';

const organisation = (cells: Record<string, string>) => readOrganisationRow((field) => cells[field] ?? '');
const venue = (cells: Record<string, string>) => readVenueRow((field) => cells[field] ?? '');

test('what the file does not say stays unsaid', () => {
  expect(organisation({ name: 'Kör', settlement: 'Szegvár' })).toEqual({
    ok: true,
    value: {
      id: null,
      name: 'Kör',
      where: { settlement: 'Szegvár', kshCode: null, postalCode: null },
      street: undefined,
      sector: undefined,
      kind: undefined,
      summary: undefined,
      contacts: []
    }
  });
});

test('a KSH code stands for the settlement', () => {
  expect(venue({ name: 'Terem', ksh_code: '32489' })).toMatchObject({
    ok: true,
    value: { where: { kshCode: '32489' } }
  });
});

test.each([
  ['120', 120],
  ['1 200 fő', 1200],
  ['1.200', 1200],
  ['12', 12]
])('a capacity of «%s» is %s', (capacity, people) => {
  expect(venue({ name: 'Terem', settlement: 'Szegvár', capacity })).toMatchObject({
    ok: true,
    value: { capacity: people }
  });
});

test.each(['0', '12,5', '-3', 'kb. 100', '1 20', '99999999'])('a capacity of «%s» is refused', (capacity) => {
  expect(venue({ name: 'Terem', settlement: 'Szegvár', capacity })).toMatchObject({
    ok: false,
    faults: [{ field: 'capacity', code: 'not_a_whole_number', value: capacity }]
  });
});

test('an overlong text is refused, not cut', () => {
  expect(venue({ name: 'x'.repeat(201), settlement: 'Szegvár' })).toMatchObject({
    ok: false,
    faults: [{ field: 'name', code: 'too_long' }]
  });
});

test('a fingerprint does not mind capitals, spaces and punctuation, but settlements with like names stay apart', () => {
  expect(fingerprint('Szegvár', 'Szélmalom  Ház.', 'Fő u. 3.')).toBe(
    fingerprint('Szegvár', 'SZÉLMALOM HÁZ', 'Fő u.3')
  );
  expect(fingerprint('Komló', 'Ház', undefined)).not.toBe(fingerprint('Kömlő', 'Ház', undefined));
  expect(fingerprint('Szegvár', 'Ház', 'Fő u. 3.')).not.toBe(fingerprint('Szegvár', 'Ház', 'Fő u. 5.'));
});

test('of how a venue is used, only what the row says comes along', () => {
  const row = { name: 'Terem', settlement: 'Szegvár', price: '2000 Ft', bookable: 'igen', idle: '' };
  const read = venue(row);
  expect(read.ok && read.value.furnishing).toEqual({ price: '2000 Ft', bookable: true });
  expect(venue({ ...row, idle: 'talán' })).toEqual({
    ok: false,
    faults: [{ field: 'idle', code: 'not_yes_or_no', value: 'talán' }]
  });
});
