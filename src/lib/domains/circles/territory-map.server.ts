// Draws where a circle is at home: all the settlements of its territory, and its home among them.
import { sql } from 'kysely';
import type { Point } from '#lib/core/geo.ts';
import { drawMap, type Drawing } from '#lib/core/map/drawing.ts';
import { boxOf, fitted } from '#lib/core/map/view.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { settlementsIn } from '#lib/domains/places/map/settlements.server.ts';

export interface TerritoryMap {
  readonly drawing: Drawing;
  /** By the keys of the drawing's spots. */
  readonly names: Readonly<Record<string, string>>;
}

/** More dots than this are a county, whose name says more. */
const mostSpots = 150;
const leastKm = 20;

/** Null where nobody knows where any of it is. */
export async function mapOfTerritory(db: Database, circle: string): Promise<TerritoryMap | null> {
  const { rows } = await sql<{ id: string; name: string } & Point>`
    select settlement.id, settlement.name, settlement.lat, settlement.lon from settlement, circle
    where circle.id = ${circle} and settlement.lat is not null and settlement.lon is not null and (
      settlement.id = circle.settlement_id
      or settlement.county = circle.county
      or settlement.id in (select settlement_id from circle_settlement where circle_id = circle.id)
      or settlement.id in (
        select settlement_id from micro_region_settlement where micro_region_id = circle.micro_region_id
      )
    )
    order by settlement.id = circle.settlement_id desc, settlement.population desc nulls last, settlement.id
    limit ${mostSpots}`.execute(db);
  const spots = rows.map(({ id, lat, lon }) => ({ key: id, point: { lat, lon }, count: 1 }));
  const held = boxOf(spots.map(({ point }) => point));
  if (!held) return null;
  const box = fitted(held, { km: leastKm });
  const settlements = await settlementsIn(db, box);
  return {
    drawing: drawMap({ box, width: 320, settlements, spots }),
    names: Object.fromEntries(rows.map(({ id, name }) => [id, name]))
  };
}
