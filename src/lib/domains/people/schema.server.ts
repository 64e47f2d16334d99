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

const account = (kept: string): PersonalColumn => ({
  purpose: 'to let a colleague sign in and to show who did what',
  seenBy: 'colleagues',
  kept,
  erasure: 'delete row'
});
const access: PersonalColumn = {
  purpose: 'to keep a person signed in',
  seenBy: 'administrators',
  kept: 'until it expires',
  erasure: 'delete row'
};
const whileAccount = 'as long as the account';

export const columns: TableDeclarations = {
  person: {
    id: account(whileAccount),
    name: account(whileAccount),
    email: { ...account(whileAccount), seenBy: 'administrators' },
    locale: account(whileAccount),
    created_at: account(whileAccount)
  },
  role: {
    id: 'none',
    person_id: account(whileAccount),
    kind: account(whileAccount),
    organisation_id: account(whileAccount),
    settlement_id: account(whileAccount),
    county: account(whileAccount),
    given_by: { ...account(whileAccount), erasure: 'clear' },
    created_at: account(whileAccount)
  },
  session: {
    ...nothingPersonal('id', 'token_hash'),
    person_id: access,
    hat_role_id: access,
    on_behalf_of: access,
    created_at: access,
    expires_at: access,
    last_seen_on: access,
    confirmed_at: access,
    browser: access,
    system: access
  },
  sign_in_link: {
    ...nothingPersonal('id', 'token_hash'),
    person_id: access,
    created_at: access,
    expires_at: access,
    used_at: access
  }
};
