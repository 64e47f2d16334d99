// Reads joint projects: one by its address, those that an actor may see, and those of a record.
import { sql, type InferResult, type RawBuilder } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { pageOf, usualPageSize, type Named, type Page } from '#lib/domains/registry/listing.server.ts';
import { canSeeProject } from './policy.ts';
import type { PlannedEvent, Partner, Project, ProjectState } from './model.ts';

/** Null when it is not there, or not for this actor. */
export async function findProject(db: Database, actor: Actor, slug: string): Promise<Project | null> {
  const [project] = await whole(db, await projectsIn(db).where('project.slug', '=', slug).execute());
  return project && canSeeProject(actor, project) ? project : null;
}

/** Whoever may see it. */
export async function findProjectById(db: Database, id: string): Promise<Project | null> {
  return (await findProjects(db, [id])).get(id) ?? null;
}

export async function findProjects(
  db: Database,
  ids: readonly string[]
): Promise<ReadonlyMap<string, Project>> {
  const known = ids.filter(isUuid) as Id<'project'>[];
  if (known.length === 0) return new Map();
  const rows = await projectsIn(db).where('project.id', 'in', known).execute();
  return new Map((await whole(db, rows)).map((project) => [project.id, project]));
}

export interface ListedProject extends Named {
  readonly state: ProjectState;
  readonly lead: Named;
  readonly territory: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly events: number;
}

/** The latest first. @param own only those in which one of the actor's organisations takes part */
export async function listProjects(
  db: Database,
  actor: Actor,
  {
    own = false,
    page = 1,
    pageSize = usualPageSize
  }: { own?: boolean; page?: number; pageSize?: number } = {}
): Promise<Page<ListedProject>> {
  const wanted = () => projectsIn(db).where(own ? ownOf(actor) : sql<boolean>`project.state = 'confirmed'`);
  const { total } = await wanted()
    .clearSelect()
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await wanted()
    .orderBy('project.last_day', 'desc')
    .orderBy('project.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return pageOf(await listed(db, rows), Number(total), page, pageSize);
}

/** Of which the organisation is the lead or a partner, or at least two members of the circle are, or that has events in the settlement; only what the actor may see. */
export async function projectsOf(
  db: Database,
  actor: Actor,
  of:
    | { readonly organisation: string }
    | { readonly settlement: string }
    | { readonly venue: string }
    | { readonly circle: string }
): Promise<ListedProject[]> {
  const touching =
    'organisation' in of
      ? sql<boolean>`(project.lead_organisation_id = ${of.organisation} or exists (
          select from project_partner partner where partner.project_id = project.id
            and partner.organisation_id = ${of.organisation} and partner.answer is distinct from 'no'))`
      : 'circle' in of
        ? sql<boolean>`(select count(*) from project_partner partner join circle_member seat
            on seat.organisation_id = partner.organisation_id and seat.left_on is null
            where partner.project_id = project.id and partner.answer is distinct from 'no'
              and seat.circle_id = ${of.circle}) > 1`
        : 'venue' in of
          ? sql<boolean>`exists (select from project_event planned
            where planned.project_id = project.id and planned.venue_id = ${of.venue})`
          : sql<boolean>`exists (select from project_event planned join venue on venue.id = planned.venue_id
            where planned.project_id = project.id and venue.settlement_id = ${of.settlement})`;
  const rows = await projectsIn(db)
    .where(touching)
    .where(sql<boolean>`(project.state = 'confirmed' or ${ownOf(actor)})`)
    .orderBy('project.last_day', 'desc')
    .orderBy('project.id')
    .limit(10)
    .execute();
  return listed(db, rows);
}

/** The project that an event of the calendar belongs to, as far as the actor sees it. */
export async function findProjectOfEvent(db: Database, actor: Actor, event: string): Promise<Project | null> {
  const row = await db
    .selectFrom('project_event')
    .select('project_id')
    .where('event_id', '=', event as Id<'event'>)
    .executeTakeFirst();
  const project = row ? await findProjectById(db, row.project_id) : null;
  return project && canSeeProject(actor, project) ? project : null;
}

/** Whether there is anything for everyone to see. */
export async function findPublicTogether(db: Database): Promise<{ projects: boolean; supporters: boolean }> {
  const { rows } = await sql<{ projects: boolean; supporters: boolean }>`
    select exists (select from project where state = 'confirmed') as projects,
      exists (select from supporter where thanked_publicly) as supporters`.execute(db);
  return rows[0] ?? { projects: false, supporters: false };
}

/** How many projects wait for an answer of one of the actor's organisations. */
export async function countAsked(db: Database, actor: Actor): Promise<number> {
  if (actor.kind !== 'person' || isAdministrator(actor)) return 0;
  const { count } = await db
    .selectFrom('project_partner')
    .innerJoin('project', 'project.id', 'project_partner.project_id')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('project.state', '=', 'asked')
    .where('asked_at', 'is not', null)
    .where('answer', 'is', null)
    .where(sql<boolean>`organisation_id = any(${organisationsOf(actor)}::uuid[])`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function ownOf(actor: Actor): RawBuilder<boolean> {
  if (isAdministrator(actor)) return sql<boolean>`true`;
  const own = organisationsOf(actor);
  return sql<boolean>`(project.lead_organisation_id = any(${own}::uuid[]) or exists (
    select from project_partner partner where partner.project_id = project.id
      and partner.organisation_id = any(${own}::uuid[])))`;
}

function organisationsOf(actor: Actor): string[] {
  if (actor.kind !== 'person') return [];
  const held = actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []));
  return [...new Set([...held, ...(actor.tended ?? [])])];
}

function projectsIn(db: Database) {
  return db
    .selectFrom('project')
    .innerJoin('organisation as lead', 'lead.id', 'project.lead_organisation_id')
    .selectAll('project')
    .select(['lead.name as lead_name', 'lead.slug as lead_slug']);
}

type Row = InferResult<ReturnType<typeof projectsIn>>[number];

async function listed(db: Database, rows: readonly Row[]): Promise<ListedProject[]> {
  if (rows.length === 0) return [];
  const counts = await db
    .selectFrom('project_event')
    .select(['project_id', ({ fn }) => fn.countAll<string>().as('count')])
    .where(
      'project_id',
      'in',
      rows.map(({ id }) => id)
    )
    .groupBy('project_id')
    .execute();
  const countOf = new Map(counts.map(({ project_id, count }) => [project_id, Number(count)]));
  return rows.map((row) => ({
    ...{ id: row.id, slug: row.slug, name: row.title, state: row.state, territory: row.territory },
    lead: { id: row.lead_organisation_id, slug: row.lead_slug, name: row.lead_name },
    firstDay: row.first_day,
    lastDay: row.last_day,
    events: countOf.get(row.id) ?? 0
  }));
}

async function whole(db: Database, rows: readonly Row[]): Promise<Project[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const partners = await db
    .selectFrom('project_partner as partner')
    .innerJoin('organisation', 'organisation.id', 'partner.organisation_id')
    .leftJoin('person', 'person.id', 'partner.answered_by')
    .selectAll('partner')
    .select(['organisation.name', 'organisation.slug', 'person.name as answerer'])
    .where('partner.project_id', 'in', ids)
    .orderBy('organisation.name')
    .orderBy('organisation.id')
    .execute();
  const events = await db
    .selectFrom('project_event as planned')
    .innerJoin('organisation', 'organisation.id', 'planned.organisation_id')
    .innerJoin('venue', 'venue.id', 'planned.venue_id')
    .innerJoin('settlement', 'settlement.id', 'venue.settlement_id')
    .leftJoin('event', 'event.id', 'planned.event_id')
    .leftJoin('booking', 'booking.id', 'planned.booking_id')
    .select(['planned.id', 'planned.project_id', 'planned.day', 'planned.event_id'])
    .select(['planned.booking_id', 'booking.state as booking_state'])
    .select(['organisation.id as organisation', 'organisation.name as organisation_name'])
    .select(['organisation.slug as organisation_slug', 'venue.id as venue', 'venue.name as venue_name'])
    .select(['venue.slug as venue_slug', 'settlement.id as settlement', 'settlement.name as settlement_name'])
    .select(['settlement.slug as settlement_slug', 'event.slug as event_slug', 'event.status'])
    .select(({ fn }) => [
      fn.coalesce('venue.lat', 'settlement.lat').as('lat'),
      fn.coalesce('venue.lon', 'settlement.lon').as('lon')
    ])
    .where('planned.project_id', 'in', ids)
    .orderBy('planned.day')
    .orderBy('settlement.name')
    .orderBy('planned.id')
    .execute();
  return rows.map((row): Project => ({
    ...{ id: row.id, slug: row.slug, title: row.title, text: row.text, person: row.person_id },
    lead: { id: row.lead_organisation_id, slug: row.lead_slug, name: row.lead_name },
    ...{ territory: row.territory, settlements: row.settlements, eventsWanted: row.events_wanted },
    ...{ withinKm: row.within_km, firstDay: row.first_day, lastDay: row.last_day },
    ...{ weekdays: row.weekdays, starts: row.starts, minutes: row.minutes, themes: row.themes },
    ...{ audiences: row.audiences, atLeast: row.at_least, atMost: row.at_most, state: row.state },
    ...{ found: row.found, searching: row.searching, source: row.source, updatedAt: row.updated_at },
    partners: partners
      .filter(({ project_id }) => project_id === row.id)
      .map((partner): Partner => ({
        ...{ id: partner.organisation_id, slug: partner.slug, name: partner.name },
        ...{ answer: partner.answer, note: partner.note },
        askedAt: partner.asked_at,
        answeredAt: partner.answered_at,
        ...{ how: partner.answered_how, by: partner.answerer },
        ...{ atLeast: partner.at_least, atMost: partner.at_most }
      })),
    events: events
      .filter(({ project_id }) => project_id === row.id)
      .map((one): PlannedEvent => ({
        id: one.id,
        organisation: { id: one.organisation, slug: one.organisation_slug, name: one.organisation_name },
        venue: { id: one.venue, slug: one.venue_slug, name: one.venue_name },
        settlement: { id: one.settlement, slug: one.settlement_slug, name: one.settlement_name },
        point: one.lat !== null && one.lon !== null ? { lat: one.lat, lon: one.lon } : null,
        day: one.day,
        event:
          one.event_id && one.event_slug
            ? { id: one.event_id, slug: one.event_slug, status: one.status ?? '' }
            : null,
        booking: one.booking_id ? { id: one.booking_id, state: one.booking_state ?? '' } : null
      }))
  }));
}
