// Tables of events, their organisers and their derived occurrences.
import type { ColumnType, Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Override } from '#lib/core/recurrence.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Audience, Flexibility, Status, Theme } from './model.ts';

/** A jsonb column: read as a value, written as its JSON text. */
type Json<T> = ColumnType<T, string, string>;

export interface EventTable {
  id: Id<'event'>;
  slug: string;
  title: string;
  summary: string | null;
  description: string | null;
  settlement_id: string | null;
  venue_id: string | null;
  /** Place in words, where there is no venue of the register. */
  place: string | null;
  lat: number | null;
  lon: number | null;
  /** Local wall time of the first occurrence, 'YYYY-MM-DDTHH:MM', in `zone`. */
  starts: string;
  minutes: number;
  zone: Generated<string>;
  all_day: Generated<boolean>;
  /** RRULE value (RFC 5545 §3.3.10). */
  rule: string | null;
  /** Local times left out and added. */
  exdates: Json<string[]>;
  rdates: Json<string[]>;
  overrides: Json<Override[]>;
  audiences: Audience[];
  themes: Theme[];
  /** A custom shared by many places, such as 'szuret': what joint events are proposed from. */
  tradition: string | null;
  /** People expected. */
  attendance: number | null;
  flexibility: Json<Flexibility>;
  /** On for days, as an exhibition: never a clash. */
  background: boolean;
  status: Status;
  price: string | null;
  website: string | null;
  /** What free-text search looks through: folded title, summary, places, organisers. */
  folded: string;
  uid: string;
  sequence: Generated<number>;
  source: string;
  external_id: string | null;
  /** Who holds it, where that is no organisation of the register; only the room that keeps the event says so. */
  organiser_name: string | null;
  /** Occurrences are kept up to this instant. */
  expanded_until: Date;
  created_at: Date;
  updated_at: Date;
}

declare global {
  interface Tables {
    event: EventTable;
    event_organiser: { event_id: Id<'event'>; organisation_id: string; position: number };
    event_performer: {
      event_id: Id<'event'>;
      position: number;
      name: string;
      role: string | null;
      /** See `performerKey`. */
      key: string | null;
      organisation_id: string | null;
    };
    occurrence: {
      event_id: Id<'event'>;
      /** The local start that the rule gives, even when the instance was moved. */
      recurrence_id: string;
      starts_at: Date;
      ends_at: Date;
      /** Its event's, kept by the database. */
      settlement_id: ColumnType<string | null, never, never>;
    };
  }
}

/** Named in public, by the organiser, so that people know whom they can hear and see. */
const performer: PersonalColumn = {
  purpose: 'calendar.privacy.performer',
  seenBy: 'everyone',
  kept: { until: 'object' },
  erasure: 'scrub'
};

export const columns: TableDeclarations = {
  event: nothingPersonal(
    'id',
    'slug',
    'title',
    'summary',
    'description',
    'settlement_id',
    'venue_id',
    'place',
    'lat',
    'lon',
    'starts',
    'minutes',
    'zone',
    'all_day',
    'rule',
    'exdates',
    'rdates',
    'overrides',
    'audiences',
    'themes',
    'tradition',
    'attendance',
    'flexibility',
    'background',
    'status',
    'price',
    'website',
    'folded',
    'uid',
    'sequence',
    'source',
    'external_id',
    'organiser_name',
    'expanded_until',
    'created_at',
    'updated_at'
  ),
  event_organiser: nothingPersonal('event_id', 'organisation_id', 'position'),
  event_performer: {
    ...nothingPersonal('event_id', 'position', 'organisation_id'),
    name: performer,
    role: performer,
    key: performer
  },
  occurrence: nothingPersonal('event_id', 'recurrence_id', 'starts_at', 'ends_at', 'settlement_id')
};
