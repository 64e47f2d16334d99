import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { listOwnComing } from '#lib/domains/meetings/desk.server.ts';
import { findMeetings } from '#lib/domains/meetings/queries.server.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale } }) => {
  if (actor.kind === 'anonymous') redirect(303, (await wordsIn(locale)).href('/sign-in'));
  const own = await listOwnComing(db, actor, now);
  const meetings = await findMeetings(
    db,
    own.map(({ id }) => id)
  );
  return {
    meetings: own.flatMap(({ id, replied }) => {
      const meeting = meetings.get(id);
      return meeting ? [{ meeting, replied }] : [];
    })
  };
};
