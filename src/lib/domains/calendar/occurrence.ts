// One occurrence of a series: where it stands, where else it could stand, and the series with it moved.
import { occurrencesOf, type Override, type Series } from '#lib/core/recurrence.ts';
import { dayMs, daysBetween, instantOf, localOf } from '#lib/core/time.ts';
import { candidateStarts } from './slot-candidates.ts';
import type { EventContent } from './model.ts';

export type Times = Pick<
  EventContent,
  'starts' | 'minutes' | 'zone' | 'allDay' | 'rule' | 'exdates' | 'rdates' | 'overrides'
>;

/** Whether it takes place more than once, so that what is said of it has to name the occurrence. */
export function repeats({ rule, rdates }: Pick<Times, 'rule' | 'rdates'>): boolean {
  return rule !== null || rdates.length > 0;
}

/** When an occurrence takes place: local start and length; null where the series has none of that name. */
export function findOccurrence(
  event: Times,
  recurrenceId: string
): { readonly starts: string; readonly minutes: number } | null {
  const override = event.overrides.find((each) => each.recurrenceId === recurrenceId);
  if (override) return override.start === null ? null : { starts: override.start, minutes: override.minutes };
  return isGiven(event, recurrenceId) ? { starts: recurrenceId, minutes: event.minutes } : null;
}

/** Whether the series itself gives an occurrence of that name, moved or not. */
export function isGiven(event: Times, recurrenceId: string): boolean {
  const at = instantOf(recurrenceId, event.zone);
  const { occurrences } = occurrencesOf(
    { ...seriesIn(event), overrides: [] },
    at,
    new Date(at.getTime() + 1),
    9
  );
  return occurrences.some((each) => each.recurrenceId === recurrenceId);
}

/** The moved instances with one of them at another local start; where the rule has it, it is no moved one any more. */
export function withOccurrenceAt(
  event: Times,
  { recurrenceId, starts }: { readonly recurrenceId: string; readonly starts: string }
): Override[] {
  const others = event.overrides.filter((each) => each.recurrenceId !== recurrenceId);
  const minutes = findOccurrence(event, recurrenceId)?.minutes ?? event.minutes;
  return starts === recurrenceId && minutes === event.minutes
    ? others
    : [...others, { recurrenceId, start: starts, minutes }];
}

/** Whether another occurrence of the series begins at that local start. */
export function meetsAnother(
  event: Times,
  { recurrenceId, starts }: { readonly recurrenceId: string; readonly starts: string }
): boolean {
  const at = instantOf(starts, event.zone);
  const { occurrences } = occurrencesOf(seriesIn(event), at, new Date(at.getTime() + 1), 9);
  return occurrences.some((each) => each.recurrenceId !== recurrenceId);
}

/** An occurrence as an event of its own that takes place once: what advice on it alone is asked about. */
export function onceOf<Event extends Times>(event: Event, recurrenceId: string): Event | null {
  const found = findOccurrence(event, recurrenceId);
  return found && { ...event, ...found, rule: null, exdates: [], rdates: [], overrides: [] };
}

/**
 * When else an occurrence could begin, as the flexibility of its series allows: nearer to its own day than to that of the one
 * before or after it, so that no two of a series change places or meet.
 */
export function candidateOccurrenceStarts(
  event: Times & Pick<EventContent, 'flexibility'>,
  recurrenceId: string,
  now: Date
): string[] {
  const found = findOccurrence(event, recurrenceId);
  if (!found) return [];
  const day = found.starts.slice(0, 10);
  const reach = Math.max(0, Math.ceil(daysToNext(event, found.starts) / 2) - 1);
  return candidateStarts({ ...event, starts: found.starts }, now).filter(
    (local) => Math.abs(daysBetween(day, local.slice(0, 10))) <= reach
  );
}

/** In days, to the nearest other occurrence within two months. */
function daysToNext(event: Times, local: string): number {
  const at = instantOf(local, event.zone);
  const span = 62 * dayMs;
  const { occurrences } = occurrencesOf(
    seriesIn(event),
    new Date(at.getTime() - span),
    new Date(at.getTime() + span),
    200
  );
  const day = local.slice(0, 10);
  const away = occurrences
    .filter(({ start }) => start.getTime() !== at.getTime())
    .map(({ start }) => Math.abs(daysBetween(day, localOf(start, event.zone).slice(0, 10))));
  return Math.min(62, ...away);
}

function seriesIn({ starts, ...rest }: Times): Series {
  return { ...rest, start: starts };
}
