// What a subscription to somebody's calendar is, its states, and when it is read again.
import { dayMs, hourMs } from '#lib/core/time.ts';

/** iCalendar; JSON; a table; a web page with schema.org events; RSS or Atom with the time of its events. */
export const feedKinds = ['calendar', 'data', 'table', 'page', 'news'] as const;
export type FeedKind = (typeof feedKinds)[number];

/** Lists that show the next few events, or the newest: what is not in them may still take place. */
export function isWindow(kind: FeedKind): boolean {
  return kind === 'page' || kind === 'news';
}

export type FeedState = 'active' | 'paused' | 'failed' | 'held';

/** Minutes: every hour, four times a day, daily, weekly. */
export const rhythms = [60, 360, 1440, 10080] as const;

export const maxEvents = 5_000;
/** Missing in so many complete readings in a row, a coming event is withdrawn. */
export const missesUntilWithdrawn = 2;
/** A question that nobody answers is settled as «another event» after so long. */
export const questionDays = 3;
/** After so long without an answer a feed is paused. */
export const failureDays = 7;
/** What ended longer ago than this is not entered any more. */
export const pastDays = 7;
/** A link in a mail about a feed may be used so long. */
export const linkDays = 60;

/** Under which its events stand in the calendar. */
export function sourceOf(feed: string): string {
  return `feed:${feed}`;
}

/**
 * An hour, doubled each time, at most a day, less or more by up to a tenth so that those that failed together do not come back
 * together; never sooner than the other side asked for, as far as that is within the day.
 * @param failures from 1 @param chance 0 to 1 @param retryAfter in milliseconds
 */
export function backOffMs(failures: number, chance: number, retryAfter: number | null): number {
  const base = Math.min(hourMs * 2 ** Math.min(failures - 1, 10), dayMs);
  return Math.max(base * (0.9 + 0.2 * chance), Math.min(retryAfter ?? 0, dayMs));
}

/** What one reading brought. */
export interface Counts {
  readonly created: number;
  readonly changed: number;
  readonly moved: number;
  readonly cancelled: number;
  /** Not in the list any more, this time. */
  readonly gone: number;
  /** Taken from the public because they were missing again. */
  readonly withdrawn: number;
  readonly asked: number;
  /** Could not be read, or speak of a place that is not known. */
  readonly refused: number;
}

export const noCounts: Counts = {
  created: 0,
  changed: 0,
  moved: 0,
  cancelled: 0,
  gone: 0,
  withdrawn: 0,
  asked: 0,
  refused: 0
};
