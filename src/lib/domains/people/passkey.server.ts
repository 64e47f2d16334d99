// Passkeys (WebAuthn): adding, naming, listing and removing one's own.
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON
} from '@simplewebauthn/server';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { tellOfChange } from './account-notice.server.ts';
import { challengeMinutes, makeChallenge, useChallenge } from './passkey-challenge.server.ts';
import type { PasskeySite } from './passkey-site.ts';

const mostPasskeys = 20;

/** ES256, EdDSA and RS256: what authenticators can do (Web Authentication Level 3, §5.4); newer ones are still experiments here. */
const algorithms = [-7, -8, -257] as const;

export interface PasskeyView {
  readonly id: Id<'passkey'>;
  readonly name: string;
  readonly since: Date;
  readonly lastUsed: Date | null;
}

/** @returns what `navigator.credentials.create` is asked, and the token for the browser's cookie */
export async function askForNewPasskey(
  db: Database,
  actor: Person,
  { site, house }: { site: PasskeySite; house: string },
  now: Date
): Promise<{ options: PublicKeyCredentialCreationOptionsJSON; token: string }> {
  const { name, email } = await db
    .selectFrom('person')
    .select(['name', 'email'])
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow();
  const own = await db
    .selectFrom('passkey')
    .select('credential_id')
    .where('person_id', '=', actor.id)
    .execute();
  const { challenge, token } = await makeChallenge(db, actor.id, now);
  const options = await generateRegistrationOptions({
    rpName: house,
    rpID: site.rpId,
    userName: email ?? name,
    userDisplayName: name,
    userID: new Uint8Array(Buffer.from(actor.id.replaceAll('-', ''), 'hex')),
    challenge,
    timeout: challengeMinutes * 60_000,
    attestationType: 'none',
    supportedAlgorithmIDs: [...algorithms],
    excludeCredentials: own.map(({ credential_id }) => ({ id: credential_id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
  });
  return { options, token };
}

export type PasskeyAdded = Result<null, { ok: false; reason: 'passkey_refused' | 'passkey_many' }>;

/** Whoever calls it has made sure that the session is fresh. */
export async function addPasskey(
  db: Database,
  actor: Person,
  given: { site: PasskeySite; token: string | undefined; response: unknown; name: string },
  now: Date
): Promise<PasskeyAdded> {
  const challenge = await useChallenge(db, given.token, actor.id, now);
  if (!challenge) return no('passkey_refused');
  const verified = await verifyRegistrationResponse({
    response: given.response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: given.site.origin,
    expectedRPID: given.site.rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...algorithms]
  }).catch(() => null);
  if (!verified?.verified) return no('passkey_refused');
  const { credential } = verified.registrationInfo;
  return inTransaction(db, async (tx): Promise<PasskeyAdded> => {
    if ((await listPasskeys(tx, actor.id)).length >= mostPasskeys) return no('passkey_many');
    const added = await tx
      .insertInto('passkey')
      .values({
        id: newId<'passkey'>(now),
        person_id: actor.id,
        credential_id: credential.id,
        public_key: credential.publicKey,
        counter: credential.counter,
        name: given.name,
        created_at: now,
        last_used_at: null
      })
      .onConflict((conflict) => conflict.column('credential_id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) return no('passkey_refused');
    await tellOfChange(tx, actor.id, 'people.mail.changed.passkey', now);
    await recordActivity(tx, actor, now, {
      verb: 'person.passkey_added',
      objectKind: 'person',
      objectId: actor.id
    });
    return ok(null);
  });
}

export async function listPasskeys(db: Database, person: Id<'person'>): Promise<PasskeyView[]> {
  const rows = await db
    .selectFrom('passkey')
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .where('person_id', '=', person)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    since: row.created_at,
    lastUsed: row.last_used_at
  }));
}

/** @returns whether the person had such a passkey */
export async function removePasskey(
  db: Database,
  actor: Person,
  id: Id<'passkey'>,
  now: Date
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const removed = await tx
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('person_id', '=', actor.id)
      .returning('id')
      .executeTakeFirst();
    if (!removed) return false;
    await recordActivity(tx, actor, now, {
      verb: 'person.passkey_removed',
      objectKind: 'person',
      objectId: actor.id
    });
    return true;
  });
}
