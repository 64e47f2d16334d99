// Whether something that opens every week is open at a moment, and if not, when it opens next: in local time, through clock
// changes, holidays and days of their own.
import { addDays, dayOf, instantOf, weekdayOf, type Weekday } from './time.ts';

/** In local time; `closes` may be '24:00'. */
export interface WeeklyOpening {
  readonly weekday: Weekday;
  readonly opens: string;
  readonly closes: string;
}

/** From the first to the last day, both included: open at these hours, or closed where there are none. */
export interface OpeningException {
  readonly first: string;
  readonly last: string;
  readonly opens: string | null;
  readonly closes: string | null;
}

export interface OpeningPlan {
  readonly zone: string;
  readonly weekly: readonly WeeklyOpening[];
  /** Go before holidays and the week. */
  readonly exceptions: readonly OpeningException[];
  /** Whether it is closed on the day all the same, as on public holidays. */
  readonly isHoliday: (day: string) => boolean;
}

/** `unknown`: nobody has said when it opens. `next` is null when it does not open within the days looked at. */
export type OpeningState =
  | { readonly state: 'unknown' }
  | { readonly state: 'open'; readonly until: Date }
  | { readonly state: 'closed'; readonly next: Date | null };

const daysLookedAt = 60;
/** Two weeks without a pause are said to be open until then. */
const daysJoined = 14;

/**
 * Openings that touch (8–12 and 12–16, or over midnight) are one. Half-open: at the minute of closing it is closed. A time that
 * the clock change skips opens when the clock goes on; one that comes twice opens at its first and closes at its first coming.
 */
export function openingState(plan: OpeningPlan, now: Date): OpeningState {
  if (plan.weekly.length === 0 && plan.exceptions.every(({ opens }) => opens === null))
    return { state: 'unknown' };
  const today = dayOf(now, plan.zone);
  let open = null as { readonly until: Date; readonly day: number } | null;
  // From yesterday: what ends at midnight may go on.
  for (let ahead = -1; ahead <= daysLookedAt; ahead++) {
    const day = addDays(today, ahead);
    for (const { start, end } of opensOn(plan, day)) {
      if (open && start <= open.until) open = { until: end > open.until ? end : open.until, day: ahead };
      else if (open && open.until > now) return { state: 'open', until: open.until };
      else if (start > now) return { state: 'closed', next: start };
      else open = { until: end, day: ahead };
    }
    if (open && open.until > now && (ahead > open.day || ahead >= daysJoined))
      return { state: 'open', until: open.until };
  }
  return { state: 'closed', next: null };
}

/** The day's hours in order, as 'HH:MM'; empty when it is closed. */
export function hoursOn(
  plan: OpeningPlan,
  day: string
): { readonly opens: string; readonly closes: string }[] {
  const exceptions = plan.exceptions.filter(({ first, last }) => first <= day && day <= last);
  const hours =
    exceptions.length > 0
      ? exceptions.flatMap(({ opens, closes }) => (opens && closes ? [{ opens, closes }] : []))
      : plan.isHoliday(day)
        ? []
        : plan.weekly.filter(({ weekday }) => weekday === weekdayOf(day));
  return [...hours]
    .sort((a, b) => (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : a.closes < b.closes ? -1 : 1))
    .map(({ opens, closes }) => ({ opens, closes }));
}

function opensOn(plan: OpeningPlan, day: string): { start: Date; end: Date }[] {
  return hoursOn(plan, day)
    .map(({ opens, closes }) => ({
      start: instantOf(`${day}T${opens}`, plan.zone),
      end:
        closes === '24:00'
          ? instantOf(`${addDays(day, 1)}T00:00`, plan.zone)
          : instantOf(`${day}T${closes}`, plan.zone)
    }))
    .filter(({ start, end }) => start < end);
}
