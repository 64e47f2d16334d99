// What a gift may have been given for: joint projects, events, needs and circles of the one supported.
import { sql } from 'kysely';
import { addDays, dayOf, defaultZone, instantOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { circlesOfOrganisation, circlesOfSettlement } from '#lib/domains/circles/list.server.ts';
import { listOfferingsOf } from '#lib/domains/exchange/queries.server.ts';
import type { PurposeKind, Supporter } from './model.ts';
import { projectsOf } from './queries.server.ts';

/** Things are thanked for a while after, and promised a while before. */
const [daysBack, daysAhead] = [180, 180];
const mostOfEach = 60;

/** Options of a select, by group; what this actor does not see cannot be chosen. */
export async function listPurposes(
  db: Database,
  actor: Actor,
  { organisation, settlement }: Pick<Supporter, 'organisation' | 'settlement'>,
  { words, now }: { words: Words; now: Date }
): Promise<{ value: string; label: string; group: string }[]> {
  const of = organisation ? { organisation: organisation.id } : { settlement: settlement.id };
  const projects = await projectsOf(db, actor, of);
  const needs = (await listOfferingsOf(db, of, null, mostOfEach)).filter(({ side }) => side === 'need');
  const circles = organisation
    ? await circlesOfOrganisation(db, actor, organisation.id)
    : await circlesOfSettlement(db, actor, settlement.id);
  const events = await listEvents(db, of, now);
  const options = (kind: PurposeKind, rows: readonly { id: string; label: string }[]) =>
    rows.map(({ id, label }) => ({
      ...{ value: `${kind}:${id}`, label },
      group: words.t(`projects.gift.purpose.${kind}`)
    }));
  return [
    ...options(
      'project',
      projects.map(({ id, name }) => ({ id, label: name }))
    ),
    ...options(
      'event',
      events.map(({ id, title, day }) => ({ id, label: `${title} – ${words.date(day)}` }))
    ),
    ...options(
      'need',
      needs.map(({ id, title }) => ({ id, label: title }))
    ),
    ...options(
      'circle',
      circles.map(({ id, name }) => ({ id, label: name }))
    )
  ];
}

/** The nearest in time first. */
async function listEvents(
  db: Database,
  of: { readonly organisation: string } | { readonly settlement: string },
  now: Date
): Promise<{ id: string; title: string; day: Date }[]> {
  const today = dayOf(now, defaultZone);
  const from = instantOf(`${addDays(today, -daysBack)}T00:00`, defaultZone);
  const to = instantOf(`${addDays(today, daysAhead)}T00:00`, defaultZone);
  const own =
    'organisation' in of
      ? sql<boolean>`exists (select from event_organiser where event_id = event.id
          and organisation_id = ${of.organisation}::uuid)`
      : sql<boolean>`event.settlement_id = ${of.settlement}::uuid`;
  const { rows } = await sql<{ id: string; title: string; day: Date }>`
    select event.id, event.title,
      (array_agg(occurrence.starts_at order by abs(extract(epoch from occurrence.starts_at - ${now}::timestamptz))))[1] as day
    from event join occurrence on occurrence.event_id = event.id
    where ${own} and event.status <> 'cancelled' and occurrence.starts_at >= ${from} and occurrence.starts_at < ${to}
    group by event.id
    order by min(abs(extract(epoch from occurrence.starts_at - ${now}::timestamptz))), event.id
    limit ${mostOfEach}`.execute(db);
  return rows.map(({ day, ...row }) => ({ ...row, day: new Date(day) }));
}
