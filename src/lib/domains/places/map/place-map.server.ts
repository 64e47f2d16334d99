// The small map of one place: where it is among the settlements around it.
import { kilometresBetween, type Point } from '#lib/core/geo.ts';
import { drawMap, type Drawing } from '#lib/core/map/drawing.ts';
import { boxAround } from '#lib/core/map/view.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { settlementsIn } from './settlements.server.ts';

export interface PlaceMap {
  readonly point: Point;
  /** Whether the point is the place's own, rather than the middle of its settlement. */
  readonly exact: boolean;
  readonly settlement: string;
  readonly drawing: Drawing;
  /** What the map says in words: the nearest settlements with their distance in km, at most four, its own not among them. */
  readonly near: readonly { readonly name: string; readonly km: number }[];
}

/** Wide enough for the neighbours of a village, near enough for two of them not to fall together. */
const kilometres = 36;
const named = 4;

/** Null where nobody knows even where its settlement is. */
export async function mapOfPlace(
  db: Database,
  own: Point | null,
  settlement: { readonly id: string; readonly name: string; readonly point: Point | null }
): Promise<PlaceMap | null> {
  const point = own ?? settlement.point;
  if (!point) return null;
  const box = boxAround(point, kilometres);
  const settlements = await settlementsIn(db, box);
  const drawing = drawMap({ box, width: 320, settlements, spots: [{ key: 'here', point, count: 1 }] });
  return {
    point,
    exact: own !== null,
    settlement: settlement.name,
    drawing,
    near: settlements
      .filter(({ id }) => id !== settlement.id)
      .map((each) => ({ name: each.name, km: kilometresBetween(point, each.point) }))
      .sort((a, b) => a.km - b.km)
      .slice(0, named)
  };
}
