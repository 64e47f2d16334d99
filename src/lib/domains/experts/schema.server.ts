// Tables of experts and of what people write to them.
import type { Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import {
  askedDays,
  inquiryDays,
  type Condition,
  type Field,
  type InquiryState,
  type Language,
  type Offer,
  type Reach,
  type Standing,
  type Visibility
} from './model.ts';

declare global {
  interface Tables {
    expert: {
      id: Id<'expert'>;
      slug: string;
      person_id: Id<'person'> | null;
      email: string | null;
      own: boolean;
      kept_by: Id<'person'> | null;
      reached_by: string | null;
      consent_id: Id<'consent'> | null;
      asked_at: Date | null;
      visibility: Visibility;
      name: string;
      headline: string | null;
      fields: Field[];
      skills: string[];
      languages: Language[];
      standing: Standing;
      offers: Offer[];
      settlement_id: Id<'settlement'>;
      reach: Reach['kind'];
      reach_km: number | null;
      online: boolean;
      conditions: Condition;
      condition_note: string | null;
      introduction: string | null;
      links: string[];
      folded: string;
      source: string;
      external_id: string | null;
      created_at: Date;
      updated_at: Date;
    };
    expert_organisation: { expert_id: Id<'expert'>; organisation_id: Id<'organisation'> };
    expert_inquiry: {
      id: Id<'expert_inquiry'>;
      expert_id: Id<'expert'>;
      person_id: Id<'person'> | null;
      email: string | null;
      name: string;
      locale: Locale;
      body: string;
      shares_address: boolean;
      state: InquiryState;
      answer: Generated<string | null>;
      created_at: Date;
      sent_at: Generated<Date | null>;
      closed_at: Generated<Date | null>;
    };
    expert_block: {
      id: Id<'expert_block'>;
      expert_id: Id<'expert'>;
      person_id: Id<'person'> | null;
      email: string | null;
      created_at: Date;
    };
  }
}

const entry: PersonalColumn = {
  purpose: 'experts.privacy.entry',
  basis: 'consent',
  seenBy: 'marked',
  // Whoever has not agreed is forgotten; whoever has decides themselves how long it stays.
  kept: { days: askedDays, after: 'asked_at', unless: { column: 'person_id', is: 'account' } },
  erasure: 'delete row'
};
const keeping: PersonalColumn = { ...entry, purpose: 'experts.privacy.keeping', seenBy: 'colleagues' };
const inquiry: PersonalColumn = {
  purpose: 'experts.privacy.inquiry',
  basis: 'consent',
  seenBy: 'person',
  kept: { days: inquiryDays, after: 'created_at' },
  erasure: 'delete row'
};
const block: PersonalColumn = {
  purpose: 'experts.privacy.block',
  seenBy: 'person',
  kept: { until: 'object' },
  erasure: 'delete row'
};

export const columns: TableDeclarations = {
  expert: {
    ...nothingPersonal('id', 'own', 'asked_at', 'source', 'external_id', 'created_at', 'updated_at'),
    slug: entry,
    person_id: { ...entry, names: 'id' },
    email: { ...keeping, names: 'email' },
    kept_by: { ...keeping, names: 'id', erasure: 'clear' },
    reached_by: { ...keeping, erasure: 'scrub' },
    consent_id: entry,
    visibility: entry,
    name: entry,
    headline: { ...entry, erasure: 'scrub' },
    fields: entry,
    skills: entry,
    languages: entry,
    standing: entry,
    offers: entry,
    settlement_id: entry,
    reach: entry,
    reach_km: entry,
    online: entry,
    conditions: entry,
    condition_note: { ...entry, erasure: 'scrub' },
    introduction: { ...entry, erasure: 'scrub' },
    links: entry,
    folded: entry
  },
  expert_organisation: nothingPersonal('expert_id', 'organisation_id'),
  expert_inquiry: {
    ...nothingPersonal('id', 'expert_id', 'locale', 'state', 'sent_at', 'closed_at'),
    person_id: { ...inquiry, names: 'id' },
    email: { ...inquiry, names: 'email' },
    name: inquiry,
    body: { ...inquiry, erasure: 'scrub' },
    shares_address: inquiry,
    answer: { ...inquiry, erasure: 'scrub' },
    created_at: inquiry
  },
  expert_block: {
    ...nothingPersonal('id', 'expert_id', 'created_at'),
    person_id: { ...block, names: 'id' },
    email: { ...block, names: 'email' }
  }
};
