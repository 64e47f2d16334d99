// What a re-timing is: its territory, the plans found for it, and the states of what organisers are asked.
import { addMonths, addLocalMinutes, dayMs, defaultZone, instantOf, startOfDay } from '#lib/core/time.ts';

export type RetimingState = 'waiting' | 'ready' | 'asked' | 'failed';

/** `suggested`: the organiser would rather have another time. `changed`: the event had changed before anybody answered. */
export const moveStates = [
  'asked',
  'suggested',
  'accepted',
  'declined',
  'withdrawn',
  'expired',
  'changed'
] as const;
export type MoveState = (typeof moveStates)[number];

/** Why a question fell away before anybody answered it. */
export const closings = ['moved', 'cancelled', 'repeats', 'gone'] as const;
export type Closing = (typeof closings)[number];

/** Whether somebody's word is still waited for. */
export function isOpen(state: MoveState): boolean {
  return state === 'asked' || state === 'suggested';
}

/** Plans and figures of one search. */
export interface Found {
  readonly figures: Figures;
  readonly staying: Load;
  readonly plans: readonly FoundPlan[];
  /** Of the first plan; null while the solver is at work. */
  readonly proof: Proof | null;
  /** By event, what of it was looked at, shortened: whatever differs later has changed since. */
  readonly seen: Readonly<Record<string, string>>;
}

export interface Figures {
  /** In the territory and the month. */
  readonly events: number;
  /** Of these, how many could move. */
  readonly movable: number;
  /** How many could, if there were anybody to ask. */
  readonly nobody: number;
  /** How many stand too near for asking. */
  readonly soon: number;
  /** How many have no place on the map, and are not compared. */
  readonly unplaced: number;
}

/** Clashes that the territory's events of the month have part in: how many, and their scores added up. */
export interface Load {
  readonly clashes: number;
  readonly score: number;
}

export type PlanKind = 'balance' | 'few' | 'other';

export interface FoundPlan extends Load {
  readonly kind: PlanKind;
  readonly moves: readonly FoundMove[];
}

export interface FoundMove {
  readonly event: string;
  /** Of an event that repeats, which of its occurrences: the local start that the rule gives it. */
  readonly occurrence?: string | null;
  /** Local, 'YYYY-MM-DDTHH:MM', in the event's zone. */
  readonly from: string;
  readonly to: string;
  /** Local days moved; negative: earlier. */
  readonly days: number;
  /** How many events it clashes with: as things stand, and when the whole plan comes true. */
  readonly before: number;
  readonly after: number;
  /** The events that it clashes with most as things stand. */
  readonly rivals: readonly string[];
}

/** Clashes and trouble together, in points: of the plan, and what no plan can go below. */
export interface Proof {
  readonly value: number;
  readonly bound: number;
  readonly proved: boolean;
}

/** Below this a clash is not worth a colleague's time; the page of clashes draws the line at the same place. */
export const minScore = 20;

/** What begins sooner is left alone: people have it in their calendars, and its organisers need time to answer. */
export const leadDays = 14;
/** Nobody is asked any more when the event, or the time it would move to, is so near. */
export const quietDays = 10;
export const answerDays = 14;
export const remindDays = 5;
/** How far from the month an event may be moved. */
export const beyondDays = 14;

/** The half-open span of a month, 'YYYY-MM'. */
export function spanOf(month: string): { readonly from: Date; readonly to: Date } {
  const first = `${month}-01`;
  return { from: startOfDay(first, defaultZone), to: startOfDay(addMonths(first, 1), defaultZone) };
}

/** Until when an answer counts: two weeks, and not when it has become too late to tell people. */
export function answerBy(now: Date, ...starts: readonly Date[]): Date {
  const latest = starts.map((start) => start.getTime() - quietDays * dayMs);
  return new Date(Math.min(now.getTime() + answerDays * dayMs, ...latest));
}

/** The span of an event that begins at a local time. */
export function timesOf(
  { minutes, zone, allDay }: { readonly minutes: number; readonly zone: string; readonly allDay: boolean },
  starts: string
): { readonly startsAt: Date; readonly endsAt: Date; readonly allDay: boolean } {
  return {
    startsAt: instantOf(starts, zone),
    endsAt: instantOf(addLocalMinutes(starts, minutes), zone),
    allDay
  };
}

/** By how many per cent the clashes weigh less than as things stand. */
export function lighterBy(staying: Load, plan: Load): number {
  return staying.score === 0 ? 0 : Math.round(100 * (1 - plan.score / staying.score));
}

/** How many per cent better a plan could be at most; 0 when it is proved that none is. */
export function gapOf({ value, bound, proved }: Proof): number {
  return proved || value <= 0 ? 0 : Math.max(0, Math.ceil((1000 * (value - bound)) / value) / 10);
}
