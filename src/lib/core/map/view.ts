// Which part of the Earth a map shows, and where on it a point is drawn.
import { earthRadius, radians, type Point } from '../geo.ts';

/** Degrees, WGS 84. */
export interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width divided by height, of every map: what one of them holds, each of them holds. */
export const shape = 1.13;

/** Nobody needs less than a street or more than Central Europe. */
const leastKm = 1;
const mostKm = 900;
const world: Box = { south: 43, north: 51, west: 12, east: 27 };

/** The box that holds all the points; null without any. */
export function boxOf(points: readonly Point[]): Box | null {
  const [first] = points;
  if (!first) return null;
  const box = { south: first.lat, north: first.lat, west: first.lon, east: first.lon };
  for (const { lat, lon } of points) {
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
  }
  return box;
}

/** The smallest box of the maps' shape around another, with a margin, and at least `km` wide. */
export function fitted(box: Box, { km = leastKm, margin = 0.12 } = {}): Box {
  const middle = middleOf(box);
  const wanted = Math.max(widthKm(box), heightKm(box) * shape) * (1 + 2 * margin);
  return boxAround(middle, Math.min(mostKm, Math.max(km, leastKm, wanted)));
}

/** A box of the maps' shape, `km` wide in its middle. */
export function boxAround({ lat, lon }: Point, km: number): Box {
  const oneDegree = earthRadius * radians;
  const high = km / shape / oneDegree / 2;
  const wide = km / (oneDegree * Math.cos(lat * radians)) / 2;
  return { south: lat - high, north: lat + high, west: lon - wide, east: lon + wide };
}

/** The same middle, `factor` times as wide. */
export function zoomed(box: Box, factor: number): Box {
  const km = Math.min(mostKm, Math.max(leastKm, widthKm(box) * factor));
  return boxAround(middleOf(box), km);
}

/** Moved by parts of its own width (to the east) and height (to the north); its middle stays in Central Europe. */
export function moved(box: Box, east: number, north: number): Box {
  const { lat, lon } = middleOf(box);
  const middle = {
    lat: Math.min(world.north, Math.max(world.south, lat + north * (box.north - box.south))),
    lon: Math.min(world.east, Math.max(world.west, lon + east * (box.east - box.west)))
  };
  return boxAround(middle, widthKm(box));
}

export function canZoom(box: Box, factor: number): boolean {
  const km = widthKm(box) * factor;
  return km >= leastKm * 0.99 && km <= mostKm * 1.01;
}

/** Of its middle line, in km. */
export function widthKm({ south, north, west, east }: Box): number {
  return (east - west) * radians * earthRadius * Math.cos(((south + north) / 2) * radians);
}

function heightKm({ south, north }: Box): number {
  return (north - south) * radians * earthRadius;
}

function middleOf({ south, north, west, east }: Box): Point {
  return { lat: (south + north) / 2, lon: (west + east) / 2 };
}

/** `south,west,north,east` as it stands in an address: the middle and the width of a map, to about ten metres. */
export function boxText({ south, west, north, east }: Box): string {
  return [south, west, north, east].map((degrees) => String(Math.round(degrees * 1e4) / 1e4)).join(',');
}

/** Null for what is no box, is turned inside out, or lies elsewhere on the Earth. */
export function boxFrom(text: string | null): Box | null {
  const numbers = (text ?? '').slice(0, 80).split(',').map(Number);
  const [south, west, north, east] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return null;
  if (south === undefined || west === undefined || north === undefined || east === undefined) return null;
  if (south >= north || west >= east) return null;
  const box = { south, west, north, east };
  const { lat, lon } = middleOf(box);
  if (lat < world.south || lat > world.north || lon < world.west || lon > world.east) return null;
  return boxAround({ lat, lon }, Math.min(mostKm, Math.max(leastKm, widthKm(box))));
}

export function holds(box: Box, { lat, lon }: Point): boolean {
  return lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east;
}

/** Where a point is drawn, in units from the upper left corner: Mercator's projection, which keeps angles. */
export function projection(
  box: Box,
  { width, height }: Size
): (point: Point) => readonly [x: number, y: number] {
  const top = mercator(box.north);
  const perDegree = width / (box.east - box.west);
  const perUnit = height / (top - mercator(box.south));
  return ({ lat, lon }) => [(lon - box.west) * perDegree, (top - mercator(lat)) * perUnit];
}

function mercator(lat: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (lat * radians) / 2));
}

/** The longest of 1, 2, 5, 10 … km (or 100, 200, 500 m) that takes at most a third of the width. */
export function scaleBar(box: Box, { width }: Size): { readonly km: number; readonly length: number } {
  const unitsPerKm = width / widthKm(box);
  const most = widthKm(box) / 3;
  let km = 0.1;
  for (const step of [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200]) if (step <= most) km = step;
  return { km, length: km * unitsPerKm };
}
