// The table of offers and needs, with what it says about people.
import type { Id } from '#lib/core/ids.ts';
import type { Audience } from '#lib/domains/calendar/model.ts';
import type { Field } from '#lib/domains/experts/model.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Category, Condition, Level, Side, State, ToldWay } from './model.ts';

declare global {
  interface Tables {
    offering: OfferingTable;
  }
}

export interface OfferingTable {
  id: Id<'offering'>;
  slug: string;
  side: Side;
  category: Category;
  title: string;
  text: string | null;
  organisation_id: Id<'organisation'> | null;
  expert_id: Id<'expert'> | null;
  person_id: Id<'person'> | null;
  on_behalf: boolean;
  told_how: ToldWay | null;
  told_by: string | null;
  contact_phone: string | null;
  contact_email: string | null;
  consent_note: string | null;
  sheet: string | null;
  settlement_id: Id<'settlement'>;
  reach_km: number | null;
  from_day: string | null;
  until_day: string | null;
  weekdays: number[];
  quantity: number | null;
  unit: string | null;
  conditions: Condition;
  price: string | null;
  in_return: string | null;
  in_return_categories: Category[];
  topics: Field[];
  audiences: Audience[];
  curriculum: string | null;
  level: Level | null;
  minutes: number | null;
  sessions: number | null;
  group_size: number | null;
  venue_id: Id<'venue'> | null;
  equipment_id: Id<'equipment'> | null;
  service_id: Id<'service'> | null;
  state: State;
  expires_on: string;
  asked_at: Date | null;
  closed_at: Date | null;
  /** Title, settlement and owner without accents and capitals. */
  folded: string;
  source: string;
  external_id: string | null;
  created_at: Date;
  updated_at: Date;
}

const entered: PersonalColumn = {
  purpose: 'privacy.purpose.history',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'clear',
  names: 'id'
};
/** Of somebody who rang or wrote on paper: forgotten two years after the last change. */
const told: PersonalColumn = {
  purpose: 'exchange.privacy.told',
  basis: 'consent',
  seenBy: 'colleagues',
  kept: { days: 730, after: 'updated_at', then: 'clear' },
  erasure: 'clear'
};

export const columns: TableDeclarations = {
  offering: {
    ...nothingPersonal(
      'id',
      'slug',
      'side',
      'category',
      'title',
      'text',
      'organisation_id',
      'expert_id',
      'on_behalf',
      'told_how',
      'sheet',
      'settlement_id',
      'reach_km',
      'from_day',
      'until_day',
      'weekdays',
      'quantity',
      'unit',
      'conditions',
      'price',
      'in_return',
      'in_return_categories',
      'topics',
      'audiences',
      'curriculum',
      'level',
      'minutes',
      'sessions',
      'group_size',
      'venue_id',
      'equipment_id',
      'service_id',
      'state',
      'expires_on',
      'asked_at',
      'closed_at',
      'folded',
      'source',
      'external_id',
      'created_at',
      'updated_at'
    ),
    person_id: entered,
    told_by: told,
    contact_phone: told,
    contact_email: { ...told, names: 'email' },
    consent_note: told
  }
};
