// Tables of bookings: what was asked for, when, and the things lent with it.
import type { ColumnType, Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { BookingState } from './model.ts';

declare global {
  interface Tables {
    booking: BookingTable;
    booking_occurrence: {
      booking_id: Id<'booking'>;
      starts_at: Date;
      ends_at: Date;
      /** As in the booking, so that the database can refuse a second one. */
      venue_id: string | null;
      state: BookingState;
    };
    booking_equipment: { booking_id: Id<'booking'>; equipment_id: string; quantity: number };
  }
}

export interface BookingTable {
  id: Id<'booking'>;
  venue_id: string | null;
  /** The organisation that decides; null where the venue is nobody's: then the settlement's caretaker does. */
  keeper_id: string | null;
  settlement_id: string;
  organisation_id: string | null;
  person_id: Id<'person'> | null;
  purpose: string;
  /** Whom to ring, as the one who asked wrote it. */
  contact: string | null;
  note: string | null;
  people: number | null;
  /** Local wall time of the first occurrence, 'YYYY-MM-DDTHH:MM', in `zone`. */
  starts: string;
  minutes: number;
  zone: Generated<string>;
  all_day: boolean;
  rule: string | null;
  exdates: ColumnType<string[], string, string>;
  state: BookingState;
  decided_at: Date | null;
  answer: string | null;
  source: string;
  created_at: Date;
  updated_at: Date;
}

const asking: PersonalColumn = {
  purpose: 'bookings.privacy.purpose',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'scrub'
};

export const columns: TableDeclarations = {
  booking: {
    ...nothingPersonal('id', 'venue_id', 'keeper_id', 'settlement_id', 'organisation_id', 'people', 'starts'),
    ...nothingPersonal('minutes', 'zone', 'all_day', 'rule', 'exdates', 'state', 'decided_at', 'source'),
    ...nothingPersonal('created_at', 'updated_at'),
    person_id: { ...asking, names: 'id', erasure: 'clear' },
    contact: { ...asking, kept: { days: 400, after: 'updated_at', then: 'clear' }, erasure: 'clear' },
    purpose: asking,
    note: asking,
    answer: asking
  },
  booking_occurrence: nothingPersonal('booking_id', 'starts_at', 'ends_at', 'venue_id', 'state'),
  booking_equipment: nothingPersonal('booking_id', 'equipment_id', 'quantity')
};
