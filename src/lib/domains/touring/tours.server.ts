// Reads a tour with its stops.
import type { InferResult, Selectable } from 'kysely';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Named } from '#lib/domains/registry/listing.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  usualWorth,
  type Before,
  type Days,
  type Found,
  type FoundPlan,
  type LeftOutCode,
  type SearchState,
  type StopState,
  type TourSettings,
  type TourState
} from './model.ts';
import { findPackage, type TouringPackage } from './queries.server.ts';

export interface FullTour {
  readonly id: Id<'tour'>;
  readonly slug: string;
  readonly name: string;
  readonly pack: TouringPackage;
  readonly person: Id<'person'> | null;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly settings: TourSettings;
  readonly state: TourState;
  readonly search: SearchState;
  readonly progress: number;
  readonly answer: Found | null;
  readonly plan: FoundPlan | null;
  readonly before: Before | null;
  readonly updatedAt: Date;
}

export interface TourStop {
  readonly id: Id<'tour_stop'>;
  readonly tour: Id<'tour'>;
  readonly request: Id<'package_request'> | null;
  readonly venue: {
    readonly id: Id<'venue'>;
    readonly slug: string;
    readonly name: string;
    readonly street: string | null;
    readonly capacity: number | null;
    /** In words: how one gets in with the things. */
    readonly loading: string | null;
    /** Organisation whose hall it is. */
    readonly keeper: Id<'organisation'> | null;
    /** There no more. */
    readonly closed: boolean;
  };
  readonly settlement: Named & { readonly id: Id<'settlement'>; readonly population: number | null };
  /** Of the hall, else of the settlement. */
  readonly point: Point | null;
  readonly host: (Named & { readonly id: Id<'organisation'> }) | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly position: number | null;
  readonly kept: boolean;
  readonly keptDay: string | null;
  readonly keptTime: string | null;
  readonly state: StopState;
  readonly reason: LeftOutCode | null;
  readonly suggested: string | null;
  readonly note: string | null;
  readonly answeredBy: Id<'person'> | null;
  /** Whether the answer came from those whose hall it is. */
  readonly forHall: boolean;
  readonly askedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly event: { readonly id: Id<'event'>; readonly slug: string; readonly status: string } | null;
  readonly booking: { readonly id: Id<'booking'>; readonly state: string } | null;
  readonly km: number | null;
  readonly share: number | null;
  /** Of the request. */
  readonly days: readonly Days[];
  readonly people: number | null;
  readonly offer: number;
}

export async function findTourBySlug(db: Database, slug: string): Promise<FullTour | null> {
  const row = await db.selectFrom('tour').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row ? tourFrom(db, row) : null;
}

export async function findTour(db: Database, id: string): Promise<FullTour | null> {
  const row = await db
    .selectFrom('tour')
    .selectAll()
    .where('id', '=', id as Id<'tour'>)
    .executeTakeFirst();
  return row ? tourFrom(db, row) : null;
}

/** Nobody else changes it until the transaction ends. */
export async function lockTour(tx: Database, id: string): Promise<FullTour | null> {
  await tx
    .selectFrom('tour')
    .select('id')
    .where('id', '=', id as Id<'tour'>)
    .forUpdate()
    .execute();
  return findTour(tx, id);
}

async function tourFrom(db: Database, row: Selectable<Tables['tour']>): Promise<FullTour | null> {
  const pack = await findPackage(db, row.package_id);
  if (!pack) return null;
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    pack,
    person: row.person_id,
    firstDay: row.first_day,
    lastDay: row.last_day,
    // Tours begun before the worth of a visit could be set.
    settings: { ...usualWorth, ...row.settings },
    state: row.state,
    search: row.search,
    progress: row.progress,
    answer: row.answer,
    plan: row.plan,
    before: row.before,
    updatedAt: row.updated_at
  };
}

/** Those in the plan first, in its order; then by settlement. */
export async function listStops(db: Database, tour: string): Promise<TourStop[]> {
  const rows = await stopsIn(db)
    .where('tour_stop.tour_id', '=', tour as Id<'tour'>)
    .orderBy('tour_stop.starts_at', (order) => order.asc().nullsLast())
    .orderBy('settlement.name')
    .orderBy('tour_stop.id')
    .execute();
  return rows.map(stopFrom);
}

export async function findStop(db: Database, id: string): Promise<TourStop | null> {
  const row = await stopsIn(db)
    .where('tour_stop.id', '=', id as Id<'tour_stop'>)
    .executeTakeFirst();
  return row ? stopFrom(row) : null;
}

function stopsIn(db: Database) {
  return db
    .selectFrom('tour_stop')
    .innerJoin('venue', 'venue.id', 'tour_stop.venue_id')
    .innerJoin('settlement', 'settlement.id', 'tour_stop.settlement_id')
    .leftJoin('organisation', 'organisation.id', 'tour_stop.organisation_id')
    .leftJoin('package_request', 'package_request.id', 'tour_stop.request_id')
    .leftJoin('event', 'event.id', 'tour_stop.event_id')
    .leftJoin('booking', 'booking.id', 'tour_stop.booking_id')
    .selectAll('tour_stop')
    .select((eb) => [
      'venue.slug as venue_slug',
      'venue.name as venue_name',
      'venue.street as venue_street',
      'venue.capacity as venue_capacity',
      'venue.organisation_id as venue_keeper',
      'venue.closed_on as venue_closed_on',
      'venue.loading as venue_loading',
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name',
      'settlement.population',
      eb.fn.coalesce('venue.lat', 'settlement.lat').as('lat'),
      eb.fn.coalesce('venue.lon', 'settlement.lon').as('lon'),
      'organisation.slug as host_slug',
      'organisation.name as host_name',
      'package_request.days',
      'package_request.people',
      'package_request.share_huf as offer',
      'event.slug as event_slug',
      'event.status as event_status',
      'booking.state as booking_state'
    ]);
}

function stopFrom(row: InferResult<ReturnType<typeof stopsIn>>[number]): TourStop {
  return {
    id: row.id,
    tour: row.tour_id,
    request: row.request_id,
    venue: {
      id: row.venue_id,
      slug: row.venue_slug,
      name: row.venue_name,
      street: row.venue_street,
      capacity: row.venue_capacity,
      loading: row.venue_loading,
      keeper: row.venue_keeper,
      closed: row.venue_closed_on !== null
    },
    settlement: {
      id: row.settlement_id,
      slug: row.settlement_slug,
      name: row.settlement_name,
      population: row.population
    },
    point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    host: row.organisation_id
      ? { id: row.organisation_id, slug: row.host_slug ?? '', name: row.host_name ?? '' }
      : null,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    position: row.position,
    kept: row.kept,
    keptDay: row.kept_day,
    keptTime: row.kept_time,
    state: row.state,
    reason: row.reason?.code ?? null,
    suggested: row.suggested_starts,
    note: row.note,
    answeredBy: row.answered_by,
    forHall: row.for_hall,
    askedAt: row.asked_at,
    answeredAt: row.answered_at,
    event: row.event_id
      ? { id: row.event_id, slug: row.event_slug ?? '', status: row.event_status ?? '' }
      : null,
    booking: row.booking_id ? { id: row.booking_id, state: row.booking_state ?? '' } : null,
    km: row.km,
    share: row.share_huf,
    days: row.days ?? [],
    people: row.people,
    offer: row.offer ?? 0
  };
}
