// Draws the map of a tour: its stops by their numbers in the plan.
import { drawMap, type Drawing } from '#lib/core/map/drawing.ts';
import { boxOf, fitted } from '#lib/core/map/view.ts';
import { settlementsIn } from '#lib/domains/places/map/settlements.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { FullTour, TourStop } from './tours.server.ts';

export interface TourMap {
  readonly drawing: Omit<Drawing, 'marks'>;
  readonly marks: readonly ShownMark[];
}

interface ShownMark {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly text: string;
  readonly single: boolean;
  readonly label: string;
  readonly href: null;
}

export async function mapOf(
  db: Database,
  tour: FullTour,
  stops: readonly TourStop[],
  plan: { readonly stops: readonly { readonly id: string; readonly place: string }[] } | null
): Promise<TourMap | null> {
  const points = new Map(stops.flatMap(({ id, point }) => (point ? [[id as string, point] as const] : [])));
  const spots = (plan?.stops ?? []).flatMap(({ id, place }, index) => {
    const point = points.get(id);
    return point ? [{ key: String(index + 1), point, count: 1, place }] : [];
  });
  const home = tour.pack.home.point;
  const around = boxOf([...spots.map(({ point }) => point), ...(home ? [home] : [])]);
  if (!around || spots.length === 0) return null;
  const box = fitted(around, { km: 12, margin: 0.15 });
  const { marks, ...drawing } = drawMap({
    box,
    width: 640,
    spots,
    settlements: await settlementsIn(db, box)
  });
  return {
    drawing,
    marks: marks.map(({ x, y, spots: all }) => ({
      x,
      y,
      radius: all.length > 2 ? 24 : 18,
      text: all.map(({ key }) => key).join(','),
      single: false,
      label: all.map(({ key, place }) => `${key}. ${place}`).join('; '),
      href: null
    }))
  };
}
