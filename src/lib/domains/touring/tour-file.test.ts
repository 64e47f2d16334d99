import { expect, test } from 'vitest';
import { readTourFile, type FileTour } from './tour-file.ts';

const tour: FileTour = {
  ...{ from: '2027-10-01', to: '2027-10-05', home: { lat: 46.65, lon: 20.26 }, show: 60, setUp: 45 },
  ...{ takeDown: 30, earliest: '10:00', latest: '17:00', perKm: 100, perShow: 40_000, perNight: null },
  ...{ twoADay: false, restAfter: null, maxStops: null }
};
const places = new Map([
  ['Szegvár', { lat: 46.59, lon: 20.22 }],
  ['Eperjes', { lat: 46.71, lon: 20.56 }]
]);
const read = (columns: string[], ...cells: string[][]) =>
  readTourFile(
    { columns, rows: cells.map((row, index) => ({ line: index + 2, cells: row })) },
    tour,
    (name) => places.get(name) ?? null
  );

test('columns are found by their Hungarian or English names, in any order', () => {
  const { question, names, problems } = read(
    ['Terem', 'Hozzájárulás', 'Település'],
    ['Nagyterem', '25 000 Ft', 'Szegvár'],
    ['', '', 'Eperjes']
  );
  expect(problems).toEqual([]);
  expect(names).toEqual(['Szegvár, Nagyterem', 'Eperjes']);
  expect(question.stops.map(({ offer, value }) => [offer, value])).toEqual([
    [25_000, 90_000],
    [0, 90_000]
  ]);
});

test('a stop has windows only on the days that it names', () => {
  const { question } = read(
    ['settlement', 'from', 'to'],
    ['Szegvár', '2027-10-04', ''],
    ['Eperjes', '', '2027-10-01']
  );
  expect(question.stops.map(({ windows }) => windows.length)).toEqual([2, 1]);
});

test.each([
  [['Sehonna', ''], 'settlement'],
  [['Szegvár', 'sok'], 'value'],
  [['Szegvár', '-5'], 'value']
])('%j is told by its line and column, and left out', (cells, column) => {
  const { question, problems } = read(['settlement', 'value'], cells, ['Eperjes', '']);
  expect(problems).toMatchObject([{ line: 2, column }]);
  expect(question.stops).toHaveLength(1);
});
