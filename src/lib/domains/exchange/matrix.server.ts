// The capacity matrix: what each organisation of a territory has of each capacity, counted in the register in one query; and the
// records behind each figure.
import { sql, type RawBuilder } from 'kysely';
import { addDays, instantOf, defaultZone } from '#lib/core/time.ts';
import { visibleTo } from '#lib/domains/experts/policy.ts';
import type { OrganisationKind } from '#lib/domains/registry/model.ts';
import { headings } from '#lib/domains/services/taxonomy.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { daysAhead, groupOf, largeHall, smallHall, type Group, type MatrixRow } from './capacities.ts';

export interface MatrixScope {
  /** Ids; null for the whole country. */
  readonly settlements: readonly string[] | null;
  readonly kind: OrganisationKind | null;
  /** 'YYYY-MM-DD': what is open, and from when on free days are counted. */
  readonly today: string;
  /** Only of these groups; all where empty. */
  readonly groups: readonly Group[];
}

/** Whoever has something of what is looked at, and whoever could: all organisations of the territory. Unsorted. */
export async function listMatrix(db: Database, actor: Actor, scope: MatrixScope): Promise<MatrixRow[]> {
  const { rows } = await sql<{
    id: string;
    slug: string;
    name: string;
    settlement: string | null;
    cells: Record<string, number> | null;
  }>`with held as materialized (${heldIn(actor, scope)}),
      counted as (
        select organisation_id, capacity, ${valueOf} as value from held group by organisation_id, capacity
      ),
      gathered as (
        select organisation_id, json_object_agg(capacity, value) as cells from counted group by organisation_id
      )
    select organisation.id, organisation.slug, organisation.name, settlement.name as settlement, gathered.cells
    from organisation
    left join settlement on settlement.id = organisation.settlement_id
    left join gathered on gathered.organisation_id = organisation.id
    where ${inScope(scope)}`.execute(db);
  return rows.map((row) => ({ ...row, cells: row.cells ?? {} }));
}

export interface HeldRecord {
  readonly title: string;
  /** As the routes are named. */
  readonly path: string;
  readonly organisation: string;
  /** Of free time: days; else 1. */
  readonly value: number;
}

/** The records behind a figure: of one organisation, or of all of them. */
export async function listHeld(
  db: Database,
  actor: Actor,
  {
    scope,
    capacity,
    organisation,
    limit
  }: { scope: MatrixScope; capacity: string; organisation: string | null; limit: number }
): Promise<HeldRecord[]> {
  const one = { ...scope, groups: [groupOf(capacity)] };
  const { rows } = await sql<HeldRecord>`with held as (${heldIn(actor, one)})
    select held.title, held.path, organisation.name as organisation, held.value::int as value
    from held join organisation on organisation.id = held.organisation_id
    where held.capacity = ${capacity} and ${organisation ? sql`organisation.id = ${organisation}` : sql`true`}
    order by organisation.name, held.title, held.path limit ${limit}`.execute(db);
  return rows;
}

/** Of free time the best of its venues; of everything else how many there are. */
const valueOf = sql`case when capacity = 'time.free' then max(value) else count(*) end::int`;

function inScope({ settlements, kind }: MatrixScope): RawBuilder<boolean> {
  return sql<boolean>`organisation.closed_on is null
    and ${settlements ? sql`organisation.settlement_id = any(${[...settlements]}::uuid[])` : sql`true`}
    and ${kind ? sql`organisation.kind = ${kind}` : sql`true`}`;
}

/** Rows of (organisation_id, capacity, title, path, value), one for each record that counts. */
function heldIn(actor: Actor, scope: MatrixScope): RawBuilder<unknown> {
  const among = sql`(select organisation.id from organisation where ${inScope(scope)})`;
  const parts: Readonly<Record<Group, () => RawBuilder<unknown>>> = {
    space: () => spacesOf(among),
    equipment:
      () => sql`select equipment.organisation_id, 'equipment.' || equipment.kind as capacity, equipment.name as title,
      '/equipment/' || equipment.slug as path, 1 as value
      from equipment where equipment.organisation_id in ${among} and equipment.kind <> 'other'`,
    service: () => servicesOf(among),
    skill: () => skillsOf(actor, among),
    programme: () => programmesOf(among, scope.today),
    course:
      () => sql`select offering.organisation_id, 'course.any' as capacity, offering.title, '/exchange/' || offering.slug as path, 1 as value
      from offering where offering.organisation_id in ${among} and offering.side = 'offer' and offering.category = 'course'
        and offering.state = 'open' and offering.expires_on >= ${scope.today}::date`,
    time: () => freeTimeOf(among, scope.today)
  };
  const wanted = Object.entries(parts).filter(
    ([group]) => scope.groups.length === 0 || (scope.groups as readonly string[]).includes(group)
  );
  return sql.join(
    wanted.map(([, part]) => sql`(${part()})`),
    sql` union all `
  );
}

function spacesOf(among: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select venue.organisation_id, 'space.' || has.capacity as capacity, venue.name as title, '/venues/' || venue.slug as path, 1 as value
    from venue cross join lateral unnest(array[
      case when venue.capacity < ${smallHall} then 'small' when venue.capacity < ${largeHall} then 'medium'
        when venue.capacity is not null then 'large' end,
      case when 'stage' = any(venue.features) then 'stage' end,
      case when 'kitchen' = any(venue.features) then 'kitchen' end,
      case when venue.accessible then 'accessible' end,
      case when venue.kind in ('outdoor', 'park', 'square') then 'outdoor' end,
      case when venue.bookable then 'bookable' end,
      case when venue.idle then 'idle' end
    ]) as has(capacity)
    where venue.organisation_id in ${among} and venue.closed_on is null and has.capacity is not null`;
}

/** By heading: the terms under it are known here, not in the database. */
function servicesOf(among: RawBuilder<unknown>): RawBuilder<unknown> {
  const pairs = Object.entries(headings).flatMap(([heading, within]) =>
    within.map((term) => sql`(${term}::text, ${heading}::text)`)
  );
  return sql`select distinct service.organisation_id, 'service.' || known.heading as capacity, service.name as title,
      '/services/' || service.slug as path, 1 as value
    from service cross join lateral unnest(service.terms) as own(term)
      join (values ${sql.join(pairs)}) as known(term, heading) on known.term = own.term
    where service.organisation_id in ${among} and service.status = 'active'`;
}

/** Only of those whom this reader may see. */
function skillsOf(actor: Actor, among: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select expert_organisation.organisation_id, 'skill.' || field as capacity, expert.name as title, '/experts/' || expert.slug as path,
      1 as value
    from expert_organisation join expert on expert.id = expert_organisation.expert_id
      join consent on consent.id = expert.consent_id and consent.withdrawn_at is null
      cross join lateral unnest(expert.fields) as own(field)
    where expert_organisation.organisation_id in ${among} and expert.visibility = any(${[...visibleTo(actor)]}::text[])`;
}

/** What they have held publicly within a year before the day, or will. */
function programmesOf(among: RawBuilder<unknown>, today: string): RawBuilder<unknown> {
  return sql`select event_organiser.organisation_id, 'programme.' || theme as capacity, event.title, '/events/' || event.slug as path, 1 as value
    from event_organiser join event on event.id = event_organiser.event_id
      cross join lateral unnest(event.themes) as own(theme)
    where event_organiser.organisation_id in ${among} and event.status = 'confirmed' and exists (
      select from occurrence where occurrence.event_id = event.id and occurrence.starts_at >= ${instantOf(`${addDays(today, -365)}T00:00`, defaultZone)})`;
}

/** Of the venues that may be asked for: days of the next four weeks on which nothing is booked or held there. */
function freeTimeOf(among: RawBuilder<unknown>, today: string): RawBuilder<unknown> {
  const [from, until] = [today, addDays(today, daysAhead)].map((day) =>
    instantOf(`${day}T00:00`, defaultZone)
  );
  const dayOf = (column: string): RawBuilder<unknown> =>
    sql`(${sql.ref(column)} at time zone ${defaultZone})::date`;
  return sql`select venue.organisation_id, 'time.free' as capacity, venue.name as title, '/venues/' || venue.slug || '/availability' as path,
      ${daysAhead}::int - count(distinct taken.day)::int as value
    from venue left join (
      select booking_occurrence.venue_id, ${dayOf('booking_occurrence.starts_at')} as day from booking_occurrence
        where booking_occurrence.state in ('requested', 'confirmed') and booking_occurrence.starts_at >= ${from}
          and booking_occurrence.starts_at < ${until}
      union all
      select event.venue_id, ${dayOf('occurrence.starts_at')} from occurrence join event on event.id = occurrence.event_id
        where event.venue_id is not null and event.status = 'confirmed' and occurrence.starts_at >= ${from}
          and occurrence.starts_at < ${until}
    ) as taken on taken.venue_id = venue.id
    where venue.organisation_id in ${among} and venue.bookable and venue.closed_on is null
    group by venue.id having count(distinct taken.day) < ${daysAhead}`;
}
