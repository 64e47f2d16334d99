// What the platform's own tables say about people, column by column.
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from './personal-data.ts';

const history: PersonalColumn = {
  purpose: 'privacy.purpose.history',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'clear'
};
const work: PersonalColumn = {
  purpose: 'privacy.purpose.work',
  seenBy: 'administrators',
  kept: { days: 7, after: 'done_at' },
  erasure: 'scrub'
};

export const columns: TableDeclarations = {
  activity: {
    ...nothingPersonal('id', 'verb', 'object_kind', 'object_id', 'done_as', 'dispatched'),
    at: { ...history, erasure: { keep: 'privacy.keep.momentOnly' } },
    person_id: { ...history, names: 'id' },
    on_behalf_of: { ...history, names: 'id' },
    details: { ...history, erasure: 'scrub' }
  },
  activity_organisation: nothingPersonal('activity_id', 'organisation_id'),
  erased_person: nothingPersonal('person_id', 'erased_at'),
  installation: {
    ...nothingPersonal('fact', 'changed_at'),
    value: {
      purpose: 'privacy.purpose.operator',
      seenBy: 'everyone',
      kept: { until: 'changed' },
      erasure: { keep: 'privacy.keep.operator' }
    }
  },
  job: {
    ...nothingPersonal('id', 'name', 'run_at', 'attempts', 'locked_until', 'done_at', 'failed_at'),
    ...nothingPersonal('once_key'),
    payload: work,
    last_error: work
  },
  migration: nothingPersonal('name', 'checksum', 'applied_at')
};
