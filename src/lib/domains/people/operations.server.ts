// Makes accounts and gives roles.
import type { Id } from '#lib/core/ids.ts';
import type { Role } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { placeOf } from './role-rows.ts';

/** What the first administrator is called until they say who they are. */
export const madeAdministratorName = 'Rendszergazda';

/** The installation's first administrator, made when there is none yet. */
export async function ensureAdministrator(db: Database, name: string, now: Date): Promise<Id<'person'>> {
  const found = await db
    .selectFrom('role')
    .select('person_id')
    .where('kind', '=', 'administrator')
    .orderBy('created_at')
    .executeTakeFirst();
  return found?.person_id ?? addPerson(db, { name, email: null, roles: [{ kind: 'administrator' }] }, now);
}

export async function addPerson(
  tx: Database,
  person: { name: string; email: string | null; locale?: Locale; roles: readonly Role[] },
  now: Date
): Promise<Id<'person'>> {
  const id = newId<'person'>(now);
  await tx
    .insertInto('person')
    .values({
      id,
      name: person.name,
      email: person.email?.toLowerCase() ?? null,
      locale: person.locale ?? 'hu',
      created_at: now
    })
    .execute();
  for (const role of person.roles) await giveRole(tx, { person: id, role, by: null }, now);
  return id;
}

/** A role that the person already has stays one role. */
export async function giveRole(
  tx: Database,
  { person, role, by }: { person: Id<'person'>; role: Role; by: Id<'person'> | null },
  now: Date
): Promise<void> {
  await tx
    .insertInto('role')
    .values({
      id: newId<'role'>(now),
      person_id: person,
      kind: role.kind,
      ...placeOf(role),
      given_by: by,
      created_at: now
    })
    .onConflict((conflict) => conflict.constraint('role_once').doNothing())
    .execute();
}
