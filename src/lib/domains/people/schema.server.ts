// Tables of people, their roles and their ways in.
import type { Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { RoleKind } from '#lib/platform/actor.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';

declare global {
  interface Tables {
    person: {
      id: Id<'person'>;
      name: string;
      email: string | null;
      locale: Generated<Locale>;
      created_at: Date;
      /** When the person was told that the account will be erased because nobody uses it. */
      unused_notice_at: Date | null;
    };
    role: {
      id: Id<'role'>;
      person_id: Id<'person'>;
      kind: RoleKind;
      organisation_id: string | null;
      settlement_id: string | null;
      county: string | null;
      given_by: Id<'person'> | null;
      created_at: Date;
    };
    session: {
      id: Id<'session'>;
      person_id: Id<'person'>;
      token_hash: Uint8Array;
      /** The one role in which the person acts just now; null for all of them. */
      hat_role_id: Id<'role'> | null;
      /** Somebody without a computer, in whose name the person acts just now. */
      on_behalf_of: Id<'person'> | null;
      /** When the person signed in. */
      created_at: Date;
      expires_at: Date;
      last_seen_on: string;
      /** When the person last showed that it is them: at sign-in, or again before a weighty change. */
      confirmed_at: Date;
      browser: string | null;
      system: string | null;
    };
    sign_in_link: {
      id: Id<'sign_in_link'>;
      person_id: Id<'person'>;
      token_hash: Uint8Array;
      created_at: Date;
      expires_at: Date;
      used_at: Date | null;
    };
  }
}

const account: PersonalColumn = {
  purpose: 'privacy.purpose.account',
  seenBy: 'colleagues',
  kept: { until: 'account' },
  erasure: 'delete row'
};
const session: PersonalColumn = {
  purpose: 'privacy.purpose.session',
  seenBy: 'person',
  kept: { days: 0, after: 'expires_at' },
  erasure: 'delete row'
};
const link: PersonalColumn = {
  ...session,
  purpose: 'privacy.purpose.signInLink',
  kept: { days: 1, after: 'expires_at' }
};

export const columns: TableDeclarations = {
  person: {
    id: { ...account, names: 'id' },
    name: account,
    email: { ...account, seenBy: 'administrators' },
    locale: account,
    created_at: account,
    unused_notice_at: { ...account, seenBy: 'administrators' }
  },
  role: {
    ...nothingPersonal('id'),
    person_id: { ...account, names: 'id' },
    kind: account,
    organisation_id: account,
    settlement_id: account,
    county: account,
    given_by: { ...account, names: 'id', erasure: 'clear' },
    created_at: account
  },
  session: {
    ...nothingPersonal('id', 'token_hash'),
    person_id: { ...session, names: 'id' },
    hat_role_id: session,
    on_behalf_of: { ...session, names: 'id', erasure: 'clear' },
    created_at: session,
    expires_at: session,
    last_seen_on: session,
    confirmed_at: session,
    browser: session,
    system: session
  },
  sign_in_link: {
    ...nothingPersonal('id', 'token_hash'),
    person_id: { ...link, names: 'id' },
    created_at: link,
    expires_at: link,
    used_at: link
  }
};
