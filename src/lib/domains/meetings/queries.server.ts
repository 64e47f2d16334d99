// Reads meetings: one in full, those of a circle, and the rule that its meetings follow.
import { sql, type InferResult, type Selectable } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { BookingState } from '#lib/domains/bookings/model.ts';
import type { MeetingState } from './model.ts';

interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface FullMeeting {
  readonly id: Id<'meeting'>;
  readonly circle: Named & { readonly publicPage: boolean; readonly showsAgenda: boolean };
  /** Within its circle, from 1. */
  readonly number: number;
  readonly series: Id<'meeting_series'> | null;
  readonly recurrenceId: string | null;
  readonly title: string;
  /** Local wall time in `zone`. */
  readonly starts: string;
  readonly minutes: number;
  readonly zone: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The seat that is the host; `name` as lists name it. */
  readonly host: {
    readonly id: string;
    readonly name: string;
    readonly organisation: Named | null;
  } | null;
  readonly venue: (Named & { readonly accessible: boolean | null; readonly capacity: number | null }) | null;
  readonly settlement: (Named & { readonly lat: number | null; readonly lon: number | null }) | null;
  /** Where, when it is no venue of the register. */
  readonly place: string | null;
  readonly booking: { readonly id: string; readonly state: BookingState } | null;
  readonly remote: string | null;
  readonly quorum: number | null;
  readonly state: MeetingState;
  readonly reason: string | null;
  readonly uid: string;
  readonly sequence: number;
  readonly timeSequence: number;
  /** Whether residents see that it takes place, where the circle's page is public. */
  readonly public: boolean;
  readonly quorumWarnedAt: Date | null;
  readonly updatedAt: Date;
}

/** What residents see of a meeting: when, where, and which organisation is host; nobody's name, and no way in from afar. */
export function publicPart(meeting: FullMeeting): FullMeeting {
  const { host } = meeting;
  return {
    ...meeting,
    host: host?.organisation
      ? { id: '', name: host.organisation.name, organisation: host.organisation }
      : null,
    booking: null,
    remote: null,
    quorum: null,
    uid: ''
  };
}

export async function findMeeting(
  db: Database,
  { circle, number }: { circle: string; number: number }
): Promise<FullMeeting | null> {
  if (!isUuid(circle) || !Number.isInteger(number)) return null;
  const row = await meetingsIn(db)
    .where('meeting.circle_id', '=', circle as Id<'circle'>)
    .where('meeting.number', '=', number)
    .executeTakeFirst();
  return row ? fullFrom(row) : null;
}

export async function findMeetingById(db: Database, id: string): Promise<FullMeeting | null> {
  return (await findMeetings(db, [id])).get(id) ?? null;
}

export async function findMeetings(
  db: Database,
  ids: readonly string[]
): Promise<ReadonlyMap<string, FullMeeting>> {
  const known = ids.filter(isUuid) as Id<'meeting'>[];
  if (known.length === 0) return new Map();
  const rows = await meetingsIn(db).where('meeting.id', 'in', known).execute();
  return new Map(rows.map((row) => [row.id as string, fullFrom(row)]));
}

/** Nobody else changes it until the transaction ends. */
export async function lockMeeting(tx: Database, id: string): Promise<FullMeeting | null> {
  if (!isUuid(id)) return null;
  await tx
    .selectFrom('meeting')
    .select('id')
    .where('id', '=', id as Id<'meeting'>)
    .forUpdate()
    .execute();
  return findMeetingById(tx, id);
}

/** Those that are not over, the soonest first; cancelled ones included unless told. */
export async function listComing(
  db: Database,
  circle: string,
  now: Date,
  { limit = 20, cancelled = true, publicOnly = false } = {}
): Promise<FullMeeting[]> {
  let found = meetingsIn(db)
    .where('meeting.circle_id', '=', circle as Id<'circle'>)
    .where('meeting.ends_at', '>', now);
  if (!cancelled) found = found.where('meeting.state', '!=', 'cancelled');
  if (publicOnly) found = found.where('meeting.public', '=', true);
  const rows = await found.orderBy('meeting.starts_at').orderBy('meeting.id').limit(limit).execute();
  return rows.map(fullFrom);
}

/** Those that are over, the latest first. */
export async function listPast(
  db: Database,
  circle: string,
  now: Date,
  { limit = 20, offset = 0, publicOnly = false } = {}
): Promise<FullMeeting[]> {
  let found = meetingsIn(db)
    .where('meeting.circle_id', '=', circle as Id<'circle'>)
    .where('meeting.ends_at', '<=', now);
  if (publicOnly) found = found.where('meeting.public', '=', true);
  const rows = await found
    .orderBy('meeting.starts_at', 'desc')
    .orderBy('meeting.id')
    .offset(offset)
    .limit(limit)
    .execute();
  return rows.map(fullFrom);
}

export async function countPast(db: Database, circle: string, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('meeting')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('circle_id', '=', circle as Id<'circle'>)
    .where('ends_at', '<=', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The next one that takes place; null when none is known. */
export async function findNextMeeting(db: Database, circle: string, now: Date): Promise<FullMeeting | null> {
  const [next = null] = await listComing(db, circle, now, { limit: 1, cancelled: false });
  return next;
}

export interface FullSeries {
  readonly id: Id<'meeting_series'>;
  readonly circle: Id<'circle'>;
  readonly rule: string;
  readonly starts: string;
  readonly minutes: number;
  readonly zone: string;
  readonly title: string;
  readonly venue: string | null;
  readonly hosting: 'rotating' | 'fixed';
  readonly quorum: number | null;
  readonly remote: string | null;
  readonly remindDays: readonly number[];
  readonly inviteDays: number;
  readonly public: boolean;
  readonly updatedAt: Date;
}

/** The rule that the circle's meetings follow now; null when each is called by itself. */
export async function findSeries(db: Database, circle: string): Promise<FullSeries | null> {
  const row = await db
    .selectFrom('meeting_series')
    .selectAll()
    .where('circle_id', '=', circle as Id<'circle'>)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return row ? seriesFrom(row) : null;
}

export async function listRunningSeries(db: Database): Promise<FullSeries[]> {
  const rows = await db
    .selectFrom('meeting_series')
    .innerJoin('circle', 'circle.id', 'meeting_series.circle_id')
    .selectAll('meeting_series')
    .where('meeting_series.state', '=', 'running')
    .where('circle.state', '=', 'active')
    .orderBy('meeting_series.id')
    .execute();
  return rows.map(seriesFrom);
}

function seriesFrom(row: Selectable<Tables['meeting_series']>): FullSeries {
  return {
    id: row.id,
    circle: row.circle_id,
    rule: row.rule,
    starts: row.starts,
    minutes: row.minutes,
    zone: row.zone,
    title: row.title,
    venue: row.venue_id,
    hosting: row.hosting,
    quorum: row.quorum,
    remote: row.remote,
    remindDays: row.remind_days,
    inviteDays: row.invite_days,
    public: row.public,
    updatedAt: row.updated_at
  };
}

function meetingsIn(db: Database) {
  return db
    .selectFrom('meeting')
    .innerJoin('circle', 'circle.id', 'meeting.circle_id')
    .leftJoin('circle_member as host', 'host.id', 'meeting.host_member_id')
    .leftJoin('organisation', 'organisation.id', 'host.organisation_id')
    .leftJoin('person', 'person.id', 'host.person_id')
    .leftJoin('venue', 'venue.id', 'meeting.venue_id')
    .leftJoin('settlement', (join) =>
      join.on(sql<boolean>`settlement.id = coalesce(venue.settlement_id, meeting.settlement_id)`)
    )
    .leftJoin('booking', 'booking.id', 'meeting.booking_id')
    .selectAll('meeting')
    .select([
      'circle.slug as circle_slug',
      'circle.name as circle_name',
      'circle.public_page',
      'circle.shows_agenda',
      'organisation.id as host_organisation_id',
      'organisation.slug as host_organisation_slug',
      'organisation.name as host_organisation_name',
      sql<string | null>`coalesce(organisation.name, host.name, person.name)`.as('host_name'),
      'venue.slug as venue_slug',
      'venue.name as venue_name',
      'venue.accessible as venue_accessible',
      'venue.capacity as venue_capacity',
      'settlement.id as at_settlement_id',
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name',
      'settlement.lat',
      'settlement.lon',
      'booking.state as booking_state'
    ]);
}

function fullFrom(row: InferResult<ReturnType<typeof meetingsIn>>[number]): FullMeeting {
  const named = (id: string | null, slug: string | null, name: string | null): Named | null =>
    id ? { id, slug: slug ?? '', name: name ?? '' } : null;
  const venue = named(row.venue_id, row.venue_slug, row.venue_name);
  const settlement = named(row.at_settlement_id, row.settlement_slug, row.settlement_name);
  return {
    id: row.id,
    circle: {
      id: row.circle_id,
      slug: row.circle_slug,
      name: row.circle_name,
      publicPage: row.public_page,
      showsAgenda: row.shows_agenda
    },
    number: row.number,
    series: row.series_id,
    recurrenceId: row.recurrence_id,
    title: row.title,
    starts: row.starts,
    minutes: row.minutes,
    zone: row.zone,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    host: row.host_member_id
      ? {
          id: row.host_member_id,
          name: row.host_name ?? '–',
          organisation: named(
            row.host_organisation_id,
            row.host_organisation_slug,
            row.host_organisation_name
          )
        }
      : null,
    venue: venue && { ...venue, accessible: row.venue_accessible, capacity: row.venue_capacity },
    settlement: settlement && { ...settlement, lat: row.lat, lon: row.lon },
    place: row.place,
    booking: row.booking_id && row.booking_state ? { id: row.booking_id, state: row.booking_state } : null,
    remote: row.remote,
    quorum: row.quorum,
    state: row.state,
    reason: row.reason,
    uid: row.uid,
    sequence: row.sequence,
    timeSequence: row.time_sequence,
    public: row.public,
    quorumWarnedAt: row.quorum_warned_at,
    updatedAt: row.updated_at
  };
}
