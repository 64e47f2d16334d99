// The events that a feed has brought: those to come first, the soonest on top.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Status } from '#lib/domains/calendar/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { sourceOf } from './model.ts';

export interface FeedEvent {
  readonly slug: string;
  readonly title: string;
  readonly status: Status;
  /** The next one of it, or the last when all are over. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly allDay: boolean;
}

export const eventsPerPage = 20;

export async function listFeedEvents(
  db: Database,
  feed: Id<'feed'>,
  { page, now }: { page: number; now: Date }
): Promise<{ rows: FeedEvent[]; hasNext: boolean }> {
  const next = sql`(select occurrence.starts_at, occurrence.ends_at from occurrence where occurrence.event_id = event.id
    order by occurrence.ends_at <= ${now}, case when occurrence.ends_at > ${now} then occurrence.starts_at end,
      occurrence.starts_at desc limit 1)`;
  const { rows } = await sql<FeedEvent>`
    select event.slug, event.title, event.status, event.all_day as "allDay",
      next.starts_at as "startsAt", next.ends_at as "endsAt"
    from event cross join lateral ${next} as next
    where event.source = ${sourceOf(feed)}
    order by next.ends_at <= ${now}, case when next.ends_at > ${now} then next.starts_at end, next.starts_at desc, event.id
    limit ${eventsPerPage + 1} offset ${(page - 1) * eventsPerPage}`.execute(db);
  return { rows: rows.slice(0, eventsPerPage), hasNext: rows.length > eventsPerPage };
}
