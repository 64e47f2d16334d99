// What leaves by itself before a meeting: invitations, reminders, the warning that too few come, and who travels with whom.
import type { Id } from '#lib/core/ids.ts';
import { shareCars, type SharedCar } from '#lib/core/car-share.ts';
import { dayMs, dayOf, daysBetween } from '#lib/core/time.ts';
import { system } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { list, message, paragraph, type MailText } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { addresseeOf, inviteToMeeting, substituteOf } from './invite.server.ts';
import { listInvitees, type Invitee } from './invitees.server.ts';
import { sendLetter, tellRunners } from './letters.server.ts';
import { headcount, quorumWarningDays, reminderDue, remediesFor } from './model.ts';
import { findMeetings, lockMeeting, type FullMeeting } from './queries.server.ts';

/** Whom a rule does not tell otherwise. */
const usualRemindDays = [7, 1];
const usualInviteDays = 21;
/** Nobody reads a reminder at night; mails of the morning leave from this hour on (UTC). */
const firstHour = 5;

/** A schedule: the invitations of meetings that a rule gave leave so many days before. */
export async function sendDueInvitations(db: Database, now: Date): Promise<void> {
  if (now.getUTCHours() < firstHour) return;
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
async function listInvitedWithin(db: Database, days: number, now: Date): Promise<FullMeeting[]> {
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
  if (now.getUTCHours() < firstHour) return;
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

function daysLeftTo({ starts, zone }: FullMeeting, now: Date): number {
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
  if (now.getUTCHours() < firstHour) return;
  for (const { id, quorum, quorumWarnedAt } of await listInvitedWithin(db, quorumWarningDays + 1, now)) {
    if (quorum === null || quorumWarnedAt !== null) continue;
    await inTransaction(db, async (tx) => {
      const meeting = await lockMeeting(tx, id);
      if (!meeting || meeting.quorumWarnedAt || daysLeftTo(meeting, now) > quorumWarningDays) return;
      const invitees = await listInvitees(tx, meeting.id);
      const count = headcount(invitees, meeting.quorum);
      if (count.missing === 0) return;
      const silent = invitees.filter(({ reply, substitute }) => reply === null && !substitute);
      await tx.updateTable('meeting').set({ quorum_warned_at: now }).where('id', '=', meeting.id).execute();
      await tellRunners(
        tx,
        {
          meeting,
          subject: message('meetings.mail.quorum.subject', { title: meeting.title }),
          text: [
            message('meetings.mail.quorum.text', {
              title: meeting.title,
              deciding: count.deciding,
              quorum: meeting.quorum ?? 0,
              missing: count.missing
            }),
            ...remediesFor(count, { remote: meeting.remote !== null }).map((remedy): MailText =>
              remedy === 'ask_silent'
                ? message('meetings.mail.quorum.ask_silent', {
                    who: silent
                      .slice(0, 12)
                      .map(({ name, member }) => (member.phone ? `${name} (${member.phone})` : name))
                      .join(', ')
                  })
                : message(`meetings.mail.quorum.${remedy}`)
            )
          ]
        },
        now
      );
    });
  }
}

/** Who could travel with whom, of those who come, offered a car or asked for one, and said that they may be told of each other. */
export async function carsTo(
  db: Database,
  meeting: Pick<FullMeeting, 'settlement'>,
  invitees: readonly Invitee[]
): Promise<readonly SharedCar[]> {
  const { settlement } = meeting;
  if (settlement?.lat == null || settlement.lon == null) return [];
  const travelling = invitees.filter(
    ({ ride, rideConsent, reply, remote }) => ride !== null && rideConsent && reply === 'accepted' && !remote
  );
  const others = await listSettlementsById(
    db,
    travelling.flatMap(({ rideFrom }) => rideFrom ?? [])
  );
  const travellers = travelling.flatMap(({ member, ride, seats, rideFrom }) => {
    const home = member.settlement;
    const own = home?.lat != null && home.lon != null ? { lat: home.lat, lon: home.lon } : null;
    const place = (rideFrom ? others.get(rideFrom)?.point : null) ?? own;
    if (!place) return [];
    return [{ id: member.id, place, seats: ride === 'offers' ? (seats ?? 1) : null }];
  });
  const venue = { lat: settlement.lat, lon: settlement.lon };
  return shareCars({ travellers, venue }).answer.cars.filter(({ passengers }) => passengers.length > 0);
}

/** A schedule: two days before, those in one car are told of each other, with the numbers that they gave for it; again when it changes. */
export async function tellOfCars(db: Database, now: Date): Promise<void> {
  if (now.getUTCHours() < firstHour) return;
  for (const { id } of await listInvitedWithin(db, 3, now))
    await inTransaction(db, async (tx) => {
      const meeting = await lockMeeting(tx, id);
      if (!meeting || daysLeftTo(meeting, now) > 2) return;
      const invitees = await listInvitees(tx, meeting.id);
      const byMember = new Map(invitees.map((invitee) => [invitee.member.id, invitee]));
      for (const car of await carsTo(tx, meeting, invitees)) {
        const inCar = [car.driver, ...car.passengers].flatMap((each) => byMember.get(each) ?? []);
        const told = inCar.map(({ member }) => member.id).join(' ');
        for (const invitee of inCar)
          if (invitee.rideTold !== told) await tellOfCar(tx, { meeting, invitee, inCar, told }, now);
      }
    });
}

async function tellOfCar(
  tx: Database,
  {
    meeting,
    invitee,
    inCar,
    told
  }: { meeting: FullMeeting; invitee: Invitee; inCar: readonly Invitee[]; told: string },
  now: Date
): Promise<void> {
  await tx.updateTable('meeting_invitee').set({ ride_told: told }).where('id', '=', invitee.id).execute();
  const to = addresseeOf(invitee);
  const [driver] = inCar;
  if (!to || !driver) return;
  const drives = driver.id === invitee.id;
  const others = inCar.filter(({ id }) => id !== invitee.id);
  await sendMail(
    tx,
    {
      to: { email: to.email, name: to.name, person: to.person },
      locale: to.locale,
      kind: 'essential',
      secret: true,
      subject: message('meetings.mail.car.subject', { title: meeting.title }),
      blocks: [
        paragraph(
          drives
            ? message('meetings.mail.car.drives', { title: meeting.title })
            : message('meetings.mail.car.rides', { who: driver.name, title: meeting.title })
        ),
        list(
          (drives ? others : [driver]).map(({ name, member, ridePhone }) => ({
            text: message('meetings.mail.car.person', {
              who: name,
              from: member.settlement?.name ?? '–',
              phone: ridePhone ?? '–'
            })
          }))
        )
      ],
      until: meeting.endsAt
    },
    now
  );
}
