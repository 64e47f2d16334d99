// What stands in the way of events that were agreed: venues closed since, or taken for something else, and for what.
import { sql } from 'kysely';
import { defaultZone, instantOf, minuteMs } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { unknownLength } from '#lib/domains/bookings/uses.server.ts';
import type { PlannedEvent, Project } from './model.ts';
import { allDays, listCandidates } from './plan.server.ts';

export interface InTheWay {
  readonly venue: string;
  readonly day: string;
  /** The title of what the calendar has there; null: a booking, whose purpose is nobody else's business. */
  readonly what: string | null;
}

export async function inTheWayOf(
  db: Database,
  project: Project,
  agreed: readonly PlannedEvent[]
): Promise<InTheWay[]> {
  const free = new Map(
    (await listCandidates(db, project, allDays(project))).map(({ id, days }) => [id, days])
  );
  const taken = agreed.filter(({ venue, day }) => !free.get(venue.id)?.includes(day));
  if (taken.length === 0) return [];
  const starts = taken.map(({ day }) => instantOf(`${day}T${project.starts}`, defaultZone));
  const own = agreed.flatMap(({ event }) => event?.id ?? []);
  const { rows } = await sql<{ venue: string; day: string; title: string }>`
    select wanted.venue, wanted.day, min(event.title) as title
    from unnest(${taken.map(({ venue }) => venue.id)}::uuid[], ${taken.map(({ day }) => day)}::text[],
      ${starts.map((at) => at.toISOString())}::timestamptz[]) as wanted (venue, day, starts_at)
    join event on event.venue_id = wanted.venue and event.status <> 'cancelled' and not event.background
      and event.id <> all(${own}::uuid[])
    join occurrence on occurrence.event_id = event.id
      and occurrence.starts_at < wanted.starts_at + ${project.minutes} * interval '1 minute'
      and greatest(occurrence.ends_at, occurrence.starts_at + ${unknownLength / minuteMs} * interval '1 minute')
        > wanted.starts_at
    group by wanted.venue, wanted.day`.execute(db);
  return taken.map(({ venue, day }) => ({
    venue: venue.name,
    day,
    what: rows.find((row) => row.venue === venue.id && row.day === day)?.title ?? null
  }));
}
