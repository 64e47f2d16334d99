// What travels, where it fits, and the states of requests, tours and their stops.
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';
import type { Power } from '#lib/domains/registry/venue-facts.ts';

/** A draft is seen by its owners alone; an ended one is no longer on the menu. */
export const packageStates = ['draft', 'open', 'ended'] as const;
export type PackageState = (typeof packageStates)[number];

export type RequestState = 'unconfirmed' | 'invited' | 'open' | 'declined' | 'withdrawn';

/** How the costs are shared among the stops: by what each way costs, in equal parts, or by how many people live there. */
export const sharings = ['distance', 'equal', 'population'] as const;
export type Sharing = (typeof sharings)[number];

export type TourState = 'draft' | 'asked' | 'cancelled';
export type SearchState = 'none' | 'waiting' | 'ready' | 'failed';
export type StopState = 'left_out' | 'planned' | 'asked' | 'suggested' | 'accepted' | 'declined' | 'dropped';

/** Those that have a time in the plan. */
export function isInPlan(state: StopState): boolean {
  return state === 'planned' || state === 'asked' || state === 'suggested' || state === 'accepted';
}

/** Whether a yes was entered by whoever leads the tour, and the host has not said it yet. */
export function isByHearsay({
  state,
  event
}: {
  readonly state: StopState;
  readonly event: { readonly status: string } | null;
}): boolean {
  return state === 'accepted' && event?.status === 'tentative';
}

/** First and last day, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** What the hall must have. */
export interface HallNeeds {
  readonly minWidth: number | null;
  readonly minDepth: number | null;
  readonly minHeight: number | null;
  readonly power: Power | null;
  /** Ampere. */
  readonly amps: number | null;
  readonly capacity: number | null;
  readonly darkening: boolean;
}

/** What a form says of a package. Minutes, metres, whole forints. */
export interface PackageFacts extends HallNeeds {
  readonly title: string;
  readonly organisation: string;
  readonly text: string | null;
  readonly minutes: number;
  readonly setup: number;
  readonly teardown: number;
  readonly crew: number;
  readonly needs: string | null;
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
  readonly fee: number;
  readonly perKm: number;
  readonly perNight: number | null;
  /** Settlement. */
  readonly home: string;
  readonly twoADay: boolean;
  readonly restAfter: number | null;
  /** 'HH:MM': when shows may begin. */
  readonly earliest: string;
  readonly latest: string;
  /** 1 Monday to 7 Sunday; none: any. */
  readonly weekdays: readonly number[];
  readonly available: readonly Days[];
  readonly state: PackageState;
}

/** Whole forints: what the search for plans weighs against the way; nobody pays them. */
export interface Worth {
  /** That a village is reached at all. */
  readonly perVisit: number;
  /** Each of those who are likely to come. */
  readonly perHead: number;
}

/**
 * Our estimate: a village is worth a detour of some two hundred kilometres at the usual costs of a van, and whoever comes about as
 * much as a cheap ticket. Whoever plans can change both.
 */
export const usualWorth: Worth = { perVisit: 40_000, perHead: 300 };

export interface TourSettings extends Worth {
  readonly sharing: Sharing;
  readonly maxStops: number | null;
  readonly twoADay: boolean;
  readonly restAfter: number | null;
  readonly fee: number;
  readonly perKm: number;
  /** Null: home every evening. */
  readonly perNight: number | null;
}

export type PlanKind = 'best' | 'less_travel' | 'other_days';

/** A stop as a plan has it; times are local, 'YYYY-MM-DDTHH:MM'. */
export interface FoundStop {
  readonly stop: string;
  readonly leaves: string;
  readonly arrives: string;
  readonly starts: string;
  readonly ends: string;
  readonly ready: string;
  readonly km: number;
  /** Where the company goes when no other stop follows that day. */
  readonly then: 'home' | 'night' | null;
  readonly homeAt: string | null;
  readonly share: number;
  /** Whether something for the same people takes place nearby at the same time. */
  readonly clash: boolean;
}

export interface FoundPlan {
  readonly kind: PlanKind;
  readonly stops: readonly FoundStop[];
  readonly km: number;
  readonly days: number;
  readonly nights: number;
  readonly cost: number;
  readonly offered: number;
}

export interface Found {
  readonly plans: readonly FoundPlan[];
  readonly leftOut: readonly { readonly stop: string; readonly code: LeftOutCode }[];
  /** By how many percent no plan can be better; null: not proved. */
  readonly gap: number | null;
  /** Whether what was agreed was kept as far as it could be. */
  readonly repair: boolean;
}

export const leftOutCodes = [
  'no_free_day',
  'too_far',
  'tour_is_full',
  'no_room',
  'clashes',
  'costs_more',
  'venue_closed'
] as const;
export type LeftOutCode = (typeof leftOutCodes)[number];

/** Whether a plan was made for a show that was shorter or longer, or took other times to set up and take down, than it does now. */
export function isOutdated(
  { stops }: FoundPlan,
  {
    minutes,
    setup,
    teardown
  }: { readonly minutes: number; readonly setup: number; readonly teardown: number }
): boolean {
  const between = (a: string, b: string): number => (Date.parse(`${b}Z`) - Date.parse(`${a}Z`)) / 60_000;
  return stops.some(
    ({ arrives, starts, ends, ready }) =>
      between(starts, ends) !== minutes ||
      between(ends, ready) !== teardown ||
      between(arrives, starts) < setup
  );
}

/** What stood before the last change of a plan. */
export interface Before {
  readonly plan: FoundPlan | null;
  readonly stops: readonly {
    readonly id: string;
    readonly state: StopState;
    readonly starts: string | null;
    /** The programme that it had become. */
    readonly event?: string | null;
    readonly kept: boolean;
    readonly keptDay: string | null;
    readonly keptTime: string | null;
  }[];
}

/** Whether a day lies in one of the spans; where none is given, every day does. */
export function isAmong(day: string, spans: readonly Days[]): boolean {
  return spans.length === 0 || spans.some(({ from, to }) => from <= day && day <= to);
}

/** Whole parts that add up to the whole, in proportion to the weights: the largest remainders get what is left (Hamilton). */
export function sharesOf(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (sum > 0 ? (whole * weight) / sum : whole / weights.length));
  const shares = exact.map(Math.floor);
  const left = whole - shares.reduce((a, b) => a + b, 0);
  const byRemainder = [...exact.keys()].sort(
    (a, b) => (exact[b] ?? 0) - (shares[b] ?? 0) - ((exact[a] ?? 0) - (shares[a] ?? 0)) || a - b
  );
  for (const index of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** Once it has been asked about: not begun, on its way, or over. */
export type Phase = 'draft' | 'asked' | 'running' | 'done' | 'cancelled';

export function phaseOf(
  {
    state,
    firstDay,
    lastDay
  }: { readonly state: TourState; readonly firstDay: string; readonly lastDay: string },
  today: string
): Phase {
  if (state !== 'asked') return state;
  return today > lastDay ? 'done' : today >= firstDay ? 'running' : 'asked';
}

/** A link to answer with holds so long. */
export const answerDays = 30;
/** Of a time whose first or last day alone was given. */
export const openDays = 365;
/** Whoever has not answered is reminded once after so many days. */
export const remindDays = 5;
export const confirmDays = 7;
/** Of one tour. */
export const maxCandidates = 60;
export const maxTourDays = 120;
