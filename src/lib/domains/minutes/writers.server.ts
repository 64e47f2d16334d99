// Who may have written at a table: their browser may keep some of it.
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

/** Those who run circles by themselves, for their organisation, as a county's coordinator or as an administrator. */
export async function mayWriteAtTable(db: Database, actor: Actor): Promise<boolean> {
  if (actor.kind !== 'person') return false;
  if (isAdministrator(actor) || actor.roles.some(({ kind }) => kind === 'coordinator')) return true;
  const organisations = actor.roles.flatMap((role) =>
    'organisation' in role && (role.kind === 'owner' || role.kind === 'editor') ? [role.organisation] : []
  );
  const person = actor.onBehalfOf?.id ?? actor.id;
  const seat = await db
    .selectFrom('circle_member')
    .leftJoin('person', 'person.email', 'circle_member.email')
    .select('circle_member.id')
    .where('role', 'in', ['convenor', 'secretary'])
    .where((eb) =>
      eb.or([
        eb('person_id', '=', person),
        eb('person.id', '=', person),
        ...(organisations.length > 0 ? [eb('organisation_id', 'in', organisations as never[])] : [])
      ])
    )
    .limit(1)
    .executeTakeFirst();
  return seat !== undefined;
}
