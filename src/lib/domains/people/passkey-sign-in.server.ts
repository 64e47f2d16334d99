// Signing in with a passkey: the browser offers those it holds for this house, and proves that it has the one chosen.
import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/server';
import { no, ok, type Result } from '#lib/core/result.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { challengeLimit, countTry, networkLimit, type TooMany } from './attempt-limits.server.ts';
import { challengeMinutes, makeChallenge, useChallenge } from './passkey-challenge.server.ts';
import type { PasskeySite } from './passkey-site.ts';
import { openSession, type Browser, type OpenedSession } from './session.server.ts';

/** @returns what `navigator.credentials.get` is asked; it names nobody, the browser offers what it has */
export async function askForPasskey(
  db: Database,
  { site, address }: { site: PasskeySite; address: string },
  now: Date
): Promise<Result<{ options: PublicKeyCredentialRequestOptionsJSON; token: string }, TooMany>> {
  const counted = await countTry(db, [challengeLimit(address)], now);
  if (!counted.ok) return counted;
  const { challenge, token } = await makeChallenge(db, null, now);
  const options = await generateAuthenticationOptions({
    rpID: site.rpId,
    challenge,
    timeout: challengeMinutes * 60_000,
    userVerification: 'required'
  });
  return ok({ options, token });
}

export type PasskeySignIn = Result<OpenedSession, { ok: false; reason: 'passkey_refused' } | TooMany>;

export async function signInWithPasskey(
  db: Database,
  given: { site: PasskeySite; token: string | undefined; response: unknown; address: string },
  browser: Browser,
  now: Date
): Promise<PasskeySignIn> {
  const counted = await countTry(db, [networkLimit(given.address)], now);
  if (!counted.ok) return counted;
  const challenge = await useChallenge(db, given.token, null, now);
  const response = given.response as AuthenticationResponseJSON | null;
  if (!challenge || typeof response?.id !== 'string') return no('passkey_refused');
  const passkey = await db
    .selectFrom('passkey')
    .selectAll()
    .where('credential_id', '=', response.id)
    .executeTakeFirst();
  if (!passkey) return no('passkey_refused');
  // It throws on whatever does not fit, a counter that did not grow among it: then the passkey may be a copy.
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: given.site.origin,
    expectedRPID: given.site.rpId,
    credential: {
      id: passkey.credential_id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter
    },
    requireUserVerification: true
  }).catch(() => null);
  if (!verified?.verified) return no('passkey_refused');
  const { newCounter } = verified.authenticationInfo;
  return inTransaction(db, async (tx): Promise<PasskeySignIn> => {
    const used = await tx
      .updateTable('passkey')
      .set({ counter: newCounter, last_used_at: now })
      .where('id', '=', passkey.id)
      .where('counter', '=', passkey.counter)
      .returning('id')
      .executeTakeFirst();
    if (!used) return no('passkey_refused');
    await tx.deleteFrom('sign_in_try').where('id', 'in', counted.value).execute();
    return ok(await openSession(tx, passkey.person_id, browser, now));
  });
}
