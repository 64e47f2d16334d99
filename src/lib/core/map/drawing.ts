// What a map of places shows, ready to be drawn: borders, settlements with their names, marks, and how long a kilometre is.
import type { Point } from '../geo.ts';
import { clustersOf } from './clusters.ts';
import { placeLabels, type Label, type Labelled, type Rectangle } from './labels.ts';
import { pathOf } from './lines.ts';
import outlines from './outlines.json' with { type: 'json' };
import { holds, projection, scaleBar, shape, widthKm, type Box, type Size } from './view.ts';

/** Several things at one place, or so near each other that no map could tell them apart. */
export interface Spot {
  readonly key: string;
  readonly point: Point;
  readonly count: number;
}

export interface NamedPoint {
  readonly name: string;
  readonly point: Point;
  readonly population: number | null;
}

export interface Mark<S extends Spot> {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly count: number;
  readonly spots: readonly S[];
}

export interface Drawing<S extends Spot = Spot> {
  readonly size: Size;
  readonly water: string;
  readonly county: string;
  readonly country: string;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
  readonly labels: readonly Label[];
  /** From north to south, and from west to east. */
  readonly marks: readonly Mark<S>[];
  readonly scale: { readonly km: number; readonly length: number };
}

export interface DrawingRequest<S extends Spot> {
  readonly box: Box;
  /** In units of the drawing, which are pixels where it is shown in its natural size. */
  readonly width: number;
  /** Height of the letters. */
  readonly letter?: number;
  readonly spots: readonly S[];
  readonly settlements: readonly NamedPoint[];
}

/** Narrower than this, the waters of our outlines (1 : 50 million) would be on the wrong side of a village. */
const waterFromKm = 90;
/** And the borders, at some 2 km of precision, through the middle of one. */
const bordersFromKm = 12;
/** A finger's room for every mark (WCAG 2.5.8 asks for 24). */
const apart = 38;

export function drawMap<S extends Spot>(request: DrawingRequest<S>): Drawing<S> {
  const { box, width, letter = 18, spots, settlements } = request;
  const size = { width, height: Math.round(width / shape) };
  const place = projection(box, size);
  const km = widthKm(box);
  const marks = marksOf(spots, box, place);
  const scale = scaleBar(box, size);

  const dotted = settlements
    .filter(({ point }) => holds(box, point))
    .map(({ name, point, population }): Labelled => {
      const [x, y] = place(point);
      const mark = marks.find((each) => Math.hypot(each.x - x, each.y - y) < each.radius);
      return mark
        ? { text: name, x: mark.x, y: mark.y, radius: mark.radius }
        : { text: name, x, y, radius: dotRadius(population) };
    });
  const marked = (each: Labelled): boolean => marks.some(({ x, y }) => x === each.x && y === each.y);
  // Where something is to be seen, the name matters most; after that, larger places before smaller ones.
  const wanted = [...dotted.filter(marked), ...dotted.filter((each) => !marked(each))];
  const scaleRoom: Rectangle = {
    left: 0,
    top: size.height - letter * 2.6,
    right: scale.length + letter * 3.5,
    bottom: size.height
  };
  const northRoom: Rectangle = {
    left: width - letter * 2.2,
    top: size.height - letter * 4,
    right: width,
    bottom: size.height
  };
  const dots = dotted.filter((each) => !marked(each));
  const labels = placeLabels(wanted, {
    size,
    letter,
    taken: [scaleRoom, northRoom, ...marks.map(square), ...dots.map(square)]
  });
  return {
    size,
    water: km >= waterFromKm ? pathOf(outlines.water, box, place) : '',
    county: km >= bordersFromKm ? pathOf(outlines.county, box, place) : '',
    country: km >= bordersFromKm ? pathOf(outlines.country, box, place) : '',
    dots: dots.map(({ x, y, radius }) => ({ x: tenth(x), y: tenth(y), radius: tenth(radius) })),
    labels: [...labels.values()],
    marks,
    scale
  };
}

function marksOf<S extends Spot>(
  spots: readonly S[],
  box: Box,
  place: (point: Point) => readonly [number, number]
): Mark<S>[] {
  const placed = spots
    .filter(({ point }) => holds(box, point))
    .map((spot) => {
      const [x, y] = place(spot.point);
      return { spot, key: spot.key, count: spot.count, x: Math.round(x), y: Math.round(y) };
    });
  return clustersOf(placed, apart)
    .map(({ x, y, count, items }) => ({
      x,
      y,
      count,
      radius: markRadius(count),
      spots: items.map(({ spot }) => spot)
    }))
    .sort((a, b) => a.y - b.y || a.x - b.x);
}

/** Wide enough for the number in it. */
function markRadius(count: number): number {
  return count < 10 ? 14 : count < 100 ? 16 : count < 1000 ? 19 : 24;
}

/** Area by population: a village of a hundred still is a dot, a city not a blot. */
function dotRadius(population: number | null): number {
  return Math.min(7, Math.max(2.5, Math.sqrt(population ?? 0) / 30));
}

function square({ x, y, radius }: { x: number; y: number; radius: number }): Rectangle {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
