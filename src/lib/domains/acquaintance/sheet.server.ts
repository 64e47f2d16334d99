// What the printed sheet of an interview says of each organisation before anybody has asked anything.
import { sql } from 'kysely';
import { shortCode } from '#lib/core/short-code.ts';
import type { ContactKind, OrganisationKind } from '#lib/domains/registry/model.ts';
import { visibleContacts } from '#lib/domains/registry/policy.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { territoryOf, visibleTo } from './queries.server.ts';

export interface Sheet {
  readonly code: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly address: string;
  readonly summary: string | null;
  readonly contacts: readonly { readonly kind: ContactKind; readonly value: string }[];
  readonly services: readonly string[];
  readonly venues: readonly string[];
  /** Day of the last visit that the reader may read of. */
  readonly last: string | null;
}

/** Sheets of one go: more is a parcel, and is printed in parts. */
export const mostSheets = 60;
const mostNames = 12;

/** By name. @param wanted one organisation, or those of a settlement, by id */
export async function listSheets(
  db: Database,
  actor: Actor,
  wanted: { readonly organisation: string } | { readonly settlement: string },
  page = 1
): Promise<{ sheets: Sheet[]; total: number; pages: number }> {
  const where =
    'organisation' in wanted
      ? sql`organisation.id = ${wanted.organisation}`
      : sql`organisation.settlement_id = ${wanted.settlement} and organisation.closed_on is null`;
  const counted = await sql<{
    total: number;
  }>`select count(*)::int as total from organisation where ${where}`.execute(db);
  const total = counted.rows[0]?.total ?? 0;
  const territory = await territoryOf(db, actor);
  const { rows } = await sql<
    Omit<Sheet, 'code' | 'address'> & {
      id: string;
      street: string | null;
      settlement: string | null;
    }
  >`select organisation.id, organisation.slug, organisation.name, organisation.kind, organisation.street, organisation.summary,
      settlement.name as settlement,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', contact.kind, 'value', contact.value) order by contact.position), '[]')
        from organisation_contact contact where contact.organisation_id = organisation.id
          and contact.visibility = any(${visibleContacts(actor)}::text[])) as contacts,
      (select coalesce(jsonb_agg(named.name order by named.name), '[]') from (
        select service.name from service where service.organisation_id = organisation.id order by name limit ${mostNames}
      ) named) as services,
      (select coalesce(jsonb_agg(named.name order by named.name), '[]') from (
        select venue.name from venue where venue.organisation_id = organisation.id and venue.closed_on is null order by name limit ${mostNames}
      ) named) as venues,
      (select max(visit.day) from acquaintance_visit visit
        where visit.organisation_id = organisation.id and ${visibleTo(actor, territory)}) as last
    from organisation left join settlement on settlement.id = organisation.settlement_id
    where ${where} order by organisation.name, organisation.id
    limit ${mostSheets} offset ${(page - 1) * mostSheets}`.execute(db);
  return {
    sheets: rows.map(({ id, street, settlement, ...row }) => ({
      ...row,
      code: shortCode(id),
      address: [settlement, street].filter(Boolean).join(', ')
    })),
    total,
    pages: Math.ceil(total / mostSheets)
  };
}
