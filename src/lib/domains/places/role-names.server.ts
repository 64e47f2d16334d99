// What the settlements and counties are called in which somebody is caretaker or coordinator.
import { slugOf } from '#lib/core/hungarian.ts';
import { roleKey, type Role } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { RoleNames } from '#lib/platform/domain.ts';
import { listSettlementsById } from './queries.server.ts';

export async function nameRolesInPlaces(db: Database, roles: readonly Role[]): Promise<RoleNames> {
  const names = new Map<string, { name: string; href: string | null }>();
  const tended = roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
  for (const { id, name, slug } of (await listSettlementsById(db, tended)).values())
    names.set(roleKey({ kind: 'caretaker', settlement: id }), { name, href: `/settlements/${slug}` });
  for (const role of roles)
    if (role.kind === 'coordinator' && role.county !== null)
      names.set(roleKey(role), { name: role.county, href: `/counties/${slugOf(role.county)}/team` });
  return names;
}
