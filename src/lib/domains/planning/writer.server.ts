// Whoever holds a mailed link, with the roles that they hold today.
import type { Id } from '#lib/core/ids.ts';
import { mayEditFor, type Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { listRoles } from '#lib/domains/people/session-actor.server.ts';

/** Null when they write in the name of none of the organisations any more. */
export async function findWriter(
  db: Database,
  person: Id<'person'>,
  organisations: readonly string[]
): Promise<Person | null> {
  const found = await db.selectFrom('person').select('name').where('id', '=', person).executeTakeFirst();
  if (!found) return null;
  const roles = (await listRoles(db, person)).map(({ role }) => role);
  const writer: Person = { kind: 'person', id: person, name: found.name, roles };
  return organisations.some((id) => mayEditFor(writer, id)) ? writer : null;
}
