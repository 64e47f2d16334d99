import { expect, test } from 'vitest';
import { tableOfLinkedData } from './structured.ts';

test('who performs is read from names, persons, groups and roles', () => {
  const event = {
    '@type': 'MusicEvent',
    name: 'Est',
    startDate: '2027-02-10T18:00',
    performer: [
      'Kiss Anna',
      { '@type': 'PerformingGroup', name: 'Szélkelep zenekar; Ózd' },
      { '@type': 'PerformanceRole', performer: { '@type': 'Person', name: 'Nagy Béla' }, roleName: 'ének' },
      { '@type': 'Person' },
      null
    ]
  };
  const { columns, rows } = tableOfLinkedData([JSON.stringify(event)]);
  expect(rows[0]?.cells[columns.indexOf('performers')]).toBe(
    'Kiss Anna;Szélkelep zenekar, Ózd;Nagy Béla – ének'
  );
});
