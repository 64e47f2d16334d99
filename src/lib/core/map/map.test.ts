import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kilometresBetween } from '../geo.ts';
import { clustersOf } from './clusters.ts';
import { drawMap } from './drawing.ts';
import { overlaps, placeLabels } from './labels.ts';
import { pathOf } from './lines.ts';
import {
  boxAround,
  boxFrom,
  boxText,
  canZoom,
  fitted,
  holds,
  moved,
  projection,
  scaleBar,
  shape,
  widthKm,
  zoomed
} from './view.ts';

const szentes = { lat: 46.655, lon: 20.257 };
const szegvar = { lat: 46.586, lon: 20.223 };
const size = { width: 680, height: Math.round(680 / shape) };

describe('what a map shows', () => {
  test('is as wide as was asked for, and keeps the shape that angles need', () => {
    const box = boxAround(szentes, 30);
    expect(widthKm(box)).toBeCloseTo(30, 1);
    const place = projection(box, size);
    const [x, y] = place(szentes);
    expect(x).toBeCloseTo(size.width / 2, 0);
    expect(y).toBeCloseTo(size.height / 2, 0);
    // The same distance to the north and to the east is drawn equally long, within a hundredth.
    const north = y - place({ lat: szentes.lat + 0.05, lon: szentes.lon })[1];
    const east = place({ lat: szentes.lat, lon: szentes.lon + 0.05 })[0] - x;
    const ratio = (north / east) * Math.cos((szentes.lat * Math.PI) / 180);
    expect(ratio).toBeGreaterThan(0.98);
    expect(ratio).toBeLessThan(1.02);
  });

  test('holds everything that it was fitted around, with a margin', () => {
    const box = fitted({ south: szegvar.lat, north: szentes.lat, west: szegvar.lon, east: szentes.lon });
    expect(holds(box, szentes) && holds(box, szegvar)).toBe(true);
    expect(box.north - szentes.lat).toBeGreaterThan(0.005);
  });

  test('comes back to where it was when one goes closer and farther, and to and fro', () => {
    const box = boxAround(szentes, 40);
    const back = moved(zoomed(zoomed(moved(box, 0.5, 0.5), 0.5), 2), -0.5, -0.5);
    expect(
      kilometresBetween({ lat: back.south, lon: back.west }, { lat: box.south, lon: box.west })
    ).toBeLessThan(0.5);
  });

  test('neither a street nor a continent is left by going on', () => {
    let box = boxAround(szentes, 40);
    for (let times = 0; times < 30; times += 1) box = zoomed(box, 2);
    expect(widthKm(box)).toBeLessThan(1000);
    expect(canZoom(box, 2)).toBe(false);
    for (let times = 0; times < 30; times += 1) box = moved(box, 1, 1);
    expect(boxFrom(boxText(box))).not.toBeNull();
  });

  test('is read back from an address as it was written', () => {
    const box = boxAround(szentes, 25);
    const read = boxFrom(boxText(box));
    expect(read?.south).toBeCloseTo(box.south, 3);
    expect(read?.east).toBeCloseTo(box.east, 3);
  });

  test.each([
    null,
    '',
    '1,2,3',
    'a,b,c,d',
    '47,20,46,21',
    '1,2,3,4',
    '46,20,Infinity,21',
    '46,20,47,21,22',
    '46,20,47,20',
    '<script>,1,2,3'
  ])('is not made from «%s»', (text) => expect(boxFrom(text)).toBeNull());

  test('has a scale that a reader can use: a round number, not longer than a third', () => {
    for (const km of [1, 3, 17, 80, 400]) {
      const bar = scaleBar(boxAround(szentes, km), size);
      expect(bar.length).toBeLessThanOrEqual(size.width / 3 + 1);
      expect(bar.length).toBeGreaterThan(size.width / 10);
    }
    expect(scaleBar(boxAround(szentes, 33), size).km).toBe(10);
  });
});

describe('clusters', () => {
  const anyItems = fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 400 }),
      count: fc.integer({ min: 1, max: 50 })
    }),
    { maxLength: 60 }
  );

  test('lose nothing, are never nearer to each other than asked, and hold only what is near', () => {
    fc.assert(
      fc.property(anyItems, (found) => {
        const items = found.map((item, index) => ({ ...item, key: String(index).padStart(3, '0') }));
        const clusters = clustersOf(items, 40);
        expect(clusters.flatMap((cluster) => cluster.items).length).toBe(items.length);
        expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(
          items.reduce((sum, { count }) => sum + count, 0)
        );
        for (const [index, a] of clusters.entries()) {
          for (const b of clusters.slice(index + 1))
            expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(40);
          for (const item of a.items) expect(Math.hypot(a.x - item.x, a.y - item.y)).toBeLessThan(40);
        }
      })
    );
  });

  test('are the same whatever the order in which things come', () => {
    fc.assert(
      fc.property(anyItems, (found) => {
        const items = found.map((item, index) => ({ ...item, key: String(index).padStart(3, '0') }));
        expect(clustersOf([...items].reverse(), 40)).toEqual(clustersOf(items, 40));
      })
    );
  });

  test('stand where the most is', () => {
    const [cluster] = clustersOf(
      [
        { key: 'a', x: 0, y: 0, count: 2 },
        { key: 'b', x: 20, y: 0, count: 30 }
      ],
      40
    );
    expect(cluster).toMatchObject({ x: 20, count: 32 });
  });
});

describe('names', () => {
  test('never cover each other, a mark or the edge, and the more important come first', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            x: fc.integer({ min: 0, max: 300 }),
            y: fc.integer({ min: 0, max: 300 }),
            text: fc.string({ minLength: 1, maxLength: 20 })
          }),
          {
            maxLength: 40
          }
        ),
        (points) => {
          const wanted = points.map((point) => ({ ...point, radius: 5 }));
          const taken = [{ left: 100, top: 100, right: 140, bottom: 140 }];
          const rooms = [
            ...placeLabels(wanted, { size: { width: 300, height: 300 }, letter: 18, taken }).values()
          ].map(({ room }) => room);
          for (const [index, room] of rooms.entries()) {
            expect(room.left >= 0 && room.top >= 0 && room.right <= 300 && room.bottom <= 300).toBe(true);
            expect(overlaps(room, { left: 100, top: 100, right: 140, bottom: 140 })).toBe(false);
            for (const other of rooms.slice(index + 1)) expect(overlaps(room, other)).toBe(false);
          }
        }
      )
    );
    const big = { text: 'Szentes', x: 100, y: 100, radius: 5 };
    const small = { text: 'Nagytőke', x: 101, y: 101, radius: 5 };
    const one = { size: { width: 190, height: 112 }, letter: 18, taken: [] };
    expect([...placeLabels([big, small], one).keys()][0]).toBe(big);
  });
});

describe('lines', () => {
  const box = { south: 0, north: 10, west: 0, east: 10 };
  const place = ({ lat, lon }: { lat: number; lon: number }): readonly [number, number] => [
    lon * 10,
    100 - lat * 10
  ];

  test('are cut to what is to be seen', () => {
    expect(pathOf([[-30, 5, -20, 5, 5, 5, 20, 5, 40, 5]], box, place)).toBe('M-200 50L50 50L200 50');
    expect(pathOf([[20, 20, 30, 30]], box, place)).toBe('');
  });
});

describe('a drawing', () => {
  const settlements = [
    { name: 'Szentes', point: szentes, population: 24_900 },
    { name: 'Szegvár', point: szegvar, population: 3_980 }
  ];

  test('shows a mark for what is there, its settlement by name, and the rest as dots', () => {
    const drawing = drawMap({
      box: boxAround(szentes, 40),
      width: 680,
      spots: [
        { key: 'a', point: szentes, count: 31 },
        { key: 'far', point: { lat: 48.2, lon: 20.3 }, count: 4 }
      ],
      settlements
    });
    expect(drawing.marks.map(({ count }) => count)).toEqual([31]);
    expect(drawing.labels.map(({ text }) => text)).toEqual(['Szentes', 'Szegvár']);
    expect(drawing.dots).toHaveLength(1);
    expect(drawing.water).toBe('');
  });

  test('of the country shows its borders and great rivers', () => {
    const drawing = drawMap({
      box: boxAround({ lat: 47.16, lon: 19.5 }, 540),
      width: 680,
      spots: [],
      settlements
    });
    for (const path of [drawing.country, drawing.county, drawing.water])
      expect(path).toMatch(/^M-?\d+ -?\d+L/);
  });

  test('of twenty thousand things stays small: as many marks as there is room for', () => {
    const spots = Array.from({ length: 20_000 }, (_, index) => ({
      key: String(index),
      point: { lat: 45.8 + ((index * 7919) % 2700) / 1000, lon: 16.2 + ((index * 104_729) % 6600) / 1000 },
      count: 1
    }));
    const drawing = drawMap({
      box: boxAround({ lat: 47.16, lon: 19.5 }, 540),
      width: 680,
      spots,
      settlements
    });
    expect(drawing.marks.length).toBeLessThan(400);
    expect(drawing.marks.reduce((sum, { count }) => sum + count, 0)).toBe(
      spots.filter(({ point }) => holds(boxAround({ lat: 47.16, lon: 19.5 }, 540), point)).length
    );
  });
});
