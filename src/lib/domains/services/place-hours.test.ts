import { expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import type { ServiceOpening } from './model.ts';
import { placeHoursFrom, placeHoursText } from './place-hours.ts';

const places = [
  { id: 'a', name: 'Tükörterem', label: 'Tükörterem, Ózd' },
  { id: 'b', name: 'Ház: a park', label: 'Ház: a park, Bánréve' }
];
const at = (venue: string, weekday: number, opens: string, closes: string): ServiceOpening =>
  ({ venue, weekday, opens, closes }) as ServiceOpening;

test.each([
  ['Tükörterem, Ózd: hétfő 8–12', [at('a', 1, '08:00', '12:00')]],
  ['tukorterem: H 8:00-12:00, 13-16', [at('a', 1, '08:00', '12:00'), at('a', 1, '13:00', '16:00')]],
  ['Tükörterem: szerda–péntek 9–10', [3, 4, 5].map((day) => at('a', day, '09:00', '10:00'))],
  ['Tükörterem: hétköznap 9–10', [1, 2, 3, 4, 5].map((day) => at('a', day, '09:00', '10:00'))],
  ['Ház: a park: sze. 10:30–11; szo 9–12', [at('b', 3, '10:30', '11:00'), at('b', 6, '09:00', '12:00')]],
  [
    'Tükörterem: monday 8–9\n\nHáz: a park, Bánréve: vasárnap 8–9',
    [at('a', 1, '08:00', '09:00'), at('b', 7, '08:00', '09:00')]
  ],
  ['', []]
])('%s', (text, openings) => {
  expect(placeHoursFrom(text, places)).toEqual({ ok: true, value: openings });
});

test.each([
  ['Tükörterem hétfő 8–12', 'place_hours_wrong'],
  ['Tükörterem: hétfő délelőtt', 'place_hours_wrong'],
  ['Tükörterem: péntek–hétfő 8–12', 'place_hours_wrong'],
  ['Tükörterem: hétfő 8–12; hétfő 13–14', 'place_hours_wrong'],
  ['Tükörterem: hétfő', 'place_hours_wrong'],
  ['Nagyterem: hétfő 8–12', 'place_hours_unknown']
])('%s is not understood: %s', (text, reason) => {
  expect(placeHoursFrom(text, places)).toMatchObject({ ok: false, reason });
});

test.each(['hu', 'en'] as const)('what is written in %s is read as it was', async (locale) => {
  const openings = [
    at('a', 1, '08:00', '12:00'),
    at('a', 2, '08:00', '12:00'),
    at('a', 3, '08:00', '12:00'),
    at('a', 5, '08:00', '12:00'),
    at('a', 5, '13:00', '24:00'),
    at('b', 7, '10:30', '11:00')
  ];
  const text = placeHoursText(await wordsIn(locale), openings, places);
  expect(placeHoursFrom(text, places)).toEqual({ ok: true, value: openings });
  if (locale === 'hu')
    expect(text).toBe(
      'Tükörterem, Ózd: hétfő–szerda 8:00–12:00; péntek 8:00–12:00, 13:00–24:00\nHáz: a park, Bánréve: vasárnap 10:30–11:00'
    );
});
