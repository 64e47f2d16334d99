// What stands in the way of making one organisation of two: both sit at one table, and one of the seats would be gone with its word.
import { sql } from 'kysely';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { MergeHindrance } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';

export async function bothSitThere(
  db: Database,
  { kind, into, from }: { readonly kind: string; readonly into: string; readonly from: string },
  words: Words
): Promise<readonly MergeHindrance[]> {
  if (kind !== 'organisation') return [];
  const { rows } = await sql<{ slug: string; name: string }>`
    select circle.slug, circle.name from circle
    join circle_member one on one.circle_id = circle.id and one.left_on is null and one.organisation_id = ${into}
    join circle_member other on other.circle_id = circle.id and other.left_on is null and other.organisation_id = ${from}
    order by circle.name limit 20`.execute(db);
  return rows.map(({ slug, name }) => ({
    sentence: words.t('circles.mergeHindered', { circle: name }),
    href: `/circles/${slug}/members`
  }));
}
