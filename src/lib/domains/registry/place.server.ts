// An organisation as a place in which roles are held.
import type { Place } from '#lib/domains/people/place.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

export type OrganisationPlace = Extract<Place, { kind: 'organisation' }>;

export async function findOrganisationPlace(db: Database, slug: string): Promise<OrganisationPlace | null> {
  const found = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'slug', 'settlement_id'])
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (!found) return null;
  const { id, name, settlement_id: settlement } = found;
  return { kind: 'organisation', id, settlement, name, path: `/organisations/${found.slug}` };
}
