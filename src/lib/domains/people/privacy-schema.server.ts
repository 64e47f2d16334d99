// Tables of consents and of the copies of their data that people ask for.
import type { Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { ConsentPurpose } from './consent-wording.ts';

declare global {
  interface Tables {
    consent: {
      id: Id<'consent'>;
      /** Null for somebody without an account, who is then known by `email`. */
      person_id: Id<'person'> | null;
      email: string | null;
      purpose: ConsentPurpose;
      wording_version: number;
      /** What was agreed to, word for word. */
      wording: string;
      how: 'online' | 'spoken' | 'paper';
      given_at: Date;
      recorded_by: Id<'person'> | null;
      withdrawn_at: Date | null;
    };
    data_export: {
      id: Id<'data_export'>;
      person_id: Id<'person'>;
      locale: Locale;
      asked_at: Date;
      tables_done: Generated<number>;
      tables_total: number;
      zip: Uint8Array | null;
      ready_at: Date | null;
      downloaded_at: Date | null;
    };
  }
}

/** A copy that nobody fetched is deleted after so many days. */
export const exportDays = 7;

const consent: PersonalColumn = {
  purpose: 'privacy.purpose.consent',
  basis: 'consent',
  seenBy: 'person',
  // That of somebody who never got an account goes with what they had asked for.
  kept: { days: 365, after: 'given_at', unless: { column: 'person_id', is: 'account' } },
  erasure: 'delete row'
};
const copy: PersonalColumn = {
  purpose: 'privacy.purpose.export',
  seenBy: 'person',
  kept: { days: exportDays, after: ['ready_at', 'asked_at'] },
  erasure: 'delete row'
};

export const privacyColumns: TableDeclarations = {
  consent: {
    ...nothingPersonal('id'),
    person_id: { ...consent, names: 'id' },
    email: { ...consent, names: 'email' },
    purpose: consent,
    wording_version: consent,
    wording: consent,
    how: consent,
    given_at: consent,
    recorded_by: { ...consent, names: 'id', erasure: 'clear' },
    withdrawn_at: consent
  },
  data_export: {
    ...nothingPersonal('id', 'tables_done', 'tables_total'),
    person_id: { ...copy, names: 'id' },
    locale: copy,
    asked_at: copy,
    zip: { ...copy, secret: true },
    ready_at: copy,
    downloaded_at: copy
  }
};
