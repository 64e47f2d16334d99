// Micro-regions and counties as a reader may choose them, and which settlements they are.
import { sql } from 'kysely';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Area } from './matrix-filter.ts';

export interface Areas {
  /** Both in Hungarian order; only those in which some settlement is. */
  readonly regions: readonly { readonly slug: string; readonly name: string }[];
  readonly counties: readonly string[];
}

export async function listAreas(db: Database): Promise<Areas> {
  const regions = await db
    .selectFrom('micro_region')
    .select(['slug', 'name'])
    .where(sql<boolean>`exists (select from micro_region_settlement where micro_region_id = micro_region.id)`)
    .orderBy('name')
    .execute();
  const counties = await db
    .selectFrom('settlement')
    .select('county')
    .distinct()
    .where('county', 'is not', null)
    .orderBy('county')
    .execute();
  return { regions, counties: counties.flatMap(({ county }) => county ?? []) };
}

/** Its name, and the ids of its settlements; null where there is no such area. */
export async function findArea(
  db: Database,
  { kind, name }: Area
): Promise<{ readonly name: string; readonly settlements: readonly string[] } | null> {
  const found =
    kind === 'county'
      ? db.selectFrom('settlement').select(['id', 'county as area']).where('county', '=', name)
      : db
          .selectFrom('settlement')
          .innerJoin('micro_region_settlement', 'settlement_id', 'settlement.id')
          .innerJoin('micro_region', 'micro_region.id', 'micro_region_id')
          .select(['settlement.id', 'micro_region.name as area'])
          .where('micro_region.slug', '=', name);
  const rows = await found.execute();
  const [first] = rows;
  return first ? { name: first.area ?? name, settlements: rows.map(({ id }) => id) } : null;
}
