// Reads the settlements that a map names.
import type { NamedPoint } from '#lib/core/map/drawing.ts';
import type { Box } from '#lib/core/map/view.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Id } from '#lib/core/ids.ts';

export interface MapSettlement extends NamedPoint {
  readonly id: Id<'settlement'>;
  readonly slug: string;
}

/** There is no room for the names of more. */
const mostNamed = 90;

/** Larger places before smaller ones. */
export async function settlementsIn(db: Database, box: Box): Promise<MapSettlement[]> {
  const rows = await db
    .selectFrom('settlement')
    .select(['id', 'slug', 'name', 'population', 'lat', 'lon'])
    .where('lat', '>=', box.south)
    .where('lat', '<=', box.north)
    .where('lon', '>=', box.west)
    .where('lon', '<=', box.east)
    .orderBy('population', (order) => order.desc().nullsLast())
    .orderBy('name')
    .orderBy('id')
    .limit(mostNamed)
    .execute();
  return rows.flatMap(({ id, slug, name, population, lat, lon }) =>
    lat === null || lon === null ? [] : [{ id, slug, name, population, point: { lat, lon } }]
  );
}

/** Where a territory lies: the settlements of a micro-region or a county, as ids; null when there is none such. */
export async function settlementsOfTerritory(
  db: Database,
  { region, county }: { region: string | null; county: string | null }
): Promise<string[] | null> {
  if (region === null && county === null) return null;
  let query = db.selectFrom('settlement').select('settlement.id');
  if (county !== null) query = query.where('county', '=', county);
  if (region !== null)
    query = query.where('settlement.id', 'in', (eb) =>
      eb
        .selectFrom('micro_region_settlement')
        .innerJoin('micro_region', 'micro_region.id', 'micro_region_id')
        .select('settlement_id')
        .where('micro_region.slug', '=', region)
    );
  return (await query.orderBy('settlement.id').execute()).map(({ id }) => id);
}
