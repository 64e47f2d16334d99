// The organisations in which somebody works, by name: the nearest way to them is from the desk.
import type { Id } from '#lib/core/ids.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

/** Nobody works in more; whoever does finds the rest in the list. */
const most = 20;

export async function listOrganisationsWorkedIn(
  db: Database,
  actor: Actor
): Promise<readonly { readonly slug: string; readonly name: string }[]> {
  if (actor.kind !== 'person') return [];
  const ids = actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []));
  if (ids.length === 0) return [];
  return db
    .selectFrom('organisation')
    .select(['slug', 'name'])
    .where('id', 'in', ids as Id<'organisation'>[])
    .where('closed_on', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .limit(most)
    .execute();
}
