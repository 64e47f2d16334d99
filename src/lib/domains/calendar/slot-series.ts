// Moves a series to another weekday or hour: its start, its rule, its last day and the days it leaves out.
import { choiceIn, ruleOf } from '#lib/core/recurrence-choice.ts';
import { addDays, daysBetween, type Weekday } from '#lib/core/time.ts';
import { choiceOf } from './input-when.ts';

interface Repeated {
  readonly starts: string;
  readonly rule: string | null;
  readonly exdates: readonly string[];
}

/**
 * @param starts local start of the moved series, 'YYYY-MM-DDTHH:MM'
 * @returns null for a rule that the form has no words for: only whoever wrote it knows what it means elsewhere
 */
export function movedSeries<Draft extends Repeated>(draft: Draft, starts: string): Draft | null {
  const choice = draft.rule === null ? null : choiceIn(draft.rule);
  if (choice === null || choice.kind === 'raw' || choice.count) return null;
  const days = daysBetween(draft.starts.slice(0, 10), starts.slice(0, 10));
  const weekdays = choice.kind === 'weekly' ? movedWeekdays(choice.weekdays, days) : [];
  const day = starts.slice(0, 10);
  // The last day moves along, or a series that ends on its own weekday would lose its last time.
  const until = choice.until && addDays(choice.until, days);
  const moved = choiceOf(choice.kind, { day, every: choice.every, weekdays, until });
  return {
    ...draft,
    starts,
    rule: ruleOf(moved),
    exdates: draft.exdates.map((each) => `${addDays(each.slice(0, 10), days)}T${starts.slice(11)}`)
  };
}

/** Tuesday and Friday, two days later: Thursday and Sunday. */
function movedWeekdays(weekdays: readonly Weekday[], days: number): Weekday[] {
  return weekdays.map((weekday) => (((((weekday - 1 + days) % 7) + 7) % 7) + 1) as Weekday);
}
