// Lines of borders and rivers as the path of a drawing, cut down to what the map shows.
import type { Point } from '../geo.ts';
import type { Box } from './view.ts';

type Segment = readonly [lon1: number, lat1: number, lon2: number, lat2: number];

/**
 * @param lines each lon, lat, lon, lat …
 * @param place where a point is drawn
 * @returns the `d` of a path; empty when none of it is to be seen
 */
export function pathOf(
  lines: readonly (readonly number[])[],
  box: Box,
  place: (point: Point) => readonly [x: number, y: number]
): string {
  return lines.map((line) => visiblePart(line, box, place)).join('');
}

function visiblePart(
  line: readonly number[],
  box: Box,
  place: (point: Point) => readonly [number, number]
): string {
  let path = '';
  let open = false;
  let [lastX, lastY] = [NaN, NaN];
  for (let at = 2; at + 1 < line.length; at += 2) {
    const [fromLon = 0, fromLat = 0, lon = 0, lat = 0] = line.slice(at - 2, at + 2);
    if (!mayCross(box, [fromLon, fromLat, lon, lat])) {
      open = false;
      continue;
    }
    if (!open) {
      [lastX, lastY] = rounded(place({ lat: fromLat, lon: fromLon }));
      path += `M${lastX} ${lastY}`;
      open = true;
    }
    const [x, y] = rounded(place({ lat, lon }));
    if (x === lastX && y === lastY) continue;
    path += `L${x} ${y}`;
    [lastX, lastY] = [x, y];
  }
  return path;
}

/** Whether the segment's own box touches the map's. */
function mayCross({ south, north, west, east }: Box, [lon1, lat1, lon2, lat2]: Segment): boolean {
  return (
    Math.max(lon1, lon2) >= west &&
    Math.min(lon1, lon2) <= east &&
    Math.max(lat1, lat2) >= south &&
    Math.min(lat1, lat2) <= north
  );
}

function rounded([x, y]: readonly [number, number]): [number, number] {
  return [Math.round(x), Math.round(y)];
}
