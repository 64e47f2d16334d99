// Finds the records that are kept true, of whatever domain declares them.
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain, Upkept, UpkeptRecord, UpkeptScope } from '#lib/platform/domain.ts';
import type { RecordKey } from './model.ts';

/** A record with what is declared of its kind. */
export interface Found extends UpkeptRecord {
  readonly kind: string;
  readonly of: Upkept;
  /** Of its settlement. */
  readonly county: string | null;
}

type Bare = Omit<Found, 'county'>;

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
  const found = new Map<string, Bare>();
  for (const of of upkeptOf(domains)) {
    const ids = (byKind.get(of.kind) ?? []).map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const record of await of.find(db, ids))
      found.set(`${of.kind} ${record.id}`, { ...record, kind: of.kind, of });
  }
  return withCounties(
    db,
    keys.flatMap(({ kind, id }) => found.get(`${kind} ${id}`) ?? [])
  );
}

/** All records of the scope, kind by kind. */
export async function listUpkept(
  db: Database,
  domains: readonly Domain[],
  scope: UpkeptScope
): Promise<Found[]> {
  const found: Bare[] = [];
  for (const of of upkeptOf(domains)) {
    const ids = await of.list(db, scope);
    const records = ids.length > 0 ? await of.find(db, ids) : [];
    found.push(...records.map((record) => ({ ...record, kind: of.kind, of })));
  }
  return withCounties(db, found);
}

async function withCounties(db: Database, records: readonly Bare[]): Promise<Found[]> {
  const ids = [...new Set(records.flatMap(({ settlement }) => settlement?.id ?? []))];
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('settlement')
          .select(['id', 'county'])
          .where('id', '=', anyOf<'settlement'>(ids))
          .execute();
  const counties = new Map<string, string | null>(rows.map(({ id, county }) => [id, county]));
  return records.map((record) => ({ ...record, county: counties.get(record.settlement?.id ?? '') ?? null }));
}
