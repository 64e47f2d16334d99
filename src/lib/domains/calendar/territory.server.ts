// The settlements that a reader's filter means: around one, of a micro-region, or all.
import type { Database } from '#lib/platform/db/database.server.ts';
import { findSettlementBySlug, settlementsWithin } from '#lib/domains/places/queries.server.ts';
import type { EventFilter } from './filter.ts';

export interface TerritorySettlement {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly population: number | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** The most populous first. */
export async function territoryOf(
  db: Database,
  { near, within, region }: Pick<EventFilter, 'near' | 'within' | 'region'>
): Promise<TerritorySettlement[]> {
  const around = near === null ? null : await idsAround(db, near, within);
  const rows = await db
    .selectFrom('settlement')
    .select(['settlement.id', 'slug', 'name', 'population', 'lat', 'lon'])
    .$if(around !== null, (query) => query.where('settlement.id', 'in', around ?? []))
    .$if(region !== null, (query) =>
      query.where('settlement.id', 'in', (eb) =>
        eb
          .selectFrom('micro_region_settlement')
          .innerJoin('micro_region', 'micro_region.id', 'micro_region_settlement.micro_region_id')
          .select('micro_region_settlement.settlement_id')
          .where('micro_region.slug', '=', region)
      )
    )
    .execute();
  return rows.sort((a, b) => (b.population ?? -1) - (a.population ?? -1) || (a.slug < b.slug ? -1 : 1));
}

async function idsAround(db: Database, slug: string, km: number): Promise<TerritoryId[]> {
  const centre = await findSettlementBySlug(db, slug);
  if (!centre) return [];
  if (!centre.point || km === 0) return [centre.id];
  return (await settlementsWithin(db, centre.point, km)).map(({ id }) => id);
}

type TerritoryId = Awaited<ReturnType<typeof settlementsWithin>>[number]['id'];
