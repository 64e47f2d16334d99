// Single-use sign-in links, of which only the hash is stored.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { hashOf, newSecret } from '#lib/platform/secret.server.ts';
import { openSession, unknownBrowser, type Browser, type OpenedSession } from './session.server.ts';

export const linkMinutes = 60;

/** @returns the secret that goes into the link; it opens one session within an hour */
export async function makeSignInLink(db: Database, person: Id<'person'>, now: Date): Promise<string> {
  const { token, hash } = newSecret();
  await db
    .insertInto('sign_in_link')
    .values({
      id: newId(now),
      person_id: person,
      token_hash: hash,
      created_at: now,
      expires_at: new Date(now.getTime() + linkMinutes * 60_000),
      used_at: null
    })
    .execute();
  return token;
}

/** Whose link this is, without using it up: pages that mail scanners open must not act. */
export async function findSignInLink(
  db: Database,
  token: string,
  now: Date
): Promise<{ name: string } | null> {
  const link = await db
    .selectFrom('sign_in_link')
    .innerJoin('person', 'person.id', 'sign_in_link.person_id')
    .select('person.name')
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return link ?? null;
}

export type SignedIn = Result<OpenedSession, { ok: false; reason: 'link_used_or_expired' }>;

/** Uses the link up and opens a new session. */
export async function useSignInLink(
  db: Database,
  token: string,
  now: Date,
  browser: Browser = unknownBrowser
): Promise<SignedIn> {
  return inTransaction(db, async (tx): Promise<SignedIn> => {
    const link = await tx
      .updateTable('sign_in_link')
      .set({ used_at: now })
      .where('token_hash', '=', hashOf(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('person_id')
      .executeTakeFirst();
    if (!link) return no('link_used_or_expired');
    return ok(await openSession(tx, link.person_id, browser, now));
  });
}

/** Links on their way that have not been used yet open nothing any more. */
export async function withdrawSignInLinks(tx: Database, person: Id<'person'>): Promise<void> {
  await tx.deleteFrom('sign_in_link').where('person_id', '=', person).where('used_at', 'is', null).execute();
}
