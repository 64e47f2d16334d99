// Halls around a package's home into which it would fit, nearest first.
import { kilometresBetween } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { settlementsWithin } from '#lib/domains/places/queries.server.ts';
import { listVenues, findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { fitOf, type Fit } from './fit.ts';
import type { TouringPackage } from './queries.server.ts';

export interface NearHall {
  readonly id: Id<'venue'>;
  readonly name: string;
  readonly place: string;
  readonly km: number;
  readonly fit: Fit;
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
      const fit = fitOf(pack, { ...hall.furnishing, capacity: hall.capacity });
      const at = hall.point ?? places.get(hall.settlement.id as string);
      if (fit.verdict === 'not' || hall.closed || !at) return [];
      const km = kilometresBetween(point, at);
      return [{ id: hall.id, name: hall.name, place: hall.settlement.name, km, fit }];
    })
    .sort((a, b) => a.km - b.km)
    .slice(0, most);
}

/** Whether a package fits into each of these halls, by their ids. */
export async function fitsOf(
  db: Database,
  pack: TouringPackage,
  venues: readonly (string | null)[]
): Promise<Map<string, Fit>> {
  const halls = await findVenuesByIds(
    db,
    venues.filter((id) => id !== null)
  );
  return new Map(
    [...halls.values()].map((hall) => [
      hall.id as string,
      fitOf(pack, { ...hall.furnishing, capacity: hall.capacity })
    ])
  );
}
