// The meeting that a page is about, for those whom the page lets in.
import { error } from '@sveltejs/kit';
import { canSeeMeeting } from '#lib/domains/meetings/policy.ts';
import { findMeeting } from '#lib/domains/meetings/queries.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { circleFor } from '../../circle.server.ts';

export async function meetingFor(
  { db, actor }: App.Locals,
  { slug, number }: { slug: string; number: string },
  words: Words
) {
  const { circle, offices } = await circleFor(db, actor, { slug, words, may: () => true });
  const meeting = /^[1-9]\d{0,5}$/.test(number)
    ? await findMeeting(db, { circle: circle.id, number: Number(number) })
    : null;
  if (!meeting || !canSeeMeeting(actor, offices, meeting)) error(404, words.t('house.error.notFound'));
  return { circle, offices, meeting };
}
