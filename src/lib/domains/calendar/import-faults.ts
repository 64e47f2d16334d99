// Everything that may be wrong with a list of events; each has a sentence under `imports.error`.
import type { ProblemCode } from '#lib/core/icalendar-problems.ts';
import type { CellFault, RowError } from '#lib/platform/tabular/mapping.ts';
import type { EventField } from './import-fields.ts';
import type { MomentFault } from './import-moment.ts';

export type EventFault = RowFault | LookupFault | FileFault;

/** Of one row, by what stands in it alone. */
export type RowFault =
  | MomentFault
  | 'missing'
  | 'too_long'
  | 'unknown_word'
  | 'not_a_whole_number'
  | 'not_a_website'
  | 'not_degrees'
  | 'half_a_point'
  | 'not_yes_or_no'
  | 'missing_day'
  | 'missing_time'
  | 'not_minutes'
  | 'end_before_start'
  | 'lasts_too_long'
  | 'unknown_zone'
  | 'rule_not_understood'
  | 'rule_too_often'
  | 'rule_never'
  | 'not_understood';

/** Of what a row speaks of. */
export type LookupFault =
  'unknown_settlement' | 'ambiguous_settlement' | 'unknown_organisation' | 'ambiguous_organisation';

/** Of a calendar or JSON file. */
export type FileFault =
  | 'broken_json'
  | 'no_events_in_json'
  | 'too_much_to_read'
  | `calendar_${ProblemCode}`
  | 'calendar_private'
  | 'calendar_no_events';

export type EventRowFault = CellFault<EventField, RowFault>;

export interface EventFileFault extends RowError {
  readonly code: FileFault;
}
