// Services have photos: everybody sees them; who writes for the organisation puts them up.
import { sql } from 'kysely';
import type { Photographed } from '#lib/platform/domain.ts';
import { canEditService } from './policy.ts';
import { findService, findServiceBySlug } from './queries.server.ts';

export const servicePhotos: Photographed = {
  kind: 'service',
  path: 'services',
  async find(db, actor, by) {
    const found = await ('id' in by ? findService(db, by.id) : findServiceBySlug(db, by.slug));
    if (!found) return null;
    const { id, slug, name, organisation } = found;
    return { id, slug, name, mayChange: canEditService(actor, found), organisations: [organisation.id] };
  },
  async remaining(db, ids) {
    const { rows } = await sql<{ id: string }>`
      select id from service where id = any(${[...ids]}::uuid[])`.execute(db);
    return rows.map(({ id }) => id);
  }
};
