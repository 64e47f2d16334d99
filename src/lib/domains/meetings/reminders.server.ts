// What leaves by itself before a meeting: invitations, reminders, and the warning that too few come.
import type { Id } from '#lib/core/ids.ts';
import { dayMs, dayOf, daysBetween } from '#lib/core/time.ts';
import { system } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { message, type MailText } from '#lib/platform/mail/content.ts';
import { addresseeOf, inviteToMeeting, substituteOf } from './invite.server.ts';
import { listInvitees, type Invitee } from './invitees.server.ts';
import { sendLetter, tellRunners } from './letters.server.ts';
import { decidingRoles, headcount, quorumWarningDays, reminderDue, remediesFor } from './model.ts';
import { findMeetings, lockMeeting, type FullMeeting } from './queries.server.ts';

/** Whom a rule does not tell otherwise. */
const usualRemindDays = [7, 1];
const usualInviteDays = 21;
/** Nobody reads a reminder at night; mails of the morning leave from this hour on (UTC). */
const firstHour = 5;

export function isNight(now: Date): boolean {
  return now.getUTCHours() < firstHour;
}

/** A schedule: the invitations of meetings that a rule gave leave so many days before. */
export async function sendDueInvitations(db: Database, now: Date): Promise<void> {
  if (isNight(now)) return;
  const due = await db
    .selectFrom('meeting')
    .innerJoin('meeting_series', 'meeting_series.id', 'meeting.series_id')
    .innerJoin('circle', 'circle.id', 'meeting.circle_id')
    .select(['meeting.id', 'meeting.starts_at', 'meeting_series.invite_days'])
    .where('meeting.state', '=', 'planned')
    .where('circle.state', '=', 'active')
    .where('meeting_series.state', '=', 'running')
    .where('meeting.starts_at', '>', new Date(now.getTime() + dayMs))
    .where('meeting.starts_at', '<', new Date(now.getTime() + 91 * dayMs))
    .orderBy('meeting.starts_at')
    .limit(500)
    .execute();
  for (const { id, starts_at, invite_days } of due)
    if (starts_at.getTime() - now.getTime() <= (invite_days || usualInviteDays) * dayMs)
      await inviteToMeeting(db, system, { id }, now);
}

/** Those invited to that begin within so many days. */
export async function listInvitedWithin(db: Database, days: number, now: Date): Promise<FullMeeting[]> {
  const rows = await db
    .selectFrom('meeting')
    .select('id')
    .where('state', '=', 'invited')
    .where('starts_at', '>', now)
    .where('starts_at', '<', new Date(now.getTime() + days * dayMs))
    .orderBy('starts_at')
    .limit(500)
    .execute();
  const found = await findMeetings(
    db,
    rows.map(({ id }) => id)
  );
  return rows.flatMap(({ id }) => found.get(id) ?? []);
}

/** A schedule: a week before to those without an answer, the day before to everybody who may come; each once. */
export async function remindInvitees(db: Database, now: Date): Promise<void> {
  if (isNight(now)) return;
  for (const { id } of await listInvitedWithin(db, 32, now))
    await inTransaction(db, async (tx) => {
      const meeting = await lockMeeting(tx, id);
      if (!meeting || meeting.state !== 'invited' || meeting.startsAt <= now) return;
      const remindDays = await remindDaysOf(tx, meeting);
      const daysLeft = daysLeftTo(meeting, now);
      const reminded: Id<'meeting_invitee'>[] = [];
      for (const invitee of await listInvitees(tx, meeting.id)) {
        if (invitee.sentAt === null) continue;
        const due = reminderDue({
          daysLeft,
          remindDays,
          reply: invitee.substitute ? (invitee.substitute.reply ?? 'accepted') : invitee.reply,
          remindedDaysBefore: daysBefore(meeting, invitee.remindedAt ?? invitee.sentAt)
        });
        if (!due) continue;
        const to = substituteOf(invitee) ?? addresseeOf(invitee);
        if (to) await sendLetter(tx, { kind: due, meeting, to }, now);
        reminded.push(invitee.id);
      }
      if (reminded.length > 0)
        await tx
          .updateTable('meeting_invitee')
          .set({ reminded_at: now })
          .where('id', 'in', reminded)
          .execute();
    });
}

export function daysLeftTo({ starts, zone }: FullMeeting, now: Date): number {
  return daysBetween(dayOf(now, zone), starts.slice(0, 10));
}

function daysBefore(meeting: FullMeeting, at: Date | null): number | null {
  return at && daysLeftTo(meeting, at);
}

async function remindDaysOf(tx: Database, { series }: FullMeeting): Promise<readonly number[]> {
  if (!series) return usualRemindDays;
  const row = await tx
    .selectFrom('meeting_series')
    .select('remind_days')
    .where('id', '=', series)
    .executeTakeFirst();
  return row?.remind_days ?? usualRemindDays;
}

/** A schedule: two days before, those who run the circle hear that too few come, and what can be done; once for each time. */
export async function warnOfQuorum(db: Database, now: Date): Promise<void> {
  if (isNight(now)) return;
  for (const { id, quorum, quorumWarnedAt } of await listInvitedWithin(db, quorumWarningDays + 1, now)) {
    if (quorum === null || quorumWarnedAt !== null) continue;
    await inTransaction(db, async (tx) => {
      const meeting = await lockMeeting(tx, id);
      if (!meeting || meeting.quorumWarnedAt || daysLeftTo(meeting, now) > quorumWarningDays) return;
      const invitees = await listInvitees(tx, meeting.id);
      const count = headcount(invitees, meeting.quorum);
      if (count.missing === 0) return;
      const silent = invitees.filter(
        ({ role, reply, substitute }) => decidingRoles.includes(role) && reply === null && !substitute
      );
      await tx.updateTable('meeting').set({ quorum_warned_at: now }).where('id', '=', meeting.id).execute();
      await tellRunners(
        tx,
        {
          meeting,
          subject: message('meetings.mail.quorum.subject', {
            title: meeting.title,
            day: { day: meeting.starts.slice(0, 10), style: 'full' }
          }),
          text: (reader) => [
            message('meetings.mail.quorum.text', {
              title: meeting.title,
              deciding: count.deciding,
              quorum: meeting.quorum ?? 0,
              missing: count.missing
            }),
            ...(silent.some(({ member }) => member.id === reader.id)
              ? [message('meetings.mail.quorum.yourself')]
              : []),
            ...remediesFor(count, { remote: meeting.remote !== null }).flatMap((remedy): MailText[] =>
              remedy === 'ask_silent'
                ? askSilent(silent.filter(({ member }) => member.id !== reader.id))
                : [message(`meetings.mail.quorum.${remedy}`)]
            )
          ]
        },
        now
      );
    });
  }
}

const namedAtMost = 12;

function askSilent(silent: readonly Invitee[]): MailText[] {
  if (silent.length === 0) return [];
  const who = silent
    .slice(0, namedAtMost)
    .map(({ name, member }) => (member.phone ? `${name} (${member.phone})` : name))
    .join(', ');
  const more = silent.length - namedAtMost;
  return more > 0
    ? [message('meetings.mail.quorum.ask_silent_more', { who, more })]
    : [message('meetings.mail.quorum.ask_silent', { who })];
}
