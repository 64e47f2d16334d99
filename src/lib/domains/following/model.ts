// What can be followed, and on which day a digest is due.
import {
  addDays,
  addMonths,
  dayOf,
  defaultZone,
  firstOfMonth,
  instantOf,
  weekdayOf,
  type Weekday
} from '#lib/core/time.ts';
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';

export const kinds = ['settlement', 'organisation', 'event', 'circle'] as const;
export type Kind = (typeof kinds)[number];

export const rhythms = ['weekly', 'monthly'] as const;
export type Rhythm = (typeof rhythms)[number];

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** In kilometres around a settlement; 0 for that settlement alone. */
export const followedRadii = [0, 10, 20, 30, 50] as const;

/** When a digest comes: on this day of every week, or on the first such day of every month. */
export interface When {
  readonly rhythm: Rhythm;
  readonly weekday: Weekday;
}

export type Target =
  | ({
      readonly kind: 'settlement';
      readonly settlement: string;
      readonly km: number;
      readonly audiences: readonly Audience[];
      readonly themes: readonly Theme[];
    } & When)
  | ({ readonly kind: 'organisation'; readonly organisation: string } & When)
  | { readonly kind: 'event'; readonly event: string; readonly remind: boolean }
  | { readonly kind: 'circle'; readonly circle: string };

/** What is agreed to: the message `following.consent.wording`; raised whenever its words change. */
export const wordingVersion = 2;

/** Who has not confirmed by then is forgotten. */
export const confirmHours = 48;
/** So many letters in `confirmHours` to an address that has confirmed nothing: anybody can write anybody's address into a form. */
export const mostAsked = 3;
/** What one address may follow. */
export const mostFollowed = 50;

/** Digests and reminders leave at this local time. */
export const sendingTime = '07:00';
/** A digest that could not leave in time still does for so many days; after that the next one is nearer. */
const lateDays = 2;

/** Days between two words that nothing is on. */
export const quietDays = 90;

/**
 * The day whose digest is due now, in Budapest: the last one that was to leave, unless that is too long ago.
 * @returns null when none is due
 */
export function dueDay(now: Date, when: When): string | null {
  const today = dayOf(now, defaultZone);
  const latest = sendingInstant(today) <= now ? today : addDays(today, -1);
  const day = lastBefore(latest, when);
  return now.getTime() - sendingInstant(day).getTime() <= lateDays * 86_400_000 ? day : null;
}

/** The day of the digest after that of `day`: until then the one of `day` tells what is on. */
export function nextDay(day: string, when: When): string {
  return when.rhythm === 'weekly'
    ? addDays(day, 7)
    : firstWeekday(addMonths(firstOfMonth(day), 1), when.weekday);
}

/** The first time that a digest will come after `now`. */
export function firstDay(now: Date, when: When): string {
  const today = dayOf(now, defaultZone);
  const latest = sendingInstant(today) <= now ? today : addDays(today, -1);
  return nextDay(lastBefore(latest, when), when);
}

export function sendingInstant(day: string): Date {
  return instantOf(`${day}T${sendingTime}`, defaultZone);
}

/** The latest day of the rhythm at or before `day`. */
function lastBefore(day: string, { rhythm, weekday }: When): string {
  if (rhythm === 'weekly') return addDays(day, -((weekdayOf(day) - weekday + 7) % 7));
  const own = firstWeekday(firstOfMonth(day), weekday);
  return own <= day ? own : firstWeekday(addMonths(firstOfMonth(day), -1), weekday);
}

/** @param first of a month */
function firstWeekday(first: string, weekday: Weekday): string {
  return addDays(first, (weekday - weekdayOf(first) + 7) % 7);
}

/** Several changes within this time become one mail. */
export const mergingMinutes = 30;
/** So long nothing more must happen to an event before its followers are told. */
const settlingMinutes = 5;

/**
 * When the followers of an event are told of its changes: as soon as it has been left alone for a while, at the latest half an hour
 * after the first of them, and at the earliest half an hour after they were last told.
 */
export function tellingTime({
  now,
  first,
  told
}: {
  readonly now: Date;
  /** When the first change came that was not told yet. */
  readonly first: Date;
  readonly told: Date | null;
}): Date {
  const minute = 60_000;
  const settled = Math.min(
    now.getTime() + settlingMinutes * minute,
    first.getTime() + mergingMinutes * minute
  );
  return new Date(Math.max(settled, told ? told.getTime() + mergingMinutes * minute : 0));
}
