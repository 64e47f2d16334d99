// Which settlements a reader means by «near Szentes, within 20 km».
import {
  findSettlementBySlug,
  searchSettlements,
  settlementsWithin
} from '#lib/domains/places/queries.server.ts';
import type { Settlement } from '#lib/domains/places/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

export interface Near {
  /** Ids of settlements, nearest first; null when nothing was asked for. */
  readonly settlements: readonly string[] | null;
  readonly settlement: Settlement | null;
  /** Kilometres from `settlement`, by settlement id. */
  readonly km: ReadonlyMap<string, number>;
  /** When the settlement is not known: what may have been meant. */
  readonly suggestions: readonly string[];
  /** A distance was asked for, but nobody knows where the settlement is. */
  readonly withoutPoint: boolean;
}

/** @param text name or slug; empty for the whole country @param km 0 for that settlement only */
export async function findNear(db: Database, text: string, km: number): Promise<Near> {
  const nothing: Near = {
    settlements: null,
    settlement: null,
    km: new Map(),
    suggestions: [],
    withoutPoint: false
  };
  if (text === '') return nothing;
  const bySlug = await findSettlementBySlug(db, text);
  const { found, suggestions } = bySlug
    ? { found: [bySlug], suggestions: [] }
    : await searchSettlements(db, text, 1);
  const [settlement] = found;
  if (!settlement) return { ...nothing, settlements: [], suggestions };
  if (km === 0 || !settlement.point)
    return { ...nothing, settlement, settlements: [settlement.id], withoutPoint: km > 0 };
  const around = await settlementsWithin(db, settlement.point, km);
  return {
    ...nothing,
    settlement,
    settlements: around.map(({ id }) => id),
    km: new Map(around.map((each) => [each.id as string, each.km]))
  };
}
