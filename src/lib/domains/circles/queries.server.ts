// Reads circles: one by its address, who holds what office, its seats, and where mail reaches them.
import { sql, type InferResult } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { offices, type Circle, type Member, type Place } from './model.ts';
import { canSeeCircle, type CircleWithOffices } from './policy.ts';

/** A round table has a few dozen seats; beyond this nobody could sit around it. */
export const mostMembers = 300;

/** Whether or not the reader may see it: `canSeeCircle` judges that. */
export async function findCircle(db: Database, slug: string): Promise<Circle | null> {
  const row = await circlesIn(db).where('circle.slug', '=', slug).executeTakeFirst();
  return row ? circleFrom(row) : null;
}

export async function findCircleById(db: Database, id: string): Promise<Circle | null> {
  if (!isUuid(id)) return null;
  const row = await circlesIn(db)
    .where('circle.id', '=', id as Id<'circle'>)
    .executeTakeFirst();
  return row ? circleFrom(row) : null;
}

/** For `policy.ts`: who sits there now. Null when there is no such circle. */
export async function circleOffices(db: Database, id: string): Promise<CircleWithOffices | null> {
  return (await officesOf(db, [id])).get(id) ?? null;
}

/** Of many circles at once; unknown ids are left out. */
export async function officesOf(
  db: Database,
  ids: readonly string[]
): Promise<ReadonlyMap<string, CircleWithOffices>> {
  const known = ids.filter(isUuid) as Id<'circle'>[];
  if (known.length === 0) return new Map();
  const circles = await db
    .selectFrom('circle')
    .select([
      'circle.id',
      'circle.public_page',
      sql<string[]>`array(
        select circle.county where circle.county is not null
        union select county from settlement where id = circle.settlement_id and county is not null
        union select county from circle_settlement own join settlement on settlement.id = own.settlement_id
          where own.circle_id = circle.id and county is not null
        union select county from micro_region_settlement region join settlement on settlement.id = region.settlement_id
          where region.micro_region_id = circle.micro_region_id and county is not null
      )`.as('counties')
    ])
    .where('circle.id', 'in', known)
    .execute();
  const members = await db
    .selectFrom('circle_member as member')
    .leftJoin('person as addressed', 'addressed.email', 'member.email')
    .select(['member.id', 'member.circle_id', 'member.role', 'member.organisation_id'])
    .select(sql<string | null>`coalesce(member.person_id, addressed.id)`.as('person_id'))
    .where('member.circle_id', 'in', known)
    .where('member.left_on', 'is', null)
    .execute();
  return new Map(
    circles.map(({ id, public_page, counties }) => [
      id as string,
      {
        circle: { id, publicPage: public_page, counties },
        members: members
          .filter(({ circle_id }) => circle_id === id)
          .map((member) => ({
            id: member.id,
            role: member.role,
            personId: member.person_id,
            organisationId: member.organisation_id
          }))
      }
    ])
  );
}

/** With its offices; null when it is not there, or not for this actor to see. */
export async function findSeenCircle(
  db: Database,
  actor: Actor,
  slug: string
): Promise<{ circle: Circle; offices: CircleWithOffices } | null> {
  const circle = await findCircle(db, slug);
  const held = circle && (await circleOffices(db, circle.id));
  return circle && held && canSeeCircle(actor, held) ? { circle, offices: held } : null;
}

/**
 * By office, then as Hungarian sorts their names.
 * @param on those who held a seat on that day; without it those who hold one now
 */
export async function listMembers(db: Database, circleId: string, on?: string): Promise<Member[]> {
  if (!isUuid(circleId)) return [];
  let found = membersIn(db).where('member.circle_id', '=', circleId as Id<'circle'>);
  found = on
    ? found
        .where('member.joined_on', '<=', on)
        .where((eb) => eb.or([eb('member.left_on', 'is', null), eb('member.left_on', '>', on)]))
    : found.where('member.left_on', 'is', null);
  const rows = await found
    .orderBy(sql`array_position(${[...offices]}::text[], member.role)`)
    .orderBy(sql`coalesce(organisation.name, member.name, person.name) collate hu`)
    .orderBy('member.id')
    .limit(mostMembers)
    .execute();
  // Whoever sat there in their own name and was erased sits there no more.
  return rows.map(memberFrom).filter((member) => member.organisation !== null || member.name !== null);
}

/** Those who have left, the latest first; of those who were erased only organisations are named. */
export async function listPastMembers(db: Database, circleId: string): Promise<Member[]> {
  const rows = await membersIn(db)
    .where('member.circle_id', '=', circleId as Id<'circle'>)
    .where('member.left_on', 'is not', null)
    .orderBy('member.left_on', 'desc')
    .orderBy('member.id')
    .limit(mostMembers)
    .execute();
  return rows.map(memberFrom).filter((member) => member.organisation !== null || member.name !== null);
}

/** Also of those who have left. */
export async function findMember(db: Database, id: string): Promise<Member | null> {
  return (await findMembers(db, [id])).get(id) ?? null;
}

/** By their ids, also those who have left; unknown ids are left out. */
export async function findMembers(
  db: Database,
  ids: readonly string[]
): Promise<ReadonlyMap<string, Member>> {
  const known = ids.filter(isUuid) as Id<'circle_member'>[];
  if (known.length === 0) return new Map();
  const rows = await membersIn(db).where('member.id', 'in', known).execute();
  return new Map(rows.map((row) => [row.id as string, memberFrom(row)]));
}

/** Where mail for the seat goes; null when nobody knows an address. */
export async function memberMail(
  db: Database,
  memberId: string
): Promise<{ name: string; email: string; locale: Locale; person: Id<'person'> | null } | null> {
  const member = await findMember(db, memberId);
  return member && mailOf(member);
}

/** The same of a seat that is loaded already. */
export function mailOf(
  member: Member
): { name: string; email: string; locale: Locale; person: Id<'person'> | null } | null {
  if (!member.email) return null;
  const { name, organisation, email, locale, personId } = member;
  return {
    name: name ?? organisation?.name ?? email,
    email,
    locale,
    person: personId as Id<'person'> | null
  };
}

export function circlesIn(db: Database) {
  return db
    .selectFrom('circle')
    .leftJoin('settlement', 'settlement.id', 'circle.settlement_id')
    .leftJoin('micro_region', 'micro_region.id', 'circle.micro_region_id')
    .selectAll('circle')
    .select([
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name',
      'settlement.county as settlement_county',
      'micro_region.slug as micro_region_slug',
      'micro_region.name as micro_region_name',
      sql<Place[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('id', place.id, 'slug', place.slug, 'name', place.name)
          order by place.name), '[]')
        from circle_settlement own join settlement place on place.id = own.settlement_id
        where own.circle_id = circle.id
      )`.as('places')
    ]);
}

export function circleFrom(row: InferResult<ReturnType<typeof circlesIn>>[number]): Circle {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    purpose: row.purpose,
    about: row.about,
    settlement: row.settlement_id
      ? {
          id: row.settlement_id,
          slug: row.settlement_slug ?? '',
          name: row.settlement_name ?? '',
          county: row.settlement_county
        }
      : null,
    territory: row.micro_region_id
      ? {
          kind: 'micro_region',
          id: row.micro_region_id,
          slug: row.micro_region_slug ?? '',
          name: row.micro_region_name ?? ''
        }
      : row.county
        ? { kind: 'county', county: row.county }
        : { kind: 'settlements', settlements: row.places },
    foundedOn: row.founded_on,
    state: row.state,
    publicPage: row.public_page,
    showsMembers: row.shows_members,
    showsAgenda: row.shows_agenda,
    showsDecisions: row.shows_decisions,
    showsTasks: row.shows_tasks,
    takesQuestions: row.takes_questions,
    silenceDays: row.silence_days,
    source: row.source,
    createdAt: row.created_at,
    updatedAt: row.updated_at
  };
}

/** The account of whoever sits there is the one named, else the one that has their address. */
function membersIn(db: Database) {
  return db
    .selectFrom('circle_member as member')
    .leftJoin('organisation', 'organisation.id', 'member.organisation_id')
    .leftJoin('person as addressed', 'addressed.email', 'member.email')
    .leftJoin('person', (join) => join.on(sql<boolean>`person.id = coalesce(member.person_id, addressed.id)`))
    .leftJoin('settlement', (join) =>
      join.on(sql<boolean>`settlement.id = coalesce(member.settlement_id, organisation.settlement_id)`)
    )
    .selectAll('member')
    .select([
      'organisation.slug as organisation_slug',
      'organisation.name as organisation_name',
      'person.id as account_id',
      'person.name as account_name',
      'person.email as account_email',
      'settlement.id as place_id',
      'settlement.slug as place_slug',
      'settlement.name as place_name',
      'settlement.lat as place_lat',
      'settlement.lon as place_lon',
      sql<string | null>`(
        select value from organisation_contact contact
        where contact.organisation_id = member.organisation_id and contact.kind = 'email'
        order by contact.position, contact.id limit 1
      )`.as('organisation_email')
    ]);
}

function memberFrom(row: InferResult<ReturnType<typeof membersIn>>[number]): Member {
  return {
    id: row.id,
    circleId: row.circle_id,
    office: row.role,
    organisation: row.organisation_id
      ? { id: row.organisation_id, slug: row.organisation_slug ?? '', name: row.organisation_name ?? '' }
      : null,
    personId: row.account_id,
    name: row.name ?? (row.person_id ? row.account_name : null),
    email: row.email ?? (row.person_id ? row.account_email : null) ?? row.organisation_email,
    ownEmail: row.email,
    phone: row.phone,
    locale: row.locale,
    settlement: row.place_id
      ? {
          id: row.place_id,
          slug: row.place_slug ?? '',
          name: row.place_name ?? '',
          lat: row.place_lat,
          lon: row.place_lon
        }
      : null,
    ownSettlement:
      row.settlement_id && row.place_id
        ? { id: row.place_id, slug: row.place_slug ?? '', name: row.place_name ?? '' }
        : null,
    seats: row.seats,
    joinedOn: row.joined_on,
    leftOn: row.left_on,
    note: row.note,
    updatedAt: row.updated_at
  };
}
