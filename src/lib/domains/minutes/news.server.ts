// What members with an account find among their notifications: that minutes have come, and that a task is theirs.
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { message } from '#lib/platform/mail/content.ts';
import { notify, told, type Recipient } from '#lib/platform/notifications/notify.server.ts';
import type { Member } from '#lib/domains/circles/model.ts';
import { findMember, listMembers } from '#lib/domains/circles/queries.server.ts';
import { findMeetingById } from '#lib/domains/meetings/queries.server.ts';
import { meetingPath } from './mails.server.ts';
import { findTask, listTasks } from './task-queries.server.ts';

/** Everybody who gets their letter, but for whoever sent them. Bears repetition. */
export async function tellOfSentMinutes(db: Database, activity: Activity, now: Date): Promise<void> {
  const meeting = await findMeetingById(db, activity.object_id);
  if (!meeting) return;
  const members = await listMembers(db, meeting.circle.id);
  const seats = new Map(members.flatMap(({ id, personId }) => (personId ? [[personId, id] as const] : [])));
  await notify(
    db,
    {
      activity,
      batch: `minutes.sent ${meeting.id}`,
      recipients: await accountsOf(db, activity, members),
      async prepare(tx) {
        const tasks = (await listTasks(tx, { meeting: meeting.id })).filter(({ state }) => state === 'open');
        return (recipient) => ({
          kind: 'minutes.sent',
          text: told('minutes.news.sent', {
            circle: meeting.circle.name,
            day: { instant: meeting.startsAt.toISOString(), style: 'full' }
          }),
          details: tasks
            .filter(({ owner }) => owner?.id === seats.get(recipient.id))
            .map(({ text }) => ({ text: message('minutes.news.yours', { text }) })),
          href: `${meetingPath(meeting)}/minutes`,
          byMail: false
        });
      }
    },
    now
  );
}

/** A task between two meetings: added for somebody, or handed over to them. */
export async function tellOfTask(db: Database, activity: Activity, now: Date): Promise<void> {
  const task = await findTask(db, activity.object_id);
  const owner = task?.owner && (await findMember(db, task.owner.id));
  if (!task || !owner || task.state !== 'open' || owner.leftOn !== null) return;
  await notify(
    db,
    {
      activity,
      batch: `minutes.task ${task.id} ${owner.id}`,
      recipients: await accountsOf(db, activity, [owner]),
      prepare: async () => () => ({
        kind: 'minutes.task',
        text: told('minutes.news.task', { circle: task.circle.name }),
        details: [{ text: { plain: task.text } }],
        href: '/my-tasks',
        byMail: false
      })
    },
    now
  );
}

/** Their letters tell those without an account. */
async function accountsOf(
  db: Database,
  { person_id, on_behalf_of }: Activity,
  members: readonly Member[]
): Promise<Recipient[]> {
  const doer = on_behalf_of ?? person_id;
  const ids = members.flatMap(({ personId }) => (personId && personId !== doer ? [personId] : []));
  if (ids.length === 0) return [];
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale'])
    .where('id', 'in', ids as Id<'person'>[])
    .orderBy('id')
    .execute();
}
