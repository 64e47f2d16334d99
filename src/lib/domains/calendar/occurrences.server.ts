// Lists occurrences of events for a reader and a filter.
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { fold } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { addDays, defaultZone, startOfDay } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findSettlementBySlug, settlementsWithin } from '#lib/domains/places/queries.server.ts';
import { boxAround } from '#lib/domains/places/distance.ts';
import { noFilter, type EventFilter } from './filter.ts';
import type { Audience, Status, Theme } from './model.ts';
import { visibleStatuses } from './policy.ts';

/** One occurrence as lists show it. */
export interface ListedOccurrence {
  readonly event: Id<'event'>;
  readonly recurrenceId: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly allDay: boolean;
  readonly status: Status;
  readonly background: boolean;
  readonly settlement: string | null;
  readonly venue: string | null;
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
  /** Who holds it, where that is no organisation of the register: a circle. */
  readonly organiserName: string | null;
}

export interface OccurrencePage {
  readonly rows: readonly ListedOccurrence[];
  readonly hasNext: boolean;
}

/**
 * Occurrences that begin in [from, to) days of the filter, soonest first; without `from`, those of today and later.
 * @param page counted from 1
 */
export async function listOccurrences(
  db: Database,
  actor: Actor,
  filter: EventFilter,
  { today, page = 1, size = 30 }: { today: string; page?: number; size?: number }
): Promise<OccurrencePage> {
  const rows = await (
    await filtered(db, actor, filter)
  )
    .where('occurrence.starts_at', '>=', startOfDay(filter.from ?? today, defaultZone))
    .$if(filter.to !== null, (query) =>
      query.where('occurrence.starts_at', '<', startOfDay(addDays(filter.to ?? today, 1), defaultZone))
    )
    .where((eb) =>
      eb.or([
        eb('event.background', '=', false),
        eb('occurrence.ends_at', '>', startOfDay(today, defaultZone))
      ])
    )
    .orderBy('occurrence.starts_at')
    .orderBy('occurrence.event_id')
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.slice(0, size).map(listed), hasNext: rows.length > size };
}

/** What began before the day and is still on then: exhibitions and the like, those that end soonest first. */
export async function listRunning(
  db: Database,
  actor: Actor,
  filter: EventFilter,
  { day, limit = 6 }: { day: string; limit?: number }
): Promise<ListedOccurrence[]> {
  const start = startOfDay(day, defaultZone);
  const rows = await (
    await filtered(db, actor, filter)
  )
    .where('occurrence.starts_at', '<', start)
    .where('occurrence.ends_at', '>', start)
    .where('event.background', '=', true)
    .orderBy('occurrence.ends_at')
    .orderBy('occurrence.event_id')
    .limit(limit)
    .execute();
  return rows.map(listed);
}

export interface MonthDay {
  readonly count: number;
  /** The first few of the day. */
  readonly rows: readonly ListedOccurrence[];
}

/** By local day of a span of days [from, to): how many occurrences begin, and three of them, rare ones before weekly ones. */
export async function listByDay(
  db: Database,
  actor: Actor,
  filter: EventFilter,
  { from, to }: { from: string; to: string }
): Promise<Map<string, MonthDay>> {
  const day = sql<string>`to_char(occurrence.starts_at at time zone ${sql.lit(defaultZone)}, 'YYYY-MM-DD')`;
  // Only what is ranked is carried through the sorting; the few that are shown get the rest afterwards.
  const ranked = (await filtered(db, actor, filter))
    .clearSelect()
    .where('occurrence.starts_at', '>=', startOfDay(from, defaultZone))
    .where('occurrence.starts_at', '<', startOfDay(to, defaultZone))
    .select([
      'occurrence.event_id',
      'occurrence.recurrence_id',
      day.as('day'),
      sql<number>`(count(*) over (partition by ${day}))::int`.as('count'),
      sql<number>`(row_number() over (partition by ${day} order by event.background, event.rule is not null, occurrence.starts_at, occurrence.event_id))::int`.as(
        'rank'
      )
    ])
    .as('ranked');
  const rows = await (
    await filtered(db, actor, noFilter)
  )
    .innerJoin(ranked, (join) =>
      join
        .onRef('ranked.event_id', '=', 'occurrence.event_id')
        .onRef('ranked.recurrence_id', '=', 'occurrence.recurrence_id')
    )
    .select(['ranked.day', 'ranked.count'])
    .where('ranked.rank', '<=', 3)
    .orderBy('ranked.day')
    .orderBy('ranked.rank')
    .execute();
  const days = new Map<string, { count: number; rows: ListedOccurrence[] }>();
  for (const row of rows) {
    const entry = days.get(row.day) ?? { count: row.count, rows: [] };
    entry.rows.push(listed(row));
    days.set(row.day, entry);
  }
  return days;
}

/** The next occurrences of one event from an instant on; one whose end nobody knows counts as on for an hour. */
export async function listOccurrencesOf(
  db: Database,
  event: Id<'event'>,
  from: Date,
  limit = 12
): Promise<{ startsAt: Date; endsAt: Date; recurrenceId: string }[]> {
  const rows = await db
    .selectFrom('occurrence')
    .select(['starts_at', 'ends_at', 'recurrence_id'])
    .where('event_id', '=', event)
    .where((eb) =>
      eb.or([
        eb('ends_at', '>', from),
        eb.and([
          eb('ends_at', '=', eb.ref('starts_at')),
          eb('starts_at', '>', new Date(from.getTime() - 3_600_000))
        ])
      ])
    )
    .orderBy('starts_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    recurrenceId: row.recurrence_id
  }));
}

/** Occurrences joined with their events, as far as the actor may see them and the filter wants them; the span is the caller's. */
export async function filtered(db: Database, actor: Actor, filter: EventFilter) {
  const place = filter.near ? await reach(db, filter.near, filter.within) : null;
  const words = fold(filter.text).split(' ').filter(Boolean);
  return db
    .selectFrom('occurrence')
    .innerJoin('event', 'event.id', 'occurrence.event_id')
    .leftJoin('settlement', 'settlement.id', 'event.settlement_id')
    .leftJoin('venue', 'venue.id', 'event.venue_id')
    .select([
      'event.id',
      'event.slug',
      'event.title',
      'event.summary',
      'event.all_day',
      'event.status',
      'event.background',
      'event.audiences',
      'event.themes',
      'event.place',
      'event.organiser_name',
      'settlement.name as settlement_name',
      'venue.name as venue_name',
      'occurrence.recurrence_id',
      'occurrence.starts_at',
      'occurrence.ends_at'
    ])
    .where('event.status', 'in', visibleStatuses(actor))
    .$if(place !== null, (query) => query.where(place ?? sql<SqlBool>`true`))
    .$if(filter.region !== null, (query) =>
      query.where('event.settlement_id', 'in', (eb) =>
        eb
          .selectFrom('micro_region_settlement')
          .innerJoin('micro_region', 'micro_region.id', 'micro_region_settlement.micro_region_id')
          .select('micro_region_settlement.settlement_id')
          .where('micro_region.slug', '=', filter.region)
      )
    )
    .$if(filter.audience !== null, (query) =>
      // An event for everyone is for this audience too.
      query.where(sql<SqlBool>`(event.audiences = '{}' or ${filter.audience} = any(event.audiences))`)
    )
    .$if(filter.theme !== null, (query) => query.where(sql<SqlBool>`${filter.theme} = any(event.themes)`))
    .$if(filter.organiser !== null, (query) =>
      query.where('event.id', 'in', (eb) =>
        eb
          .selectFrom('event_organiser')
          .innerJoin('organisation', 'organisation.id', 'event_organiser.organisation_id')
          .select('event_organiser.event_id')
          .where('organisation.slug', '=', filter.organiser)
      )
    )
    .$if(words.length > 0, (query) =>
      query.where((eb) =>
        eb.and(words.map((word) => eb('event.folded', 'like', `%${word.replace(/[%_\\]/g, '\\$&')}%`)))
      )
    );
}

/** Events of the settlements within the radius, and those that have only coordinates of their own. */
async function reach(db: Database, slug: string, kilometres: number): Promise<RawBuilder<SqlBool>> {
  const centre = await findSettlementBySlug(db, slug);
  if (!centre) return sql<SqlBool>`false`;
  if (!centre.point || kilometres === 0) return sql<SqlBool>`event.settlement_id = ${centre.id}`;
  const near = await settlementsWithin(db, centre.point, kilometres);
  const { south, north, west, east } = boxAround(centre.point, kilometres);
  return sql<SqlBool>`(event.settlement_id = any(${near.map(({ id }) => id)}::uuid[]) or (event.settlement_id is null
    and event.lat between ${south} and ${north} and event.lon between ${west} and ${east}))`;
}

type Row = Awaited<ReturnType<Awaited<ReturnType<typeof filtered>>['execute']>>[number];

function listed(row: Row): ListedOccurrence {
  return {
    event: row.id,
    recurrenceId: row.recurrence_id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    allDay: row.all_day,
    status: row.status,
    background: row.background,
    settlement: row.settlement_name,
    venue: row.venue_name ?? row.place,
    audiences: row.audiences,
    themes: row.themes,
    organiserName: row.organiser_name
  };
}
