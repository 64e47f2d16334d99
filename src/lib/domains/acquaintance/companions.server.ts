// With whom somebody may have gone on a visit, and who may take on its next step: those with whom they work.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

export interface Companion {
  readonly id: Id<'person'>;
  readonly name: string;
}

const most = 60;

/** The actor first, then those of their organisations and the other caretakers of their settlements, by name. */
export async function listCompanions(db: Database, actor: Actor): Promise<Companion[]> {
  if (actor.kind !== 'person') return [];
  const organisations = actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []));
  const settlements = actor.roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
  const { rows } = await sql<Companion>`select id, name from person
    where id = ${actor.id} or id in (
      select person_id from role
      where organisation_id = any(${organisations}::uuid[])
        or (kind = 'caretaker' and settlement_id = any(${settlements}::uuid[]))
    )
    order by (id = ${actor.id}) desc, name, id limit ${most}`.execute(db);
  return rows;
}
