// What waits for somebody on their desk: invitations to meetings that they have not answered.
import { sql } from 'kysely';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

/** Of the seats that are theirs by name; those of organisations answer on the meeting's page as well. */
export async function countUnanswered(
  db: Database,
  { actor, now }: { actor: Actor; now: Date }
): Promise<number> {
  if (actor.kind !== 'person') return 0;
  const self = actor.onBehalfOf?.id ?? actor.id;
  const { count } = await db
    .selectFrom('meeting_invitee')
    .innerJoin('meeting', 'meeting.id', 'meeting_invitee.meeting_id')
    .innerJoin('circle_member', 'circle_member.id', 'meeting_invitee.member_id')
    .leftJoin('person', 'person.email', 'circle_member.email')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(sql<boolean>`coalesce(circle_member.person_id, person.id) = ${self}::uuid`)
    .where('meeting.state', '=', 'invited')
    .where('meeting.starts_at', '>', now)
    .where('meeting_invitee.reply', 'is', null)
    .where('meeting_invitee.substitute_name', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The coming meetings of all circles at whose table they sit, by their seats. */
export async function listOwnComing(
  db: Database,
  actor: Actor,
  now: Date
): Promise<{ readonly id: string; readonly replied: boolean }[]> {
  if (actor.kind !== 'person') return [];
  const self = actor.onBehalfOf?.id ?? actor.id;
  const rows = await db
    .selectFrom('meeting_invitee')
    .innerJoin('meeting', 'meeting.id', 'meeting_invitee.meeting_id')
    .innerJoin('circle_member', 'circle_member.id', 'meeting_invitee.member_id')
    .leftJoin('person', 'person.email', 'circle_member.email')
    .select(['meeting.id', 'meeting_invitee.reply', 'meeting_invitee.substitute_name'])
    .where(sql<boolean>`coalesce(circle_member.person_id, person.id) = ${self}::uuid`)
    .where('meeting.state', '=', 'invited')
    .where('meeting.ends_at', '>', now)
    .orderBy('meeting.starts_at')
    .limit(50)
    .execute();
  return rows.map(({ id, reply, substitute_name }) => ({
    id,
    replied: reply !== null || substitute_name !== null
  }));
}
