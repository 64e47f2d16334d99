// Which settlements a circle's territory holds: its micro-region, its county, or those picked by hand, and its home.
import { sql } from 'kysely';
import type { Database } from '#lib/platform/db/database.server.ts';

export async function settlementsOf(db: Database, circle: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select settlement.id from settlement, circle
    where circle.id = ${circle} and (
      settlement.id = circle.settlement_id
      or settlement.county = circle.county
      or settlement.id in (select settlement_id from circle_settlement where circle_id = circle.id)
      or settlement.id in (
        select settlement_id from micro_region_settlement where micro_region_id = circle.micro_region_id
      )
    )
    limit 500`.execute(db);
  return rows.map(({ id }) => id);
}
