// What the organisations are called in which somebody holds a role.
import { roleKey, type Role } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { RoleNames } from '#lib/platform/domain.ts';
import { findOrganisationsByIds } from './queries.server.ts';

export async function nameRolesInOrganisations(db: Database, roles: readonly Role[]): Promise<RoleNames> {
  const names = new Map<string, { name: string; href: string }>();
  const held = roles.filter((role) => 'organisation' in role);
  const organisations = await findOrganisationsByIds(
    db,
    held.map((role) => role.organisation)
  );
  for (const role of held) {
    const organisation = organisations.get(role.organisation);
    if (organisation)
      names.set(roleKey(role), { name: organisation.name, href: `/organisations/${organisation.slug}` });
  }
  return names;
}
