// News for those who want it once a day or once a week: held until seven in the morning, then one mail of all of it.
import { addDays, dayOf, defaultZone, firstOfWeek, instantOf } from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import { inTransaction, type Database } from '../db/database.server.ts';
import { heading, list, message, paragraph, type MailBlock, type MailContent } from './content.ts';
import { releaseHeld } from './frequency.server.ts';
import { insertMail } from './outbox.server.ts';
import type { Mail } from './schema.server.ts';

const hour = '07:00';

/** Gathers what was held before the latest digest hour that has passed: run at any time, it makes up for what was missed. */
export async function gatherDigests(db: Database, now: Date): Promise<void> {
  const persons = await db
    .selectFrom('mail')
    .innerJoin('mail_preference', 'mail_preference.person_id', 'mail.person_id')
    .select('mail_preference.person_id as person')
    .distinct()
    .where('mail.state', '=', 'held')
    .where((or) =>
      or.or([
        or.and([
          or('mail_preference.frequency', '=', 'daily'),
          or('mail.created_at', '<', latestDailyHour(now))
        ]),
        or.and([
          or('mail_preference.frequency', '=', 'weekly'),
          or('mail.created_at', '<', latestWeeklyHour(now))
        ])
      ])
    )
    .execute();
  for (const { person } of persons) await gatherFor(db, person, now);
}

/** The last 7:00 in Budapest at or before the instant. */
export function latestDailyHour(now: Date): Date {
  const today = dayOf(now, defaultZone);
  const at = instantOf(`${today}T${hour}`, defaultZone);
  return at <= now ? at : instantOf(`${addDays(today, -1)}T${hour}`, defaultZone);
}

/** The last Monday 7:00 in Budapest at or before the instant. */
export function latestWeeklyHour(now: Date): Date {
  const monday = firstOfWeek(dayOf(now, defaultZone));
  const at = instantOf(`${monday}T${hour}`, defaultZone);
  return at <= now ? at : instantOf(`${addDays(monday, -7)}T${hour}`, defaultZone);
}

async function gatherFor(db: Database, person: Id<'person'>, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const held = await tx
      .selectFrom('mail')
      .selectAll()
      .where('person_id', '=', person)
      .where('state', '=', 'held')
      .orderBy('created_at')
      .orderBy('id')
      .forUpdate()
      .execute();
    const last = held.at(-1);
    if (!last) return;
    if (held.length === 1) await releaseHeld(tx, person, now);
    else await writeDigest(tx, held, last, now);
  });
}

/** It goes to the address and in the language of the last mail: those that the person has now. */
async function writeDigest(tx: Database, held: readonly Mail[], last: Mail, now: Date): Promise<void> {
  const { person_id, email, name, locale } = last;
  const id = await insertMail(
    tx,
    {
      ...{ person_id, email, name, locale },
      kind: 'news',
      content: digestOf(held),
      secret: held.some(({ secret }) => secret),
      reply_to: null,
      unsubscribe_path: null,
      once_key: null,
      state: 'waiting',
      until: null
    },
    now
  );
  await tx
    .updateTable('mail')
    .set({ state: 'gathered', digest_id: id, content: null })
    .where(
      'id',
      'in',
      held.map((mail) => mail.id)
    )
    .execute();
}

/** Each mail under its subject; its button becomes a link in a list, as a digest has no one thing to do. */
export function digestOf(held: readonly { readonly content: MailContent | null }[]): MailContent {
  const contents = held.flatMap(({ content }) => (content ? [content] : []));
  return {
    subject: message('mail.digest.subject', { count: contents.length }),
    blocks: [
      paragraph(message('mail.digest.lead')),
      ...contents.flatMap(({ subject, blocks }) => [heading(subject), ...blocks.map(inDigest)])
    ]
  };
}

function inDigest(block: MailBlock): MailBlock {
  if (block.type === 'heading') return paragraph(block.text);
  return block.type === 'button' ? list([{ text: block.label, href: block.href }]) : block;
}
