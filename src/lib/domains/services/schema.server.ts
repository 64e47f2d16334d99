// Tables of services and of the needs that none of them answers.
import type { Id } from '#lib/core/ids.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Audience, NeedState, Reach, ServiceStatus, Way } from './model.ts';
import type { Term } from './taxonomy.ts';

declare global {
  interface Tables {
    service: ServiceTable;
    service_area: {
      service_id: Id<'service'>;
      settlement_id: Id<'settlement'> | null;
      county: string | null;
    };
    service_venue: { id: Id<'service_venue'>; service_id: Id<'service'>; venue_id: Id<'venue'> };
    service_phone: {
      id: Id<'service_phone'>;
      service_id: Id<'service'>;
      position: number;
      number: string;
      note: string | null;
    };
    service_cost: {
      id: Id<'service_cost'>;
      service_id: Id<'service'>;
      position: number;
      label: string;
      amount: number | null;
    };
    service_opening: {
      id: Id<'service_opening'>;
      service_id: Id<'service'>;
      venue_id: Id<'venue'> | null;
      weekday: number;
      opens: string;
      closes: string;
    };
    service_exception: {
      id: Id<'service_exception'>;
      service_id: Id<'service'>;
      first_day: string;
      last_day: string;
      opens: string | null;
      closes: string | null;
    };
    hsds_row: {
      source: string;
      table_name: string;
      external_id: string;
      fields: JsonValue;
      places: string[];
      record_id: string | null;
      written: JsonValue;
      updated_at: Date;
    };
    unmet_need: {
      id: Id<'unmet_need'>;
      question: string;
      /** SHA-256 of the question without accents, capitals and marks. */
      fingerprint: string;
      settlement_id: Id<'settlement'> | null;
      times: number;
      first_asked_at: Date;
      last_asked_at: Date;
      state: NeedState;
      taken_by: Id<'person'> | null;
      service_id: Id<'service'> | null;
      changed_at: Date;
    };
  }
}

export interface ServiceTable {
  id: Id<'service'>;
  slug: string;
  organisation_id: Id<'organisation'>;
  name: string;
  alternate_names: string[];
  description: string | null;
  status: ServiceStatus;
  eligibility: string | null;
  audiences: Audience[];
  minimum_age: number | null;
  maximum_age: number | null;
  ways: Way[];
  languages: string[];
  accessibility: string | null;
  documents: string[];
  application: string | null;
  free: boolean | null;
  website: string | null;
  email: string | null;
  terms: Term[];
  holidays_closed: boolean;
  reach: Reach;
  source: string;
  external_id: string | null;
  created_at: Date;
  updated_at: Date;
}

/** A number or address that may be that of a person who works there. */
const contact: PersonalColumn = {
  purpose: 'privacy.purpose.contact',
  seenBy: 'everyone',
  kept: { until: 'object' },
  erasure: 'scrub'
};
/** Asked without a name; what looks like an address or a number is taken out before it is kept. */
const question: PersonalColumn = {
  purpose: 'services.privacy.need',
  seenBy: 'colleagues',
  kept: { days: 730, after: 'last_asked_at' },
  erasure: 'scrub'
};

export const columns: TableDeclarations = {
  service: {
    ...nothingPersonal(
      'id',
      'slug',
      'organisation_id',
      'name',
      'alternate_names',
      'description',
      'status',
      'eligibility',
      'audiences',
      'minimum_age',
      'maximum_age',
      'ways',
      'languages',
      'accessibility',
      'documents',
      'application',
      'free',
      'website',
      'terms',
      'holidays_closed',
      'reach',
      'source',
      'external_id',
      'created_at',
      'updated_at'
    ),
    email: { ...contact, names: 'email', erasure: 'clear' }
  },
  service_area: nothingPersonal('service_id', 'settlement_id', 'county'),
  service_venue: nothingPersonal('id', 'service_id', 'venue_id'),
  service_phone: { ...nothingPersonal('id', 'service_id', 'position'), number: contact, note: contact },
  service_cost: nothingPersonal('id', 'service_id', 'position', 'label', 'amount'),
  service_opening: nothingPersonal('id', 'service_id', 'venue_id', 'weekday', 'opens', 'closes'),
  service_exception: nothingPersonal('id', 'service_id', 'first_day', 'last_day', 'opens', 'closes'),
  hsds_row: {
    ...nothingPersonal('source', 'table_name', 'external_id', 'places', 'record_id', 'updated_at'),
    fields: contact,
    written: contact
  },
  unmet_need: {
    ...nothingPersonal(
      'id',
      'fingerprint',
      'settlement_id',
      'times',
      'first_asked_at',
      'last_asked_at',
      'state',
      'service_id',
      'changed_at'
    ),
    question,
    taken_by: {
      purpose: 'privacy.purpose.history',
      seenBy: 'colleagues',
      kept: { until: 'object' },
      erasure: 'clear',
      names: 'id'
    }
  }
};
