// One mail's way out: claimed by one sender, handed to the mail server, and what became of it written down.
// At least once: a sender that dies between the server's 250 and the commit sends again, under the same Message-ID (0007).
import { sql } from 'kysely';
import { inTransaction, type Database } from '../db/database.server.ts';
import { log } from '../log.server.ts';
import type { Words } from '../words/words.ts';
import type { Locale } from '../words/paths.ts';
import { countHardBounce } from './bounces.server.ts';
import { backOffMinutes, type Failure } from './failure.ts';
import { unsubscribeTokens } from './frequency.server.ts';
import { makeFiles, withNotes, type MailFileMaker } from './made-files.server.ts';
import type { Letter, Post } from './post.server.ts';
import { renderMail } from './render.ts';
import type { Mail } from './schema.server.ts';

export interface DeliveryContext {
  readonly db: Database;
  readonly post: Post;
  readonly wordsIn: (locale: Locale) => Promise<Words>;
  /** Beginning of the addresses in mails. */
  readonly origin: string;
  readonly clock: () => Date;
  readonly makers?: readonly MailFileMaker[];
}

/** Longer than one letter may take, so that nobody takes over what is still under way. */
export const claimMinutes = 10;

/** The next mail that is due, essentials first; it is this sender's until its claim runs out. */
export async function claimNext({ db, post, clock }: DeliveryContext): Promise<Mail | null> {
  const now = clock();
  const domain = post.settings.from.email.split('@')[1] ?? 'localhost';
  const mail = await db
    .updateTable('mail')
    .set((old) => ({
      attempts: old('attempts', '+', 1),
      claimed_until: new Date(now.getTime() + claimMinutes * 60_000),
      message_id: sql<string>`coalesce(message_id, id::text || '@' || ${domain}::text)`
    }))
    .where('id', '=', (select) =>
      select
        .selectFrom('mail')
        .select('id')
        .where('state', '=', 'waiting')
        .where('next_try_at', '<=', now)
        .where((or) => or.or([or('claimed_until', 'is', null), or('claimed_until', '<', now)]))
        .orderBy('kind')
        .orderBy('next_try_at')
        .limit(1)
        .forUpdate()
        .skipLocked()
    )
    .returningAll()
    .executeTakeFirst();
  return mail ?? null;
}

/** @returns why it did not leave, or null */
export async function deliver(context: DeliveryContext, mail: Mail): Promise<Failure | null> {
  let letter: Letter;
  try {
    letter = await letterOf(context, mail);
  } catch (error) {
    const failure: Failure = { kind: 'never', noSuchAddress: false, text: String(error) };
    await record(context, mail, failure);
    return failure;
  }
  const failure = await context.post.send(letter);
  await patiently(() => record(context, mail, failure));
  return failure;
}

async function letterOf(
  { db, origin, wordsIn, clock, makers = [] }: DeliveryContext,
  mail: Mail
): Promise<Letter> {
  if (!mail.content) throw new Error('The words of this mail have been forgotten.');
  const words = await wordsIn(mail.locale);
  const path =
    mail.unsubscribe_path ??
    (mail.kind === 'news' && mail.person_id
      ? `/unsubscribe/${(await unsubscribeTokens(db, [mail.person_id], clock())).get(mail.person_id)}`
      : null);
  const unsubscribe = path && origin + words.href(path);
  const now = clock();
  const made = await makeFiles(makers, mail.content.files ?? [], { db, words, origin, now });
  const content = withNotes(
    mail.content,
    made.map(({ of }) => of)
  );
  return {
    ...renderMail(content, { words, origin, recipient: mail.name, unsubscribe }),
    messageId: mail.message_id ?? mail.id,
    to: { name: mail.name, email: mail.email },
    replyTo: mail.reply_to,
    language: mail.locale,
    unsubscribe,
    attachments: mail.content.attachments ?? [],
    files: made.map(({ file }) => file)
  };
}

/** Only while the claim is still this sender's. */
async function record({ db, clock }: DeliveryContext, mail: Mail, failure: Failure | null): Promise<void> {
  const now = clock();
  await inTransaction(db, async (tx) => {
    const changed = await tx
      .updateTable('mail')
      .set(failure ? afterFailure(mail, failure, now) : afterSending(mail, now))
      .where('id', '=', mail.id)
      .where('attempts', '=', mail.attempts)
      .where('state', '=', 'waiting')
      .returning('id')
      .executeTakeFirst();
    if (changed && failure?.kind === 'never' && failure.noSuchAddress)
      await countHardBounce(tx, mail.email, failure.text, now);
  });
}

function afterSending(mail: Mail, now: Date) {
  return {
    state: 'sent' as const,
    sent_at: now,
    claimed_until: null,
    last_error: null,
    ...(mail.secret ? { content: null } : {})
  };
}

function afterFailure(mail: Mail, failure: Failure, now: Date) {
  const told = { claimed_until: null, last_error: failure.text };
  if (failure.kind === 'never')
    return { ...told, state: failure.noSuchAddress ? ('bounced' as const) : ('failed' as const) };
  const next = new Date(now.getTime() + backOffMinutes(mail.attempts) * 60_000);
  return next < mail.give_up_at ? { ...told, next_try_at: next } : { ...told, state: 'failed' as const };
}

/** The server has the mail: a database that is away for a moment must not make it go twice. */
async function patiently(write: () => Promise<void>): Promise<void> {
  for (const seconds of [0.2, 1, 5, 15]) {
    try {
      return await write();
    } catch (error) {
      log('warn', 'mail_outcome_not_written', { error: String(error) });
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
  await write();
}
