// What happens to meetings to come when somebody joins or leaves their circle.
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { newReplyToken } from '#lib/platform/mail/reply-address.ts';
import { findMember } from '#lib/domains/circles/queries.server.ts';
import { tellOfNextBest } from './hosts.server.ts';
import { followCircle } from './invite.server.ts';
import { lockMeeting } from './queries.server.ts';

/**
 * Newcomers are invited to what others are invited to; who left is told that they need not come. A seat with another address is
 * another person's: they are invited anew, and the letters of the one before answer nothing more.
 */
export async function followSeats(db: Database, activity: Activity, now: Date): Promise<void> {
  const { member, fields = '' } = activity.details as { member?: string; fields?: string };
  if (member && activity.verb === 'circle.member_changed' && fields.split(',').includes('email'))
    await closeLetters(db, { member: member as Id<'circle_member'>, until: activity.at }, now);
  await followCircle(db, activity.object_id, now);
}

/** Those that had been written before, and the address of the calendar. */
async function closeLetters(
  db: Database,
  { member, until }: { member: Id<'circle_member'>; until: Date },
  now: Date
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .deleteFrom('meeting_feed')
      .where('member_id', '=', member)
      .where('created_at', '<', until)
      .execute();
    const invited = await tx
      .selectFrom('meeting_invitee')
      .innerJoin('meeting', 'meeting.id', 'meeting_invitee.meeting_id')
      .select('meeting_invitee.id')
      .where('meeting_invitee.member_id', '=', member)
      .where('meeting_invitee.sent_at', '<', until)
      .where('meeting.ends_at', '>', now)
      .orderBy('meeting_invitee.id')
      .limit(50)
      .execute();
    for (const { id } of invited)
      await tx
        .updateTable('meeting_invitee')
        .set({ token: newReplyToken(), sent_sequence: null, sent_at: null, updated_at: now })
        .where('id', '=', id)
        .execute();
  });
}

/** The meetings that whoever left would have hosted have no host; who would be the next best is proposed. */
export async function hostLeft(db: Database, activity: Activity, now: Date): Promise<void> {
  const hosted = await db
    .selectFrom('meeting')
    .innerJoin('circle_member', 'circle_member.id', 'meeting.host_member_id')
    .select(['meeting.id', 'circle_member.id as member'])
    .where('meeting.circle_id', '=', activity.object_id as Id<'circle'>)
    .where('circle_member.left_on', 'is not', null)
    .where('meeting.state', 'in', ['planned', 'invited'])
    .where('meeting.starts_at', '>', now)
    .orderBy('meeting.starts_at')
    .limit(20)
    .execute();
  for (const { id, member: memberId } of hosted)
    await inTransaction(db, async (tx) => {
      const meeting = await lockMeeting(tx, id);
      const member = await findMember(tx, memberId);
      if (!meeting || !member || meeting.host?.id !== memberId) return;
      await tx
        .updateTable('meeting')
        .set({ host_member_id: null, updated_at: now })
        .where('id', '=', meeting.id)
        .execute();
      await tellOfNextBest(tx, { meeting: { ...meeting, host: null }, member, note: null, left: true }, now);
    });
}
