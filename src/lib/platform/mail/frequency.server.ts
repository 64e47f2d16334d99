// How often a person wants news by mail, and the link in every such mail that changes it without signing in.
import { randomBytes } from 'node:crypto';
import type { Id } from '#lib/core/ids.ts';
import { afterCommit, inTransaction, type Database } from '../db/database.server.ts';
import { tellSenders } from './senders.ts';
import { tryDays, type MailFrequency } from './schema.server.ts';

const usual: MailFrequency = 'at_once';

export async function findMailFrequency(db: Database, person: Id<'person'>): Promise<MailFrequency> {
  const row = await db
    .selectFrom('mail_preference')
    .select('frequency')
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row?.frequency ?? usual;
}

/** What is held for the next digest follows: it leaves at once, or not at all. */
export async function setMailFrequency(
  db: Database,
  person: Id<'person'>,
  frequency: MailFrequency,
  now: Date
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('mail_preference')
      .values({ person_id: person, frequency, unsubscribe_token: newToken(), changed_at: now })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ frequency, changed_at: now }))
      .execute();
    if (frequency === 'at_once') await releaseHeld(tx, person, now);
    if (frequency === 'essentials')
      await tx.deleteFrom('mail').where('person_id', '=', person).where('state', '=', 'held').execute();
  });
}

/** What is held for the person leaves now, mail by mail. */
export async function releaseHeld(tx: Database, person: Id<'person'>, now: Date): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ state: 'waiting', next_try_at: now, give_up_at: new Date(now.getTime() + tryDays * 86_400_000) })
    .where('person_id', '=', person)
    .where('state', '=', 'held')
    .execute();
  afterCommit(tx, tellSenders);
}

/** The tokens of many people at once; who has none yet gets one. They never expire: old mails keep their way out. */
export async function unsubscribeTokens(
  db: Database,
  persons: readonly Id<'person'>[],
  now: Date
): Promise<Map<Id<'person'>, string>> {
  if (persons.length === 0) return new Map();
  const wanted = [...new Set(persons)];
  await db
    .insertInto('mail_preference')
    .values(
      wanted.map((person) => ({
        person_id: person,
        frequency: usual,
        unsubscribe_token: newToken(),
        changed_at: now
      }))
    )
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute();
  const rows = await db
    .selectFrom('mail_preference')
    .select(['person_id', 'unsubscribe_token'])
    .where('person_id', 'in', wanted)
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.unsubscribe_token]));
}

/** Whose link this is and what they have chosen. */
export async function findByUnsubscribeToken(
  db: Database,
  token: string
): Promise<{ person: Id<'person'>; frequency: MailFrequency } | null> {
  const row = await db
    .selectFrom('mail_preference')
    .select(['person_id as person', 'frequency'])
    .where('unsubscribe_token', '=', token)
    .executeTakeFirst();
  return row ?? null;
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}
