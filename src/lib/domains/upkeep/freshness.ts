// How far a record can still be relied on, by how long ago anybody said that it is true.
import { dayMs } from '#lib/core/time.ts';

/** Unknown is what nobody has said anything of; stale is what is more likely wrong than right. */
export const levels = ['fresh', 'fading', 'stale', 'unknown'] as const;
export type Level = (typeof levels)[number];

/** Down to here a record is as good as new: half of the time in which half of its kind go wrong. */
const freshDown = 2 ** -0.5;
/** Under this it is more likely wrong than right. */
const staleUnder = 0.5;

/**
 * The share of such records that are still true: each half-life halves it, as with anything of which a fixed part changes in
 * every year. 1 on the day itself; what is said to be true in the future counts as today.
 * @param halfLife days
 */
export function freshness(days: number, halfLife: number): number {
  return 2 ** (-Math.max(0, days) / halfLife);
}

export function levelOf(days: number | null, halfLife: number): Level {
  if (days === null) return 'unknown';
  const fresh = freshness(days, halfLife);
  return fresh >= freshDown ? 'fresh' : fresh >= staleUnder ? 'fading' : 'stale';
}

/** Whole days, by the clock; null where nobody has said anything. */
export function daysSince(at: Date | null, now: Date): number | null {
  return at === null ? null : Math.max(0, Math.floor((now.getTime() - at.getTime()) / dayMs));
}

/** The later of the last confirmation and the last change by a person. */
export function lastWord(confirmed: Date | null, edited: Date | null): Date | null {
  if (!confirmed || !edited) return confirmed ?? edited;
  return confirmed >= edited ? confirmed : edited;
}

/** How long ago, as one says it. */
export type Ago =
  | { readonly unit: 'today' }
  | { readonly unit: 'days' | 'weeks' | 'months' | 'years'; readonly count: number };

/** A month is a twelfth of a year here: 30.44 days. */
export function agoOf(days: number): Ago {
  if (days < 1) return { unit: 'today' };
  if (days < 14) return { unit: 'days', count: days };
  if (days < 61) return { unit: 'weeks', count: Math.floor(days / 7) };
  if (days < 365) return { unit: 'months', count: Math.floor(days / 30.44) };
  return { unit: 'years', count: Math.floor(days / 365.25) || 1 };
}
