// Tables of joint projects and of supporters.
import type { ColumnType, Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';
import type { Found, GiftKind, ProjectState, SupporterKind } from './model.ts';

declare global {
  interface Tables {
    project: {
      id: Id<'project'>;
      slug: string;
      title: string;
      text: string | null;
      lead_organisation_id: string;
      person_id: Id<'person'> | null;
      territory: string;
      settlements: string[];
      events_wanted: number;
      within_km: number;
      first_day: string;
      last_day: string;
      weekdays: number[];
      starts: string;
      minutes: number;
      audiences: Audience[];
      themes: Theme[];
      at_least: number;
      at_most: number | null;
      state: ProjectState;
      found: ColumnType<Found | null, string | null, string | null>;
      searching: Generated<boolean>;
      source: string;
      external_id: string | null;
      created_at: Date;
      updated_at: Date;
    };
    project_partner: {
      project_id: Id<'project'>;
      organisation_id: string;
      answer: Generated<'yes' | 'no' | null>;
      note: Generated<string | null>;
      asked_at: Generated<Date | null>;
      answered_at: Generated<Date | null>;
      answered_by: Generated<Id<'person'> | null>;
      answered_how: Generated<'online' | 'phone' | null>;
      at_least: Generated<number | null>;
      at_most: Generated<number | null>;
    };
    project_event: {
      id: Id<'project_event'>;
      project_id: Id<'project'>;
      organisation_id: string;
      venue_id: Id<'venue'>;
      day: string;
      event_id: Generated<Id<'event'> | null>;
      booking_id: Generated<Id<'booking'> | null>;
    };
    supporter: {
      id: Id<'supporter'>;
      slug: string;
      name: string;
      kind: SupporterKind;
      organisation_id: string | null;
      settlement_id: Id<'settlement'>;
      gives: GiftKind[];
      what: string | null;
      website: string | null;
      email: string | null;
      note: string | null;
      language: Generated<Locale>;
      thanked_publicly: Generated<boolean>;
      shows_amounts: Generated<boolean>;
      asked_at: Generated<Date | null>;
      agreed_at: Generated<Date | null>;
      agreed_how: Generated<'online' | 'spoken' | 'paper' | null>;
      wording: Generated<string | null>;
      recorded_by: Id<'person'> | null;
      folded: string;
      source: string;
      external_id: string | null;
      created_at: Date;
      updated_at: Date;
    };
    supporter_contact: {
      supporter_id: Id<'supporter'>;
      name: string | null;
      email: string | null;
      phone: string | null;
    };
    supporter_gift: {
      id: Id<'supporter_gift'>;
      supporter_id: Id<'supporter'>;
      day: string;
      kind: GiftKind;
      what: string;
      amount_huf: number | null;
      hours: number | null;
      project_id: Id<'project'> | null;
      event_id: Id<'event'> | null;
      offering_id: Generated<Id<'offering'> | null>;
      circle_id: Generated<Id<'circle'> | null>;
      thanked_at: Generated<Date | null>;
      created_at: Date;
    };
  }
}

const planning: PersonalColumn = {
  purpose: 'projects.privacy.planning',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'clear'
};
/** Shown to everyone only with the supporter's word; until then to those who keep it. */
const supporting: PersonalColumn = {
  purpose: 'projects.privacy.supporter',
  basis: 'consent',
  seenBy: 'marked',
  kept: { until: 'object' },
  erasure: 'delete row'
};
const reaching: PersonalColumn = { ...supporting, purpose: 'projects.privacy.contact', seenBy: 'colleagues' };

export const columns: TableDeclarations = {
  project: {
    ...nothingPersonal('id', 'slug', 'title', 'text', 'lead_organisation_id', 'territory', 'settlements'),
    ...nothingPersonal('events_wanted', 'within_km', 'first_day', 'last_day', 'weekdays', 'starts'),
    ...nothingPersonal('minutes', 'audiences', 'themes', 'at_least', 'at_most', 'state', 'found'),
    ...nothingPersonal('searching', 'source', 'external_id', 'created_at', 'updated_at'),
    person_id: { ...planning, names: 'id' }
  },
  project_partner: {
    ...nothingPersonal('project_id', 'organisation_id', 'answer', 'asked_at', 'answered_at'),
    ...nothingPersonal('answered_how', 'at_least', 'at_most'),
    note: { ...planning, erasure: 'scrub' },
    answered_by: { ...planning, names: 'id' }
  },
  project_event: nothingPersonal(
    ...(['id', 'project_id', 'organisation_id', 'venue_id', 'day', 'event_id', 'booking_id'] as const)
  ),
  supporter: {
    ...nothingPersonal('id', 'kind', 'organisation_id', 'settlement_id', 'source', 'external_id'),
    ...nothingPersonal('created_at', 'updated_at'),
    language: reaching,
    slug: supporting,
    name: supporting,
    gives: supporting,
    what: supporting,
    website: supporting,
    email: { ...reaching, names: 'email' },
    note: reaching,
    thanked_publicly: supporting,
    shows_amounts: supporting,
    asked_at: supporting,
    agreed_at: supporting,
    agreed_how: supporting,
    wording: supporting,
    recorded_by: { ...reaching, names: 'id', erasure: 'clear' },
    folded: supporting
  },
  supporter_contact: {
    ...nothingPersonal('supporter_id'),
    name: reaching,
    email: { ...reaching, names: 'email' },
    phone: reaching
  },
  supporter_gift: nothingPersonal(
    ...(['id', 'supporter_id', 'day', 'kind', 'what', 'amount_huf', 'hours'] as const),
    ...(['project_id', 'event_id', 'offering_id', 'circle_id', 'thanked_at', 'created_at'] as const)
  )
};
