// Names what may be wrong with a calendar file; the calendar domain has a sentence for each code.
import type { LineProblem } from './icalendar-components.ts';

export type ProblemCode =
  | LineProblem
  // The whole file
  | 'too_large'
  | 'too_many_events'
  | 'too_many_problems'
  | 'not_a_calendar'
  | 'encoding_guessed'
  | 'bytes_replaced'
  // The event is left out
  | 'start_missing'
  | 'start_wrong'
  | 'end_before_start'
  | 'duration_wrong'
  | 'uid_repeated'
  | 'instance_wrong'
  | 'instance_repeated'
  // The event is kept, this part of it is not
  | 'uid_missing'
  | 'summary_missing'
  | 'end_wrong'
  | 'zone_unknown'
  | 'rule_not_understood'
  | 'rule_repeated'
  | 'date_wrong'
  | 'too_many_dates'
  | 'status_unknown'
  | 'position_wrong'
  | 'address_wrong'
  | 'text_cut'
  | 'series_cut'
  | 'series_missing'
  | 'instance_text_ignored'
  | 'later_instances_ignored';

export interface Problem {
  readonly code: ProblemCode;
  /** Which event of the file, from 1; null: it concerns the file. */
  readonly component: number | null;
  readonly line: number | null;
  readonly uid?: string;
  /** What was found there: a value, a name, a number. */
  readonly detail: string | null;
  /** The event was left out because of it. */
  readonly rejected: boolean;
}

const maxProblems = 1_000;

export interface Problems {
  readonly list: Problem[];
  add(code: ProblemCode, details?: Partial<Problem>): void;
}

/** Collects problems up to a sensible number. */
export function collectProblems(): Problems {
  const list: Problem[] = [];
  return {
    list,
    add(code, { component = null, line = null, uid, detail = null, rejected = false } = {}) {
      if (list.length > maxProblems) return;
      const full = list.length === maxProblems;
      const short = detail === null ? null : detail.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 100);
      if (full)
        list.push({
          code: 'too_many_problems',
          component,
          line,
          detail: String(maxProblems),
          rejected: false
        });
      else list.push({ code, component, line, ...(uid !== undefined && { uid }), detail: short, rejected });
    }
  };
}
