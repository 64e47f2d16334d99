// Reads events in full, with their places and organisers.
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { EventContent, Performer } from './model.ts';

export interface NamedPlace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface FullPerformer extends Performer {
  /** Of the organisation. */
  readonly slug: string | null;
}

export interface FullEvent extends EventContent {
  readonly id: Id<'event'>;
  readonly slug: string;
  readonly settlement: (NamedPlace & { lat: number | null; lon: number | null }) | null;
  readonly venue: (NamedPlace & { street: string | null; lat: number | null; lon: number | null }) | null;
  readonly uid: string;
  readonly sequence: number;
  readonly source: string;
  readonly externalId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly organisers: readonly NamedPlace[];
  /** Who holds it, where that is no organisation of the register: a circle. */
  readonly organiserName: string | null;
  readonly performers: readonly FullPerformer[];
}

export async function findEventBySlug(db: Database, slug: string): Promise<FullEvent | null> {
  const [event] = await loadEvents(db, sql<SqlBool>`event.slug = ${slug}`);
  return event ?? null;
}

export async function findEvent(db: Database, id: Id<'event'>): Promise<FullEvent | null> {
  const [event] = await loadEvents(db, sql<SqlBool>`event.id = ${id}`);
  return event ?? null;
}

export async function findEvents(
  db: Database,
  ids: readonly Id<'event'>[]
): Promise<Map<Id<'event'>, FullEvent>> {
  if (ids.length === 0) return new Map();
  const events = await loadEvents(db, sql<SqlBool>`event.id = any(${[...new Set(ids)]}::uuid[])`);
  return new Map(events.map((event) => [event.id, event]));
}

/** Events that a source brought earlier, by their id there. */
export async function findEventsBySource(db: Database, source: string): Promise<Map<string, FullEvent>> {
  const found = new Map<string, FullEvent>();
  for (let after = ''; ;) {
    const part = await loadEvents(
      db,
      sql<SqlBool>`event.source = ${source} and event.external_id > ${after}`,
      {
        order: 'event.external_id',
        limit: perPart
      }
    );
    for (const event of part) if (event.externalId) found.set((after = event.externalId), event);
    if (part.length < perPart) return found;
  }
}

/** Events read in one go: 76,000 at once kept every page waiting for two seconds. */
const perPart = 1000;

async function loadEvents(
  db: Database,
  condition: RawBuilder<SqlBool>,
  { order = 'event.id', limit }: { order?: 'event.id' | 'event.external_id'; limit?: number } = {}
): Promise<FullEvent[]> {
  const rows = await db
    .selectFrom('event')
    .leftJoin('settlement', 'settlement.id', 'event.settlement_id')
    .leftJoin('venue', 'venue.id', 'event.venue_id')
    .selectAll('event')
    .select([
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name',
      'settlement.lat as settlement_lat',
      'settlement.lon as settlement_lon',
      'venue.slug as venue_slug',
      'venue.name as venue_name',
      'venue.street as venue_street',
      'venue.lat as venue_lat',
      'venue.lon as venue_lon'
    ])
    .where(condition)
    .orderBy(order)
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  const ids = rows.map((row) => row.id);
  const organisers = await organisersOf(db, ids);
  const performers = await performersOf(db, ids);
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    description: row.description,
    settlement: row.settlement_id
      ? {
          id: row.settlement_id,
          slug: row.settlement_slug ?? '',
          name: row.settlement_name ?? '',
          lat: row.settlement_lat,
          lon: row.settlement_lon
        }
      : null,
    venue: row.venue_id
      ? {
          id: row.venue_id,
          slug: row.venue_slug ?? '',
          name: row.venue_name ?? '',
          street: row.venue_street,
          lat: row.venue_lat,
          lon: row.venue_lon
        }
      : null,
    place: row.place,
    lat: row.lat,
    lon: row.lon,
    starts: row.starts,
    minutes: row.minutes,
    zone: row.zone,
    allDay: row.all_day,
    rule: row.rule,
    exdates: row.exdates,
    rdates: row.rdates,
    overrides: row.overrides,
    audiences: row.audiences,
    themes: row.themes,
    tradition: row.tradition,
    attendance: row.attendance,
    flexibility: row.flexibility,
    background: row.background,
    status: row.status,
    price: row.price,
    website: row.website,
    uid: row.uid,
    sequence: row.sequence,
    source: row.source,
    externalId: row.external_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    organisers: organisers.get(row.id) ?? [],
    organiserName: row.organiser_name,
    performers: performers.get(row.id) ?? []
  }));
}

/** Organisers of many events, in their order. */
export async function organisersOf(
  db: Database,
  events: readonly Id<'event'>[]
): Promise<Map<string, NamedPlace[]>> {
  const organisers = new Map<string, NamedPlace[]>();
  if (events.length === 0) return organisers;
  const rows = await db
    .selectFrom('event_organiser')
    .innerJoin('organisation', 'organisation.id', 'event_organiser.organisation_id')
    .select(['event_organiser.event_id', 'organisation.id', 'organisation.slug', 'organisation.name'])
    .where(sql<SqlBool>`event_organiser.event_id = any(${[...new Set(events)]}::uuid[])`)
    .orderBy('event_organiser.position')
    .execute();
  for (const { event_id, ...organiser } of rows) {
    const list = organisers.get(event_id);
    if (list) list.push(organiser);
    else organisers.set(event_id, [organiser]);
  }
  return organisers;
}

/** Performers of many events, in the order of the programme. */
export async function performersOf(
  db: Database,
  events: readonly Id<'event'>[]
): Promise<Map<string, FullPerformer[]>> {
  const performers = new Map<string, FullPerformer[]>();
  if (events.length === 0) return performers;
  const rows = await db
    .selectFrom('event_performer')
    .leftJoin('organisation', 'organisation.id', 'event_performer.organisation_id')
    .select(['event_id', 'event_performer.name', 'role', 'organisation_id', 'organisation.slug'])
    .where(sql<SqlBool>`event_performer.event_id = any(${[...new Set(events)]}::uuid[])`)
    .orderBy('event_performer.position')
    .execute();
  for (const { event_id, name, role, organisation_id, slug } of rows) {
    const performer = { name, role, organisation: organisation_id, slug };
    const list = performers.get(event_id);
    if (list) list.push(performer);
    else performers.set(event_id, [performer]);
  }
  return performers;
}
