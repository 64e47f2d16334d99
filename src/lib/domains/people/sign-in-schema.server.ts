// Tables of the ways in: asked-for mails, passkeys, passwords, known browsers, counted tries.
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';

declare global {
  interface Tables {
    sign_in_request: { id: Id<'sign_in_request'>; email: string; created_at: Date };
    known_device: { person_id: Id<'person'>; token_hash: Uint8Array; last_seen_on: string };
    password: { person_id: Id<'person'>; hash: string; changed_at: Date };
    passkey: {
      id: Id<'passkey'>;
      person_id: Id<'person'>;
      /** Base64url, as the browser names it. */
      credential_id: string;
      public_key: Uint8Array;
      /** How often the authenticator has signed; 0 for ever with those that are kept in several devices. */
      counter: number;
      name: string;
      created_at: Date;
      last_used_at: Date | null;
    };
    passkey_challenge: {
      token_hash: Uint8Array;
      challenge: string;
      person_id: Id<'person'> | null;
      expires_at: Date;
    };
    sign_in_try: { id: Id<'sign_in_try'>; key_hash: Uint8Array; at: Date };
  }
}

/** A browser that was not used for so long is a stranger again; the longest that browsers keep a cookie. */
export const deviceDays = 400;

const access = (purpose: string, kept: string): PersonalColumn => ({
  purpose,
  seenBy: 'the person',
  kept,
  erasure: 'delete row'
});
const asked = access('to send the mail with the sign-in link that somebody asked for', 'a minute');
const device = access('to warn a person of a sign-in from a browser not seen before', `${deviceDays} days`);
const password = access('to let a person sign in with a password', 'until the person removes it');
const passkey = access('to let a person sign in with a passkey', 'until the person removes it');
const challenge = access('to check a passkey', 'five minutes');
const tries = access('to stop somebody who guesses passwords', 'an hour');

export const signInColumns: TableDeclarations = {
  sign_in_request: { ...nothingPersonal('id'), email: asked, created_at: asked },
  known_device: { person_id: device, token_hash: device, last_seen_on: device },
  password: { person_id: password, hash: password, changed_at: password },
  passkey: {
    ...nothingPersonal('id'),
    person_id: passkey,
    credential_id: passkey,
    public_key: passkey,
    counter: passkey,
    name: passkey,
    created_at: passkey,
    last_used_at: passkey
  },
  passkey_challenge: {
    ...nothingPersonal('token_hash', 'challenge'),
    person_id: challenge,
    expires_at: challenge
  },
  sign_in_try: { ...nothingPersonal('id'), key_hash: tries, at: tries }
};
