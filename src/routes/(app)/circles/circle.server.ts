// The circle that a page is about, for those whom the page lets in; nobody else learns that it is there.
import { error } from '@sveltejs/kit';
import type { Circle } from '#lib/domains/circles/model.ts';
import type { CircleWithOffices } from '#lib/domains/circles/policy.ts';
import { findSeenCircle } from '#lib/domains/circles/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

export async function circleFor(
  db: Database,
  actor: Actor,
  {
    slug,
    words,
    may
  }: { slug: string; words: Words; may: (actor: Actor, circle: CircleWithOffices) => boolean }
): Promise<{ circle: Circle; offices: CircleWithOffices }> {
  const found = await findSeenCircle(db, actor, slug);
  if (!found || !may(actor, found.offices)) error(404, words.t('house.error.notFound'));
  return found;
}
