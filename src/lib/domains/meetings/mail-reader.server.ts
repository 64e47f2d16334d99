// Reads the mails that come in for meetings: what calendar programs answer, and what people write instead.
import { judgeAnswer } from '#lib/core/invitation-answer.ts';
import type { ItipReply, Participation } from '#lib/core/icalendar-itip.ts';
import { defaultZone, localOf } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { message } from '#lib/platform/mail/content.ts';
import type { IncomingMail, MailReader, MailVerdict } from '#lib/platform/mail/incoming.ts';
import { takeAnswer, type Answer } from './answer.server.ts';
import { stayLink } from './counter.server.ts';
import { answerAsGuest, findGuest, isSamePerson, noteGuest } from './guests.server.ts';
import { addresseeOf, isClosed } from './invite.server.ts';
import { findByToken, listInvitees, lockInvitee, type Holder, type Invitee } from './invitees.server.ts';
import { sendLetter, tellRunners } from './letters.server.ts';
import type { Reply } from './model.ts';
import { findMeetingById, type FullMeeting } from './queries.server.ts';
import { countsUnsigned, tellOfUnsigned } from './unsigned.server.ts';

/** Of one mail; a calendar file with more of our meetings in it was not made by a person. */
const mostAnswers = 10;

export const meetingMails: MailReader = {
  name: 'meetings',
  async read(tx, mail, now): Promise<MailVerdict> {
    const holder = mail.token ? await findByToken(tx, mail.token, { lock: true }) : null;
    if (mail.calendars.length === 0) return holder ? passOn(tx, mail, holder, now) : 'not_mine';
    const verdicts: MailVerdict[] = [];
    for (const calendar of mail.calendars.slice(0, mostAnswers)) {
      const meeting = await meetingOf(tx, calendar);
      if (meeting) verdicts.push(await readAnswer(tx, { mail, calendar, meeting, holder }, now));
    }
    if (verdicts.length === 0) return holder ? { aside: 'unknown' } : 'not_mine';
    return verdicts.includes('taken') ? 'taken' : (verdicts[0] ?? 'not_mine');
  }
};

async function meetingOf(tx: Database, { uid }: ItipReply): Promise<FullMeeting | null> {
  const row = await tx.selectFrom('meeting').select('id').where('uid', '=', uid).executeTakeFirst();
  return row ? findMeetingById(tx, row.id) : null;
}

interface Reading {
  readonly mail: IncomingMail;
  readonly calendar: ItipReply;
  readonly meeting: FullMeeting;
  readonly holder: Holder | null;
}

async function readAnswer(tx: Database, reading: Reading, now: Date): Promise<MailVerdict> {
  const { mail, calendar, meeting } = reading;
  const holder = reading.holder?.invitee.meeting === meeting.id ? reading.holder : null;
  if (!holder && mail.token) {
    const guest = await readGuest(tx, mail.token, calendar, now);
    if (guest) return guest;
  }
  if (isClosed(meeting, now)) return { aside: 'over' };
  if (holder?.asSubstitute) return readSubstitute(tx, { ...reading, holder }, now);
  const invitees = await listInvitees(tx, meeting.id);
  const judged = judgeAnswer(calendar, {
    invitees: invitees.flatMap(({ id, member }) =>
      member.email ? [{ id: id as string, email: member.email }] : []
    ),
    holder: holder?.invitee.id ?? null,
    from: mail.from?.email ?? null
  });
  if (judged.outcome === 'aside')
    return judged.reason === 'not_invited' ? readStranger(tx, reading, now) : { aside: judged.reason };
  const invitee = invitees.find(({ id }) => id === judged.invitee);
  if (!invitee) return { aside: 'unknown' };
  const other = judged.otherAddress;
  const isOwn = judged.substitute?.email === other;
  if (other && !isOwn && !isSamePerson(nameOf(calendar, other) || (mail.from?.name ?? ''), invitee))
    return readStranger(tx, reading, now);
  if (judged.outcome === 'proposal')
    return readProposal(tx, { ...reading, holder, invitee }, judged.status, now);
  const reply = replyOf(judged.status, judged.substitute !== null);
  if (!reply) return { aside: 'no_answer' };
  const answer: Answer = {
    reply,
    remote: false,
    ...(calendar.comment ? { comment: calendar.comment.slice(0, 2000) } : {}),
    substitute: judged.substitute && {
      name: judged.substitute.name || judged.substitute.email,
      email: judged.substitute.email
    }
  };
  return give(tx, { ...reading, holder, invitee, answer, from: isOwn ? null : other }, now);
}

/** Holds the invitee's row, so that of two answers at once one comes after the other. */
async function give(
  tx: Database,
  {
    mail,
    calendar,
    meeting,
    holder,
    invitee: found,
    answer,
    from
  }: Reading & { invitee: Invitee; answer: Answer; from: string | null },
  now: Date
): Promise<MailVerdict> {
  const invitee = await lockInvitee(tx, { meeting: meeting.id, member: found.member.id });
  if (!invitee) return { aside: 'unknown' };
  const { reply } = answer;
  if (!holder && !countsUnsigned(meeting, invitee, answer)) {
    await tellOfUnsigned(tx, { meeting, invitee, reply, counted: false }, now);
    return 'taken';
  }
  const taken = await takeAnswer(
    tx,
    {
      meeting,
      holder: { invitee, asSubstitute: false },
      answer,
      how: 'calendar',
      stamped: stampOf(calendar, mail),
      from
    },
    now
  );
  if (taken.ok) {
    if (!holder) await tellOfUnsigned(tx, { meeting, invitee, reply, counted: true }, now);
    if (from && from !== invitee.fromAddress) await tellOfAddress(tx, { meeting, invitee, from }, now);
    return 'taken';
  }
  if (taken.reason === 'closed') return { aside: 'over' };
  if (taken.reason === 'outdated' && !mail.autoSubmitted) {
    const to = addresseeOf(invitee);
    const onceKey = `asked again ${invitee.id} ${meeting.sequence}`;
    if (to) await sendLetter(tx, { kind: 'again', meeting, to, onceKey }, now);
  }
  return 'taken';
}

function stampOf(
  { sequence, stamp }: ItipReply,
  { receivedAt }: IncomingMail
): { sequence: number; stamp: Date } {
  const written = stamp ? new Date(stamp) : receivedAt;
  // A clock that runs ahead must not shut out all later answers.
  const usable = !Number.isNaN(written.getTime()) && written <= receivedAt;
  return { sequence, stamp: usable ? written : receivedAt };
}

function replyOf(status: Participation, substituted: boolean): Reply | null {
  if (status === 'accepted' || status === 'declined' || status === 'tentative')
    return substituted && status === 'accepted' ? 'declined' : status;
  return status === 'delegated' ? 'declined' : null;
}

function nameOf({ attendees }: ItipReply, email: string): string {
  return attendees.find((each) => each.email.toLowerCase() === email.toLowerCase())?.name ?? '';
}

async function readSubstitute(
  tx: Database,
  { calendar, meeting, mail, holder }: Reading & { holder: Holder },
  now: Date
): Promise<MailVerdict> {
  const own = holder.invitee.substitute?.email;
  const attendee =
    calendar.attendees.find(({ email }) => email.toLowerCase() === own) ?? calendar.attendees[0];
  const reply = attendee ? replyOf(attendee.status, false) : null;
  if (calendar.method !== 'REPLY' || !reply) return { aside: 'no_answer' };
  const { stamp } = stampOf(calendar, mail);
  const answer: Answer = { reply, remote: false, substitute: null };
  const taken = await takeAnswer(
    tx,
    { meeting, holder, answer, how: 'calendar', stamped: { sequence: calendar.sequence, stamp }, from: null },
    now
  );
  return !taken.ok && taken.reason === 'closed' ? { aside: 'over' } : 'taken';
}

async function readGuest(
  tx: Database,
  token: string,
  calendar: ItipReply,
  now: Date
): Promise<MailVerdict | null> {
  if (!(await findGuest(tx, token))) return null;
  const [attendee] = calendar.attendees;
  const reply = attendee ? replyOf(attendee.status, false) : null;
  if (calendar.method !== 'REPLY' || !reply) return { aside: 'no_answer' };
  return (await answerAsGuest(tx, { token, reply }, now)) ? 'taken' : { aside: 'over' };
}

/** The invitation was forwarded: only whoever writes from the address that answers is taken for a person who wants to come. */
async function readStranger(
  tx: Database,
  { mail, calendar, meeting }: Reading,
  now: Date
): Promise<MailVerdict> {
  const sender = mail.from?.email.toLowerCase();
  const attendee = calendar.attendees.find(({ email }) => email.toLowerCase() === sender);
  if (!sender || !attendee || calendar.method !== 'REPLY') return { aside: 'not_invited' };
  const reply = replyOf(attendee.status, false);
  // Who was not invited and does not come is nobody's news.
  if (reply === 'declined') return 'taken';
  await noteGuest(
    tx,
    {
      meeting,
      email: sender,
      name: attendee.name || (mail.from?.name ?? ''),
      reply,
      comment: calendar.comment
    },
    now
  );
  return 'taken';
}

/** A counter-proposal: the meeting stays where it is, those who run the circle hear of it, and what was answered counts. */
async function readProposal(
  tx: Database,
  { mail, calendar, meeting, holder, invitee }: Reading & { invitee: Invitee },
  status: Participation,
  now: Date
): Promise<MailVerdict> {
  const reply = replyOf(status, false) ?? 'tentative';
  if (!holder) {
    await tellOfUnsigned(tx, { meeting, invitee, reply, counted: false }, now);
    return 'taken';
  }
  const { proposed } = calendar;
  const start = proposed ? new Date(proposed.start) : null;
  const local = start && !Number.isNaN(start.getTime()) ? localOf(start, defaultZone) : null;
  await tellRunners(
    tx,
    {
      meeting,
      subject: message('meetings.mail.counter.subject', { who: invitee.name, title: meeting.title }),
      text: [
        local
          ? message('meetings.mail.counter.text', {
              who: invitee.name,
              title: meeting.title,
              day: { day: local.slice(0, 10), style: 'full' },
              time: local.slice(11)
            })
          : message('meetings.mail.counter.textNoTime', { who: invitee.name, title: meeting.title })
      ],
      words: calendar.comment,
      more: ({ person }) => stayLink(tx, { invitee, meeting, person }, now),
      onceKey: `counter ${invitee.id} ${calendar.stamp ?? mail.id}`
    },
    now
  );
  const answer: Answer = { reply, remote: false, substitute: null };
  await give(tx, { mail, calendar, meeting, holder, invitee, answer, from: null }, now);
  return 'taken';
}

/** Somebody writes in their own words: a person reads it. Programs that say «I am away» are not passed on. */
async function passOn(tx: Database, mail: IncomingMail, holder: Holder, now: Date): Promise<MailVerdict> {
  if (mail.autoSubmitted) return 'taken';
  const meeting = await findMeetingById(tx, holder.invitee.meeting);
  if (!meeting) return { aside: 'over' };
  const { invitee, asSubstitute } = holder;
  await tellRunners(
    tx,
    {
      meeting,
      subject: message('meetings.mail.words.subject', {
        who: asSubstitute ? (invitee.substitute?.name ?? '–') : invitee.name,
        title: meeting.title
      }),
      text: [
        message('meetings.mail.words.text', {
          who: asSubstitute ? (invitee.substitute?.name ?? '–') : invitee.name,
          address: mail.from?.email ?? '–'
        })
      ],
      words: mail.text.trim().slice(0, 5000) || mail.subject,
      onceKey: `words ${mail.id}`
    },
    now
  );
  return 'taken';
}

async function tellOfAddress(
  tx: Database,
  { meeting, invitee, from }: { meeting: FullMeeting; invitee: Invitee; from: string },
  now: Date
): Promise<void> {
  await tellRunners(
    tx,
    {
      meeting,
      subject: message('meetings.mail.otherAddress.subject', { who: invitee.name }),
      text: [
        message('meetings.mail.otherAddress.text', {
          who: invitee.name,
          address: from,
          title: meeting.title
        })
      ],
      onceKey: `other address ${invitee.id} ${from}`
    },
    now
  );
}
