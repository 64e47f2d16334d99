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

const access = (purpose: PersonalColumn['purpose'], kept: PersonalColumn['kept']): PersonalColumn => ({
  purpose,
  seenBy: 'person',
  kept,
  erasure: 'delete row'
});
const asked = access('privacy.purpose.signInLink', { minutes: 60 });
const device = access('privacy.purpose.device', { days: deviceDays, after: 'last_seen_on' });
const password = access('privacy.purpose.password', { until: 'changed' });
const passkey = access('privacy.purpose.passkey', { until: 'changed' });
const challenge = access('privacy.purpose.passkey', { minutes: 5 });
/** Only a hash of whom or where it was about: there is no way back from it. */
const tries: PersonalColumn = {
  ...access('privacy.purpose.tries', { minutes: 60 }),
  erasure: { keep: 'privacy.keep.hashForAnHour' }
};

export const signInColumns: TableDeclarations = {
  sign_in_request: { ...nothingPersonal('id'), email: { ...asked, names: 'email' }, created_at: asked },
  known_device: {
    person_id: { ...device, names: 'id' },
    token_hash: { ...device, secret: true },
    last_seen_on: device
  },
  password: {
    person_id: { ...password, names: 'id' },
    hash: { ...password, secret: true },
    changed_at: password
  },
  passkey: {
    ...nothingPersonal('id'),
    person_id: { ...passkey, names: 'id' },
    credential_id: passkey,
    public_key: passkey,
    counter: passkey,
    name: passkey,
    created_at: passkey,
    last_used_at: passkey
  },
  passkey_challenge: {
    ...nothingPersonal('token_hash', 'challenge'),
    person_id: { ...challenge, names: 'id' },
    expires_at: challenge
  },
  sign_in_try: { ...nothingPersonal('id'), key_hash: tries, at: tries }
};
