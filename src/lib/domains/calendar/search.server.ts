// How events are found by searching: public ones, with who they are for, who holds them, and when they are on.
import { sql, type SqlBool } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SearchDocument, Searchable } from '#lib/platform/search/document.ts';
import { audiences } from './model.ts';
import { performerLine } from './performers.ts';
import { findEvents, type FullEvent } from './queries.server.ts';

export const searchableEvents: Searchable = {
  kind: 'event',
  label: 'calendar.search.events',
  list: '/events',
  order: 10,
  verbs: [
    'event.created',
    'event.updated',
    'events.imported',
    'event.received',
    'event.followed',
    'event.withdrawn',
    'event.reinstated',
    'organisation.updated',
    'organisation.merged',
    'organisation.parted',
    'venue.updated',
    'venue.merged',
    'venue.parted',
    'settlement.changed',
    'person.erased'
  ],
  touched: touchedEvents,
  async ids(db, after, limit) {
    const rows = await db
      .selectFrom('event')
      .select('id')
      .where('status', '<>', 'tentative')
      .$if(after !== null, (query) => query.where('id', '>', after as Id<'event'>))
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  },
  async documents(db, ids, { now, words }) {
    const events = [...(await findEvents(db, ids as readonly Id<'event'>[])).values()].filter(
      ({ status }) => status !== 'tentative'
    );
    const times = await timesOf(
      db,
      events.map(({ id }) => id),
      now
    );
    return events.map((event): SearchDocument => {
      const labels = words.flatMap(({ t }) => [
        ...event.themes.map((theme) => t(`calendar.theme.${theme}`)),
        ...event.audiences.map((audience) => t(`calendar.audience.${audience}`))
      ]);
      return {
        id: event.id,
        path: `/events/${event.slug}`,
        title: event.title,
        summary: event.summary,
        text: event.description,
        labels: [
          ...labels,
          event.venue?.name ?? event.place ?? '',
          ...event.organisers.map(({ name }) => name),
          ...event.performers.map(performerLine)
        ].join(' · '),
        place: event.settlement && { slug: event.settlement.slug, name: event.settlement.name },
        ...pointOf(event),
        facets: facetsOf(event),
        times: times.get(event.id) ?? [],
        isPlace: false
      };
    });
  }
};

/** An event for nobody in particular is for each audience. */
function facetsOf(event: FullEvent): string[] {
  const forWhom = event.audiences.length > 0 ? event.audiences : audiences;
  return [
    ...forWhom.map((audience) => `audience:${audience}`),
    ...event.themes.map((theme) => `theme:${theme}`)
  ];
}

function pointOf({ lat, lon, venue, settlement }: FullEvent): { lat: number | null; lon: number | null } {
  for (const one of [{ lat, lon }, venue, settlement])
    if (one && one.lat !== null) return { lat: one.lat, lon: one.lon };
  return { lat: null, lon: null };
}

/** The next ten occurrences, or the last one of those that are over. */
async function timesOf(
  db: Database,
  events: readonly string[],
  now: Date
): Promise<Map<string, [number, number][]>> {
  const { rows } = await sql<{ event_id: string; starts_at: Date; ends_at: Date }>`
    select event.id as event_id, found.starts_at, found.ends_at
    from unnest(${events}::uuid[]) as event (id)
    cross join lateral (
      (select starts_at, ends_at from occurrence where event_id = event.id and ends_at > ${now} order by starts_at limit 10)
      union all
      (select starts_at, ends_at from occurrence where event_id = event.id and ends_at <= ${now}
        and not exists (select from occurrence later where later.event_id = event.id and later.ends_at > ${now})
        order by starts_at desc limit 1)
    ) found
    order by event.id, found.starts_at`.execute(db);
  const times = new Map<string, [number, number][]>();
  for (const { event_id, starts_at, ends_at } of rows) {
    const list = times.get(event_id) ?? [];
    list.push([minutesOf(starts_at), minutesOf(ends_at)]);
    times.set(event_id, list);
  }
  return times;
}

function minutesOf(instant: Date): number {
  return Math.floor(instant.getTime() / 60_000);
}

async function touchedEvents(db: Database, activity: Activity): Promise<readonly string[] | 'all'> {
  const { object_kind: kind, object_id: id } = activity;
  if (kind === 'event') return [id];
  if (kind === 'settlement') return eventsWhere(db, sql<SqlBool>`event.settlement_id = ${id}`);
  if (kind === 'venue') return eventsWhere(db, sql<SqlBool>`event.venue_id = ${id}`);
  if (kind === 'organisation')
    return eventsWhere(
      db,
      sql<SqlBool>`event.id in (select event_id from event_organiser where organisation_id = ${id})`
    );
  return 'all';
}

async function eventsWhere(db: Database, condition: ReturnType<typeof sql<SqlBool>>): Promise<string[]> {
  const rows = await db.selectFrom('event').select('id').where(condition).execute();
  return rows.map(({ id }) => id);
}
