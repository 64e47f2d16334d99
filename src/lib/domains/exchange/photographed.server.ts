// Offers and needs have photos: everybody sees them; who answers for the entry puts them up.
import { sql } from 'kysely';
import type { Photographed } from '#lib/platform/domain.ts';
import { mayAnswerFor } from './policy.ts';
import { findOffering, findOfferingBySlug } from './queries.server.ts';

export const offeringPhotos: Photographed = {
  kind: 'offering',
  path: 'exchange',
  async find(db, actor, by) {
    const found = await ('id' in by ? findOffering(db, by.id) : findOfferingBySlug(db, by.slug));
    if (!found) return null;
    const { id, slug, title, organisation } = found;
    return {
      ...{ id, slug, name: title, mayChange: mayAnswerFor(actor, found) },
      organisations: organisation ? [organisation.id] : []
    };
  },
  async remaining(db, ids) {
    const { rows } = await sql<{ id: string }>`
      select id from offering where id = any(${[...ids]}::uuid[])`.execute(db);
    return rows.map(({ id }) => id);
  }
};
