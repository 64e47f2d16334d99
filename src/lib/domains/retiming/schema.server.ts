// Tables of re-timings: what was asked and found, and each move that organisers are asked to agree to.
import type { ColumnType, Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Closing, Found, MoveState, RetimingState } from './model.ts';

declare global {
  interface Tables {
    retiming: {
      id: Id<'retiming'>;
      person_id: Id<'person'> | null;
      /** As it is called. */
      territory: string;
      settlements: string[];
      /** 'YYYY-MM'. */
      month: string;
      state: RetimingState;
      progress: Generated<number>;
      answer: ColumnType<Found | null, string | null, string | null>;
      answered_at: Date | null;
      created_at: Date;
      updated_at: Date;
    };
    retiming_move: {
      id: Id<'retiming_move'>;
      retiming_id: Id<'retiming'>;
      event_id: Id<'event'>;
      /** Of an event that repeats, which of its occurrences; null: it takes place once. */
      occurrence: string | null;
      /** Local wall times, 'YYYY-MM-DDTHH:MM', in the event's zone. */
      from_starts: string;
      to_starts: string;
      clashes_before: number;
      clashes_after: number;
      state: MoveState;
      suggested_starts: string | null;
      closed_because: Generated<Closing | null>;
      /** A few words of whoever answered. */
      note: string | null;
      answered_by: Id<'person'> | null;
      answered_at: Date | null;
      reminded_at: Date | null;
      expires_at: Date;
      created_at: Date;
      updated_at: Date;
    };
  }
}

const asking: PersonalColumn = {
  purpose: 'retiming.privacy.purpose',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'scrub'
};

export const columns: TableDeclarations = {
  retiming: {
    ...nothingPersonal('id', 'territory', 'settlements', 'month', 'state', 'progress', 'answer'),
    ...nothingPersonal('answered_at', 'created_at', 'updated_at'),
    person_id: { ...asking, names: 'id', erasure: 'clear' }
  },
  retiming_move: {
    ...nothingPersonal('id', 'retiming_id', 'event_id', 'occurrence', 'from_starts', 'to_starts'),
    ...nothingPersonal('clashes_before', 'closed_because'),
    ...nothingPersonal('clashes_after', 'state', 'suggested_starts', 'answered_at', 'reminded_at'),
    ...nothingPersonal('expires_at', 'created_at', 'updated_at'),
    note: { ...asking, kept: { days: 400, after: 'updated_at', then: 'clear' } },
    answered_by: { ...asking, names: 'id', erasure: 'clear' }
  }
};
