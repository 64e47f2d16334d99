// When venues are taken, by what the calendar and the bookings have there: an event is not proposed to move into somebody's way.
import { sql } from 'kysely';
import { minuteMs } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { unknownLength } from '#lib/domains/bookings/uses.server.ts';

/** Epoch minutes, half-open. */
export interface Taken {
  readonly venue: string;
  readonly start: number;
  readonly end: number;
  /** The event that takes place there, and which of its occurrences; null: a booking. */
  readonly event: string | null;
  readonly occurrence: string | null;
  /** Whose it is: what one organisation books and enters into the calendar is one thing. */
  readonly together: readonly string[];
}

/** Plans of the calendar and bookings that are only asked for count as well. */
export async function findBusy(
  db: Database,
  venues: readonly string[],
  { from, to }: { readonly from: Date; readonly to: Date }
): Promise<Taken[]> {
  if (venues.length === 0) return [];
  const wanted = [...new Set(venues)];
  const { rows } = await sql<{
    venue: string;
    starts_at: Date;
    ends_at: Date;
    event: string | null;
    occurrence: string | null;
    together: string[];
  }>`
    select event.venue_id as venue, occurrence.starts_at, occurrence.ends_at, event.id as event,
      occurrence.recurrence_id as occurrence,
      array(select organisation_id from event_organiser where event_id = event.id) as together
    from event join occurrence on occurrence.event_id = event.id
    where event.venue_id = any(${wanted}::uuid[]) and event.status <> 'cancelled' and not event.background
      and occurrence.ends_at >= ${new Date(from.getTime() - unknownLength)} and occurrence.starts_at < ${to}
    union all
    select booking_occurrence.venue_id, booking_occurrence.starts_at, booking_occurrence.ends_at, null, null,
      case when booking.organisation_id is null then '{}' else array[booking.organisation_id] end
    from booking_occurrence join booking on booking.id = booking_occurrence.booking_id
    where booking_occurrence.venue_id = any(${wanted}::uuid[])
      and booking_occurrence.state in ('requested', 'confirmed')
      and booking_occurrence.ends_at > ${from} and booking_occurrence.starts_at < ${to}
    limit 50000`.execute(db);
  return rows.map(({ venue, starts_at, ends_at, event, occurrence, together }) => ({
    venue,
    start: Math.floor(starts_at.getTime() / minuteMs),
    end: Math.floor(
      Math.max(ends_at.getTime(), starts_at.getTime() + (ends_at > starts_at ? 0 : unknownLength)) / minuteMs
    ),
    event,
    occurrence,
    together
  }));
}

interface Wanted {
  readonly event: string;
  readonly organisers: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** @param besides occurrences, as `event occurrence`, that are no hindrance: they may move as well */
export function isInTheWay(
  taken: Taken,
  { event, organisers, start, end }: Wanted,
  besides: ReadonlySet<string> = new Set()
): boolean {
  if (taken.start >= end || taken.end <= start) return false;
  if (taken.event === null) return !taken.together.some((id) => organisers.includes(id));
  return taken.event !== event && !besides.has(`${taken.event} ${taken.occurrence}`);
}
