// Single-use sign-in links and the sessions that they open; only hashes of the secrets are stored.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { hashOf, newSecret } from '#lib/platform/secret.server.ts';

const linkMinutes = 60;
export const sessionDays = 30;

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

export type SignedIn = Result<
  { session: string; person: Id<'person'> },
  { ok: false; reason: 'link_used_or_expired' }
>;

/** Uses the link up and opens a new session. */
export async function useSignInLink(db: Database, token: string, now: Date): Promise<SignedIn> {
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
    const { token: session, hash } = newSecret();
    await tx
      .insertInto('session')
      .values({
        id: newId(now),
        person_id: link.person_id,
        token_hash: hash,
        hat_role_id: null,
        on_behalf_of: null,
        created_at: now,
        expires_at: new Date(now.getTime() + sessionDays * 86_400_000)
      })
      .execute();
    await recordActivity(tx, { kind: 'person', id: link.person_id, name: '', roles: [] }, now, {
      verb: 'person.signed_in',
      objectKind: 'person',
      objectId: link.person_id
    });
    return ok({ session, person: link.person_id });
  });
}

export async function endSession(db: Database, session: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', hashOf(session)).execute();
}

export async function forgetExpired(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<', now).execute();
  await db
    .deleteFrom('sign_in_link')
    .where('expires_at', '<', new Date(now.getTime() - 86_400_000))
    .execute();
}
