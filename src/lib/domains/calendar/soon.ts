// Which days people ask about first: today, tomorrow, the weekend.
import { addDays, weekdayOf } from '#lib/core/time.ts';

export interface Soon {
  readonly name: 'today' | 'tomorrow' | 'weekend';
  /** First and last day, 'YYYY-MM-DD', both included. */
  readonly from: string;
  readonly to: string;
}

/** The weekend is the one that is on or comes next; on a Sunday only what is left of it. */
export function soonDays(today: string): readonly Soon[] {
  const tomorrow = addDays(today, 1);
  const weekday = weekdayOf(today);
  const saturday = weekday === 7 ? today : addDays(today, 6 - weekday);
  return [
    { name: 'today', from: today, to: today },
    { name: 'tomorrow', from: tomorrow, to: tomorrow },
    { name: 'weekend', from: saturday, to: weekday === 7 ? today : addDays(saturday, 1) }
  ];
}
