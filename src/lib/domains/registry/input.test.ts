import { expect, test } from 'vitest';
import { pointFrom, readOrganisationForm, readVenueForm } from './input.ts';

function form(values: Record<string, string>): FormData {
  const data = new FormData();
  for (const [field, value] of Object.entries(values)) data.set(field, value);
  return data;
}

const house = {
  name: ' Szélmalom  Művelődési Ház ',
  sector: 'public',
  kind: 'community_house',
  settlement: 'Szegvár'
};

test('an organisation needs name, sector, kind and settlement, and nothing else', () => {
  expect(readOrganisationForm(form(house))).toEqual({
    ok: true,
    value: {
      name: 'Szélmalom Művelődési Ház',
      sector: 'public',
      kind: 'community_house',
      settlement: 'Szegvár',
      street: null,
      summary: null,
      contacts: []
    }
  });
});

test('everything that is wrong is told at once, each by its field', () => {
  const read = readOrganisationForm(
    form({
      name: '  ',
      sector: 'secret',
      kind: '',
      settlement: '',
      street: 'x'.repeat(201),
      email: 'nincs',
      internal_phone: '1'
    })
  );
  expect(read.ok ? [] : read.errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'name name_missing',
    'sector sector_missing',
    'kind kind_missing',
    'settlement settlement_missing',
    'street too_long',
    'email email_wrong',
    'internal_phone phone_wrong'
  ]);
});

test('contacts are public or internal by the field they were written in', () => {
  const read = readOrganisationForm(
    form({ ...house, email: 'a@haz.example', internal_email: 'b@haz.example' })
  );
  expect(read.ok && read.value.contacts).toEqual([
    { kind: 'email', value: 'a@haz.example', visibility: 'public' },
    { kind: 'email', value: 'b@haz.example', visibility: 'internal' }
  ]);
});

test('paragraphs keep their line ends, whatever the browser sends', () => {
  const read = readOrganisationForm(form({ ...house, summary: 'Egy.\r\n\r\nKettő.\n' }));
  expect(read.ok && read.value.summary).toBe('Egy.\n\nKettő.');
});

const square = { name: 'Hősök tere', kind: 'square', settlement: 'Szegvár' };

test('a venue may belong to nobody, and what nobody said stays unsaid', () => {
  expect(readVenueForm(form(square))).toEqual({
    ok: true,
    value: {
      name: 'Hősök tere',
      kind: 'square',
      settlement: 'Szegvár',
      street: null,
      organisation: null,
      capacity: null,
      accessible: null,
      point: null,
      note: null,
      power: null,
      heating: null,
      features: [],
      width: null,
      depth: null,
      height: null,
      darkening: null,
      amps: null,
      loading: null,
      price: null,
      rules: null,
      bookable: false,
      idle: false,
      condition: null,
      could_become: null
    }
  });
});

test('of what a room offers only known words are taken, each once, in their order', () => {
  const asked = form({ ...square, power: 'nuclear', heating: 'partly', idle: 'yes' });
  for (const feature of ['wifi', 'stage', 'dragon', 'wifi']) asked.append('features', feature);
  expect(readVenueForm(asked)).toMatchObject({
    ok: true,
    value: { power: null, heating: 'partly', idle: true, features: ['stage', 'wifi'] }
  });
});

test.each([
  ['120', 120],
  ['1 200', 1200],
  ['1.200', 1200],
  ['', null]
])('a capacity of «%s» is %s', (capacity, people) => {
  const read = readVenueForm(form({ ...square, capacity }));
  expect(read.ok && read.value.capacity).toBe(people);
});

test.each(['0', '-5', 'sok', '12,5', '2000000'])('a capacity of «%s» is refused', (capacity) => {
  expect(readVenueForm(form({ ...square, capacity }))).toEqual({
    ok: false,
    errors: [{ field: 'capacity', code: 'capacity_wrong' }]
  });
});

test.each([
  ['46.653, 20.257', { lat: 46.653, lon: 20.257 }],
  ['46.653 20.257', { lat: 46.653, lon: 20.257 }],
  ['-10;170', { lat: -10, lon: 170 }],
  ['95, 20', null],
  ['46,653, 20,257', null],
  ['Szegvár', null]
])('«%s» is the point %o', (text, point) => {
  expect(pointFrom(text)).toEqual(point);
});

test('a point that cannot be read is refused', () => {
  expect(readVenueForm(form({ ...square, point: 'ott' }))).toEqual({
    ok: false,
    errors: [{ field: 'point', code: 'point_wrong' }]
  });
});
