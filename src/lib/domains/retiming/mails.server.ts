// The mails of a re-timing: the question with its links, the reminder, and what an organiser suggests instead.
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  button,
  heading,
  message,
  paragraph,
  plain,
  quote,
  small,
  type MailBlock,
  type MailDate
} from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { findRecipient } from '#lib/domains/people/colleagues.server.ts';
import type { FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { findAsked, type Asked } from './asked.server.ts';
import { timesOf } from './model.ts';
import type { FullMove, FullRetiming } from './queries.server.ts';

export const answerPurpose = 'retiming.answer';
export const decidePurpose = 'retiming.decide';

interface Questions {
  readonly retiming: FullRetiming;
  readonly moves: readonly FullMove[];
}

/** One mail to each who is asked, however many of their events it is about; a link for each of these. */
export async function mailQuestions(
  tx: Database,
  { retiming, moves }: Questions,
  now: Date,
  { again = false }: { again?: boolean } = {}
): Promise<void> {
  const asked = await findAsked(
    tx,
    moves.map(({ event }) => event.id)
  );
  const byPerson = new Map<string, { person: Asked; moves: FullMove[] }>();
  for (const move of moves)
    for (const person of asked.get(move.event.id) ?? []) {
      const entry = byPerson.get(person.id);
      if (entry) entry.moves.push(move);
      else byPerson.set(person.id, { person, moves: [move] });
    }
  const leader = retiming.person && (await findRecipient(tx, retiming.person.id));
  for (const { person, moves: own } of byPerson.values()) {
    const blocks: MailBlock[] = [];
    for (const move of own) blocks.push(...(await questionOf(tx, move, person, now)));
    const about = { territory: retiming.territory, month: monthOf(retiming), count: own.length };
    await sendMail(
      tx,
      {
        to: { email: person.email, name: person.name, person: person.id },
        locale: person.locale,
        kind: 'essential',
        secret: true,
        ...(leader?.email ? { replyTo: leader.email } : {}),
        subject: message(again ? 'retiming.mail.reminder.subject' : 'retiming.mail.asked.subject', about),
        blocks: [
          paragraph(
            message(again ? 'retiming.mail.reminder.text' : 'retiming.mail.asked.text', {
              ...about,
              who: retiming.person?.name ?? 'Kaláka'
            })
          ),
          paragraph(message('retiming.mail.asked.consent')),
          ...blocks
        ]
      },
      now
    );
  }
}

async function questionOf(
  tx: Database,
  move: FullMove,
  { id }: Asked,
  now: Date
): Promise<readonly MailBlock[]> {
  const { expiresAt, occurrence } = move;
  const event = move.once ?? move.event;
  const link = await makeCapabilityLink(
    tx,
    { purpose: answerPurpose, subject: { move: move.id }, person: id, days: daysUntil(expiresAt, now) },
    now
  );
  return [
    heading(plain(event.title)),
    ...(occurrence === null ? [] : [paragraph(message('retiming.mail.occurrence'))]),
    whenBlock('from', event, move.from),
    whenBlock('to', event, move.to),
    paragraph(message('retiming.mail.why', { before: move.before, after: move.after })),
    button(message('retiming.mail.answer'), `/answer/${link.token}`),
    small(message('retiming.mail.until', { day: { instant: expiresAt.toISOString(), style: 'full' } }))
  ];
}

/** To whoever began it: another time than the one that was proposed. */
export async function mailSuggestion(
  tx: Database,
  { retiming, move }: { retiming: FullRetiming; move: FullMove },
  now: Date
): Promise<void> {
  const leader = retiming.person && (await findRecipient(tx, retiming.person.id));
  if (!leader?.email || move.suggested === null) return;
  const link = await makeCapabilityLink(
    tx,
    {
      purpose: decidePurpose,
      subject: { move: move.id },
      person: leader.id,
      days: daysUntil(move.expiresAt, now)
    },
    now
  );
  await sendMail(
    tx,
    {
      to: { email: leader.email, name: leader.name, person: leader.id as Id<'person'> },
      locale: leader.locale,
      kind: 'essential',
      secret: true,
      subject: message('retiming.mail.suggested.subject', { title: move.event.title }),
      blocks: [
        paragraph(message('retiming.mail.suggested.text', { title: move.event.title })),
        ...(move.occurrence === null ? [] : [paragraph(message('retiming.mail.occurrence'))]),
        whenBlock('from', move.once ?? move.event, move.from),
        whenBlock('to', move.once ?? move.event, move.to),
        whenBlock('suggestedTime', move.once ?? move.event, move.suggested),
        ...(move.note ? [quote(move.note)] : []),
        button(message('retiming.mail.answer'), `/answer/${link.token}`)
      ]
    },
    now
  );
}

function whenBlock(what: 'from' | 'to' | 'suggestedTime', event: FullEvent, starts: string): MailBlock {
  const instant = timesOf(event, starts).startsAt.toISOString();
  const day: MailDate = { instant, style: 'full' };
  return paragraph(
    event.allDay
      ? message(`retiming.mail.${what}Day`, { day })
      : message(`retiming.mail.${what}`, { day, time: { instant, style: 'time' } })
  );
}

function monthOf({ month }: FullRetiming): MailDate {
  return { day: `${month}-01`, style: 'month' };
}

function daysUntil(instant: Date, now: Date): number {
  return Math.max(1, Math.ceil((instant.getTime() - now.getTime()) / dayMs));
}
