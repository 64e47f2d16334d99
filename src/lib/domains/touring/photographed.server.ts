// Packages have photos: everybody sees them; who writes for their organisation puts them up.
import { sql } from 'kysely';
import type { Photographed } from '#lib/platform/domain.ts';
import { canEditPackage, canSeePackage } from './policy.ts';
import { findPackage, findPackageBySlug } from './queries.server.ts';

export const packagePhotos: Photographed = {
  kind: 'package',
  path: 'packages',
  page: (slug) => `/touring/packages/${slug}`,
  async find(db, actor, by) {
    const found = await ('id' in by ? findPackage(db, by.id) : findPackageBySlug(db, actor, by.slug));
    if (!found || !canSeePackage(actor, found)) return null;
    const { id, slug, title, organisation } = found;
    return {
      id,
      slug,
      name: title,
      mayChange: canEditPackage(actor, found),
      organisations: [organisation.id]
    };
  },
  async remaining(db, ids) {
    const { rows } = await sql<{ id: string }>`
      select id from package where id = any(${[...ids]}::uuid[])`.execute(db);
    return rows.map(({ id }) => id);
  }
};
