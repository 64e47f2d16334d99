// The one way in for mail, however it comes: read, stored once, and then handed to whoever knows what it answers.
import { sql } from 'kysely';
import type { ItipReply } from '#lib/core/icalendar-itip.ts';
import { newId } from '../clock.server.ts';
import { inTransaction, type Database } from '../db/database.server.ts';
import { log } from '../log.server.ts';
import { recordBounce } from './bounces.server.ts';
import { backOffMinutes } from './failure.ts';
import type { InboundMail } from './inbound-schema.server.ts';
import type { AsideReason, InboundState, IncomingMail, MailReader, MailVerdict } from './incoming.ts';
import { readAside } from './read-aside.server.ts';
import type { ReadMessage } from './read-message.ts';

export interface ReceivingHouse {
  readonly db: Database;
  readonly readers: readonly MailReader[];
  /** MAIL_REPLY_ADDRESS. */
  readonly replyAddress: string | null;
  /** Addresses that the house itself writes from: what comes from them is its own mail come back. */
  readonly own: readonly string[];
}

/**
 * When it resolves, the mail is safe in the database: only then may whoever brought it let go of it. Reading happens after
 * that and may fail without losing it.
 * @param about.recipients of the envelope, where it is known
 * @param about.tooLarge only the head was brought
 * @returns whether it was new
 * @throws when the database is away: then it has to be brought again
 */
export async function receiveMail(
  house: ReceivingHouse,
  raw: Uint8Array,
  now: Date,
  about: { readonly recipients?: readonly string[]; readonly tooLarge?: boolean } = {}
): Promise<boolean> {
  const { recipients = [], tooLarge = false } = about;
  const message = await readAside(raw, { recipients, replyAddress: house.replyAddress });
  const stored = await storeMessage(house, tooLarge ? { ...message, fault: 'too_large' } : message, now);
  // It is safe already: what goes wrong from here on is tried again by itself.
  if (stored)
    await readWaiting(house, now).catch((error: unknown) =>
      log('warn', 'inbound_mail_not_read', { error: String(error) })
    );
  return stored;
}

async function storeMessage(house: ReceivingHouse, message: ReadMessage, now: Date): Promise<boolean> {
  return inTransaction(house.db, async (tx) => {
    const { state, reason } = await firstState(tx, house, message, now);
    const done = state !== 'waiting';
    const inserted = await tx
      .insertInto('inbound_mail')
      .values({
        id: newId<'inbound_mail'>(now),
        digest: message.digest,
        message_id: message.messageId,
        received_at: now,
        from_email: message.from?.email ?? null,
        from_name: message.from?.name ?? '',
        subject: message.subject,
        text: done && state !== 'aside' ? '' : message.text,
        token: done ? null : message.token,
        calendars: json(done ? [] : message.calendars),
        answers: json(message.answers),
        automatic: message.automatic,
        state,
        reason,
        taken_by: null,
        next_try_at: now
      })
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .returning('id')
      .executeTakeFirst();
    return inserted !== undefined;
  });
}

async function firstState(
  tx: Database,
  { own }: ReceivingHouse,
  { fault, report, answers, from, automatic, calendars }: ReadMessage,
  now: Date
): Promise<{ state: InboundState; reason: AsideReason | null }> {
  if (fault) return { state: 'aside', reason: fault };
  if (report) return stateOfReport(tx, report, answers, now);
  const isOwn = from !== null && own.some((email) => email.toLowerCase() === from.email);
  // Calendars answer by themselves when their owner presses a button: that counts. An absence notice does not.
  const isAnswer = calendars.some(({ method }) => method === 'REPLY' || method === 'COUNTER');
  if (isOwn || (automatic && !isAnswer)) return { state: 'automatic', reason: null };
  return { state: 'waiting', reason: null };
}

/** By the Message-ID alone, which nobody else knows: a made-up report must not close an address. */
async function stateOfReport(
  tx: Database,
  report: NonNullable<ReadMessage['report']>,
  answers: readonly string[],
  now: Date
): Promise<{ state: InboundState; reason: AsideReason | null }> {
  if (report.action !== 'failed') return { state: 'automatic', reason: null };
  for (const messageId of answers)
    if (await recordBounce(tx, { messageId, hard: report.hard, text: report.text }, now))
      return { state: 'bounce', reason: null };
  return { state: 'aside', reason: 'unknown' };
}

const maxAttempts = 5;

/** Hands everything that is due to the readers. @returns how many are done */
export async function readWaiting(house: ReceivingHouse, now: Date): Promise<number> {
  let done = 0;
  for (let round = 0; round < 500; round++) {
    const outcome = await readNext(house, now);
    if (outcome === 'none') break;
    if (outcome === 'done') done += 1;
  }
  return done;
}

async function readNext(house: ReceivingHouse, now: Date): Promise<'none' | 'done' | 'later'> {
  let failing: InboundMail | undefined;
  try {
    return await inTransaction(house.db, async (tx) => {
      failing = await nextWaiting(tx, now);
      if (!failing) return 'none';
      await close(tx, failing, await askReaders(tx, house.readers, failing, now));
      return 'done';
    });
  } catch (error) {
    if (!failing) throw error;
    log('warn', 'inbound_mail_reader_failed', { mail: failing.id, error: String(error) });
    await putOff(house.db, failing, now);
    return 'later';
  }
}

async function nextWaiting(tx: Database, now: Date): Promise<InboundMail | undefined> {
  return tx
    .selectFrom('inbound_mail')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', now)
    .orderBy('received_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

interface Read {
  readonly verdict: MailVerdict;
  readonly reader: string;
}

async function askReaders(
  tx: Database,
  readers: readonly MailReader[],
  row: InboundMail,
  now: Date
): Promise<Read> {
  const mail = await incoming(tx, row);
  for (const { name, read } of readers) {
    const verdict = await read(tx, mail, now);
    if (verdict !== 'not_mine') return { verdict, reader: name };
  }
  return { verdict: 'not_mine', reader: '' };
}

async function incoming(tx: Database, row: InboundMail): Promise<IncomingMail> {
  const answered =
    row.answers.length > 0
      ? await tx
          .selectFrom('mail')
          .select(['id', 'email', 'person_id'])
          .where('message_id', 'in', [...row.answers])
          .orderBy('created_at', 'desc')
          .executeTakeFirst()
      : undefined;
  return {
    id: row.id,
    token: row.token,
    from: row.from_email === null ? null : { email: row.from_email, name: row.from_name },
    subject: row.subject,
    text: row.text,
    calendars: row.calendars,
    autoSubmitted: row.automatic,
    answers: answered ? { mail: answered.id, email: answered.email, person: answered.person_id } : null,
    receivedAt: row.received_at
  };
}

async function close(tx: Database, { id }: InboundMail, { verdict, reader }: Read): Promise<void> {
  const nothingLeft = { token: null, calendars: json([]) };
  const reason = verdict === 'taken' ? null : verdict === 'not_mine' ? 'unknown' : verdict.aside;
  await tx
    .updateTable('inbound_mail')
    .set(
      reason === null
        ? { ...nothingLeft, text: '', state: 'taken', taken_by: reader }
        : { ...nothingLeft, state: 'aside', reason, taken_by: reader || null }
    )
    .where('id', '=', id)
    .execute();
}

async function putOff(db: Database, { id, attempts }: InboundMail, now: Date): Promise<void> {
  const tried = attempts + 1;
  await db
    .updateTable('inbound_mail')
    .set(
      tried < maxAttempts
        ? { attempts: tried, next_try_at: new Date(now.getTime() + backOffMinutes(tried) * 60_000) }
        : { attempts: tried, state: 'aside', reason: 'stuck' }
    )
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

/** Halves of a character cut in two, and NULs, cannot be stored. */
function json<T extends readonly (string | ItipReply)[]>(value: T) {
  const storable = (_key: string, each: unknown): unknown =>
    typeof each === 'string' ? each.toWellFormed().replaceAll('\0', '') : each;
  return sql<T>`${JSON.stringify(value, storable)}::jsonb`;
}
