// Writes many events at once: rows, organisers, search text and the occurrences derived from their series.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { fold, slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { performerKey } from '#lib/core/performer-name.ts';
import { occurrencesOf, type Series } from '#lib/core/recurrence.ts';
import { dayMs, instantOf } from '#lib/core/time.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { audiences, themes, type EventContent } from './model.ts';
import { movedInstances } from './moved-instances.ts';
import { performerLine } from './performers.ts';
import type { FullEvent } from './queries.server.ts';

export interface EventDraft extends EventContent {
  /** Organisation ids; the first is the one to ask. */
  readonly organisers: readonly string[];
  /** Undefined leaves it as it is. */
  readonly organiserName?: string | null;
  readonly settlement: string | null;
  readonly venue: string | null;
  /** Where it came from, for events that are imported again. */
  readonly origin?: {
    readonly source: string;
    readonly externalId: string;
    readonly uid: string;
    readonly sequence: number;
  };
}

export interface EventToWrite {
  readonly id: Id<'event'>;
  readonly draft: EventDraft;
  readonly before: FullEvent | null;
}

/** How far ahead occurrences are kept; a nightly job moves the edge. */
export const horizonDays = 400;
/** Of one series; a daily one fills five years with this. */
const maxOccurrences = 2_000;

export function seriesOf(draft: EventDraft): Series {
  return {
    start: draft.starts,
    minutes: draft.minutes,
    zone: draft.zone,
    allDay: draft.allDay,
    rule: draft.rule,
    exdates: [...draft.exdates],
    rdates: [...draft.rdates],
    overrides: [...draft.overrides]
  };
}

export async function writeEvents(
  tx: Database,
  events: readonly EventToWrite[],
  now: Date
): Promise<{ id: Id<'event'>; slug: string }[]> {
  if (events.length === 0) return [];
  const names = await namesAround(tx, events);
  const fresh = events.filter(({ before }) => before === null);
  const slugs = new Map<string, string>();
  const free = await freeSlugs(
    tx,
    'event',
    fresh.map(({ draft }) => slugOf(`${draft.title} ${names.get(draft.settlement ?? '') ?? ''}`))
  );
  fresh.forEach(({ id }, index) => slugs.set(id, free[index] ?? id));
  for (const { id, before } of events) if (before) slugs.set(id, before.slug);

  const expandedUntil = new Date(now.getTime() + horizonDays * dayMs);
  const rows = events.map(({ id, draft, before }) => ({
    id,
    slug: slugs.get(id) ?? id,
    title: draft.title,
    summary: draft.summary,
    description: draft.description,
    settlement_id: draft.settlement,
    venue_id: draft.venue,
    place: draft.place,
    lat: draft.lat,
    lon: draft.lon,
    starts: draft.starts,
    minutes: draft.minutes,
    zone: draft.zone,
    all_day: draft.allDay,
    rule: draft.rule,
    exdates: JSON.stringify(draft.exdates),
    rdates: JSON.stringify(draft.rdates),
    overrides: JSON.stringify(draft.overrides),
    audiences: [...draft.audiences],
    themes: [...draft.themes],
    tradition: draft.tradition,
    attendance: draft.attendance,
    flexibility: JSON.stringify(draft.flexibility),
    background: draft.background,
    status: draft.status,
    price: draft.price,
    website: draft.website,
    folded: foldedText(draft, names),
    uid: draft.origin?.uid ?? before?.uid ?? `${id}@kalaka`,
    sequence: draft.origin?.sequence ?? (before ? before.sequence + 1 : 0),
    source: draft.origin?.source ?? before?.source ?? 'entered',
    external_id: draft.origin?.externalId ?? before?.externalId ?? null,
    organiser_name: draft.organiserName === undefined ? (before?.organiserName ?? null) : draft.organiserName,
    expanded_until: expandedUntil,
    created_at: before?.createdAt ?? now,
    updated_at: now
  }));
  for (const part of inParts(rows, 1000))
    await tx
      .insertInto('event')
      .values(part)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) =>
          Object.fromEntries(
            Object.keys(part[0] ?? {})
              .filter((column) => column !== 'id' && column !== 'created_at')
              .map((column) => [column, eb.ref(`excluded.${column}` as 'excluded.title')])
          )
        )
      )
      .execute();

  const old = events.filter(({ before }) => before !== null).map(({ id }) => id);
  for (const part of inParts(old)) {
    await tx.deleteFrom('event_organiser').where('event_id', 'in', part).execute();
    await tx.deleteFrom('event_performer').where('event_id', 'in', part).execute();
    await tx.deleteFrom('occurrence').where('event_id', 'in', part).execute();
  }
  const organisers = events.flatMap(({ id, draft }) =>
    [...new Set(draft.organisers)].map((organisation_id, position) => ({
      event_id: id,
      organisation_id,
      position
    }))
  );
  for (const part of inParts(organisers, 5000)) await tx.insertInto('event_organiser').values(part).execute();
  const performers = events.flatMap(({ id, draft }) =>
    draft.performers.map(({ name, role, organisation }, position) => ({
      event_id: id,
      position,
      name,
      role,
      key: performerKey(name),
      organisation_id: organisation
    }))
  );
  for (const part of inParts(performers, 5000)) await tx.insertInto('event_performer').values(part).execute();
  const occurrences = events.flatMap(({ id, draft }) => occurrencesUntil(id, seriesOf(draft), expandedUntil));
  for (const part of inParts(occurrences, 5000)) await tx.insertInto('occurrence').values(part).execute();
  return events.map(({ id }) => ({ id, slug: slugs.get(id) ?? id }));
}

function occurrencesUntil(
  event: Id<'event'>,
  series: Series,
  until: Date
): { event_id: Id<'event'>; recurrence_id: string; starts_at: Date; ends_at: Date }[] {
  const start = instantOf(series.start, series.zone);
  const from = new Date(start.getTime() - 366 * dayMs);
  // What begins beyond the edge is kept as well, its first occurrence at least: it is on somebody's list.
  const to = series.rule ? new Date(Math.max(until.getTime(), start.getTime() + 1)) : new Date(8.64e15);
  return occurrencesOf(series, from, to, maxOccurrences).occurrences.map((occurrence) => ({
    event_id: event,
    recurrence_id: occurrence.recurrenceId,
    starts_at: occurrence.start,
    ends_at: occurrence.end
  }));
}

/** Names of settlements, venues and organisers by id: they are part of what search finds an event by. */
async function namesAround(tx: Database, events: readonly EventToWrite[]): Promise<Map<string, string>> {
  const ids = (pick: (draft: EventDraft) => readonly (string | null)[]): string[] => [
    ...new Set(events.flatMap(({ draft }) => pick(draft)).filter((id) => id !== null))
  ];
  const names = new Map<string, string>();
  for (const [table, wanted] of [
    ['settlement', ids((draft) => [draft.settlement])],
    ['venue', ids((draft) => [draft.venue])],
    ['organisation', ids((draft) => draft.organisers)]
  ] as const)
    for (const part of inParts(wanted))
      for (const row of await tx
        .selectFrom(table)
        .select(['id', 'name'])
        .where('id', 'in', part as never[])
        .execute())
        names.set(row.id, row.name);
  return names;
}

function foldedText(draft: EventDraft, names: ReadonlyMap<string, string>): string {
  const around = [draft.settlement, draft.venue, ...draft.organisers].map((id) =>
    id ? (names.get(id) ?? '') : ''
  );
  return fold(
    [
      draft.title,
      draft.summary ?? '',
      draft.place ?? '',
      draft.tradition ?? '',
      draft.organiserName ?? '',
      ...around,
      ...draft.performers.map(({ name }) => name)
    ].join(' ')
  );
}

/** Writes the search text anew where a name around the events, or of a performer, has changed. */
export async function refoldEvents(
  db: Database,
  where: { organisation: string } | { venue: string } | { settlement: string } | { performer: string }
): Promise<void> {
  const names = sql<string>`concat_ws(' ', event.title, event.summary, event.place, event.tradition, event.organiser_name,
    (select name from settlement where settlement.id = event.settlement_id),
    (select name from venue where venue.id = event.venue_id),
    (select string_agg(organisation.name, ' ') from event_organiser
      join organisation on organisation.id = event_organiser.organisation_id where event_organiser.event_id = event.id),
    (select string_agg(event_performer.name, ' ' order by position) from event_performer where event_performer.event_id = event.id))`;
  const events = await db
    .selectFrom('event')
    .select(['event.id', names.as('text')])
    .$if('organisation' in where, (query) =>
      query.where('event.id', 'in', (eb) =>
        eb
          .selectFrom('event_organiser')
          .select('event_id')
          .where('organisation_id', '=', 'organisation' in where ? where.organisation : '')
      )
    )
    .$if('venue' in where, (query) => query.where('event.venue_id', '=', 'venue' in where ? where.venue : ''))
    .$if('performer' in where, (query) =>
      query.where('event.id', 'in', (eb) =>
        eb
          .selectFrom('event_performer')
          .select('event_id')
          .where('name', 'like', `%${'performer' in where ? where.performer : ''}%`)
      )
    )
    .$if('settlement' in where, (query) =>
      query.where('event.settlement_id', '=', 'settlement' in where ? where.settlement : '')
    )
    .execute();
  for (const part of inParts(events, 1000))
    await sql`update event set folded = change.folded from (
      select * from jsonb_to_recordset(${JSON.stringify(part.map(({ id, text }) => ({ id, folded: fold(text) })))}::jsonb)
        as change (id uuid, folded text)) change
      where event.id = change.id`.execute(db);
}

/** Keeps the edge of derived occurrences a good year ahead: series that were expanded too long ago are expanded again. */
export async function extendSeries(db: Database, now: Date): Promise<void> {
  const due = await db
    .selectFrom('event')
    .select(['id', 'starts', 'minutes', 'zone', 'all_day', 'rule', 'exdates', 'rdates', 'overrides'])
    .where('rule', 'is not', null)
    .where('expanded_until', '<', new Date(now.getTime() + (horizonDays - 30) * dayMs))
    .execute();
  const until = new Date(now.getTime() + horizonDays * dayMs);
  for (const event of due) {
    const series: Series = { ...event, start: event.starts, allDay: event.all_day };
    const occurrences = occurrencesUntil(event.id, series, until);
    for (const part of inParts(occurrences, 5000))
      await db
        .insertInto('occurrence')
        .values(part)
        .onConflict((conflict) => conflict.columns(['event_id', 'recurrence_id']).doNothing())
        .execute();
    await db.updateTable('event').set({ expanded_until: until }).where('id', '=', event.id).execute();
  }
}

/** `{ field: [before, after] }` for the change history; neither the order of keys nor that of what is chosen from a list counts. */
export function changesBetween(before: FullEvent, draft: EventDraft): Record<string, JsonValue> {
  const pairs: [string, unknown, unknown][] = [
    ['title', before.title, draft.title],
    ['summary', before.summary, draft.summary],
    ['description', before.description, draft.description],
    ['settlement', before.settlement?.id ?? null, draft.settlement],
    ['venue', before.venue?.id ?? null, draft.venue],
    ['place', before.place, draft.place],
    ['starts', before.starts, draft.starts],
    ['minutes', before.minutes, draft.minutes],
    ['all_day', before.allDay, draft.allDay],
    ['rule', before.rule, draft.rule],
    ['exdates', sorted(before.exdates), sorted(draft.exdates)],
    ['rdates', sorted(before.rdates), sorted(draft.rdates)],
    ['overrides', ...movedInstances(before, draft)],
    ['audiences', inListOrder(audiences, before.audiences), inListOrder(audiences, draft.audiences)],
    ['themes', inListOrder(themes, before.themes), inListOrder(themes, draft.themes)],
    ['performers', before.performers.map(performerLine), draft.performers.map(performerLine)],
    ['tradition', before.tradition, draft.tradition],
    ['attendance', before.attendance, draft.attendance],
    ['flexibility', before.flexibility, draft.flexibility],
    ['background', before.background, draft.background],
    ['status', before.status, draft.status],
    ['price', before.price, draft.price],
    ['website', before.website, draft.website],
    ['organisers', before.organisers.map(({ id }) => id), draft.organisers]
  ];
  return Object.fromEntries(
    pairs.filter(([, a, b]) => !isDeepStrictEqual(a, b)).map(([field, a, b]) => [field, [a, b] as JsonValue])
  );
}

function inListOrder<Code extends string>(list: readonly Code[], chosen: readonly Code[]): Code[] {
  return list.filter((code) => chosen.includes(code));
}

function sorted(texts: readonly string[]): string[] {
  return [...texts].sort();
}
