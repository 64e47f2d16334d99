// Tables of how people come into organisations, and of acting in the name of somebody else.
import type { Id } from '#lib/core/ids.ts';
import type { OrganisationRoleKind, RoleKind } from '#lib/platform/actor.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';

declare global {
  interface Tables {
    invitation: {
      id: Id<'invitation'>;
      email: string;
      name: string;
      /** Null when the invitation is to take over an account. */
      kind: RoleKind | null;
      organisation_id: string | null;
      settlement_id: string | null;
      county: string | null;
      takes_over: Id<'person'> | null;
      invited_by: Id<'person'> | null;
      link_id: Id<'capability_link'> | null;
      created_at: Date;
      accepted_at: Date | null;
      /** When it was declined or withdrawn. */
      closed_at: Date | null;
    };
    join_request: {
      id: Id<'join_request'>;
      organisation_id: string;
      person_id: Id<'person'> | null;
      name: string;
      email: string | null;
      locale: Locale;
      message: string | null;
      created_at: Date;
      confirmed_at: Date | null;
      decided_at: Date | null;
      decided_by: Id<'person'> | null;
      granted: OrganisationRoleKind | null;
    };
    representation: {
      id: Id<'representation'>;
      represented_id: Id<'person'>;
      representative_id: Id<'person'>;
      consent_id: Id<'consent'>;
      note: string | null;
      started_at: Date;
      ended_at: Date | null;
    };
  }
}

const coming: PersonalColumn = {
  purpose: 'privacy.purpose.coming',
  seenBy: 'deciders',
  kept: { days: 365, after: 'created_at' },
  erasure: 'delete row'
};
const invited: PersonalColumn = {
  ...coming,
  kept: { days: 365, after: ['accepted_at', 'closed_at', 'created_at'] }
};
const asking: PersonalColumn = {
  ...coming,
  basis: 'consent',
  kept: { days: 365, after: ['decided_at', 'created_at'] }
};
const acting: PersonalColumn = {
  purpose: 'privacy.purpose.acting',
  basis: 'consent',
  seenBy: 'colleagues',
  kept: { until: 'account' },
  erasure: 'delete row'
};

export const membershipColumns: TableDeclarations = {
  invitation: {
    ...nothingPersonal('id', 'kind', 'organisation_id', 'settlement_id', 'county', 'link_id', 'closed_at'),
    email: { ...invited, names: 'email' },
    name: invited,
    takes_over: { ...invited, names: 'id' },
    invited_by: { ...invited, names: 'id', erasure: 'clear' },
    created_at: invited,
    accepted_at: invited
  },
  join_request: {
    ...nothingPersonal('id', 'organisation_id', 'granted'),
    person_id: { ...asking, names: 'id' },
    name: asking,
    email: { ...asking, names: 'email' },
    locale: asking,
    message: asking,
    created_at: asking,
    confirmed_at: asking,
    decided_at: asking,
    decided_by: { ...asking, names: 'id', erasure: 'clear' }
  },
  representation: {
    ...nothingPersonal('id', 'consent_id'),
    represented_id: { ...acting, names: 'id' },
    representative_id: { ...acting, names: 'id' },
    note: { ...acting, seenBy: 'person' },
    started_at: acting,
    ended_at: acting
  }
};
