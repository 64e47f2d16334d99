// Reads venues: lists, one with all that is known, and those an organiser chooses from.
import type { InferResult } from 'kysely';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { inParts } from '#lib/platform/activity.server.ts';
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
import type { VenueUse } from './filter.ts';
import type { VenueKind } from './model.ts';
import type { Furnishing } from './venue-facts.ts';

export interface VenueListed extends Named {
  readonly id: Id<'venue'>;
  readonly kind: VenueKind;
  readonly street: string | null;
  readonly capacity: number | null;
  readonly accessible: boolean | null;
  /** Stands empty. */
  readonly idle: boolean;
  readonly bookable: boolean;
  readonly settlement: Named;
}

export interface FullVenue extends VenueListed {
  readonly organisation: Named | null;
  /** Its own point; null where only the settlement is known. */
  readonly point: Point | null;
  readonly note: string | null;
  readonly furnishing: Furnishing;
  /** Null while it is there. */
  readonly closed: Closed | null;
  readonly source: string;
  readonly externalId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type VenueQuery = ListQuery<VenueKind> & { readonly only?: VenueUse | null };

/** In the order of the settlements given (nearest first), then by name. */
export async function listVenues(db: Database, query: VenueQuery): Promise<Page<VenueListed>> {
  const { page = 1, pageSize = usualPageSize } = query;
  const { total } = await venuesFound(db, query)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const ids = await idsInListOrder(db, query)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return pageOf((await inThisOrder(db, ids)).map(listedFrom), Number(total), page, pageSize);
}

/** All of the list, some at a time. */
export async function* eachVenue(db: Database, query: VenueQuery): AsyncGenerator<FullVenue[]> {
  for (const part of inParts(await idsInListOrder(db, query).execute(), 500))
    yield (await inThisOrder(db, part)).map(fullFrom);
}

export async function findVenueBySlug(db: Database, slug: string): Promise<FullVenue | null> {
  const row = await venuesIn(db).where('venue.slug', '=', slug).executeTakeFirst();
  return row ? fullFrom(row) : null;
}

export async function findVenue(db: Database, id: string): Promise<FullVenue | null> {
  const row = await venuesIn(db)
    .where('venue.id', '=', id as Id<'venue'>)
    .executeTakeFirst();
  return row ? fullFrom(row) : null;
}

/** Unknown ids are missing from the map. */
export async function findVenuesByIds(db: Database, ids: readonly string[]): Promise<Map<string, FullVenue>> {
  const found = new Map<string, FullVenue>();
  for (const part of inParts([...new Set(ids)], 10_000)) {
    const rows = await venuesIn(db).where('venue.id', '=', anyOf<'venue'>(part)).execute();
    for (const row of rows) found.set(row.id, fullFrom(row));
  }
  return found;
}

export async function listVenuesOf(db: Database, organisation: string): Promise<VenueListed[]> {
  const rows = await venuesIn(db)
    .where('venue.organisation_id', '=', organisation as Id<'organisation'>)
    .where('venue.closed_on', 'is', null)
    .orderBy('venue.name')
    .orderBy('venue.id')
    .limit(200)
    .execute();
  return rows.map(listedFrom);
}

/** Ids by external id, for records that one source supplied. */
export async function findVenueIdsBySource(db: Database, source: string): Promise<Map<string, Id<'venue'>>> {
  const rows = await db
    .selectFrom('venue')
    .select(['id', 'external_id'])
    .where('source', '=', source)
    .where('external_id', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.external_id ?? '', row.id]));
}

/** Everything that one source supplied. */
export async function listVenuesOfSource(db: Database, source: string): Promise<FullVenue[]> {
  const rows = await venuesIn(db).where('venue.source', '=', source).execute();
  return rows.map(fullFrom);
}

/** The venues that a reader asks for, in no order: for lists and for maps. */
export function venuesFound(
  db: Database,
  { settlements, kind, only = null, text = '', closed = false }: VenueQuery
) {
  let found = venuesIn(db);
  if (!closed) found = found.where('venue.closed_on', 'is', null);
  if (settlements) found = found.where('venue.settlement_id', '=', anyOf<'settlement'>(settlements));
  if (kind) found = found.where('venue.kind', '=', kind);
  if (only) found = found.where(`venue.${only}`, '=', true);
  for (const pattern of patternsOf(text)) found = found.where('venue.folded', 'like', pattern);
  return found;
}

function idsInListOrder(db: Database, query: VenueQuery) {
  const { settlements } = query;
  const found = venuesFound(db, query).clearSelect().select('venue.id');
  const near = settlements ? found.orderBy(nearness('venue.settlement_id', settlements)) : found;
  return near.orderBy('venue.name').orderBy('settlement.name').orderBy('venue.id');
}

function inThisOrder(db: Database, ids: readonly { readonly id: string }[]): Promise<VenueRow[]> {
  const wanted = ids.map(({ id }) => id);
  return venuesIn(db)
    .where('venue.id', '=', anyOf<'venue'>(wanted))
    .orderBy(nearness('venue.id', wanted))
    .execute();
}

function venuesIn(db: Database) {
  return db
    .selectFrom('venue')
    .leftJoin('venue as successor', 'successor.id', 'venue.successor_id')
    .innerJoin('settlement', 'settlement.id', 'venue.settlement_id')
    .leftJoin('organisation', 'organisation.id', 'venue.organisation_id')
    .select([
      'venue.id',
      'venue.slug',
      'venue.name',
      'venue.kind',
      'venue.street',
      'venue.capacity',
      'venue.accessible',
      'venue.lat',
      'venue.lon',
      'venue.note',
      'venue.power',
      'venue.heating',
      'venue.features',
      'venue.width',
      'venue.depth',
      'venue.height',
      'venue.darkening',
      'venue.amps',
      'venue.loading',
      'venue.price',
      'venue.rules',
      'venue.bookable',
      'venue.idle',
      'venue.condition',
      'venue.could_become',
      'venue.closed_on',
      'venue.closed_reason',
      'venue.successor_id',
      'successor.slug as successor_slug',
      'successor.name as successor_name',
      'venue.source',
      'venue.external_id',
      'venue.created_at',
      'venue.updated_at',
      'venue.settlement_id',
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name',
      'venue.organisation_id',
      'organisation.slug as organisation_slug',
      'organisation.name as organisation_name'
    ]);
}

type VenueRow = InferResult<ReturnType<typeof venuesIn>>[number];

function listedFrom(row: VenueRow): VenueListed {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    street: row.street,
    capacity: row.capacity,
    accessible: row.accessible,
    idle: row.idle,
    bookable: row.bookable,
    settlement: { id: row.settlement_id, slug: row.settlement_slug, name: row.settlement_name }
  };
}

function fullFrom(row: VenueRow): FullVenue {
  return {
    ...listedFrom(row),
    organisation: row.organisation_id
      ? { id: row.organisation_id, slug: row.organisation_slug ?? '', name: row.organisation_name ?? '' }
      : null,
    point: row.lat !== null && row.lon !== null ? { lat: row.lat, lon: row.lon } : null,
    note: row.note,
    furnishing: {
      power: row.power,
      heating: row.heating,
      features: row.features,
      width: row.width,
      depth: row.depth,
      height: row.height,
      darkening: row.darkening,
      amps: row.amps,
      loading: row.loading,
      price: row.price,
      rules: row.rules,
      bookable: row.bookable,
      idle: row.idle,
      condition: row.condition,
      couldBecome: row.could_become
    },
    closed: closedFrom(row),
    source: row.source,
    externalId: row.external_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at
  };
}
