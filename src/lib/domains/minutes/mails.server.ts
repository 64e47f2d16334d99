// The mails by which members take part without an account: topics wanted, the agenda, the minutes, corrections.
import type { Id } from '#lib/core/ids.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  button,
  heading,
  list,
  message,
  paragraph,
  plain,
  quote,
  small,
  type MailBlock,
  type MailItem
} from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { decidingOffices, type Member } from '#lib/domains/circles/model.ts';
import { findMember, listMembers, mailOf } from '#lib/domains/circles/queries.server.ts';
import type { FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import type { AgendaItem } from './agenda.server.ts';
import { decisionMark } from './model.ts';
import { nameOf, type MeetingRecord } from './record.server.ts';

export const approvePurpose = 'minutes.approve';
export const proposePurpose = 'minutes.propose';
/** No act: it opens agenda and minutes of one meeting for one seat. */
export const readPurpose = 'minutes.read';
/** So long one may look at an old mail and say something; the link says what has become of it. */
const linkDays = 60;

export function meetingPath({ circle, number }: Pick<FullMeeting, 'circle' | 'number'>): string {
  return `/circles/${circle.slug}/meetings/${number}`;
}

interface Recipient {
  readonly member: Member;
  readonly to: NonNullable<ReturnType<typeof mailOf>>;
}

/** @param informed whether those go along who only receive the minutes */
async function recipients(
  tx: Database,
  meeting: FullMeeting,
  { informed }: { informed: boolean }
): Promise<Recipient[]> {
  return (await listMembers(tx, meeting.circle.id))
    .filter(({ office }) => informed || office !== 'informed')
    .flatMap((member) => {
      const to = mailOf(member);
      return to ? [{ member, to }] : [];
    });
}

function withKey(path: string, key: string): string {
  return `${path}?key=${key}`;
}

const about = (meeting: FullMeeting) => ({
  circle: meeting.circle.name,
  day: { instant: meeting.startsAt.toISOString(), style: 'full' as const }
});

/** @returns how many were written */
export async function mailMinutes(
  tx: Database,
  { meeting, record }: { meeting: FullMeeting; record: MeetingRecord },
  now: Date
): Promise<number> {
  const path = meetingPath(meeting);
  let mails = 0;
  for (const recipient of await recipients(tx, meeting, { informed: true })) {
    const { member, to } = recipient;
    const key = await readLink(tx, meeting, recipient, now);
    const decides = decidingOffices.includes(member.office);
    const own = record.tasks.filter(({ owner }) => owner?.id === member.id);
    const link = decides
      ? await linkFor(
          tx,
          { purpose: approvePurpose, subject: { meeting: meeting.id, member: member.id }, to },
          now
        )
      : null;
    const sent = await sendMail(
      tx,
      {
        to: { email: to.email, name: to.name, person: to.person },
        locale: to.locale,
        kind: 'essential',
        secret: true,
        onceKey: `minutes ${meeting.id} ${record.minutes?.version ?? 0} ${member.id}`,
        subject: message('minutes.mail.minutes.subject', about(meeting)),
        files: [
          {
            made: 'minutes.sheet',
            subject: { meeting: meeting.id, version: record.minutes?.version ?? 0 },
            note: message('minutes.mail.minutes.attached')
          }
        ],
        blocks: [
          paragraph(message('minutes.mail.minutes.lead', about(meeting))),
          ...(record.minutes?.summary ? [quote(record.minutes.summary)] : []),
          ...decisionsBlock(record),
          ...tasksBlock(own),
          ...(link
            ? [
                button(message('minutes.mail.minutes.button'), `/answer/${link}`),
                list([
                  { text: message('minutes.mail.minutes.whole'), href: withKey(`${path}/minutes`, key) }
                ]),
                small(
                  message('minutes.mail.minutes.silence', {
                    day: { day: record.minutes?.silent_until ?? '', style: 'until' }
                  })
                )
              ]
            : [button(message('minutes.mail.minutes.whole'), withKey(`${path}/minutes`, key))])
        ]
      },
      now
    );
    if (sent.outcome === 'waiting' || sent.outcome === 'held') mails++;
  }
  return mails;
}

function decisionsBlock({ decisions }: MeetingRecord): MailBlock[] {
  if (decisions.length === 0) return [];
  return [
    heading(message('minutes.mail.minutes.decided', { count: decisions.length })),
    list(
      decisions.slice(0, 20).map(({ text, number, decidedOn }): MailItem => {
        const mark = decisionMark(number, decidedOn);
        return { text: plain(text), ...(mark ? { note: plain(mark) } : {}) };
      })
    )
  ];
}

function tasksBlock(tasks: MeetingRecord['tasks']): MailBlock[] {
  if (tasks.length === 0) return [];
  return [
    heading(message('minutes.mail.minutes.yours', { count: tasks.length })),
    list(
      tasks.map(({ text, dueOn }): MailItem => ({
        text: plain(text),
        ...(dueOn ? { note: message('minutes.mail.due', { day: { day: dueOn, style: 'long' } }) } : {})
      }))
    )
  ];
}

/** The agenda, with how to propose something still. @returns how many were written */
export async function mailAgenda(
  tx: Database,
  { meeting, items, changed }: { meeting: FullMeeting; items: readonly AgendaItem[]; changed: number },
  now: Date
): Promise<number> {
  let mails = 0;
  for (const recipient of await recipients(tx, meeting, { informed: false })) {
    const { member, to } = recipient;
    const key = await readLink(tx, meeting, recipient, now);
    const link = await proposeLink(tx, meeting, recipient, now);
    const path = `${meetingPath(meeting)}/agenda`;
    const sent = await sendMail(
      tx,
      {
        to: { email: to.email, name: to.name, person: to.person },
        locale: to.locale,
        kind: 'essential',
        secret: true,
        onceKey: `agenda ${meeting.id} ${changed} ${member.id}`,
        subject: message('minutes.mail.agenda.subject', about(meeting)),
        blocks: [
          paragraph(message('minutes.mail.agenda.lead', about(meeting))),
          list(
            items.map(({ title, minutesPlanned, lead }): MailItem => {
              const note = [lead?.name, minutesPlanned ? `${minutesPlanned}’` : null]
                .filter(Boolean)
                .join(', ');
              return { text: plain(title), ...(note ? { note: plain(note) } : {}) };
            })
          ),
          button(message('minutes.mail.agenda.button'), withKey(path, key)),
          list([
            { text: message('minutes.mail.agenda.print'), href: withKey(`${path}/agenda.pdf`, key) },
            { text: message('minutes.mail.agenda.propose'), href: `/answer/${link}` }
          ])
        ]
      },
      now
    );
    if (sent.outcome === 'waiting' || sent.outcome === 'held') mails++;
  }
  return mails;
}

/** What should we talk about? @returns how many were written */
export async function mailTopicsWanted(tx: Database, meeting: FullMeeting, now: Date): Promise<number> {
  let mails = 0;
  for (const recipient of await recipients(tx, meeting, { informed: false })) {
    const { member, to } = recipient;
    const link = await proposeLink(tx, meeting, recipient, now);
    const sent = await sendMail(
      tx,
      {
        to: { email: to.email, name: to.name, person: to.person },
        locale: to.locale,
        kind: 'essential',
        secret: true,
        onceKey: `topics ${meeting.id} ${member.id}`,
        subject: message('minutes.mail.topics.subject', about(meeting)),
        blocks: [
          paragraph(message('minutes.mail.topics.lead', about(meeting))),
          button(message('minutes.mail.agenda.propose'), `/answer/${link}`)
        ]
      },
      now
    );
    if (sent.outcome === 'waiting' || sent.outcome === 'held') mails++;
  }
  return mails;
}

/** To those who run the circle: a member says that something was otherwise. */
export async function mailCorrection(
  tx: Database,
  { meeting, seat, note }: { meeting: FullMeeting; seat: string; note: string },
  now: Date
): Promise<void> {
  const member = await findMember(tx, seat);
  const who = member ? nameOf(member) : '–';
  for (const office of (await recipients(tx, meeting, { informed: false })).filter(({ member: { office } }) =>
    ['convenor', 'secretary'].includes(office)
  ))
    await sendMail(
      tx,
      {
        to: { email: office.to.email, name: office.to.name, person: office.to.person },
        locale: office.to.locale,
        kind: 'essential',
        ...(member?.email ? { replyTo: member.email } : {}),
        subject: message('minutes.mail.correction.subject', { who, ...about(meeting) }),
        blocks: [
          paragraph(message('minutes.mail.correction.lead', { who })),
          quote(note),
          button(message('minutes.mail.correction.button'), `${meetingPath(meeting)}/minutes`)
        ]
      },
      now
    );
}

function readLink(tx: Database, meeting: FullMeeting, { member, to }: Recipient, now: Date): Promise<string> {
  return linkFor(tx, { purpose: readPurpose, subject: { meeting: meeting.id, member: member.id }, to }, now);
}

function proposeLink(
  tx: Database,
  meeting: FullMeeting,
  { member, to }: Recipient,
  now: Date
): Promise<string> {
  return linkFor(
    tx,
    { purpose: proposePurpose, subject: { meeting: meeting.id, member: member.id }, to },
    now
  );
}

async function linkFor(
  tx: Database,
  {
    purpose,
    subject,
    to
  }: { purpose: string; subject: JsonValue; to: { readonly person: Id<'person'> | null } },
  now: Date
): Promise<string> {
  const { token } = await makeCapabilityLink(
    tx,
    { purpose, subject, person: to.person, days: linkDays },
    now
  );
  return token;
}
