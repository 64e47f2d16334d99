// The settlements as readers of calendars look them up, kept in memory: feeds ask for the same three thousand again and again.
import { sql } from 'kysely';
import { settlementNamer } from '#lib/domains/places/locator.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import type { SettlementFinder } from '#lib/domains/places/finder.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

export interface KeptSettlements {
  readonly finder: SettlementFinder;
  readonly named: ReturnType<typeof settlementNamer>;
}

let kept: { readonly stamp: string; readonly settlements: KeptSettlements } | null = null;

/**
 * Made again as soon as any row is another: its id, where it lies in its table and which transaction wrote it tell, also within
 * a transaction and after one that was rolled back. Asking for that takes 3 ms on the embedded database, making them 45.
 */
export async function keptSettlements(db: Database): Promise<KeptSettlements> {
  const stamp = await stampOf(db);
  if (kept?.stamp === stamp) return kept.settlements;
  const finder = await loadSettlementFinder(db);
  const settlements = { finder, named: settlementNamer(finder.all) };
  kept = { stamp, settlements };
  return settlements;
}

async function stampOf(db: Database): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`select
    (select count(*) || ' ' || sum(hash_record_extended(row(id, ctid, xmin), 0)) from settlement) || ' ' ||
    (select count(*) || ' ' || coalesce(sum(hash_record_extended(row(settlement_id, postal_code, ctid, xmin), 0)), 0)
      from settlement_postal_code) as stamp`.execute(db);
  return rows[0]?.stamp ?? '';
}
