// Tables of upkeep: confirmations, questions and where they went, what was put off.
import type { Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { ConfirmedHow, Outcome } from './model.ts';

declare global {
  interface Tables {
    record_confirmation: {
      kind: string;
      record_id: string;
      confirmed_at: Date;
      confirmed_by: Id<'person'> | null;
      /** In whose name; null where it was a caretaker's word or the organisation is gone. */
      organisation_id: Id<'organisation'> | null;
      how: ConfirmedHow;
    };
    upkeep_question: {
      id: Id<'upkeep_question'>;
      organisation_id: Id<'organisation'>;
      asked_at: Date;
      asked_again_at: Date | null;
      outcome: Outcome | null;
      note: string | null;
      closed_at: Date | null;
    };
    upkeep_letter: {
      id: Id<'upkeep_letter'>;
      question_id: Id<'upkeep_question'>;
      round: number;
      email: string;
      person_id: Id<'person'> | null;
      mail_id: Id<'mail'> | null;
      links: Generated<Id<'capability_link'>[]>;
      sent_at: Date;
    };
    upkeep_refusal: { email: string; refused_at: Date };
    upkeep_aside: { kind: string; record_id: string; until: Date; person_id: Id<'person'> | null };
  }
}

const doer: PersonalColumn = {
  purpose: 'privacy.purpose.history',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'clear',
  names: 'id'
};
const letter: PersonalColumn = {
  purpose: 'upkeep.privacy.letter',
  seenBy: 'administrators',
  // Long enough to see that an address gets one a month, and that nobody has answered the second.
  kept: { days: 120, after: 'sent_at' },
  erasure: 'delete row'
};

export const columns: TableDeclarations = {
  record_confirmation: {
    ...nothingPersonal('kind', 'record_id', 'confirmed_at', 'organisation_id', 'how'),
    confirmed_by: doer
  },
  upkeep_question: {
    ...nothingPersonal('id', 'organisation_id', 'asked_at', 'asked_again_at', 'outcome', 'closed_at'),
    note: {
      purpose: 'upkeep.privacy.note',
      seenBy: 'colleagues',
      kept: { days: 730, after: 'closed_at', then: 'clear' },
      erasure: 'scrub'
    }
  },
  upkeep_letter: {
    ...nothingPersonal('id', 'question_id', 'round', 'mail_id', 'links'),
    email: { ...letter, names: 'email' },
    person_id: { ...letter, names: 'id' },
    sent_at: letter
  },
  upkeep_refusal: {
    email: {
      purpose: 'upkeep.privacy.refusal',
      seenBy: 'administrators',
      kept: { until: 'changed' },
      erasure: 'delete row',
      names: 'email'
    },
    refused_at: {
      purpose: 'upkeep.privacy.refusal',
      seenBy: 'administrators',
      kept: { until: 'changed' },
      erasure: 'delete row'
    }
  },
  upkeep_aside: { ...nothingPersonal('kind', 'record_id', 'until'), person_id: doer }
};
