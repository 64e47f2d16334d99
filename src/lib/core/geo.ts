// Distances on the Earth.

export interface Point {
  /** Degrees north, WGS 84. */
  readonly lat: number;
  /** Degrees east, WGS 84. */
  readonly lon: number;
}

/** Of a degree. */
export const radians = Math.PI / 180;
/** Mean Earth radius R1 of the IUGG, km. */
export const earthRadius = 6371.0088;

/** Great-circle distance in km (haversine; Sinnott 1984), good to 0.5 %. */
export function kilometresBetween(a: Point, b: Point): number {
  const dLat = (b.lat - a.lat) * radians;
  const dLon = (b.lon - a.lon) * radians;
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)));
}
