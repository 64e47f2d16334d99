import { expect, test } from 'vitest';
import {
  organisationKindFrom,
  organisationKindOfName,
  sectorFrom,
  sectorOfKind,
  venueKindFrom,
  venueKindOfName,
  yesOrNo
} from './import-words.ts';
import { organisationKinds, sectors, venueKinds } from './model.ts';

test('every code means itself', () => {
  expect(sectors.map(sectorFrom)).toEqual(sectors);
  expect(organisationKinds.map(organisationKindFrom)).toEqual(organisationKinds);
  expect(venueKinds.map(venueKindFrom)).toEqual(venueKinds);
});

test.each([
  ['Petőfi Sándor Művelődési Ház és Könyvtár', 'community_house'],
  ['Városi Könyvtár', 'library'],
  ['Óvoda', 'kindergarten'],
  ['Roma Nemzetiségi Önkormányzat', 'minority_government'],
  ['Községi Önkormányzat', 'municipality'],
  ['Rózsafüzér Plébánia', 'parish'],
  ['Futóvirág Sportegyesület', 'sports_club'],
  ['Kerekdomb Kft.', 'business'],
  ['Abt Antal Köre', 'other']
])('«%s» is of the kind %s', (name, kind) => {
  expect(organisationKindOfName(name)).toBe(kind);
});

test.each([
  ['Ált.Iskola B. épület', 'school'],
  ['Idősek Napközi Otthona', 'other'],
  ['Hősök tere', 'other'],
  ['Fő tér', 'square'],
  ['Deák tér 2.', 'square'],
  ['Kultúrház', 'hall'],
  ['Református templom', 'church'],
  ['Klubszoba', 'club_room']
])('the venue «%s» is of the kind %s', (name, kind) => {
  expect(venueKindOfName(name)).toBe(kind);
});

test.each([
  ['kindergarten', 'school'],
  ['town_hall', 'hall'],
  ['Sports hall', 'sports_hall'],
  ['EGYÉB', 'other'],
  ['xyz', null],
  ['', null]
])('a list that says «%s» means %s', (word, kind) => {
  expect(venueKindFrom(word)).toBe(kind);
});

test('a list without sectors gets those that its kinds usually have', () => {
  expect(
    ['library', 'parish', 'association', 'winery'].map((kind) => sectorOfKind(kind as 'library'))
  ).toEqual(['public', 'church', 'civic', 'business']);
});

test.each([
  ['Igen', true],
  ['1', true],
  ['nincs', false],
  ['0', false],
  ['talán', null],
  ['', null]
])('«%s» is %s', (text, answer) => {
  expect(yesOrNo(text)).toBe(answer);
});
