// What a match, a ring and an agreement are, the states they go through, and how long each waits.
import type { Category, Condition } from '#lib/domains/exchange/model.ts';

export const barNames = ['topic', 'distance', 'dates', 'giveBack'] as const;
export type BarName = (typeof barNames)[number];

/** Each 0 … 1, and what it takes from the score of 10,000 where it is not full. */
export type MatchBars = Readonly<Record<BarName, { readonly share: number; readonly lost: number }>>;

export interface MatchFacts {
  readonly km: number;
  /** Days 'YYYY-MM-DD' that both have, first and last included; null: open. */
  readonly from: string | null;
  readonly until: string | null;
  /** Of so many days wanted so many can be had. */
  readonly days: number;
  readonly wanted: number;
  readonly condition: Condition;
  /** What the taker has that the giver looks for. */
  readonly inReturn: Category | null;
}

/** An offer and a need, by their ids, as the search found them. */
export interface FoundMatch {
  readonly offer: string;
  readonly need: string;
  readonly score: number;
  readonly bars: MatchBars;
  readonly facts: MatchFacts;
  /** Among the best of each, from 1; null: not among them. */
  readonly offerPlace: number | null;
  readonly needPlace: number | null;
}

export const words = ['yes', 'no'] as const;
export type Word = (typeof words)[number];

/** Which end of a match somebody is. */
export type End = 'offer' | 'need';
export const otherEnd: Readonly<Record<End, End>> = { offer: 'need', need: 'offer' };

export type RingState = 'proposed' | 'agreed' | 'declined' | 'expired';
export type AgreementState = 'draft' | 'agreed' | 'fulfilled' | 'not_kept' | 'cancelled';

export interface AgreementEdit {
  readonly what: string;
  readonly place: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  /** What the one who writes brings. */
  readonly gives: string;
}

export const bestCount = 10;
/** Matches below it are shown nowhere: they share a category and little else. */
export const leastScore = 4_500;
/** What is worth a letter. */
export const tellScore = 6_000;
/** In one letter, for each offer or need. */
export const toldAtOnce = 3;
export const linkDays = 30;
export const ringDays = 21;
/** A ring of which no letter is written is none: matches in it are at least so good. */
export const ringScore = 5_500;
export const remindDays = 3;
/** Where both have so few days in common, these are what is agreed on. */
export const settledDays = 7;
/** So long after the last day of an agreement it is asked whether it was. */
export const askAfterDays = 1;
/** An agreement that lasts longer than `longDays` and ends within `endsSoonDays` is talked about again. */
export const longDays = 60;
export const endsSoonDays = 30;
export const careDays = 7;
export const agendaDays = 21;

/** Of these, one is as good as another: a hall is a hall. Of a course one wants to know what it teaches. */
const alikeByKind: ReadonlySet<Category> = new Set(['venue', 'transport']);
/** Words in common raise the bar from a half, which the category alone fills. */
const someWords = 0.53;

/** Whether it says more than that both are programmes. */
export function isTelling({ bars }: { readonly bars: MatchBars }, category: Category): boolean {
  return alikeByKind.has(category) || bars.topic.share >= someWords;
}

/** Both have said yes, one has said no, or it waits. */
export function stateOfMatch(match: {
  readonly offerWord: Word | null;
  readonly needWord: Word | null;
}): 'met' | 'declined' | 'asked' | 'new' {
  const { offerWord, needWord } = match;
  if (offerWord === 'no' || needWord === 'no') return 'declined';
  if (offerWord === 'yes' && needWord === 'yes') return 'met';
  return offerWord === null && needWord === null ? 'new' : 'asked';
}

/** What becomes of a ring after an answer. */
export function stateOfRing(answers: readonly (Word | null)[]): Exclude<RingState, 'expired'> {
  if (answers.includes('no')) return 'declined';
  return answers.every((answer) => answer === 'yes') ? 'agreed' : 'proposed';
}

/** What becomes of an agreement when its parties have said whether it was: one no is enough to ask what happened. */
export function stateAfterwards(said: readonly (Word | null)[]): 'agreed' | 'fulfilled' | 'not_kept' {
  if (said.includes('no')) return 'not_kept';
  return said.every((word) => word === 'yes') ? 'fulfilled' : 'agreed';
}

/** The middle of several; of an even number of them the mean of the two. */
export function medianOf(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Whether the last day of what was agreed on is today or later; where no day was named, it is not. */
export function isStillToCome(
  { startsOn, endsOn }: { readonly startsOn: string | null; readonly endsOn: string | null },
  today: string
): boolean {
  const last = endsOn ?? startsOn;
  return last !== null && last >= today;
}
