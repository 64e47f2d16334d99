// Tables of circles: their seats, charters with signatures, and what residents ask them.
import type { Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import {
  askerDays,
  type CircleState,
  type Office,
  type QuestionKind,
  type QuestionState,
  type SignatureWay
} from './model.ts';

declare global {
  interface Tables {
    circle: {
      id: Id<'circle'>;
      slug: string;
      name: string;
      folded: string;
      purpose: string;
      about: string | null;
      settlement_id: Id<'settlement'> | null;
      micro_region_id: Id<'micro_region'> | null;
      county: string | null;
      /** Day. */
      founded_on: string;
      silence_days: Generated<number>;
      state: CircleState;
      public_page: boolean;
      shows_members: boolean;
      shows_agenda: boolean;
      shows_decisions: boolean;
      shows_tasks: boolean;
      takes_questions: boolean;
      source: string;
      created_at: Date;
      updated_at: Date;
    };
    circle_settlement: { circle_id: Id<'circle'>; settlement_id: Id<'settlement'> };
    circle_member: {
      id: Id<'circle_member'>;
      circle_id: Id<'circle'>;
      role: Office;
      organisation_id: Id<'organisation'> | null;
      person_id: Id<'person'> | null;
      name: string | null;
      email: string | null;
      phone: string | null;
      locale: Locale;
      settlement_id: Id<'settlement'> | null;
      seats: number | null;
      /** Days. */
      joined_on: string;
      left_on: string | null;
      note: string | null;
      created_at: Date;
      updated_at: Date;
    };
    circle_charter: {
      id: Id<'circle_charter'>;
      circle_id: Id<'circle'>;
      version: number;
      aims: string;
      values_text: string;
      sharing: string;
      created_by: Id<'person'> | null;
      created_at: Date;
      updated_at: Date;
      published_at: Date | null;
    };
    circle_signature: {
      charter_id: Id<'circle_charter'>;
      member_id: Id<'circle_member'>;
      name: string | null;
      signed_at: Date;
      how: SignatureWay;
      entered_by: Id<'person'> | null;
    };
    circle_question: {
      id: Id<'circle_question'>;
      circle_id: Id<'circle'>;
      kind: QuestionKind;
      text: string;
      name: string | null;
      email: string | null;
      person_id: Id<'person'> | null;
      locale: Locale;
      state: QuestionState;
      answer: Generated<string | null>;
      answered_by: Generated<Id<'person'> | null>;
      answered_at: Generated<Date | null>;
      public: Generated<boolean>;
      created_at: Date;
      updated_at: Date;
    };
  }
}

const text: PersonalColumn = {
  purpose: 'circles.privacy.circle',
  seenBy: 'everyone',
  kept: { until: 'changed' },
  erasure: 'scrub'
};
/** The seat stays, as its organisation does; who sat there is forgotten. */
const seat: PersonalColumn = {
  purpose: 'circles.privacy.seat',
  seenBy: 'marked',
  kept: { until: 'object' },
  erasure: 'clear'
};
const reach: PersonalColumn = { ...seat, seenBy: 'colleagues' };
const charter: PersonalColumn = { ...text, purpose: 'circles.privacy.charter', kept: { until: 'object' } };
const signature: PersonalColumn = {
  purpose: 'circles.privacy.signature',
  seenBy: 'marked',
  kept: { until: 'object' },
  erasure: 'scrub'
};
const question: PersonalColumn = {
  purpose: 'circles.privacy.question',
  basis: 'consent',
  seenBy: 'marked',
  kept: { until: 'object' },
  erasure: 'scrub'
};
const asker: PersonalColumn = {
  ...question,
  seenBy: 'colleagues',
  kept: { days: askerDays, after: 'created_at', then: 'clear' },
  erasure: 'clear'
};

export const columns: TableDeclarations = {
  circle: {
    ...nothingPersonal('id', 'slug', 'name', 'folded', 'settlement_id', 'micro_region_id', 'county'),
    ...nothingPersonal('founded_on', 'state', 'public_page', 'shows_members', 'shows_agenda'),
    ...nothingPersonal('silence_days', 'shows_decisions', 'shows_tasks', 'takes_questions', 'source'),
    ...nothingPersonal('created_at', 'updated_at'),
    purpose: text,
    about: text
  },
  circle_settlement: nothingPersonal('circle_id', 'settlement_id'),
  circle_member: {
    ...nothingPersonal('id', 'circle_id', 'role', 'organisation_id', 'locale', 'settlement_id', 'seats'),
    ...nothingPersonal('joined_on', 'left_on', 'created_at', 'updated_at'),
    person_id: { ...seat, names: 'id' },
    email: { ...reach, names: 'email' },
    name: seat,
    phone: reach,
    note: { ...reach, erasure: 'scrub' }
  },
  circle_charter: {
    ...nothingPersonal('id', 'circle_id', 'version', 'created_at', 'updated_at', 'published_at'),
    aims: charter,
    values_text: charter,
    sharing: charter,
    created_by: { ...charter, names: 'id', seenBy: 'colleagues', erasure: 'clear' }
  },
  circle_signature: {
    ...nothingPersonal('charter_id', 'member_id', 'signed_at', 'how'),
    name: { ...signature, names: { through: 'member_id', of: 'circle_member' } },
    entered_by: { ...signature, names: 'id', seenBy: 'colleagues', erasure: 'clear' }
  },
  circle_question: {
    ...nothingPersonal('id', 'circle_id', 'kind', 'locale', 'state', 'public', 'created_at', 'updated_at'),
    ...nothingPersonal('answered_at'),
    person_id: { ...asker, names: 'id' },
    email: { ...asker, names: 'email' },
    // Cleared, it would go with whoever answered, too.
    name: { ...asker, erasure: 'scrub' },
    text: question,
    answer: question,
    answered_by: {
      ...question,
      basis: 'task',
      names: 'id',
      seenBy: 'colleagues',
      erasure: 'clear'
    }
  }
};
