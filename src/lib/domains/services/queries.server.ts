// Reads services: one with all that is known, many by id, those of an organisation or a settlement, the whole list by name.
import { sql } from 'kysely';
import type { Point } from '#lib/core/geo.ts';
import { byHungarian } from '#lib/core/hungarian.ts';
import type { OpeningException } from '#lib/core/opening.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Weekday } from '#lib/core/time.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import type { Settlement } from '#lib/domains/places/model.ts';
import { anyOf, type Named } from '#lib/domains/registry/listing.server.ts';
import { findVenuesByIds, type FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { ServiceFacts, ServiceOpening, ServiceStatus } from './model.ts';
import type { Term } from './taxonomy.ts';

/** With ids in its facts and, beside them, what these ids stand for. */
export interface FullService extends Omit<ServiceFacts, 'organisation'> {
  readonly id: Id<'service'>;
  readonly slug: string;
  readonly organisation: Named & { readonly settlement: Settlement | null; readonly street: string | null };
  /** What those who offer it say of it: whatever that is, it has ended where they are there no more. */
  readonly ownStatus: ServiceStatus;
  /** In the order of names. */
  readonly places: readonly ServicePlace[];
  /** The settlements of its area. */
  readonly area: readonly Settlement[];
  readonly source: string;
  readonly externalId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A venue at which the service is. */
export interface ServicePlace extends FullVenue {
  /** Of the service at the venue. */
  readonly atId: Id<'service_venue'>;
  /** Its own, else its settlement's; null where nobody knows. */
  readonly where: Point | null;
}

export async function findServiceBySlug(db: Database, slug: string): Promise<FullService | null> {
  const row = await db.selectFrom('service').select('id').where('slug', '=', slug).executeTakeFirst();
  return row ? findService(db, row.id) : null;
}

export async function findService(db: Database, id: string): Promise<FullService | null> {
  return (await findServicesByIds(db, [id])).get(id) ?? null;
}

/** Unknown ids are missing from the map. */
export async function findServicesByIds(
  db: Database,
  ids: readonly string[]
): Promise<Map<string, FullService>> {
  const found = new Map<string, FullService>();
  for (const part of inParts([...new Set(ids)], 1000))
    for (const service of await load(db, part)) found.set(service.id, service);
  return found;
}

/** Active ones first, then by name. */
export async function listServicesOf(db: Database, organisation: string): Promise<FullService[]> {
  const rows = await db
    .selectFrom('service')
    .select('id')
    .where('organisation_id', '=', organisation as Id<'organisation'>)
    .orderBy('status')
    .orderBy('name')
    .orderBy('id')
    .limit(200)
    .execute();
  return inOrder(
    rows.map(({ id }) => id),
    await findServicesByIds(
      db,
      rows.map(({ id }) => id)
    )
  );
}

/** Those that are offered in the settlement itself: at a venue there, or by an organisation that is there. */
export async function listServicesIn(
  db: Database,
  settlement: string,
  limit: number
): Promise<{ readonly services: FullService[]; readonly total: number }> {
  const id = settlement as Id<'settlement'>;
  const rows = await db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .where('service.status', '=', 'active')
    .where('organisation.closed_on', 'is', null)
    .where((eb) =>
      eb.or([
        eb('organisation.settlement_id', '=', id),
        eb.exists(
          eb
            .selectFrom('service_venue')
            .innerJoin('venue', 'venue.id', 'service_venue.venue_id')
            .select('venue.id')
            .whereRef('service_venue.service_id', '=', 'service.id')
            .where('venue.settlement_id', '=', id)
        )
      ])
    )
    .select('service.id')
    .orderBy('service.name')
    .orderBy('service.id')
    .execute();
  const shown = rows.slice(0, limit).map((row) => row.id);
  return { services: inOrder(shown, await findServicesByIds(db, shown)), total: rows.length };
}

export interface ServiceQuery {
  readonly text?: string;
  readonly term?: Term | null;
  readonly organisation?: string | null;
  readonly modifiedAfter?: Date | null;
}

/** All of them, by name. @param page from 1 */
export async function listServices(
  db: Database,
  query: ServiceQuery,
  { page, size }: { page: number; size: number }
): Promise<{ readonly services: FullService[]; readonly total: number }> {
  const found = servicesFound(db, query);
  const { total } = await found
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .select('service.id')
    .orderBy('service.name')
    .orderBy('service.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const ids = rows.map(({ id }) => id);
  return { services: inOrder(ids, await findServicesByIds(db, ids)), total: Number(total) };
}

/** All of them by name, some at a time. */
export async function* eachService(db: Database, query: ServiceQuery): AsyncGenerator<FullService[]> {
  const rows = await servicesFound(db, query)
    .select('service.id')
    .orderBy('service.name')
    .orderBy('service.id')
    .execute();
  for (const part of inParts(rows, 500)) {
    const ids = part.map(({ id }) => id);
    yield inOrder(ids, await findServicesByIds(db, ids));
  }
}

export interface ServiceAtPlace {
  readonly service: FullService;
  readonly place: ServicePlace;
}

/** Services by name, each at each of its places. @param page from 1 */
export async function listServicePlaces(
  db: Database,
  query: ServiceQuery,
  { page, size }: { page: number; size: number }
): Promise<{ readonly places: ServiceAtPlace[]; readonly total: number }> {
  const found = servicesFound(db, query).innerJoin('service_venue', 'service_venue.service_id', 'service.id');
  const { total } = await found
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .select(['service.id', 'service_venue.id as at'])
    .orderBy('service.name')
    .orderBy('service_venue.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { places: await atPlaces(db, rows), total: Number(total) };
}

/** @param id of the service at the place */
export async function findServicePlace(db: Database, id: string): Promise<ServiceAtPlace | null> {
  const rows = await db
    .selectFrom('service_venue')
    .select(['service_id as id', 'id as at'])
    .where('id', '=', id as Id<'service_venue'>)
    .execute();
  return (await atPlaces(db, rows))[0] ?? null;
}

export async function listServiceIdsOfSource(
  db: Database,
  source: string
): Promise<Map<string, Id<'service'>>> {
  const rows = await db
    .selectFrom('service')
    .select(['id', 'external_id'])
    .where('source', '=', source)
    .where('external_id', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.external_id ?? '', row.id]));
}

/** The facts as they are written: ids instead of what they stand for. */
export function factsOf(service: FullService): ServiceFacts {
  return { ...service, organisation: service.organisation.id, status: service.ownStatus };
}

function servicesFound(db: Database, { text, term, organisation, modifiedAfter }: ServiceQuery) {
  let found = db.selectFrom('service');
  if (text) found = found.where('service.name', 'ilike', `%${text.replace(/[\\%_]/g, '\\$&')}%`);
  if (term) found = found.where(sql<boolean>`service.terms @> ${[term]}::text[]`);
  if (organisation) found = found.where('service.organisation_id', '=', organisation as Id<'organisation'>);
  if (modifiedAfter) found = found.where('service.updated_at', '>=', modifiedAfter);
  return found;
}

async function atPlaces(
  db: Database,
  rows: readonly { readonly id: string; readonly at: string }[]
): Promise<ServiceAtPlace[]> {
  const services = await findServicesByIds(
    db,
    rows.map(({ id }) => id)
  );
  return rows.flatMap(({ id, at }) => {
    const service = services.get(id);
    const place = service?.places.find(({ atId }) => atId === at);
    return service && place ? [{ service, place }] : [];
  });
}

function inOrder(ids: readonly string[], found: ReadonlyMap<string, FullService>): FullService[] {
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function load(db: Database, ids: readonly string[]): Promise<FullService[]> {
  if (ids.length === 0) return [];
  const mine = anyOf<'service'>(ids);
  const rows = await db
    .selectFrom('service')
    .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
    .selectAll('service')
    .select([
      'organisation.slug as organisation_slug',
      'organisation.name as organisation_name',
      'organisation.settlement_id as organisation_settlement',
      'organisation.street as organisation_street',
      'organisation.closed_on as organisation_closed'
    ])
    .where('service.id', '=', mine)
    .execute();
  const [phones, costs, openings, exceptions, venues, areas] = [
    await db
      .selectFrom('service_phone')
      .selectAll()
      .where('service_id', '=', mine)
      .orderBy('position')
      .execute(),
    await db
      .selectFrom('service_cost')
      .selectAll()
      .where('service_id', '=', mine)
      .orderBy('position')
      .execute(),
    await db
      .selectFrom('service_opening')
      .selectAll()
      .where('service_id', '=', mine)
      .orderBy('weekday')
      .orderBy('opens')
      .orderBy('id')
      .execute(),
    await db
      .selectFrom('service_exception')
      .selectAll()
      .where('service_id', '=', mine)
      .orderBy('first_day')
      .orderBy('opens')
      .orderBy('id')
      .execute(),
    await db
      .selectFrom('service_venue')
      .innerJoin('venue', 'venue.id', 'service_venue.venue_id')
      .selectAll('service_venue')
      .where('service_id', '=', mine)
      .orderBy('venue.name')
      .orderBy('venue.id')
      .execute(),
    await db.selectFrom('service_area').selectAll().where('service_id', '=', mine).execute()
  ];
  const fullVenues = await findVenuesByIds(
    db,
    venues.map(({ venue_id }) => venue_id)
  );
  const settlements = await listSettlementsById(db, [
    ...areas.flatMap(({ settlement_id }) => settlement_id ?? []),
    ...rows.flatMap(({ organisation_settlement }) => organisation_settlement ?? []),
    ...[...fullVenues.values()].map(({ settlement }) => settlement.id)
  ]);
  const of = <Row extends { service_id: string }>(all: readonly Row[]): Map<string, Row[]> =>
    Map.groupBy(all, ({ service_id }) => service_id);
  const grouped = {
    phones: of(phones),
    costs: of(costs),
    openings: of(openings),
    exceptions: of(exceptions),
    venues: of(venues),
    areas: of(areas)
  };
  return rows.map((row): FullService => {
    const own = {
      venues: grouped.venues.get(row.id) ?? [],
      areas: grouped.areas.get(row.id) ?? []
    };
    const area = own.areas
      .flatMap(({ settlement_id }) => (settlement_id && settlements.get(settlement_id)) || [])
      .sort((a, b) => byHungarian(a.name, b.name));
    return {
      id: row.id,
      slug: row.slug,
      organisation: {
        id: row.organisation_id,
        slug: row.organisation_slug,
        name: row.organisation_name,
        settlement: (row.organisation_settlement && settlements.get(row.organisation_settlement)) || null,
        street: row.organisation_street
      },
      name: row.name,
      alternateNames: row.alternate_names,
      description: row.description,
      status: row.organisation_closed === null ? row.status : 'ended',
      ownStatus: row.status,
      eligibility: row.eligibility,
      audiences: row.audiences,
      minimumAge: row.minimum_age,
      maximumAge: row.maximum_age,
      ways: row.ways,
      languages: row.languages,
      accessibility: row.accessibility,
      documents: row.documents,
      application: row.application,
      free: row.free,
      costs: (grouped.costs.get(row.id) ?? []).map(({ label, amount }) => ({ label, amount })),
      phones: (grouped.phones.get(row.id) ?? []).map(({ number, note }) => ({ number, note })),
      website: row.website,
      email: row.email,
      terms: row.terms,
      venues: own.venues.map(({ venue_id }) => venue_id),
      reach: row.reach,
      settlements: area.map(({ id }) => id),
      counties: own.areas.flatMap(({ county }) => county ?? []).sort(),
      openings: (grouped.openings.get(row.id) ?? []).map(
        ({ venue_id, weekday, opens, closes }): ServiceOpening => ({
          venue: venue_id,
          weekday: weekday as Weekday,
          opens,
          closes
        })
      ),
      exceptions: (grouped.exceptions.get(row.id) ?? []).map(
        ({ first_day, last_day, opens, closes }): OpeningException => ({
          first: first_day,
          last: last_day,
          opens,
          closes
        })
      ),
      holidaysClosed: row.holidays_closed,
      places: own.venues.flatMap(({ id, venue_id }): ServicePlace[] => {
        const venue = fullVenues.get(venue_id);
        if (!venue) return [];
        return [
          { ...venue, atId: id, where: venue.point ?? settlements.get(venue.settlement.id)?.point ?? null }
        ];
      }),
      area,
      source: row.source,
      externalId: row.external_id,
      createdAt: row.created_at,
      updatedAt: row.updated_at
    };
  });
}
