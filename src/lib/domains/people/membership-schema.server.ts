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
      consent_how: 'spoken' | 'paper';
      consent_on: string;
      /** The wording that was agreed to. */
      consent_text: string;
      note: string | null;
      started_at: Date;
      ended_at: Date | null;
    };
  }
}

const coming: PersonalColumn = {
  purpose: 'to bring a colleague into an organisation',
  seenBy: 'colleagues',
  kept: 'a year after it was answered',
  erasure: 'delete row'
};
const decider: PersonalColumn = { ...coming, erasure: 'clear' };
const acting: PersonalColumn = {
  purpose: 'to show that somebody without a computer agreed that another person acts for them',
  seenBy: 'colleagues',
  kept: 'as long as the account',
  erasure: 'delete row'
};

export const membershipColumns: TableDeclarations = {
  invitation: {
    ...nothingPersonal('id', 'kind', 'organisation_id', 'settlement_id', 'county', 'link_id', 'closed_at'),
    email: coming,
    name: coming,
    takes_over: coming,
    invited_by: decider,
    created_at: coming,
    accepted_at: coming
  },
  join_request: {
    ...nothingPersonal('id', 'organisation_id', 'granted'),
    person_id: coming,
    name: coming,
    email: coming,
    locale: coming,
    message: coming,
    created_at: coming,
    confirmed_at: coming,
    decided_at: coming,
    decided_by: decider
  },
  representation: {
    ...nothingPersonal('id'),
    represented_id: acting,
    representative_id: acting,
    consent_how: acting,
    consent_on: acting,
    consent_text: acting,
    note: acting,
    started_at: acting,
    ended_at: acting
  }
};
