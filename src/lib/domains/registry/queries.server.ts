// Reads organisations: lists, one with its contacts, many by id.
import type { InferResult } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  anyOf,
  closedFrom,
  nearness,
  pageOf,
  patternsOf,
  usualPageSize,
  type Closed,
  type ListQuery,
  type Named,
  type Page
} from './listing.server.ts';
import type { Contact, OrganisationKind, Sector, Visibility } from './model.ts';
import { visibleContacts } from './policy.ts';

export interface OrganisationListed extends Named {
  readonly id: Id<'organisation'>;
  readonly sector: Sector;
  readonly kind: OrganisationKind;
  readonly summary: string | null;
  readonly settlement: Named | null;
  /** Null while it is there. */
  readonly closed: Closed | null;
}

export interface FullOrganisation extends OrganisationListed {
  readonly street: string | null;
  readonly source: string;
  readonly externalId: string | null;
  readonly contacts: readonly Contact[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type OrganisationQuery = ListQuery<OrganisationKind> & { readonly sector?: Sector | null };

/** In the order of the settlements given (nearest first), then by name; by name alone when there are none. */
export async function listOrganisations(
  db: Database,
  query: OrganisationQuery
): Promise<Page<OrganisationListed>> {
  const { page = 1, pageSize = usualPageSize } = query;
  const { total } = await organisationsFound(db, query)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const ids = await idsInListOrder(db, query)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return pageOf((await inThisOrder(db, ids)).map(listedFrom), Number(total), page, pageSize);
}

/** All of the list with contacts of these visibilities, some at a time. */
export async function* eachOrganisation(
  db: Database,
  query: OrganisationQuery,
  visibilities: readonly Visibility[]
): AsyncGenerator<FullOrganisation[]> {
  for (const part of inParts(await idsInListOrder(db, query).execute(), 500))
    yield fullFrom(db, await inThisOrder(db, part), visibilities);
}

/** With the contacts that the actor may see. */
export async function findOrganisationBySlug(
  db: Database,
  actor: Actor,
  slug: string
): Promise<FullOrganisation | null> {
  const row = await organisationsIn(db).where('organisation.slug', '=', slug).executeTakeFirst();
  const [found] = row ? await fullFrom(db, [row], visibleContacts(actor)) : [];
  return found ?? null;
}

/** With all contacts: for operations, which judge for themselves who may. */
export async function findOrganisation(db: Database, id: string): Promise<FullOrganisation | null> {
  const row = await organisationsIn(db)
    .where('organisation.id', '=', id as Id<'organisation'>)
    .executeTakeFirst();
  const [found] = row ? await fullFrom(db, [row], ['public', 'internal']) : [];
  return found ?? null;
}

/** Unknown ids are missing from the map. */
export async function findOrganisationsByIds(
  db: Database,
  ids: readonly string[]
): Promise<Map<string, OrganisationListed>> {
  const found = new Map<string, OrganisationListed>();
  for (const part of inParts([...new Set(ids)], 10_000)) {
    const rows = await organisationsIn(db)
      .where('organisation.id', '=', anyOf<'organisation'>(part))
      .execute();
    for (const row of rows) found.set(row.id, listedFrom(row));
  }
  return found;
}

/** Ids by external id, for records that one source supplied. */
export async function findOrganisationIdsBySource(
  db: Database,
  source: string
): Promise<Map<string, Id<'organisation'>>> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'external_id'])
    .where('source', '=', source)
    .where('external_id', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.external_id ?? '', row.id]));
}

/** Everything that one source supplied, with all contacts. */
export async function listOrganisationsOfSource(db: Database, source: string): Promise<FullOrganisation[]> {
  const rows = await organisationsIn(db).where('organisation.source', '=', source).execute();
  return fullFrom(db, rows, ['public', 'internal']);
}

/** With all contacts; unknown ids are left out. */
export async function findFullOrganisations(
  db: Database,
  ids: readonly string[]
): Promise<FullOrganisation[]> {
  const found: FullOrganisation[] = [];
  for (const part of inParts([...new Set(ids)], 10_000)) {
    const rows = await organisationsIn(db)
      .where('organisation.id', '=', anyOf<'organisation'>(part))
      .execute();
    found.push(...(await fullFrom(db, rows, ['public', 'internal'])));
  }
  return found;
}

/** What one finds an organisation by that a file speaks of. */
export async function listOrganisationNames(db: Database): Promise<
  {
    id: Id<'organisation'>;
    name: string;
    settlement: string | null;
    source: string;
    externalId: string | null;
  }[]
> {
  return db
    .selectFrom('organisation')
    .select(['id', 'name', 'settlement_id as settlement', 'source', 'external_id as externalId'])
    .execute();
}

/** The organisations that a reader asks for, in no order: for lists and for maps. */
export function organisationsFound(
  db: Database,
  { settlements, sector, kind, text = '', closed = false }: OrganisationQuery
) {
  let found = organisationsIn(db);
  if (!closed) found = found.where('organisation.closed_on', 'is', null);
  if (settlements) found = found.where('organisation.settlement_id', '=', anyOf<'settlement'>(settlements));
  if (sector) found = found.where('organisation.sector', '=', sector);
  if (kind) found = found.where('organisation.kind', '=', kind);
  for (const pattern of patternsOf(text)) found = found.where('organisation.folded', 'like', pattern);
  return found;
}

function idsInListOrder(db: Database, query: OrganisationQuery) {
  const { settlements } = query;
  const found = organisationsFound(db, query).clearSelect().select('organisation.id');
  const near = settlements ? found.orderBy(nearness('organisation.settlement_id', settlements)) : found;
  return near.orderBy('organisation.name').orderBy('organisation.id');
}

function inThisOrder(db: Database, ids: readonly { readonly id: string }[]): Promise<OrganisationRow[]> {
  const wanted = ids.map(({ id }) => id);
  return organisationsIn(db)
    .where('organisation.id', '=', anyOf<'organisation'>(wanted))
    .orderBy(nearness('organisation.id', wanted))
    .execute();
}

function organisationsIn(db: Database) {
  return db
    .selectFrom('organisation')
    .leftJoin('organisation as successor', 'successor.id', 'organisation.successor_id')
    .leftJoin('settlement', 'settlement.id', 'organisation.settlement_id')
    .select([
      'organisation.id',
      'organisation.slug',
      'organisation.name',
      'organisation.sector',
      'organisation.kind',
      'organisation.summary',
      'organisation.street',
      'organisation.closed_on',
      'organisation.closed_reason',
      'organisation.successor_id',
      'successor.slug as successor_slug',
      'successor.name as successor_name',
      'organisation.source',
      'organisation.external_id',
      'organisation.created_at',
      'organisation.updated_at',
      'organisation.settlement_id',
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name'
    ]);
}

type OrganisationRow = InferResult<ReturnType<typeof organisationsIn>>[number];

function listedFrom(row: OrganisationRow): OrganisationListed {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    sector: row.sector,
    kind: row.kind,
    summary: row.summary,
    settlement: row.settlement_id
      ? { id: row.settlement_id, slug: row.settlement_slug ?? '', name: row.settlement_name ?? '' }
      : null,
    closed: closedFrom(row)
  };
}

async function fullFrom(
  db: Database,
  rows: readonly OrganisationRow[],
  visibilities: readonly Visibility[]
): Promise<FullOrganisation[]> {
  const contacts = await db
    .selectFrom('organisation_contact')
    .select(['organisation_id', 'kind', 'value', 'visibility'])
    .where('organisation_id', '=', anyOf<'organisation'>(rows.map(({ id }) => id)))
    .where('visibility', 'in', visibilities)
    .orderBy('position')
    .execute();
  const contactsOf = Map.groupBy(contacts, ({ organisation_id }) => organisation_id);
  return rows.map((row) => ({
    ...listedFrom(row),
    street: row.street,
    source: row.source,
    externalId: row.external_id,
    contacts: (contactsOf.get(row.id) ?? []).map(({ kind, value, visibility }) => ({
      kind,
      value,
      visibility
    })),
    createdAt: row.created_at,
    updatedAt: row.updated_at
  }));
}
