// What is offered and what is looked for: categories, conditions, states, and until when an entry is shown.
import { addDays } from '#lib/core/time.ts';
import type { Audience } from '#lib/domains/calendar/model.ts';
import type { Field } from '#lib/domains/experts/model.ts';

export const sides = ['offer', 'need'] as const;
export type Side = (typeof sides)[number];

export const categories = [
  'venue',
  'equipment',
  'people',
  'knowledge',
  'programme',
  'course',
  'transport',
  'goods',
  'other'
] as const;
export type Category = (typeof categories)[number];

/** Given for nothing, for what it costs, for something in return, or as both agree. */
export const conditions = ['free', 'cost', 'return', 'agreed'] as const;
export type Condition = (typeof conditions)[number];

export const levels = ['any', 'beginner', 'intermediate', 'advanced'] as const;
export type Level = (typeof levels)[number];

/** Paused: not just now. Answered: somebody has it. Ended: no more. */
export const states = ['open', 'paused', 'answered', 'ended'] as const;
export type State = (typeof states)[number];

/** How somebody who uses no computer told it. */
export const toldWays = ['phone', 'paper', 'in_person'] as const;
export type ToldWay = (typeof toldWays)[number];

/** The distances that forms offer, in kilometres. */
export const reachKilometres = [0, 10, 20, 30, 50, 100] as const;

/** So long an entry is shown when nobody says that it still holds. */
export const shownDays = 60;
/** So many days before it disappears its enterer is asked. */
export const askedDaysBefore = 10;

/** Ids stand for what is named; days are 'YYYY-MM-DD', first and last both included. */
export interface OfferingFacts {
  readonly side: Side;
  readonly category: Category;
  readonly title: string;
  readonly text: string | null;
  readonly organisation: string | null;
  readonly expert: string | null;
  readonly settlement: string;
  /** Null where nobody has said how far. */
  readonly reachKm: number | null;
  readonly from: string | null;
  readonly until: string | null;
  /** 1 Monday … 7 Sunday; none: any. */
  readonly weekdays: readonly number[];
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly conditions: Condition;
  /** In words: «2000 Ft/óra». */
  readonly price: string | null;
  readonly inReturn: string | null;
  readonly inReturnCategories: readonly Category[];
  readonly topics: readonly Field[];
  readonly audiences: readonly Audience[];
  /** These five of courses only. */
  readonly curriculum: string | null;
  readonly level: Level | null;
  /** Of one session. */
  readonly minutes: number | null;
  readonly sessions: number | null;
  readonly groupSize: number | null;
  /** What of the register it is. */
  readonly venue: string | null;
  readonly equipment: string | null;
  readonly service: string | null;
}

/** An offer or need of which no more than the least is known. */
export const bareOffering: Omit<OfferingFacts, 'side' | 'category' | 'title' | 'settlement'> = {
  text: null,
  organisation: null,
  expert: null,
  reachKm: null,
  from: null,
  until: null,
  weekdays: [],
  quantity: null,
  unit: null,
  conditions: 'agreed',
  price: null,
  inReturn: null,
  inReturnCategories: [],
  topics: [],
  audiences: [],
  curriculum: null,
  level: null,
  minutes: null,
  sessions: null,
  groupSize: null,
  venue: null,
  equipment: null,
  service: null
};

/** Of an entry made for somebody who uses no computer; for the eyes of those who keep it. */
export interface Told {
  readonly how: ToldWay;
  readonly by: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** What they agreed to, and when. */
  readonly consent: string | null;
  readonly sheet: string | null;
}

/** Shown to everyone: open, its last day not over, and not past the days that it speaks of. */
export function isOpen(
  {
    state,
    expiresOn,
    until
  }: { readonly state: State; readonly expiresOn: string; readonly until: string | null },
  today: string
): boolean {
  return state === 'open' && expiresOn >= today && (until === null || until >= today);
}

/** The last day on which it is shown: never past the days that it speaks of. */
export function expiryFrom(today: string, until: string | null): string {
  const usual = addDays(today, shownDays);
  return until !== null && until < usual && until >= today ? until : usual;
}

/** Which states one may go to from each. */
export const nextStates: Readonly<Record<State, readonly State[]>> = {
  open: ['paused', 'answered', 'ended'],
  paused: ['open', 'answered', 'ended'],
  answered: ['open'],
  ended: ['open']
};

/** The path of its page, as routes are named. */
export function pathOf({ slug }: { readonly slug: string }): string {
  return `/exchange/${slug}`;
}
