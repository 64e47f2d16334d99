// Reads who works in a place, who is invited there and who asks to come.
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { RoleKind } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { Place } from './place.ts';

export interface TeamMember {
  readonly role: Id<'role'>;
  readonly person: Id<'person'>;
  readonly name: string;
  readonly email: string | null;
  readonly kind: RoleKind;
  readonly since: Date;
  /** Who acts for them, when they use no computer. */
  readonly representedBy: string | null;
}

/** Owners first, then by name. */
export async function listTeam(db: Database, place: Place): Promise<TeamMember[]> {
  const rows = await db
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .leftJoin('representation', (join) =>
      join.onRef('representation.represented_id', '=', 'person.id').on('representation.ended_at', 'is', null)
    )
    .leftJoin('person as representative', 'representative.id', 'representation.representative_id')
    .select([
      'role.id as role',
      'person.id as person',
      'person.name',
      'person.email',
      'role.kind',
      'role.created_at as since',
      'representative.name as representedBy'
    ])
    .where((eb) => heldAt(eb, place))
    .orderBy((eb) => eb.fn('array_position', [eb.val(rankOfKinds), 'role.kind']))
    .orderBy('person.name')
    .orderBy('role.id')
    .execute();
  return rows.filter((row, index) => row.role !== rows[index - 1]?.role);
}

const rankOfKinds = ['administrator', 'coordinator', 'caretaker', 'owner', 'editor', 'member'];

export async function isOwnerless(db: Database, place: Place): Promise<boolean> {
  if (place.kind !== 'organisation') return false;
  const owner = await db
    .selectFrom('role')
    .select('id')
    .where('organisation_id', '=', place.id)
    .where('kind', '=', 'owner')
    .executeTakeFirst();
  return owner === undefined;
}

export interface PendingInvitation {
  readonly id: Id<'invitation'>;
  readonly name: string;
  readonly email: string;
  readonly kind: RoleKind;
  readonly invitedAt: Date;
  readonly expired: boolean;
}

export async function listInvitations(db: Database, place: Place, now: Date): Promise<PendingInvitation[]> {
  const rows = await db
    .selectFrom('invitation')
    .leftJoin('capability_link', 'capability_link.id', 'invitation.link_id')
    .select(['invitation.id', 'name', 'email', 'kind', 'invitation.created_at', 'expires_at'])
    .where('accepted_at', 'is', null)
    .where('closed_at', 'is', null)
    .where('kind', 'is not', null)
    .$narrowType<{ kind: RoleKind }>()
    .where(
      'organisation_id',
      place.kind === 'organisation' ? '=' : 'is',
      place.kind === 'organisation' ? place.id : null
    )
    .where(
      'settlement_id',
      place.kind === 'settlement' ? '=' : 'is',
      place.kind === 'settlement' ? place.id : null
    )
    .where('county', place.kind === 'county' ? '=' : 'is', place.kind === 'county' ? place.county : null)
    .orderBy('invitation.created_at')
    .execute();
  return rows.map(({ created_at, expires_at, ...row }) => ({
    ...row,
    invitedAt: created_at,
    expired: expires_at === null || expires_at <= now
  }));
}

export interface OpenRequest {
  readonly id: Id<'join_request'>;
  readonly organisation: string;
  readonly person: Id<'person'> | null;
  readonly name: string;
  readonly email: string | null;
  readonly locale: Locale;
  readonly message: string | null;
  readonly at: Date;
}

/** Requests whose address is known to be theirs and that nobody has decided yet. */
export async function listOpenRequests(db: Database, organisation: string): Promise<OpenRequest[]> {
  return openRequests(db)
    .where('join_request.organisation_id', '=', organisation)
    .orderBy('join_request.created_at')
    .execute();
}

export async function findOpenRequest(db: Database, id: string): Promise<OpenRequest | null> {
  const found = await openRequests(db)
    .where('join_request.id', '=', id as Id<'join_request'>)
    .executeTakeFirst();
  return found ?? null;
}

export interface Decider {
  readonly id: Id<'person'>;
  readonly name: string;
  readonly email: string | null;
  readonly locale: Locale;
}

/** Who is told that somebody asks to come: the owners, else the settlement's caretakers, else the administrators. */
export async function findDeciders(
  db: Database,
  organisation: { id: string; settlement: string | null }
): Promise<Decider[]> {
  const held = (where: (eb: ExpressionBuilder<Tables, 'role'>) => Expression<SqlBool>): Promise<Decider[]> =>
    db
      .selectFrom('person')
      .select(['person.id', 'person.name', 'person.email', 'person.locale'])
      .where('person.email', 'is not', null)
      .where('person.id', 'in', (eb) =>
        eb
          .selectFrom('role')
          .select('role.person_id')
          .where((inner) => where(inner))
      )
      .orderBy('person.id')
      .execute();
  const owners = await held((eb) =>
    eb.and([eb('role.organisation_id', '=', organisation.id), eb('role.kind', '=', 'owner')])
  );
  if (owners.length > 0) return owners;
  const { settlement } = organisation;
  const caretakers = settlement === null ? [] : await held((eb) => eb('role.settlement_id', '=', settlement));
  if (caretakers.length > 0) return caretakers;
  return held((eb) => eb('role.kind', '=', 'administrator'));
}

function openRequests(db: Database) {
  return db
    .selectFrom('join_request')
    .leftJoin('person', 'person.id', 'join_request.person_id')
    .select((eb) => [
      'join_request.id',
      'join_request.organisation_id as organisation',
      'join_request.person_id as person',
      'join_request.name',
      eb.fn.coalesce('person.email', 'join_request.email').as('email'),
      'join_request.locale',
      'join_request.message',
      'join_request.created_at as at'
    ])
    .where('join_request.confirmed_at', 'is not', null)
    .where('join_request.decided_at', 'is', null);
}

function heldAt(eb: ExpressionBuilder<Tables, 'role'>, place: Place): Expression<SqlBool> {
  switch (place.kind) {
    case 'organisation':
      return eb('role.organisation_id', '=', place.id);
    case 'settlement':
      return eb('role.settlement_id', '=', place.id);
    case 'county':
      return eb.and([eb('role.kind', '=', 'coordinator'), eb('role.county', '=', place.county)]);
    case 'wide':
      return eb.or([
        eb('role.kind', '=', 'administrator'),
        eb.and([eb('role.kind', '=', 'coordinator'), eb('role.county', 'is', null)])
      ]);
  }
}
