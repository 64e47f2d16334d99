// Halls around a package's home into which it would fit, nearest first.
import { kilometresBetween } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { settlementsWithin } from '#lib/domains/places/queries.server.ts';
import { listVenues, findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { fitOf } from './fit.ts';
import type { TouringPackage } from './queries.server.ts';

export interface NearHall {
  readonly id: Id<'venue'>;
  readonly name: string;
  readonly place: string;
  readonly km: number;
  readonly verdict: 'fits' | 'ask';
}

const withinKm = 60;
const most = 40;
const kinds: ReadonlySet<string> = new Set([
  'hall',
  'community_room',
  'club_room',
  'school',
  'library',
  'sports_hall',
  'museum'
]);

/** @param besides halls that asked or were asked already */
export async function hallsAround(
  db: Database,
  pack: TouringPackage,
  besides: ReadonlySet<string>
): Promise<NearHall[]> {
  const { point } = pack.home;
  if (!point) return [];
  const around = await settlementsWithin(db, point, withinKm);
  const { rows } = await listVenues(db, { settlements: around.map(({ id }) => id), pageSize: 300 });
  const wanted = rows.filter(({ id, kind, idle }) => !besides.has(id) && kinds.has(kind) && !idle);
  const halls = await findVenuesByIds(
    db,
    wanted.map(({ id }) => id)
  );
  const places = new Map(around.map(({ id, point: at }) => [id as string, at]));
  return [...halls.values()]
    .flatMap((hall): NearHall[] => {
      const { verdict } = fitOf(pack, { ...hall.furnishing, capacity: hall.capacity });
      const at = hall.point ?? places.get(hall.settlement.id as string);
      if (verdict === 'not' || hall.closed || !at) return [];
      const km = kilometresBetween(point, at);
      return [{ id: hall.id, name: hall.name, place: hall.settlement.name, km, verdict }];
    })
    .sort((a, b) => a.km - b.km)
    .slice(0, most);
}
