// Finds the records that are kept true, of whatever domain declares them.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain, Upkept, UpkeptRecord, UpkeptScope } from '#lib/platform/domain.ts';
import type { RecordKey } from './model.ts';

/** A record with what is declared of its kind. */
export interface Found extends UpkeptRecord {
  readonly kind: string;
  readonly of: Upkept;
}

export function upkeptOf(domains: readonly Domain[]): readonly Upkept[] {
  return domains.flatMap(({ upkept = [] }) => upkept);
}

/** In the order of the keys; what is not there, or of no such kind, is left out. */
export async function findUpkept(
  db: Database,
  domains: readonly Domain[],
  keys: readonly RecordKey[]
): Promise<Found[]> {
  const byKind = Map.groupBy(keys, ({ kind }) => kind);
  const found = new Map<string, Found>();
  for (const of of upkeptOf(domains)) {
    const ids = (byKind.get(of.kind) ?? []).map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const record of await of.find(db, ids))
      found.set(`${of.kind} ${record.id}`, { ...record, kind: of.kind, of });
  }
  return keys.flatMap(({ kind, id }) => found.get(`${kind} ${id}`) ?? []);
}

/** All records of the scope, kind by kind. */
export async function listUpkept(
  db: Database,
  domains: readonly Domain[],
  scope: UpkeptScope
): Promise<Found[]> {
  const found: Found[] = [];
  for (const of of upkeptOf(domains)) {
    const ids = await of.list(db, scope);
    const records = ids.length > 0 ? await of.find(db, ids) : [];
    found.push(...records.map((record) => ({ ...record, kind: of.kind, of })));
  }
  return found;
}
