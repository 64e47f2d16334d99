// Addresses that mail comes back from: after three times in half a year news is no longer sent there.
import { inTransaction, type Database } from '../db/database.server.ts';
import { oneLine } from './address.ts';
import { rowDays } from './schema.server.ts';

export const bouncesUntilMarked = 3;

export interface Bounce {
  /** Of the mail that came back, by its Message-ID (with or without angle brackets) or by its recipient. */
  readonly messageId?: string;
  readonly email?: string;
  /** Hard: there is no such address. A full mailbox or a refused content is soft: noted at the mail, not counted. */
  readonly hard: boolean;
  /** What the other side said. */
  readonly text: string;
}

/** @returns whether the mail or the address was known; one mail counts once, however often its bounce is reported */
export async function recordBounce(db: Database, bounce: Bounce, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const text = oneLine(bounce.text).slice(0, 500);
    if (bounce.messageId === undefined) {
      const known =
        bounce.email !== undefined &&
        (await tx.selectFrom('mail').select('id').where('email', '=', bounce.email).executeTakeFirst());
      if (!known || bounce.email === undefined) return false;
      if (bounce.hard) await countHardBounce(tx, bounce.email, text, now);
      return true;
    }
    const mail = await tx
      .selectFrom('mail')
      .select(['id', 'email', 'state'])
      .where('message_id', '=', bounce.messageId.trim().replace(/^<(.*)>$/, '$1'))
      .forUpdate()
      .executeTakeFirst();
    if (!mail) return false;
    if (mail.state === 'bounced') return true;
    await tx
      .updateTable('mail')
      .set({ state: bounce.hard ? 'bounced' : 'failed', last_error: text })
      .where('id', '=', mail.id)
      .execute();
    if (bounce.hard) await countHardBounce(tx, mail.email, text, now);
    return true;
  });
}

/** Bounces that lie half a year apart do not add up. */
export async function countHardBounce(tx: Database, email: string, text: string, now: Date): Promise<void> {
  const address = email.toLowerCase();
  const since = new Date(now.getTime() - rowDays * 86_400_000);
  await tx
    .deleteFrom('mail_address')
    .where('email', '=', address)
    .where('last_bounce_at', '<', since)
    .execute();
  const { hard_bounces: count } = await tx
    .insertInto('mail_address')
    .values({ email: address, hard_bounces: 1, last_bounce_at: now, last_error: text, marked_at: null })
    .onConflict((conflict) =>
      conflict.column('email').doUpdateSet((old) => ({
        hard_bounces: old('mail_address.hard_bounces', '+', 1),
        last_bounce_at: now,
        last_error: text
      }))
    )
    .returning('hard_bounces')
    .executeTakeFirstOrThrow();
  if (count >= bouncesUntilMarked)
    await tx
      .updateTable('mail_address')
      .set({ marked_at: now })
      .where('email', '=', address)
      .where('marked_at', 'is', null)
      .execute();
}

export async function listMarkedAddresses(
  db: Database
): Promise<{ email: string; bounces: number; at: Date; error: string | null }[]> {
  return db
    .selectFrom('mail_address')
    .select(['email', 'hard_bounces as bounces', 'last_bounce_at as at', 'last_error as error'])
    .where('marked_at', 'is not', null)
    .orderBy('marked_at', 'desc')
    .limit(500)
    .execute();
}

/** The address works again, an administrator says. */
export async function unmarkAddress(db: Database, email: string): Promise<void> {
  await db.deleteFrom('mail_address').where('email', '=', email.toLowerCase()).execute();
}
