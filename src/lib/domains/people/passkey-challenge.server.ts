// What a passkey is asked to sign: random, used once, within five minutes, from the browser that asked.
import { randomBytes } from 'node:crypto';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { hashOf, newSecret } from '#lib/platform/secret.server.ts';

export const challengeMinutes = 5;

/** @param person who adds a passkey; null when somebody signs in @returns `token` for a cookie of this browser */
export async function makeChallenge(
  db: Database,
  person: Id<'person'> | null,
  now: Date
): Promise<{ challenge: Uint8Array<ArrayBuffer>; token: string }> {
  const challenge = new Uint8Array(randomBytes(32));
  const { token, hash } = newSecret();
  await db
    .insertInto('passkey_challenge')
    .values({
      token_hash: hash,
      challenge: Buffer.from(challenge).toString('base64url'),
      person_id: person,
      expires_at: new Date(now.getTime() + challengeMinutes * 60_000)
    })
    .execute();
  return { challenge, token };
}

/** Takes it away: whatever comes of the answer, it is never asked again. @returns null when it is unknown, used or over */
export async function useChallenge(
  db: Database,
  token: string | undefined,
  person: Id<'person'> | null,
  now: Date
): Promise<string | null> {
  const row = await db
    .deleteFrom('passkey_challenge')
    .where('token_hash', '=', hashOf(token ?? ''))
    .returning(['challenge', 'person_id', 'expires_at'])
    .executeTakeFirst();
  return row && row.expires_at > now && row.person_id === person ? row.challenge : null;
}

export async function forgetChallenges(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('passkey_challenge').where('expires_at', '<=', now).execute();
}
