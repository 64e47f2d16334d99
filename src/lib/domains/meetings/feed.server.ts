// A circle's meetings for calendar programs: the public ones for everybody, all of them behind a member's own address.
import { writeCalendar } from '#lib/core/icalendar-write.ts';
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { newReplyToken } from '#lib/platform/mail/reply-address.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Circle } from '#lib/domains/circles/model.ts';
import { meetingWhere } from './meeting-words.ts';
import { listComing, listPast } from './queries.server.ts';

/** The address of a seat's own feed, made when it is first shown. */
export async function findFeedToken(db: Database, member: string, now: Date): Promise<string> {
  const member_id = member as Id<'circle_member'>;
  await db
    .insertInto('meeting_feed')
    .values({ member_id, token: newReplyToken(), created_at: now })
    .onConflict((conflict) => conflict.column('member_id').doNothing())
    .execute();
  const { token } = await db
    .selectFrom('meeting_feed')
    .select('token')
    .where('member_id', '=', member_id)
    .executeTakeFirstOrThrow();
  return token;
}

/** Whether it is the token of somebody who sits in this circle now. */
export async function opensFeed(
  db: Database,
  { circle, token }: { circle: string; token: string }
): Promise<boolean> {
  const row = await db
    .selectFrom('meeting_feed')
    .innerJoin('circle_member', 'circle_member.id', 'meeting_feed.member_id')
    .select('circle_member.id')
    .where('meeting_feed.token', '=', token.slice(0, 60))
    .where('circle_member.circle_id', '=', circle as Id<'circle'>)
    .where('circle_member.left_on', 'is', null)
    .where('circle_member.role', '!=', 'informed')
    .executeTakeFirst();
  return row !== undefined;
}

const pastDays = 100;

/** What was cancelled stays in it as such; how one takes part from afar is for those who sit there. */
export async function circleCalendar(
  db: Database,
  circle: Circle,
  { words, origin, now, inside }: { words: Words; origin: string; now: Date; inside: boolean }
): Promise<string> {
  const publicOnly = !inside;
  const coming = await listComing(db, circle.id, now, { limit: 200, publicOnly });
  const past = (await listPast(db, circle.id, now, { limit: 50, publicOnly })).filter(
    ({ startsAt }) => now.getTime() - startsAt.getTime() < pastDays * dayMs
  );
  return writeCalendar({
    name: circle.name,
    url: `${origin}${words.href(`/circles/${circle.slug}/meetings`)}`,
    now,
    events: [...past.reverse(), ...coming].map((meeting) => ({
      // That of the invitation is for those who have it: an answer by mail names it.
      uid: inside ? meeting.uid : `${meeting.id}@circle.kalaka`,
      sequence: meeting.sequence,
      summary: `${meeting.title} (${circle.name})`,
      description: inside ? meeting.remote : null,
      location: meetingWhere(meeting),
      series: {
        ...{ start: meeting.starts, minutes: meeting.minutes, zone: meeting.zone, allDay: false },
        ...{ rule: null, exdates: [], rdates: [], overrides: [] }
      },
      url: `${origin}${words.href(`/circles/${circle.slug}/meetings/${meeting.number}`)}`,
      status:
        meeting.state === 'cancelled' ? 'CANCELLED' : meeting.state === 'planned' ? 'TENTATIVE' : 'CONFIRMED',
      lastModified: meeting.updatedAt
    }))
  });
}
