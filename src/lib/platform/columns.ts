// What the platform's own tables say about people, column by column.
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from './personal-data.ts';

const history: PersonalColumn = {
  purpose: 'to show who did what, and to take it back',
  seenBy: 'colleagues',
  kept: 'as long as the object it speaks of',
  erasure: 'clear'
};

export const columns: TableDeclarations = {
  activity: {
    ...nothingPersonal('id', 'verb', 'object_kind', 'object_id', 'dispatched'),
    at: history,
    person_id: history,
    on_behalf_of: history,
    details: history
  },
  activity_organisation: nothingPersonal('activity_id', 'organisation_id'),
  installation: {
    ...nothingPersonal('fact', 'changed_at'),
    value: {
      purpose: 'to name who answers for the installation',
      seenBy: 'everyone',
      kept: 'until it is changed',
      erasure: 'keep'
    }
  },
  job: nothingPersonal(
    'id',
    'name',
    'payload',
    'run_at',
    'attempts',
    'locked_until',
    'last_error',
    'done_at',
    'failed_at',
    'once_key'
  ),
  migration: nothingPersonal('name', 'checksum', 'applied_at')
};
