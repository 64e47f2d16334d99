// Tables of what organisers are told of without asking: clashes, and events that could be one.
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Status } from '#lib/domains/calendar/model.ts';

export type JointState = 'asked' | 'talk' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'undone';

declare global {
  interface Tables {
    clash_check: { event_id: Id<'event'>; checked_at: Date };
    clash_word: {
      organisation_id: string;
      event_id: Id<'event'>;
      other_id: Id<'event'>;
      score: number;
      found_at: Date;
      told_score: number | null;
      told_at: Date | null;
      silenced_at: Date | null;
    };
    joint_proposal: {
      id: Id<'joint_proposal'>;
      event_id: Id<'event'>;
      other_id: Id<'event'>;
      person_id: Id<'person'> | null;
      state: JointState;
      note: string | null;
      answered_by: Id<'person'> | null;
      answered_at: Date | null;
      other_status: Status | null;
      expires_at: Date;
      created_at: Date;
      updated_at: Date;
    };
  }
}

const asking: PersonalColumn = {
  purpose: 'planning.privacy.purpose',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'scrub'
};

export const columns: TableDeclarations = {
  clash_check: nothingPersonal('event_id', 'checked_at'),
  clash_word: nothingPersonal(
    'organisation_id',
    'event_id',
    'other_id',
    'score',
    'found_at',
    'told_score',
    'told_at',
    'silenced_at'
  ),
  joint_proposal: {
    ...nothingPersonal('id', 'event_id', 'other_id', 'state', 'answered_at', 'other_status', 'expires_at'),
    ...nothingPersonal('created_at', 'updated_at'),
    person_id: { ...asking, names: 'id', erasure: 'clear' },
    note: { ...asking, kept: { days: 400, after: 'updated_at', then: 'clear' } },
    answered_by: { ...asking, names: 'id', erasure: 'clear' }
  }
};
