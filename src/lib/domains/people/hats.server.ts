// In which of their roles, or in whose name, a signed-in person acts from now on.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { hashOf } from '#lib/platform/secret.server.ts';

export type Hat =
  | { readonly kind: 'all' }
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'on_behalf_of'; readonly person: string };

/** @returns false when the role is not theirs, or that person has not agreed to be acted for by them */
export async function putOnHat(
  db: Database,
  session: string,
  person: Id<'person'>,
  hat: Hat
): Promise<boolean> {
  const change = await changeFor(db, person, hat);
  if (!change) return false;
  await db.updateTable('session').set(change).where('token_hash', '=', hashOf(session)).execute();
  return true;
}

async function changeFor(
  db: Database,
  person: Id<'person'>,
  hat: Hat
): Promise<{ hat_role_id: Id<'role'> | null; on_behalf_of: Id<'person'> | null } | null> {
  if (hat.kind === 'all') return { hat_role_id: null, on_behalf_of: null };
  if (hat.kind === 'role') {
    const role = await db
      .selectFrom('role')
      .select('id')
      .where('id', '=', hat.role as Id<'role'>)
      .where('person_id', '=', person)
      .executeTakeFirst();
    return role ? { hat_role_id: role.id, on_behalf_of: null } : null;
  }
  const agreed = await db
    .selectFrom('representation')
    .select('represented_id')
    .where('represented_id', '=', hat.person as Id<'person'>)
    .where('representative_id', '=', person)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return agreed ? { hat_role_id: null, on_behalf_of: agreed.represented_id } : null;
}
