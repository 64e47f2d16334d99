// Who holds a session, and in which of their roles, or in whose name, they act just now.
import type { Id } from '#lib/core/ids.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Person, Role } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { log } from '#lib/platform/log.server.ts';
import { hashOf } from '#lib/platform/secret.server.ts';
import { roleOf } from './role-rows.ts';
import { keepSession } from './session.server.ts';

/**
 * Null when the session is unknown or over. A hat whose role was taken away falls off; a right to act for somebody that has
 * ended counts no more.
 */
export async function findActor(db: Database, session: string, now: Date): Promise<Person | null> {
  const rows = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .leftJoin('representation', (join) =>
      join
        .onRef('representation.represented_id', '=', 'session.on_behalf_of')
        .onRef('representation.representative_id', '=', 'session.person_id')
        .on('representation.ended_at', 'is', null)
    )
    .leftJoin('person as represented', 'represented.id', 'representation.represented_id')
    .leftJoin('role', (join) =>
      join.on((eb) =>
        eb('role.person_id', '=', eb.fn.coalesce('representation.represented_id', 'session.person_id'))
      )
    )
    .select([
      'person.id',
      'person.name',
      'session.hat_role_id',
      'session.last_seen_on',
      'represented.id as represented_id',
      'represented.name as represented_name',
      'role.id as role_id',
      'role.kind',
      'role.organisation_id',
      'role.settlement_id',
      'role.county'
    ])
    .where('session.token_hash', '=', hashOf(session))
    .where('session.expires_at', '>', now)
    .execute();
  const [first] = rows;
  if (!first) return null;
  if (first.last_seen_on !== dayOf(now, defaultZone)) await keepSession(db, session, now).catch(logFault);
  const roles = rows.flatMap(({ role_id, kind, ...row }) =>
    role_id && kind ? [{ id: role_id, role: roleOf({ kind, ...row }) }] : []
  );
  const hat = roles.find(({ id }) => id === first.hat_role_id)?.role ?? null;
  const counting = hat ? [hat] : roles.map(({ role }) => role);
  return {
    kind: 'person',
    id: first.id,
    name: first.name,
    roles: counting,
    tended: await organisationsTended(db, counting),
    hat,
    onBehalfOf:
      first.represented_id && first.represented_name
        ? { id: first.represented_id, name: first.represented_name }
        : null
  };
}

async function organisationsTended(db: Database, roles: readonly Role[]): Promise<string[]> {
  const settlements = roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
  if (settlements.length === 0) return [];
  const rows = await db
    .selectFrom('organisation')
    .select('id')
    .where('settlement_id', 'in', settlements as Id<'settlement'>[])
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The roles of a person's own, hat or not. */
export async function listRoles(
  db: Database,
  person: Id<'person'>
): Promise<{ id: Id<'role'>; role: Role; since: Date }[]> {
  const rows = await db
    .selectFrom('role')
    .select(['id', 'kind', 'organisation_id', 'settlement_id', 'county', 'created_at'])
    .where('person_id', '=', person)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, created_at, ...row }) => ({ id, role: roleOf(row), since: created_at }));
}

/** A database that can only be read still knows its visitors. */
function logFault(error: unknown): void {
  log('warn', 'session_not_kept', { error: String(error) });
}
