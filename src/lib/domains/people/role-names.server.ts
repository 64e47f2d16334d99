// What the roles are called that are held nowhere in particular; the other places have their own domains to name them.
import { roleKey, type Role } from '#lib/platform/actor.ts';
import type { RoleNames } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';

export async function nameWideRoles(_db: unknown, roles: readonly Role[], words: Words): Promise<RoleNames> {
  const names = new Map<string, { name: string; href: null }>();
  for (const role of roles) {
    if (role.kind === 'administrator')
      names.set(roleKey(role), { name: words.t('people.role.installation'), href: null });
    if (role.kind === 'coordinator' && role.county === null)
      names.set(roleKey(role), { name: words.t('people.role.nation'), href: null });
  }
  return names;
}
