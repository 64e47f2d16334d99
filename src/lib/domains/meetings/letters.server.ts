// The letters about a meeting: each goes to one person, carries the meeting for their calendar program, and a link of their own.
import { writeItip } from '#lib/core/icalendar-itip-write.ts';
import type { Participation } from '#lib/core/icalendar-itip.ts';
import type { Id } from '#lib/core/ids.ts';
import { fold } from '#lib/core/hungarian.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  button,
  invitationFile,
  list,
  message,
  paragraph,
  quote,
  small,
  type MailBlock,
  type MailText
} from '#lib/platform/mail/content.ts';
import { sendMail, type Written } from '#lib/platform/mail/outbox.server.ts';
import { receivesReplies, replyAddress } from '#lib/platform/mail/reply-address.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { Member } from '#lib/domains/circles/model.ts';
import { listMembers, mailOf } from '#lib/domains/circles/queries.server.ts';
import { hoursOf, meetingWhere } from './meeting-words.ts';
import type { Reply } from './model.ts';
import type { FullMeeting } from './queries.server.ts';

export const letterKinds = [
  'invited',
  'moved',
  'changed',
  'cancelled',
  'left',
  'answer',
  'tomorrow',
  'again',
  'substitute',
  'guest',
  'stays',
  'noted',
  'unsure'
] as const;
/**
 * moved: another time, so everybody is asked again · changed: another place or way · left: whoever it goes to sits there no more
 * · answer: a reminder to those who have not answered · again: the answer was to a time that is no more · stays: the other time
 * that they proposed was not taken · noted, unsure: an answer came in their name without the token of their letter, and was
 * written down, or not.
 */
export type LetterKind = (typeof letterKinds)[number];

export interface Addressee {
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly person: Id<'person'> | null;
  readonly token: string;
  readonly reply: Reply | null;
  /** They come for a member, or as a guest: they only say whether. */
  readonly simple?: boolean;
}

/** Of a letter about a meeting, what is different from what they knew. */
export interface Former {
  readonly starts: string | null;
  readonly where: string | null;
}

/** @param onceKey of all letters with one key, one is written */
export function sendLetter(
  tx: Database,
  {
    kind,
    meeting,
    to,
    former = { starts: null, where: null },
    who = '',
    answer,
    onceKey
  }: {
    kind: LetterKind;
    meeting: FullMeeting;
    to: Addressee;
    former?: Former;
    /** Of a substitute's letter: for whom they come. */
    who?: string;
    /** Of `noted` and `unsure`: what was said in their name. */
    answer?: Reply;
    onceKey?: string;
  },
  now: Date
): Promise<Written> {
  const gone = kind === 'cancelled' || kind === 'left';
  const said = {
    circle: meeting.circle.name,
    title: meeting.title,
    who,
    reply: answer ?? '',
    day: { day: meeting.starts.slice(0, 10), style: 'full' as const },
    time: meeting.starts.slice(11)
  };
  const address = replyAddress(to.token);
  const blocks: MailBlock[] = [
    paragraph(
      kind === 'left' && to.simple
        ? message('meetings.mail.left.textInstead', said)
        : message(`meetings.mail.${kind}.text`, said)
    ),
    ...(meeting.reason && (gone || kind === 'moved' || kind === 'changed') ? [quote(meeting.reason)] : []),
    ...(gone ? [] : [list(factsOf(meeting, former).map((text) => ({ text })))]),
    ...(gone
      ? []
      : [button(message(`meetings.mail.${buttonOf(kind, to.reply)}`), `/invitations/${to.token}`)]),
    small(message(`meetings.mail.${gone ? 'smallGone' : smallOf(to)}`))
  ];
  return sendMail(
    tx,
    {
      to: { email: to.email, name: to.name, person: to.person },
      locale: to.locale,
      kind: 'essential',
      secret: true,
      replyTo: address,
      subject: message(`meetings.mail.${kind}.subject`, said),
      blocks,
      attachments: [calendarFile(meeting, { kind, to, address }, now)],
      until: meeting.endsAt,
      ...(onceKey ? { onceKey } : {})
    },
    now
  );
}

/**
 * Each one's file names themselves alone: who else is invited is nobody's to forward. The address of the answers is theirs as
 * well, the same in every version, as programs want it.
 */
function calendarFile(
  meeting: FullMeeting,
  { kind, to, address }: { kind: LetterKind; to: Addressee; address: string },
  now: Date
) {
  const method =
    kind === 'cancelled' || kind === 'left' ? 'CANCEL' : kind === 'stays' ? 'DECLINECOUNTER' : 'REQUEST';
  const { uid, sequence, title, circle, starts, minutes, zone, settlement } = meeting;
  const text = writeItip({
    method,
    now,
    meetings: [
      {
        uid,
        sequence,
        summary: `${title} (${circle.name})`,
        description: meeting.remote,
        location: meetingWhere(meeting),
        geo:
          settlement?.lat != null && settlement.lon != null
            ? { lat: settlement.lat, lon: settlement.lon }
            : null,
        series: {
          start: starts,
          minutes,
          zone,
          allDay: false,
          rule: null,
          exdates: [],
          rdates: [],
          overrides: []
        },
        organizer: { name: circle.name, email: address },
        attendees: [
          {
            email: to.email,
            name: to.name,
            status: to.reply ?? ('needs_action' satisfies Participation),
            rsvp: method === 'REQUEST'
          }
        ],
        ...(method === 'REQUEST' ? { status: 'CONFIRMED' as const } : {}),
        // Taken off the list, but the meeting takes place (RFC 5546 §3.2.5).
        ...(kind === 'left' ? { status: null } : {}),
        comment: meeting.reason
      }
    ]
  });
  return invitationFile(method, text);
}

function smallOf({ simple }: Addressee): 'small' | 'smallLink' | 'smallSimple' | 'smallLinkSimple' {
  if (receivesReplies()) return simple ? 'smallSimple' : 'small';
  return simple ? 'smallLinkSimple' : 'smallLink';
}

function buttonOf(kind: LetterKind, reply: Reply | null): 'button' | 'buttonLook' {
  return reply !== null && ['tomorrow', 'changed', 'stays', 'noted', 'unsure'].includes(kind)
    ? 'buttonLook'
    : 'button';
}

export function factsOf(meeting: FullMeeting, former: Former = { starts: null, where: null }): MailText[] {
  const day = (local: string) => ({ day: { day: local.slice(0, 10), style: 'full' as const } });
  const where = meetingWhere(meeting);
  return [
    message('meetings.mail.when', { ...day(meeting.starts), hours: hoursOf(meeting) }),
    ...(former.starts
      ? [message('meetings.mail.formerTime', { ...day(former.starts), time: former.starts.slice(11) })]
      : []),
    where ? message('meetings.mail.where', { where }) : message('meetings.mail.whereLater'),
    ...(former.where ? [message('meetings.mail.formerPlace', { where: former.where })] : []),
    ...(meeting.venue?.accessible ? [message('meetings.mail.accessible')] : []),
    ...(meeting.host && !sameName(meeting.host.name, where)
      ? [message('meetings.mail.host', { host: meeting.host.name })]
      : []),
    ...(meeting.remote ? [message('meetings.mail.remote', { remote: meeting.remote })] : [])
  ];
}

/** «Hostess: Community House» says nothing where the place is called the same. */
function sameName(name: string, where: string | null): boolean {
  return where !== null && fold(where).startsWith(fold(name));
}

/** Tells those who run the circle what they should know of a meeting. */
export async function tellRunners(
  tx: Database,
  {
    meeting,
    subject,
    text,
    words = null,
    page = '',
    more,
    onceKey
  }: {
    meeting: FullMeeting;
    subject: MailText;
    /** Where it matters who reads it, asked for each of them. */
    text: readonly MailText[] | ((reader: Member) => readonly MailText[]);
    /** What somebody wrote: stands after the first sentence. */
    words?: string | null;
    /** Where they go on, when that is not the page of the meeting: `hosts`, of the circle. */
    page?: '' | 'hosts';
    /** What each of them can do about it at once: links of their own. */
    more?: (to: { readonly person: Id<'person'> | null }) => Promise<readonly MailBlock[]>;
    onceKey?: string;
  },
  now: Date
): Promise<number> {
  const members = await listMembers(tx, meeting.circle.id);
  let told = 0;
  for (const member of members.filter(({ office }) => office === 'convenor' || office === 'secretary')) {
    const to = mailOf(member);
    if (!to) continue;
    const [first, ...rest] = typeof text === 'function' ? text(member) : text;
    const circle = `/circles/${meeting.circle.slug}`;
    const { outcome } = await sendMail(
      tx,
      {
        to: { email: to.email, name: to.name, person: to.person },
        locale: to.locale,
        kind: 'essential',
        subject,
        blocks: [
          ...(first ? [paragraph(first)] : []),
          ...(words ? [quote(words)] : []),
          ...rest.map(paragraph),
          page === 'hosts'
            ? button(message('meetings.mail.runners.hosts'), `${circle}/hosts`)
            : button(message('meetings.mail.runners.button'), `${circle}/meetings/${meeting.number}`),
          ...(more ? await more(to) : [])
        ],
        ...(more ? { secret: true } : {}),
        ...(onceKey ? { onceKey: `${onceKey} ${member.id}` } : {})
      },
      now
    );
    if (outcome === 'waiting' || outcome === 'held') told++;
  }
  return told;
}
