// Whoever holds a mailed link, as they may speak for an organisation today.
import type { Id } from '#lib/core/ids.ts';
import { mayEditFor, type Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { listRoles } from '#lib/domains/people/session-actor.server.ts';

/** Its editor, or a caretaker of its settlement; null when they are neither any more. */
export async function findVoice(
  db: Database,
  person: Id<'person'>,
  organisation: string
): Promise<Person | null> {
  const found = await db.selectFrom('person').select('name').where('id', '=', person).executeTakeFirst();
  const home = await db
    .selectFrom('organisation')
    .select('settlement_id')
    .where('id', '=', organisation as Id<'organisation'>)
    .executeTakeFirst();
  if (!found || !home) return null;
  const roles = (await listRoles(db, person)).map(({ role }) => role);
  const tends = roles.some(
    (role) => role.kind === 'caretaker' && role.settlement === (home.settlement_id as string | null)
  );
  const voice: Person = {
    kind: 'person',
    id: person,
    name: found.name,
    roles,
    tended: tends ? [organisation] : []
  };
  return mayEditFor(voice, organisation) ? voice : null;
}
