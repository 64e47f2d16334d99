// An organisation as a place in which roles are held.
import type { Place } from '#lib/domains/people/place.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

export type OrganisationPlace = Extract<Place, { kind: 'organisation' }>;

export function placeOfOrganisation({
  id,
  name,
  slug,
  settlement
}: {
  id: string;
  name: string;
  slug: string;
  settlement: { id: string } | null;
}): OrganisationPlace {
  return {
    kind: 'organisation',
    id,
    settlement: settlement?.id ?? null,
    name,
    path: `/organisations/${slug}`
  };
}

export async function findOrganisationPlace(db: Database, slug: string): Promise<OrganisationPlace | null> {
  const found = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'slug', 'settlement_id'])
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (!found) return null;
  const settlement = found.settlement_id ? { id: found.settlement_id } : null;
  return placeOfOrganisation({ ...found, settlement });
}
