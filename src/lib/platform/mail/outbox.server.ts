// Writing a mail: a row in the transaction of the operation that wants it, so that it leaves exactly when that is committed.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { newId } from '../clock.server.ts';
import { afterCommit, type Database } from '../db/database.server.ts';
import type { Locale } from '../words/paths.ts';
import { isEmail, oneLine } from './address.ts';
import type { MailBlock, MailContent, MailText } from './content.ts';
import { findMailFrequency } from './frequency.server.ts';
import { tryDays, type Mail, type MailKind, type MailState } from './schema.server.ts';
import { tellSenders } from './senders.ts';

export interface NewMail {
  readonly to: { readonly email: string; readonly name: string; readonly person: Id<'person'> | null };
  /** The recipient's language. */
  readonly locale: Locale;
  readonly kind: MailKind;
  readonly subject: MailText;
  readonly blocks: readonly MailBlock[];
  /** An address where a person reads the answers; without it the installation's own. */
  readonly replyTo?: string;
  /** Of all mails with one key, one is written. */
  readonly onceKey?: string;
  /** When it would come too late; five days at most. A sign-in link names its own end. */
  readonly until?: Date;
  /** Whether it holds a link that opens a door: then its words are forgotten as soon as it is sent. */
  readonly secret?: boolean;
  /** For news to people without an account: the path where they unsubscribe with one POST. */
  readonly unsubscribePath?: string;
}

/**
 * What became of it. `unwanted`: this person wants essentials only, or mail to the address keeps coming back.
 * `already_there`: its onceKey was used. `bad_address`: nobody can be written to there.
 */
export type Written =
  | { readonly outcome: 'waiting' | 'held'; readonly id: Id<'mail'> }
  | { readonly outcome: 'unwanted' | 'already_there' | 'bad_address' };

export async function sendMail(tx: Database, mail: NewMail, now: Date): Promise<Written> {
  const email = mail.to.email.trim();
  if (!isEmail(email)) return { outcome: 'bad_address' };
  const state = await stateFor(tx, mail, email);
  if (state === 'unwanted') return { outcome: 'unwanted' };
  const id = await insertMail(
    tx,
    {
      person_id: mail.to.person,
      email,
      name: oneLine(mail.to.name).slice(0, 200),
      locale: mail.locale,
      kind: mail.kind,
      content: { subject: mail.subject, blocks: mail.blocks },
      secret: mail.secret ?? false,
      reply_to: mail.replyTo && isEmail(mail.replyTo) ? mail.replyTo : null,
      unsubscribe_path: mail.unsubscribePath ?? null,
      once_key: mail.onceKey ?? null,
      state,
      until: mail.until ?? null
    },
    now
  );
  if (!id) return { outcome: 'already_there' };
  return { outcome: state, id };
}

export type NewRow = Pick<
  Mail,
  | 'person_id'
  | 'email'
  | 'name'
  | 'locale'
  | 'kind'
  | 'content'
  | 'secret'
  | 'reply_to'
  | 'unsubscribe_path'
  | 'once_key'
  | 'state'
> & { readonly until: Date | null };

/** @returns null when there is one of this once_key already */
export async function insertMail(
  tx: Database,
  { until, content, ...row }: NewRow,
  now: Date
): Promise<Id<'mail'> | null> {
  const latest = now.getTime() + tryDays * 86_400_000;
  const inserted = await tx
    .insertInto('mail')
    .values({
      ...row,
      id: newId<'mail'>(now),
      content: sql<MailContent>`${JSON.stringify(content)}::jsonb`,
      created_at: now,
      next_try_at: now,
      give_up_at: new Date(Math.min(latest, until?.getTime() ?? latest)),
      claimed_until: null,
      sent_at: null,
      last_error: null,
      message_id: null,
      digest_id: null
    })
    .onConflict((conflict) => conflict.column('once_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted && row.state === 'waiting') afterCommit(tx, tellSenders);
  return inserted?.id ?? null;
}

async function stateFor(
  tx: Database,
  mail: NewMail,
  email: string
): Promise<Extract<MailState, 'waiting' | 'held'> | 'unwanted'> {
  if (mail.kind === 'essential') return 'waiting';
  const marked = await tx
    .selectFrom('mail_address')
    .select('email')
    .where('email', '=', email.toLowerCase())
    .where('marked_at', 'is not', null)
    .executeTakeFirst();
  if (marked) return 'unwanted';
  const frequency = mail.to.person ? await findMailFrequency(tx, mail.to.person) : 'at_once';
  if (frequency === 'essentials') return 'unwanted';
  return frequency === 'at_once' ? 'waiting' : 'held';
}
