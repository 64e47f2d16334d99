// What a venue is taken for: bookings, and the events that the calendar has there; and who else is free.
import { sql } from 'kysely';
import { dayMs, hourMs } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { standInTheWay, type BookingState, type Span } from './model.ts';

export interface Use extends Span {
  readonly kind: 'event' | 'booking';
  /** Of an event only: what a booking is for is told to colleagues alone. */
  readonly title: string | null;
  readonly slug: string | null;
  /** Of a booking. */
  readonly booking: string | null;
  readonly state: BookingState | null;
  readonly allDay: boolean;
  /** Whether it keeps others out: what is on for days, as an exhibition, does not. */
  readonly blocks: boolean;
  /** Organisations whose it is; what one organisation books and enters into the calendar is one thing. */
  readonly together: readonly string[];
  /** Somebody else has something there at the same time. */
  readonly clashes: boolean;
}

/** An event without a known end holds its venue for so long; the database's own check says the same. */
export const unknownLength = hourMs;

/** What takes place there in [from, to), soonest first; requests included, plans of the calendar not. */
export async function listUses(db: Database, venue: string, from: Date, to: Date): Promise<Use[]> {
  const bookings = await db
    .selectFrom('booking_occurrence')
    .innerJoin('booking', 'booking.id', 'booking_occurrence.booking_id')
    .select([
      'booking.id',
      'booking.organisation_id',
      'booking.all_day',
      'booking.state',
      'booking_occurrence.starts_at',
      'booking_occurrence.ends_at'
    ])
    .where('booking_occurrence.venue_id', '=', venue)
    .where('booking_occurrence.state', 'in', ['requested', 'confirmed'])
    .where('booking_occurrence.ends_at', '>', from)
    .where('booking_occurrence.starts_at', '<', to)
    .limit(2000)
    .execute();
  const { rows: events } = await sql<{
    slug: string;
    title: string;
    all_day: boolean;
    background: boolean;
    organisers: string[];
    starts_at: Date;
    ends_at: Date;
  }>`select event.slug, event.title, event.all_day, event.background, occurrence.starts_at, occurrence.ends_at,
      array(select organisation_id from event_organiser where event_id = event.id) as organisers
    from event join occurrence on occurrence.event_id = event.id
    where event.venue_id = ${venue}::uuid and event.status = 'confirmed'
      and occurrence.ends_at >= ${new Date(from.getTime() - unknownLength)} and occurrence.starts_at < ${to}
    limit 2000`.execute(db);
  const uses = [
    ...bookings.map((row) => ({
      kind: 'booking' as const,
      title: null,
      slug: null,
      booking: row.id as string,
      state: row.state,
      allDay: row.all_day,
      blocks: true,
      together: row.organisation_id ? [row.organisation_id] : [],
      start: row.starts_at,
      end: row.ends_at
    })),
    ...events.map((row) => ({
      kind: 'event' as const,
      title: row.title,
      slug: row.slug,
      booking: null,
      state: null,
      allDay: row.all_day,
      blocks: !row.background,
      together: row.organisers,
      start: row.starts_at,
      end: row.ends_at > row.starts_at ? row.ends_at : new Date(row.starts_at.getTime() + unknownLength)
    }))
  ].filter(({ end }) => end > from);
  // Two events at one venue are the calendar's affair, and two bookings there cannot be.
  return uses
    .map((use) => ({
      ...use,
      clashes: uses.some((other) => other.kind !== use.kind && standInTheWay(use, other))
    }))
    .sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** What stands in the way at a venue for an organisation at these times, soonest first. */
export async function findTaken(
  db: Database,
  venue: string,
  spans: readonly Span[],
  organisation: string | null
): Promise<Use[]> {
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return [];
  const uses = await listUses(db, venue, new Date(first.start.getTime() - dayMs), last.end);
  return uses.filter(
    (use) =>
      use.blocks &&
      spans.some((span) => span.start < use.end && use.start < span.end) &&
      !(use.kind === 'event' && organisation !== null && use.together.includes(organisation))
  );
}

export interface FreeVenue {
  readonly slug: string;
  readonly name: string;
}

/** Other venues of the settlement that may be asked for, hold as many people and are free at all these times; the smallest first. */
export async function findFreeVenues(
  db: Database,
  {
    settlement,
    besides,
    people,
    spans
  }: { settlement: string; besides: string; people: number | null; spans: readonly Span[] }
): Promise<FreeVenue[]> {
  const starts = spans.map(({ start }) => start.toISOString());
  const ends = spans.map(({ end }) => end.toISOString());
  const { rows } = await sql<FreeVenue>`
    with wanted as (select * from unnest(${starts}::timestamptz[], ${ends}::timestamptz[]) as wanted (starts_at, ends_at))
    select slug, name from venue
    where settlement_id = ${settlement}::uuid and id <> ${besides}::uuid and bookable
      and (${people}::integer is null or capacity is null or capacity >= ${people}::integer)
      and not exists (select from booking_occurrence taken join wanted
          on taken.starts_at < wanted.ends_at and taken.ends_at > wanted.starts_at
        where taken.venue_id = venue.id and taken.state in ('requested', 'confirmed'))
      and not exists (select from event join occurrence on occurrence.event_id = event.id join wanted
          on occurrence.starts_at < wanted.ends_at
          and greatest(occurrence.ends_at, occurrence.starts_at + interval '1 hour') > wanted.starts_at
        where event.venue_id = venue.id and event.status = 'confirmed' and not event.background)
    order by capacity nulls last, name, id limit 3`.execute(db);
  return rows;
}
