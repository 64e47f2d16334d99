// The names of the places in which roles are held, gathered from the domains that know them.
import { domains } from './generated/domains.ts';
import type { Role } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { RoleNames } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';

export async function nameRoles(db: Database, roles: readonly Role[], words: Words): Promise<RoleNames> {
  const names = new Map<string, { name: string; href: string | null }>();
  if (roles.length === 0) return names;
  for (const domain of domains)
    for (const [key, name] of (await domain.nameRoles?.(db, roles, words)) ?? []) names.set(key, name);
  return names;
}
