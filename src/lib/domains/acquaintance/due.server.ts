// Which organisations nobody has visited for a year, or ever, as far as the reader may know.
import { sql, type RawBuilder } from 'kysely';
import type { OrganisationKind } from '#lib/domains/registry/model.ts';
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { canRecordVisit } from './policy.ts';
import { territoryOf, visibleTo } from './queries.server.ts';

export interface Unvisited {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly settlement: { readonly slug: string; readonly name: string } | null;
  /** Day of the last visit that the reader may read of; null for never. */
  readonly last: string | null;
}

export interface DueQuery {
  /** Ids; null for no such filter. Without settlements and county: the reader's territory. */
  readonly settlements?: readonly string[] | null;
  readonly county?: string | null;
  readonly kind?: OrganisationKind | null;
  readonly page?: number;
}

export const duePageSize = 25;

/**
 * Never visited first, then the longest ago. One's own organisations are left out. A visit that the reader may not read counts as
 * none: whoever may not know of it must not learn of it here.
 */
export async function listDue(
  db: Database,
  actor: Actor,
  { settlements = null, county = null, kind = null, page = 1 }: DueQuery,
  today: string
): Promise<{ organisations: Unvisited[]; total: number; pages: number }> {
  if (!canRecordVisit(actor) || actor.kind !== 'person') return { organisations: [], total: 0, pages: 0 };
  const territory = await territoryOf(db, actor);
  const own = actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []));
  const everywhere =
    territory.everywhere || isAdministrator(actor) || settlements !== null || county !== null;
  const conditions: RawBuilder<unknown>[] = [
    sql`(last.day is null or (last.day + interval '1 year')::date <= ${today}::date)`,
    sql`organisation.closed_on is null`,
    sql`not organisation.id = any(${own}::uuid[])`
  ];
  if (!everywhere)
    conditions.push(sql`organisation.settlement_id = any(${[...territory.settlements]}::uuid[])`);
  if (settlements) conditions.push(sql`organisation.settlement_id = any(${[...settlements]}::uuid[])`);
  if (county) conditions.push(sql`settlement.county = ${county}`);
  if (kind) conditions.push(sql`organisation.kind = ${kind}`);
  const found = sql`from organisation
    left join settlement on settlement.id = organisation.settlement_id
    left join (
      select visit.organisation_id, max(visit.day) as day from acquaintance_visit visit
      where visit.organisation_id is not null and ${visibleTo(actor, territory)} group by visit.organisation_id
    ) last on last.organisation_id = organisation.id
    where ${sql.join(conditions, sql` and `)}`;
  const counted = await sql<{ total: number }>`select count(*)::int as total ${found}`.execute(db);
  const total = counted.rows[0]?.total ?? 0;
  const { rows } = await sql<{
    id: string;
    slug: string;
    name: string;
    kind: OrganisationKind;
    settlement_slug: string | null;
    settlement_name: string | null;
    last: string | null;
  }>`select organisation.id, organisation.slug, organisation.name, organisation.kind,
      settlement.slug as settlement_slug, settlement.name as settlement_name, last.day as last ${found}
    order by last.day nulls first, settlement.name, organisation.name, organisation.id
    limit ${duePageSize} offset ${(page - 1) * duePageSize}`.execute(db);
  return {
    organisations: rows.map(({ settlement_slug, settlement_name, ...row }) => ({
      ...row,
      settlement: settlement_slug ? { slug: settlement_slug, name: settlement_name ?? '' } : null
    })),
    total,
    pages: Math.ceil(total / duePageSize)
  };
}
