// Tables of what travels: packages, who asks for them, tours and their stops.
import type { ColumnType, Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';
import type { Power } from '#lib/domains/registry/venue-facts.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type {
  Before,
  Days,
  Found,
  FoundPlan,
  LeftOutCode,
  PackageState,
  RequestState,
  SearchState,
  StopState,
  TourSettings,
  TourState
} from './model.ts';

type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;

declare global {
  interface Tables {
    package: {
      id: Id<'package'>;
      slug: string;
      title: string;
      organisation_id: Id<'organisation'>;
      person_id: Id<'person'> | null;
      text: string | null;
      minutes: number;
      setup_minutes: number;
      teardown_minutes: number;
      crew: number;
      min_width_m: number | null;
      min_depth_m: number | null;
      min_height_m: number | null;
      power: Power | null;
      amps: number | null;
      capacity_min: number | null;
      darkening: boolean;
      needs: string | null;
      audiences: Audience[];
      themes: Theme[];
      fee_huf: number;
      per_km_huf: number;
      per_night_huf: number | null;
      home_settlement_id: Id<'settlement'>;
      two_a_day: boolean;
      rest_after_days: number | null;
      earliest: string;
      latest: string;
      weekdays: number[];
      available: Json<Days[]>;
      state: PackageState;
      folded: string;
      source: string;
      external_id: string | null;
      created_at: Date;
      updated_at: Date;
    };
    package_request: {
      id: Id<'package_request'>;
      package_id: Id<'package'>;
      settlement_id: Id<'settlement'>;
      venue_id: Id<'venue'> | null;
      organisation_id: Id<'organisation'> | null;
      person_id: Id<'person'> | null;
      name: string | null;
      email: string | null;
      locale: Locale;
      days: Json<Days[]>;
      people: number | null;
      share_huf: number;
      note: string | null;
      state: RequestState;
      source: string;
      created_at: Date;
      updated_at: Date;
    };
    tour: {
      id: Id<'tour'>;
      slug: string;
      package_id: Id<'package'>;
      person_id: Id<'person'> | null;
      name: string;
      first_day: string;
      last_day: string;
      settings: Json<TourSettings>;
      state: TourState;
      search: SearchState;
      progress: Generated<number>;
      answer: JsonOrNull<Found>;
      plan: JsonOrNull<FoundPlan>;
      before: JsonOrNull<Before>;
      source: string;
      created_at: Date;
      updated_at: Date;
    };
    tour_stop: {
      id: Id<'tour_stop'>;
      tour_id: Id<'tour'>;
      request_id: Id<'package_request'> | null;
      venue_id: Id<'venue'>;
      settlement_id: Id<'settlement'>;
      organisation_id: Id<'organisation'> | null;
      starts_at: Generated<Date | null>;
      ends_at: Generated<Date | null>;
      position: Generated<number | null>;
      kept: Generated<boolean>;
      kept_day: Generated<string | null>;
      kept_time: Generated<string | null>;
      state: StopState;
      reason: JsonOrNull<{ readonly code: LeftOutCode }>;
      suggested_starts: Generated<string | null>;
      note: Generated<string | null>;
      for_hall: Generated<boolean>;
      answered_by: Generated<Id<'person'> | null>;
      asked_at: Generated<Date | null>;
      answered_at: Generated<Date | null>;
      reminded_at: Generated<Date | null>;
      event_id: Generated<Id<'event'> | null>;
      booking_id: Generated<Id<'booking'> | null>;
      km: Generated<number | null>;
      share_huf: Generated<number | null>;
      updated_at: Date;
    };
  }
}

const entering: PersonalColumn = {
  purpose: 'touring.privacy.entering',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'clear',
  names: 'id'
};
const request: PersonalColumn = {
  purpose: 'touring.privacy.request',
  seenBy: 'colleagues',
  kept: { days: 730, after: 'updated_at', then: 'clear' },
  erasure: 'clear'
};
const answer: PersonalColumn = {
  purpose: 'touring.privacy.answer',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'clear'
};

export const columns: TableDeclarations = {
  package: {
    ...nothingPersonal('id', 'slug', 'title', 'organisation_id', 'text', 'minutes', 'setup_minutes'),
    ...nothingPersonal(
      'teardown_minutes',
      'crew',
      'min_width_m',
      'min_depth_m',
      'min_height_m',
      'power',
      'amps'
    ),
    ...nothingPersonal('capacity_min', 'darkening', 'needs', 'audiences', 'themes', 'fee_huf', 'per_km_huf'),
    ...nothingPersonal('per_night_huf', 'home_settlement_id', 'two_a_day', 'rest_after_days', 'earliest'),
    ...nothingPersonal('latest', 'weekdays', 'available', 'state', 'folded', 'source', 'external_id'),
    ...nothingPersonal('created_at', 'updated_at'),
    person_id: entering
  },
  package_request: {
    ...nothingPersonal('id', 'package_id', 'settlement_id', 'venue_id', 'organisation_id', 'locale', 'days'),
    ...nothingPersonal('people', 'share_huf', 'state', 'source', 'created_at', 'updated_at'),
    person_id: { ...request, names: 'id' },
    name: request,
    email: { ...request, names: 'email' },
    note: { ...request, erasure: 'scrub' }
  },
  tour: {
    ...nothingPersonal('id', 'slug', 'package_id', 'name', 'first_day', 'last_day', 'settings', 'state'),
    ...nothingPersonal(
      'search',
      'progress',
      'answer',
      'plan',
      'before',
      'source',
      'created_at',
      'updated_at'
    ),
    person_id: entering
  },
  tour_stop: {
    ...nothingPersonal('id', 'tour_id', 'request_id', 'venue_id', 'settlement_id', 'organisation_id'),
    ...nothingPersonal(
      'starts_at',
      'ends_at',
      'position',
      'kept',
      'kept_day',
      'kept_time',
      'state',
      'reason'
    ),
    ...nothingPersonal(
      'suggested_starts',
      'asked_at',
      'answered_at',
      'reminded_at',
      'event_id',
      'booking_id'
    ),
    ...nothingPersonal('km', 'share_huf', 'for_hall', 'updated_at'),
    note: { ...answer, erasure: 'scrub' },
    answered_by: { ...answer, names: 'id' }
  }
};
