// What an administrator sees of the outbox, and what they may do there.
import { isUuid, type Id } from '#lib/core/ids.ts';
import { afterCommit, inTransaction, type Database } from '../db/database.server.ts';
import { tryDays, type Mail, type MailState } from './schema.server.ts';
import { tellSenders } from './senders.ts';

const pageSize = 50;

export async function listMails(
  db: Database,
  { state, page }: { state: MailState | null; page: number }
): Promise<{ mails: Mail[]; hasNext: boolean }> {
  const rows = await db
    .selectFrom('mail')
    .selectAll()
    .$if(state !== null, (query) => query.where('state', '=', state as MailState))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .offset((page - 1) * pageSize)
    .execute();
  return { mails: rows.slice(0, pageSize), hasNext: rows.length > pageSize };
}

export async function countMails(db: Database): Promise<Map<MailState, number>> {
  const rows = await db
    .selectFrom('mail')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

export async function findMail(db: Database, id: string): Promise<Mail | null> {
  if (!isUuid(id)) return null;
  const mail = await db
    .selectFrom('mail')
    .selectAll()
    .where('id', '=', id as Id<'mail'>)
    .executeTakeFirst();
  return mail ?? null;
}

/** Puts a mail first in line, with five more days. @returns false when it was sent, has lost its words or is under way */
export async function retryMail(db: Database, id: string, now: Date): Promise<boolean> {
  if (!isUuid(id)) return false;
  return inTransaction(db, async (tx) => {
    const changed = await tx
      .updateTable('mail')
      .set({
        state: 'waiting',
        next_try_at: now,
        give_up_at: new Date(now.getTime() + tryDays * 86_400_000),
        attempts: 0,
        claimed_until: null
      })
      .where('id', '=', id as Id<'mail'>)
      .where('state', 'in', ['waiting', 'kept', 'failed', 'bounced'])
      .where('content', 'is not', null)
      .where((or) => or.or([or('claimed_until', 'is', null), or('claimed_until', '<', now)]))
      .returning('id')
      .executeTakeFirst();
    if (changed) afterCommit(tx, tellSenders);
    return changed !== undefined;
  });
}
