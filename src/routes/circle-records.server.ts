// What the pages of a circle's decisions, tasks and years share: the circle of the address, and what of it this reader may see.
import { error } from '@sveltejs/kit';
import { findSeenCircle } from '#lib/domains/circles/queries.server.ts';
import type { Circle } from '#lib/domains/circles/model.ts';
import type { CircleWithOffices } from '#lib/domains/circles/policy.ts';
import { canReadInside, canWriteMinutes } from '#lib/domains/minutes/policy.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../words.ts';

export interface CircleRecords {
  readonly circle: Circle;
  readonly offices: CircleWithOffices;
  readonly inside: boolean;
  readonly runs: boolean;
  readonly words: Words;
}

/** @param shown whether residents see this list of the circle */
export async function recordsAsked(
  { locals: { db, actor, locale }, params }: { locals: App.Locals; params: { slug: string } },
  shown: (circle: Circle) => boolean
): Promise<CircleRecords> {
  const words = await wordsIn(locale);
  const found = await findSeenCircle(db, actor, params.slug);
  const inside = found !== null && canReadInside(actor, found.offices);
  if (!found || !(inside || (found.circle.publicPage && shown(found.circle))))
    error(404, words.t('house.error.notFound'));
  return { ...found, inside, runs: canWriteMinutes(actor, found.offices), words };
}
