// Writing a mail: a row in the transaction of the operation that wants it, so that it leaves exactly when that is committed.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { inParts } from '../activity.server.ts';
import { newId } from '../clock.server.ts';
import { afterCommit, type Database } from '../db/database.server.ts';
import type { Locale } from '../words/paths.ts';
import { isEmail, oneLine } from './address.ts';
import type { MadeFile, MailAttachment, MailBlock, MailContent, MailText } from './content.ts';
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
  readonly attachments?: readonly MailAttachment[];
  readonly files?: readonly MadeFile[];
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
  const id = await insertMail(tx, newRow(mail, email, state), now);
  if (!id) return { outcome: 'already_there' };
  return { outcome: state, id };
}

/** News to an address that somebody has given for it: nobody's choice of how often a house may write is asked. */
export type AddressedNews = Omit<NewMail, 'to' | 'kind'> & { readonly email: string };

/**
 * Many at once, in two statements however many they are. Addresses that mail keeps coming back from get none.
 * @returns how many were written
 */
export async function sendNewsToAddresses(
  tx: Database,
  news: readonly AddressedNews[],
  now: Date
): Promise<number> {
  const marked = await markedAmong(
    tx,
    news.map(({ email }) => email.toLowerCase())
  );
  const rows = news
    .filter(({ email }) => isEmail(email) && !marked.has(email.toLowerCase()))
    .map(({ email, ...mail }) =>
      valuesOf(
        newRow({ ...mail, kind: 'news', to: { email, name: '', person: null } }, email, 'waiting'),
        now
      )
    );
  let written = 0;
  for (const part of inParts(rows, 500)) {
    const inserted = await tx
      .insertInto('mail')
      .values(part)
      .onConflict((conflict) => conflict.column('once_key').doNothing())
      .returning('id')
      .execute();
    written += inserted.length;
  }
  if (written > 0) afterCommit(tx, tellSenders);
  return written;
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
export async function insertMail(tx: Database, row: NewRow, now: Date): Promise<Id<'mail'> | null> {
  const inserted = await tx
    .insertInto('mail')
    .values(valuesOf(row, now))
    .onConflict((conflict) => conflict.column('once_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted && row.state === 'waiting') afterCommit(tx, tellSenders);
  return inserted?.id ?? null;
}

function newRow(mail: NewMail, email: string, state: 'waiting' | 'held'): NewRow {
  const { subject, blocks, attachments, files } = mail;
  return {
    person_id: mail.to.person,
    email,
    name: oneLine(mail.to.name).slice(0, 200),
    locale: mail.locale,
    kind: mail.kind,
    content: { subject, blocks, ...(attachments ? { attachments } : {}), ...(files ? { files } : {}) },
    secret: mail.secret ?? false,
    reply_to: mail.replyTo && isEmail(mail.replyTo) ? mail.replyTo : null,
    unsubscribe_path: mail.unsubscribePath ?? null,
    once_key: mail.onceKey ?? null,
    state,
    until: mail.until ?? null
  };
}

function valuesOf({ until, content, ...row }: NewRow, now: Date) {
  const latest = now.getTime() + tryDays * 86_400_000;
  return {
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
  };
}

async function stateFor(
  tx: Database,
  mail: NewMail,
  email: string
): Promise<Extract<MailState, 'waiting' | 'held'> | 'unwanted'> {
  if (mail.kind === 'essential') return 'waiting';
  if ((await markedAmong(tx, [email.toLowerCase()])).size > 0) return 'unwanted';
  const frequency = mail.to.person ? await findMailFrequency(tx, mail.to.person) : 'at_once';
  if (frequency === 'essentials') return 'unwanted';
  return frequency === 'at_once' ? 'waiting' : 'held';
}

/** Of these addresses, in lower case, those that mail keeps coming back from. */
async function markedAmong(tx: Database, emails: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('mail_address')
    .select('email')
    .where(sql<boolean>`email = any(${[...new Set(emails)]}::text[])`)
    .where('marked_at', 'is not', null)
    .execute();
  return new Set(rows.map(({ email }) => email));
}
