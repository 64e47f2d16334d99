// Reads offers and needs: one, many by id, and lists as everyone sees them.
import { sql, type InferResult } from 'kysely';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { pointOf } from '#lib/domains/places/model.ts';
import {
  anyOf,
  nearness,
  pageOf,
  patternsOf,
  usualPageSize,
  type Named,
  type Page
} from '#lib/domains/registry/listing.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Category, Condition, OfferingFacts, Side, State, Told } from './model.ts';

export interface Offering extends Omit<OfferingFacts, 'organisation' | 'expert' | 'settlement'> {
  readonly id: Id<'offering'>;
  readonly slug: string;
  readonly organisation: Named | null;
  readonly expert: Named | null;
  readonly settlement: Named & { readonly county: string | null; readonly point: Point | null };
  /** Who entered it. */
  readonly person: Id<'person'> | null;
  /** Whose own entry among the experts it belongs to. */
  readonly expertPerson: string | null;
  /** For the eyes of those who keep it. */
  readonly told: Told | null;
  readonly state: State;
  readonly expiresOn: string;
  readonly askedAt: Date | null;
  readonly closedAt: Date | null;
  readonly source: string;
  readonly externalId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** For operations and other rooms, which judge by themselves who may. */
export async function findOffering(db: Database, id: string): Promise<Offering | null> {
  return (await findOfferingsByIds(db, [id])).get(id) ?? null;
}

/** Also what is paused or over: links to it remain. */
export async function findOfferingBySlug(db: Database, slug: string): Promise<Offering | null> {
  const row = await offeringsIn(db).where('offering.slug', '=', slug).executeTakeFirst();
  return row ? offeringFrom(row) : null;
}

/** Unknown ids are missing from the map. */
export async function findOfferingsByIds(
  db: Database,
  ids: readonly string[]
): Promise<Map<string, Offering>> {
  if (ids.length === 0) return new Map();
  const rows = await offeringsIn(db)
    .where('offering.id', '=', anyOf<'offering'>([...new Set(ids)]))
    .execute();
  return new Map(rows.map((row) => [row.id, offeringFrom(row)]));
}

export interface OfferingQuery {
  readonly side?: Side | null;
  readonly category?: Category | null;
  readonly conditions?: Condition | null;
  /** Words that all have to occur. */
  readonly text?: string;
  /** Ids, nearest first; null for the whole country. */
  readonly settlements?: readonly string[] | null;
  /** Days 'YYYY-MM-DD', both included: what can be had on some of them. */
  readonly from?: string | null;
  readonly until?: string | null;
  readonly organisation?: string | null;
  readonly expert?: string | null;
  /** All states where it is null; otherwise only what is open on this day. */
  readonly openOn: string | null;
  /** From 1. */
  readonly page?: number;
  readonly pageSize?: number;
}

/** Nearest first where a settlement was asked for; then the latest first. */
export async function listOfferings(db: Database, query: OfferingQuery): Promise<Page<Offering>> {
  const { settlements = null, page = 1, pageSize = usualPageSize } = query;
  const found = narrowed(db, query);
  const { total } = await found
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const ordered =
    settlements && settlements.length > 1
      ? found.orderBy(nearness('offering.settlement_id', settlements))
      : found;
  const rows = await ordered
    .orderBy('offering.created_at', 'desc')
    .orderBy('offering.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return pageOf(rows.map(offeringFrom), Number(total), page, pageSize);
}

/** How many there are of each side and category, for the ways into the list. */
export async function countOfferings(
  db: Database,
  query: OfferingQuery
): Promise<{ readonly side: Side; readonly category: Category; readonly count: number }[]> {
  const rows = await narrowed(db, query)
    .clearSelect()
    .select(['offering.side', 'offering.category'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['offering.side', 'offering.category'])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Of one organisation, expert or place in the register, what is open first. */
export async function listOfferingsOf(
  db: Database,
  of: {
    readonly organisation?: string;
    readonly expert?: string;
    readonly settlement?: string;
    readonly venue?: string;
    readonly equipment?: string;
    readonly service?: string;
  },
  openOn: string | null,
  limit = 50
): Promise<Offering[]> {
  let found = narrowed(db, { openOn });
  for (const key of ['organisation', 'expert', 'settlement', 'venue', 'equipment', 'service'] as const)
    if (of[key]) found = found.where(sql<boolean>`${sql.ref(`offering.${key}_id`)} = ${of[key]}`);
  const rows = await found
    .orderBy(sql`offering.state <> 'open'`)
    .orderBy('offering.created_at', 'desc')
    .orderBy('offering.id')
    .limit(limit)
    .execute();
  return rows.map(offeringFrom);
}

/** What one person keeps: entered by them, of their organisations and settlements; waiting for a word first. */
export async function listKeptOfferings(
  db: Database,
  {
    person,
    organisations,
    settlements
  }: {
    readonly person: string;
    readonly organisations: readonly string[];
    readonly settlements: readonly string[];
  },
  limit = 200
): Promise<Offering[]> {
  const rows = await offeringsIn(db)
    .where(
      sql<boolean>`(offering.person_id = ${person} or offering.organisation_id = any(${[...organisations]}::uuid[])
        or (offering.organisation_id is null and offering.settlement_id = any(${[...settlements]}::uuid[])))`
    )
    .orderBy(sql`offering.state in ('answered', 'ended')`)
    .orderBy('offering.expires_on')
    .orderBy('offering.id')
    .limit(limit)
    .execute();
  return rows.map(offeringFrom);
}

/** Ids of what is open on the day, after one, in order. */
export async function listOpenIds(
  db: Database,
  { openOn, after, limit }: { readonly openOn: string; readonly after: string | null; readonly limit: number }
): Promise<string[]> {
  let found = narrowed(db, { openOn });
  if (after !== null) found = found.where('offering.id', '>', after as Id<'offering'>);
  const rows = await found.clearSelect().select('offering.id').orderBy('offering.id').limit(limit).execute();
  return rows.map(({ id }) => id);
}

/** All that the query asks for, some at a time, in the order of their ids. */
export async function* eachOffering(db: Database, query: OfferingQuery): AsyncGenerator<Offering[]> {
  let after: Id<'offering'> | null = null;
  for (;;) {
    let found = narrowed(db, query);
    if (after !== null) found = found.where('offering.id', '>', after);
    const rows = await found.orderBy('offering.id').limit(500).execute();
    if (rows.length === 0) return;
    yield rows.map(offeringFrom);
    after = rows.at(-1)?.id ?? null;
  }
}

export async function listOfferingIdsOfSource(
  db: Database,
  source: string
): Promise<Map<string, Id<'offering'>>> {
  const rows = await db
    .selectFrom('offering')
    .select(['id', 'external_id'])
    .where('source', '=', source)
    .where('external_id', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.external_id ?? '', row.id]));
}

/** The facts as they are written: ids instead of what they stand for. */
export function factsOf(offering: Offering): OfferingFacts {
  const { organisation, expert, settlement } = offering;
  return {
    ...offering,
    organisation: organisation?.id ?? null,
    expert: expert?.id ?? null,
    settlement: settlement.id
  };
}

function narrowed(db: Database, query: OfferingQuery) {
  const { side, category, conditions, text = '', settlements, from, until } = query;
  const { organisation, expert, openOn } = query;
  let found = offeringsIn(db);
  if (openOn !== null)
    found = found
      .where('offering.state', '=', 'open')
      .where('offering.expires_on', '>=', openOn)
      .where(sql<boolean>`coalesce(offering.until_day, 'infinity') >= ${openOn}::date`)
      .where('organisation.closed_on', 'is', null);
  if (side) found = found.where('offering.side', '=', side);
  if (category) found = found.where('offering.category', '=', category);
  if (conditions) found = found.where('offering.conditions', '=', conditions);
  for (const pattern of patternsOf(text)) found = found.where('offering.folded', 'like', pattern);
  if (settlements) found = found.where('offering.settlement_id', '=', anyOf<'settlement'>(settlements));
  if (from) found = found.where(sql<boolean>`coalesce(offering.until_day, 'infinity') >= ${from}::date`);
  if (until) found = found.where(sql<boolean>`coalesce(offering.from_day, '-infinity') <= ${until}::date`);
  if (organisation) found = found.where('offering.organisation_id', '=', organisation as Id<'organisation'>);
  if (expert) found = found.where('offering.expert_id', '=', expert as Id<'expert'>);
  return found;
}

function offeringsIn(db: Database) {
  return db
    .selectFrom('offering')
    .innerJoin('settlement', 'settlement.id', 'offering.settlement_id')
    .leftJoin('organisation', 'organisation.id', 'offering.organisation_id')
    .leftJoin('expert', 'expert.id', 'offering.expert_id')
    .selectAll('offering')
    .select([
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name',
      'settlement.county as settlement_county',
      'settlement.lat',
      'settlement.lon',
      'organisation.slug as organisation_slug',
      'organisation.name as organisation_name',
      'expert.slug as expert_slug',
      'expert.name as expert_name',
      'expert.person_id as expert_person'
    ]);
}

function offeringFrom(row: InferResult<ReturnType<typeof offeringsIn>>[number]): Offering {
  return {
    id: row.id,
    slug: row.slug,
    side: row.side,
    category: row.category,
    title: row.title,
    text: row.text,
    organisation: row.organisation_id
      ? { id: row.organisation_id, slug: row.organisation_slug ?? '', name: row.organisation_name ?? '' }
      : null,
    expert: row.expert_id
      ? { id: row.expert_id, slug: row.expert_slug ?? '', name: row.expert_name ?? '' }
      : null,
    settlement: {
      id: row.settlement_id,
      slug: row.settlement_slug,
      name: row.settlement_name,
      county: row.settlement_county,
      point: pointOf(row)
    },
    person: row.person_id,
    expertPerson: row.expert_person,
    told: row.told_how
      ? {
          how: row.told_how,
          by: row.told_by,
          phone: row.contact_phone,
          email: row.contact_email,
          consent: row.consent_note,
          sheet: row.sheet
        }
      : null,
    reachKm: row.reach_km,
    from: row.from_day,
    until: row.until_day,
    weekdays: row.weekdays,
    quantity: row.quantity,
    unit: row.unit,
    conditions: row.conditions,
    price: row.price,
    inReturn: row.in_return,
    inReturnCategories: row.in_return_categories,
    topics: row.topics,
    audiences: row.audiences,
    curriculum: row.curriculum,
    level: row.level,
    minutes: row.minutes,
    sessions: row.sessions,
    groupSize: row.group_size,
    venue: row.venue_id,
    equipment: row.equipment_id,
    service: row.service_id,
    state: row.state,
    expiresOn: row.expires_on,
    askedAt: row.asked_at,
    closedAt: row.closed_at,
    source: row.source,
    externalId: row.external_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at
  };
}
