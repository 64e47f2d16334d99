// Where the same performers meet themselves: in two places at the same time, which is a mistake, or near each other within days,
// which is a journey to be shared.
import { kilometresBetween, type Point } from '#lib/core/geo.ts';

/** One occurrence at which performers are named. Times are minutes of the epoch. */
export interface Appearance {
  readonly event: string;
  /** See `performerKey`. */
  readonly performers: readonly string[];
  /** Null where nobody knows it. */
  readonly at: Point | null;
  readonly start: number;
  /** `start`: nobody knows. */
  readonly end: number;
}

export interface PerformerMeeting {
  readonly a: number;
  readonly b: number;
  readonly performer: string;
  readonly kind: 'at_once' | 'near';
  readonly km: number;
  /** Minutes from the start of one to that of the other. */
  readonly minutes: number;
}

export const journeyKm = 50;
export const journeyDays = 10;
const dayMinutes = 24 * 60;
/** Nobody knows how long it lasts: an hour at least. */
const unknownMinutes = 60;
/** A festival of a whole day names who is there for an hour of it. */
const longestAppearance = 8 * 60;
/** Nearer than this one walks over: the square and the house beside it. */
const apartKm = 2;

/** What two appearances of one performer are to each other; null when they are nothing, or the place of one is not known. */
export function meetingOf(
  a: Appearance,
  b: Appearance
): Pick<PerformerMeeting, 'kind' | 'km' | 'minutes'> | null {
  if (a.event === b.event || !a.at || !b.at) return null;
  const km = kilometresBetween(a.at, b.at);
  const minutes = Math.abs(b.start - a.start);
  const short = lasts(a) <= longestAppearance && lasts(b) <= longestAppearance;
  if (short && km > apartKm && a.start < b.start + lasts(b) && b.start < a.start + lasts(a))
    return { kind: 'at_once', km, minutes };
  return km <= journeyKm && minutes <= journeyDays * dayMinutes ? { kind: 'near', km, minutes } : null;
}

/**
 * Each pair of events once for a performer, by its worst meeting: at once before near, then the nearest in time and way.
 * O(n × those of the same performer within ten days).
 */
export function findPerformerMeetings(
  appearances: readonly Appearance[],
  { only = null }: { only?: PerformerMeeting['kind'] | null } = {}
): PerformerMeeting[] {
  const byPerformer = new Map<string, number[]>();
  for (const [index, { performers }] of appearances.entries())
    for (const performer of performers)
      byPerformer.set(performer, [...(byPerformer.get(performer) ?? []), index]);
  const best = new Map<string, PerformerMeeting>();
  const startOf = (index: number): number => appearances[index]?.start ?? 0;
  for (const [performer, indexes] of byPerformer) {
    const order = [...indexes].sort((a, b) => startOf(a) - startOf(b) || a - b);
    for (const [place, first] of order.entries())
      for (const second of order.slice(place + 1)) {
        if (startOf(second) - startOf(first) > journeyDays * dayMinutes) break;
        const [a, b] = [appearances[first], appearances[second]];
        const found = a && b ? meetingOf(a, b) : null;
        if (!a || !b || !found || (only !== null && found.kind !== only)) continue;
        const key = [performer, ...[a.event, b.event].sort()].join(' ');
        const meeting = { a: first, b: second, performer, ...found };
        const known = best.get(key);
        if (!known || compare(meeting, known) < 0) best.set(key, meeting);
      }
  }
  return [...best.values()].sort(compare);
}

function compare(x: PerformerMeeting, y: PerformerMeeting): number {
  return (
    Number(y.kind === 'at_once') - Number(x.kind === 'at_once') ||
    x.minutes - y.minutes ||
    x.km - y.km ||
    x.a - y.a ||
    x.b - y.b
  );
}

function lasts({ start, end }: Appearance): number {
  return end > start ? end - start : unknownMinutes;
}
