// Tables of getting acquainted: what was heard at a visit, and who went.
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Level, VisitKind } from './model.ts';

declare global {
  interface Tables {
    acquaintance_visit: VisitTable;
    acquaintance_visitor: { visit_id: Id<'acquaintance_visit'>; person_id: Id<'person'> };
  }
}

export interface VisitTable {
  id: Id<'acquaintance_visit'>;
  /** 'YYYY-MM-DD' */
  day: string;
  kind: VisitKind;
  organisation_id: Id<'organisation'> | null;
  settlement_id: Id<'settlement'> | null;
  /** A person or a place that is no organisation of the register, in words. */
  subject: string | null;
  /** Whose people went. */
  sender_id: Id<'organisation'> | null;
  /** Who wrote it down. */
  person_id: Id<'person'> | null;
  /** Who was there from them. */
  met: string | null;
  aims: string | null;
  strengths: string | null;
  difficulties: string | null;
  gives: string | null;
  needs: string | null;
  note: string | null;
  level: Level;
  step: string | null;
  step_day: string | null;
  step_person_id: Id<'person'> | null;
  step_done_at: Date | null;
  /** The `step_day` of which the reminder has gone out. */
  reminded_of: string | null;
  source: string;
  created_at: Date;
  updated_at: Date;
}

/** Notes about people are in their copy when they name their e-mail address: then it is sure that it is them. */
const heard: PersonalColumn = {
  purpose: 'acquaintance.privacy.purpose',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'scrub'
};
const went: PersonalColumn = { ...heard, names: 'id', erasure: 'clear' };

export const columns: TableDeclarations = {
  acquaintance_visit: {
    ...nothingPersonal('id', 'day', 'kind', 'organisation_id', 'settlement_id', 'sender_id', 'level'),
    ...nothingPersonal('step_day', 'step_done_at', 'reminded_of', 'source', 'created_at', 'updated_at'),
    person_id: went,
    step_person_id: went,
    subject: heard,
    met: heard,
    aims: heard,
    strengths: heard,
    difficulties: heard,
    gives: heard,
    needs: heard,
    note: heard,
    step: heard
  },
  acquaintance_visitor: {
    ...nothingPersonal('visit_id'),
    person_id: { ...heard, names: 'id', erasure: 'delete row' }
  }
};
