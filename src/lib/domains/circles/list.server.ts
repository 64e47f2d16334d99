// Lists circles: those that residents see, an actor's own, and those of an organisation or a settlement.
import { sql, type RawBuilder } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { patternsOf, pageOf, usualPageSize, type Page } from '#lib/domains/registry/listing.server.ts';
import { editableOrganisations, isAdministrator, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Circle } from './model.ts';
import { circleFrom, circlesIn } from './queries.server.ts';

export interface ListedCircle extends Circle {
  /** Seats taken now. */
  readonly members: number;
}

export interface CircleQuery {
  readonly text?: string;
  /** Only those where the actor, or an organisation in whose name they write, has a seat. */
  readonly own?: boolean;
  /** Also what is closed. */
  readonly closed?: boolean;
  /** From 1. */
  readonly page?: number;
  readonly pageSize?: number;
}

/** Those that are alive first, then by name. */
export async function listCircles(
  db: Database,
  actor: Actor,
  { text = '', own = false, closed = false, page = 1, pageSize = usualPageSize }: CircleQuery
): Promise<Page<ListedCircle>> {
  const wanted = () => {
    let found = circlesIn(db).where(own ? holdsSeat(actor) : visibleTo(actor));
    for (const pattern of patternsOf(text))
      found = found.where(
        sql<boolean>`concat_ws(' ', circle.folded, settlement.folded, micro_region.name) ilike ${pattern}`
      );
    return closed ? found : found.where('circle.state', '<>', 'closed');
  };
  const { total } = await wanted()
    .clearSelect()
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await wanted()
    .select(seatsTaken)
    .orderBy(sql`array_position(array['active', 'resting', 'closed'], circle.state)`)
    .orderBy('circle.name')
    .orderBy('circle.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return pageOf(
    rows.map((row) => ({ ...circleFrom(row), members: row.members })),
    Number(total),
    page,
    pageSize
  );
}

/** Where the organisation has a seat now, as far as the actor sees it: its members may not be for everyone. */
export async function circlesOfOrganisation(
  db: Database,
  actor: Actor,
  organisation: string
): Promise<ListedCircle[]> {
  const rows = await circlesIn(db)
    .select(seatsTaken)
    .where(sql<boolean>`(${holdsSeat(actor)} or (circle.public_page and circle.shows_members))`)
    .where(
      sql<boolean>`exists (select from circle_member seat where seat.circle_id = circle.id
        and seat.left_on is null and seat.organisation_id = ${organisation})`
    )
    .where('circle.state', '<>', 'closed')
    .orderBy('circle.name')
    .limit(30)
    .execute();
  return rows.map((row) => ({ ...circleFrom(row), members: row.members }));
}

/** Those at home there, and those to whose territory it belongs. */
export async function circlesOfSettlement(
  db: Database,
  actor: Actor,
  settlement: string
): Promise<ListedCircle[]> {
  const rows = await circlesIn(db)
    .select(seatsTaken)
    .where(visibleTo(actor))
    .where(
      sql<boolean>`(circle.settlement_id = ${settlement}
        or exists (select from circle_settlement own
          where own.circle_id = circle.id and own.settlement_id = ${settlement})
        or exists (select from micro_region_settlement region
          where region.micro_region_id = circle.micro_region_id and region.settlement_id = ${settlement})
        or circle.county = (select county from settlement place where place.id = ${settlement}))`
    )
    .where('circle.state', '<>', 'closed')
    .orderBy('circle.name')
    .limit(30)
    .execute();
  return rows.map((row) => ({ ...circleFrom(row), members: row.members }));
}

/** Ids and names of the circles that the actor calls together, or keeps the papers of. */
export async function circlesRunBy(
  db: Database,
  actor: Actor
): Promise<{ id: string; slug: string; name: string }[]> {
  if (actor.kind !== 'person') return [];
  return db
    .selectFrom('circle')
    .select(['circle.id', 'circle.slug', 'circle.name'])
    .where(holdsSeat(actor, ['convenor', 'secretary']))
    .where('circle.state', '<>', 'closed')
    .orderBy('circle.name')
    .limit(50)
    .execute();
}

export async function listPublicCircleIds(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('circle')
    .select('id')
    .where('public_page', '=', true)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function findCirclesByIds(
  db: Database,
  ids: readonly string[]
): Promise<ReadonlyMap<string, Circle>> {
  if (ids.length === 0) return new Map();
  const rows = await circlesIn(db)
    .where('circle.id', 'in', ids as Id<'circle'>[])
    .execute();
  return new Map(rows.map((row) => [row.id as string, circleFrom(row)]));
}

/** Said of one circle by `canSeeCircle`; the tests hold the two together. */
export function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (isAdministrator(actor)) return sql<boolean>`true`;
  return sql<boolean>`(circle.public_page or ${holdsSeat(actor)} or ${coordinated(actor)})`;
}

function holdsSeat(actor: Actor, offices: readonly string[] | null = null): RawBuilder<boolean> {
  if (actor.kind !== 'person') return sql<boolean>`false`;
  const self = actor.onBehalfOf?.id ?? actor.id;
  const organisations = editableOrganisations(actor) ?? [];
  return sql<boolean>`exists (
    select from circle_member seat left join person holder on holder.email = seat.email
    where seat.circle_id = circle.id and seat.left_on is null
      and (${offices === null} or seat.role = any(${[...(offices ?? [])]}::text[]))
      and (coalesce(seat.person_id, holder.id) = ${self} or seat.organisation_id = any(${[...organisations]}::uuid[])))`;
}

function coordinated(actor: Actor): RawBuilder<boolean> {
  const roles = actor.kind === 'person' ? actor.roles.filter((role) => role.kind === 'coordinator') : [];
  if (roles.some(({ county }) => county === null)) return sql<boolean>`true`;
  const counties = roles.flatMap(({ county }) => (county === null ? [] : [county]));
  if (counties.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(circle.county = any(${counties}::text[]) or exists (
    select from settlement place where place.county = any(${counties}::text[]) and (
      place.id = circle.settlement_id
      or place.id in (select own.settlement_id from circle_settlement own where own.circle_id = circle.id)
      or place.id in (select region.settlement_id from micro_region_settlement region
        where region.micro_region_id = circle.micro_region_id))))`;
}

const seatsTaken = sql<number>`(select count(*)::int from circle_member seat
  where seat.circle_id = circle.id and seat.left_on is null)`.as('members');
