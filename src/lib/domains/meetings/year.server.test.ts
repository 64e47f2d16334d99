// A year of a circle of 25 by mail and links alone: a rule, three writers of answers, a post that is away, a host that cancels,
// a member that leaves, and both clock changes.
import ical, { ICalAttendeeStatus, ICalCalendarMethod } from 'ical-generator';
import { createEvent } from 'ics';
import nodeIcal, { type VEvent } from 'node-ical';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { addDays, dayOf, localOf } from '#lib/core/time.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import { receiveMail } from '#lib/platform/mail/receive.server.ts';
import { receiveRepliesAt } from '#lib/platform/mail/reply-address.ts';
import { answerByToken } from './answer.server.ts';
import { followSeats, hostLeft } from './circle-changes.server.ts';
import { askHost, declineHosting, listAsks, proposeHosts } from './hosts.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { listInvitees } from './invitees.server.ts';
import { meetingMails } from './mail-reader.server.ts';
import { changeMeeting } from './operations.server.ts';
import { findMeetings, type FullMeeting } from './queries.server.ts';
import { tellOfCars } from './cars.server.ts';
import { remindInvitees, sendDueInvitations, warnOfQuorum } from './reminders.server.ts';
import { planAhead, setSeries } from './series.server.ts';
import { draftOf } from './hosts.server.ts';
import { seatAround, type World } from './world.ts';

const house = 'valasz@kurca.example';
const zone = 'Europe/Budapest';
const asking = ['invited', 'moved', 'again', 'answer'];

/** What a member's program makes of an invitation. */
interface Invitation {
  readonly uid: string;
  readonly sequence: number;
  readonly start: Date;
  readonly end: Date;
  readonly organizer: string;
}

async function readInvitation(text: string): Promise<Invitation> {
  const event = Object.values(await nodeIcal.async.parseICS(text)).find(
    (each) => each?.type === 'VEVENT'
  ) as VEvent;
  const organizer = event.organizer as unknown as string | { val: string };
  return {
    uid: event.uid,
    sequence: Number(event.sequence),
    start: event.start,
    end: event.end as Date,
    organizer: (typeof organizer === 'string' ? organizer : organizer.val).replace(/^mailto:/i, '')
  };
}

type Status = 'ACCEPTED' | 'DECLINED' | 'TENTATIVE';
interface Replying {
  readonly invitation: Invitation;
  readonly email: string;
  readonly name: string;
  readonly status: Status;
  readonly at: Date;
}

function byIcalGenerator({ invitation, email, name, status, at }: Replying): string {
  const calendar = ical({ method: ICalCalendarMethod.REPLY, prodId: '//Első//Naptár//HU' });
  calendar.createEvent({
    id: invitation.uid,
    sequence: invitation.sequence,
    stamp: at,
    start: invitation.start,
    end: invitation.end,
    summary: 'Re: kerekasztal',
    organizer: { name: 'Kör', email: invitation.organizer },
    attendees: [{ email, name, status: ICalAttendeeStatus[status] }]
  });
  return calendar.toString();
}

function byIcs({ invitation, email, name, status }: Replying): string {
  const { value, error } = createEvent({
    uid: invitation.uid,
    sequence: invitation.sequence,
    method: 'REPLY',
    start: invitation.start.getTime(),
    end: invitation.end.getTime(),
    title: 'Re: kerekasztal',
    organizer: { name: 'Kör', email: invitation.organizer },
    attendees: [{ name, email, partstat: status }]
  });
  if (!value) throw error ?? new Error('ics wrote nothing');
  return value;
}

/** As Outlook sends it: one part, base64. */
function asMail(replying: Replying, calendar: string): Uint8Array {
  const body = Buffer.from(calendar).toString('base64').replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    [
      `From: =?UTF-8?B?${Buffer.from(replying.name).toString('base64')}?= <${replying.email}>`,
      `To: <${replying.invitation.organizer}>`,
      'Subject: Re',
      `Message-ID: <${newId(replying.at)}@posta.example>`,
      `Date: ${replying.at.toUTCString()}`,
      'MIME-Version: 1.0',
      'Content-Type: text/calendar; method=REPLY; charset=UTF-8',
      'Content-Transfer-Encoding: base64',
      '',
      body,
      ''
    ].join('\r\n')
  );
}

describe('a year of a circle of 25', () => {
  const database = useDatabase();
  let world: World;
  beforeAll(async () => {
    receiveRepliesAt({ address: house, otherwise: house });
    world = await seatAround(database(), 25);
  });
  afterAll(() => receiveRepliesAt(undefined));

  test('runs by mail and links alone', async () => {
    const db = database();
    const beginning = new Date('2026-12-02T06:00:00Z');
    await setSeries(
      db,
      world.convenor,
      {
        circle: world.circle,
        draft: {
          ...{
            pattern: { kind: 'monthly', every: 3, nth: 1, weekday: 2 },
            from: '2026-12-02',
            time: '16:00'
          },
          ...{
            minutes: 120,
            title: 'Kerekasztal',
            hosting: 'rotating',
            quorum: 8,
            remote: null,
            inviteDays: 21
          },
          ...{ public: true, venueName: '' }
        },
        venue: null,
        shown: null
      },
      beginning
    );
    const receiving = { db, readers: [meetingMails], replyAddress: house, own: [house] };
    const readSoFar = new Set<string>();
    const letters = new Map<string, number>();
    const heldAt = new Map<string, Date>();
    const writers = { generator: 0, ics: 0, link: 0 };
    const leaver = world.seats[6];
    let moved = false;

    const deliver = async (now: Date): Promise<void> => {
      const mails = await db
        .selectFrom('mail')
        .select(['id', 'email', 'content', 'give_up_at', 'created_at'])
        .orderBy('id')
        .execute();
      for (const mail of mails) {
        if (readSoFar.has(mail.id)) continue;
        readSoFar.add(mail.id);
        expect(mail.give_up_at > now, 'a letter was given up while the post was away').toBe(true);
        await opened({ email: mail.email, content: mail.content }, now);
      }
    };
    const opened = async (mail: { email: string; content: MailContent | null }, now: Date): Promise<void> => {
      const kind =
        mail.content && 'key' in mail.content.subject ? (mail.content.subject.key.split('.')[2] ?? '') : '';
      const [file] = mail.content?.attachments ?? [];
      if (file) {
        const { uid, sequence, start } = await readInvitation(file.text);
        const version = `${mail.email} ${kind} ${uid} ${sequence}`;
        letters.set(version, (letters.get(version) ?? 0) + 1);
        // Four o'clock on the wall of the village hall, before and after the clocks change.
        if (kind !== 'left') expect(localOf(start, zone).slice(11)).toBe('16:00');
      }
      const index = world.seats.findIndex(({ email }) => email === mail.email);
      const seat = world.seats[index];
      if (!seat || !file || !asking.includes(kind)) return;
      // Every seventh never answers by itself, and then only the reminder.
      if (index % 7 === 6 && kind === 'invited') return;
      const invitation = await readInvitation(file.text);
      const status: Status = index % 5 === 4 ? 'DECLINED' : index % 11 === 10 ? 'TENTATIVE' : 'ACCEPTED';
      const replying = { invitation, email: seat.email, name: seat.name, status, at: now };
      if (index % 3 === 0) {
        const raw = asMail(replying, byIcalGenerator(replying));
        await receiveMail(receiving, raw, now);
        // The same mail by a second way, and a double press of the button.
        await receiveMail(receiving, raw, now);
        await receiveMail(receiving, asMail(replying, byIcalGenerator(replying)), now);
        writers.generator++;
      } else if (index % 3 === 1) {
        await receiveMail(receiving, asMail(replying, byIcs(replying)), now);
        writers.ics++;
      } else {
        const token = /\+([a-z0-9]+)@/.exec(invitation.organizer)?.[1] ?? '';
        const reply = ({ ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' } as const)[
          status
        ];
        await answerByToken(
          db,
          { token, answer: { reply, remote: false, substitute: null }, seen: invitation.sequence },
          now
        );
        writers.link++;
      }
    };

    for (let day = '2026-12-02'; day < '2027-12-20'; day = addDays(day, 1)) {
      const now = new Date(`${day}T06:10:00Z`);
      if (day.endsWith('1')) await planAhead(db, now);
      await sendDueInvitations(db, now);
      await remindInvitees(db, now);
      await warnOfQuorum(db, now);
      await tellOfCars(db, now);
      // The post is away for four days, just when the invitations of spring leave.
      if (!(day >= '2027-03-15' && day < '2027-03-19')) await deliver(new Date(`${day}T09:00:00Z`));

      if (day === '2027-01-20') {
        const [first] = (await proposeHosts(db, { circle: world.circle }, now)).filter(
          ({ member }) => member
        );
        await askHost(
          db,
          world.convenor,
          { meeting: first?.meeting.id ?? '', member: first?.member?.id ?? '' },
          now
        );
        const [ask] = await listAsks(db, [first?.meeting.id ?? '']);
        await inTransaction(db, (tx) => declineHosting(tx, { ask: ask?.id ?? '', note: 'Festünk.' }, now));
        const [next] = (await proposeHosts(db, { circle: world.circle }, now)).filter(({ member }) => member);
        expect(next?.member?.id).not.toBe(first?.member?.id);
      }
      if (day === '2027-03-25' && !moved) {
        moved = true;
        const coming = [...(await byStart()).values()].find(
          ({ state, startsAt }) => state === 'invited' && startsAt > now
        );
        if (coming) {
          const starts = `${addDays(coming.starts.slice(0, 10), 7)}T16:00`;
          await changeMeeting(
            db,
            world.convenor,
            { id: coming.id, draft: { ...draftOf(coming), starts } },
            now
          );
          await deliver(new Date(`${day}T12:00:00Z`));
        }
      }
      if (day === '2027-06-20' && leaver) {
        await db.updateTable('circle_member').set({ left_on: day }).where('id', '=', leaver.id).execute();
        const activity = {
          ...{ id: newId<'activity'>(now), at: now, person_id: null, on_behalf_of: null, details: {} },
          ...{ done_as: 'system' as const, verb: 'circle.member_left', object_kind: 'circle' },
          ...{ object_id: world.circle, dispatched: true }
        };
        await followSeats(db, activity, now);
        await hostLeft(db, activity, now);
      }
      for (const meeting of (await byStart()).values())
        if (meeting.state === 'invited' && dayOf(meeting.startsAt, zone) === day && !heldAt.has(meeting.id)) {
          heldAt.set(meeting.id, meeting.startsAt);
          const invitees = await listInvitees(db, meeting.id);
          const answered = invitees.filter(({ reply }) => reply !== null);
          expect(answered.length, `answers to ${meeting.starts}`).toBe(invitees.length);
          expect(invitees.length).toBe(day > '2027-06-20' ? 24 : 25);
          expect(invitees.filter(({ how }) => how === 'calendar').length).toBeGreaterThan(14);
          await db.updateTable('meeting').set({ state: 'held' }).where('id', '=', meeting.id).execute();
        }
    }

    async function byStart(): Promise<ReadonlyMap<string, FullMeeting>> {
      const rows = await db.selectFrom('meeting').select('id').orderBy('starts_at').execute();
      return findMeetings(
        db,
        rows.map(({ id }) => id)
      );
    }

    expect([...heldAt.values()].map((start) => localOf(start, zone))).toEqual([
      ...['2027-01-05T16:00', '2027-04-13T16:00', '2027-07-06T16:00', '2027-10-05T16:00']
    ]);
    expect([...heldAt.values()].map((start) => start.getUTCHours())).toEqual([15, 14, 14, 14]);
    expect([...letters].filter(([, count]) => count > 1)).toEqual([]);
    expect(Math.min(writers.generator, writers.ics, writers.link)).toBeGreaterThan(20);
    const aside = await db
      .selectFrom('inbound_mail')
      .select(['state', 'reason'])
      .where('state', '!=', 'taken')
      .execute();
    expect(aside).toEqual([]);
    expect([...letters.keys()].filter((key) => key.startsWith(`${leaver?.email} left`))).toHaveLength(1);
  }, 120_000);
});
