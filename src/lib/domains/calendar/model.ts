// What an event is: its audience, themes, flexibility and states, and how they map to the solvers' bits.
import type { Override } from '#lib/core/recurrence.ts';

export const audiences = ['families', 'children', 'youth', 'adults', 'seniors', 'professionals'] as const;
export type Audience = (typeof audiences)[number];

export const themes = [
  'music',
  'theatre',
  'film',
  'exhibition',
  'folk',
  'dance',
  'craft',
  'gastronomy',
  'sport',
  'literature',
  'learning',
  'local_history',
  'religion',
  'nature',
  'market',
  'health',
  'games',
  'festival',
  'community'
] as const;
export type Theme = (typeof themes)[number];

/** Confirmed and cancelled events are public; tentative ones are seen by those who work in some organisation here. */
export const statuses = ['tentative', 'confirmed', 'cancelled'] as const;
export type Status = (typeof statuses)[number];

/** How far an event may move: not at all, some days either way at the same hour, or to any slot in a window. */
export type Flexibility =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'days'; readonly days: number }
  | {
      readonly kind: 'window';
      /** First and last day, 'YYYY-MM-DD', both included. */
      readonly from: string;
      readonly to: string;
      /** Earliest and latest start on a day, 'HH:MM'. */
      readonly earliest: string;
      readonly latest: string;
    };

/** Who performs, leads or lectures, as the programme names them. */
export interface Performer {
  readonly name: string;
  /** «előadó», «zenekar»: as the organiser says it. */
  readonly role: string | null;
  /** Id of the register, where it is a choir or company that stands there. */
  readonly organisation: string | null;
}

/** What an event consists of, alike when it is read and when it is written; organisers, settlement and venue come to it. */
export interface EventContent {
  readonly title: string;
  readonly summary: string | null;
  readonly description: string | null;
  /** A place in words, where no venue of the register is meant. */
  readonly place: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** Local, 'YYYY-MM-DDTHH:MM'. */
  readonly starts: string;
  readonly minutes: number;
  readonly zone: string;
  readonly allDay: boolean;
  readonly rule: string | null;
  readonly exdates: readonly string[];
  readonly rdates: readonly string[];
  readonly overrides: readonly Override[];
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
  readonly performers: readonly Performer[];
  readonly tradition: string | null;
  readonly attendance: number | null;
  readonly flexibility: Flexibility;
  readonly background: boolean;
  readonly status: Status;
  readonly price: string | null;
  readonly website: string | null;
}

/** The bits that stand for a set of codes; order is that of the list. */
export function bitsOf<Code extends string>(list: readonly Code[], chosen: readonly Code[]): number {
  return chosen.reduce((bits, code) => bits | (1 << list.indexOf(code)), 0);
}

/** The codes that a set of bits stands for. */
export function codesOf<Code extends string>(list: readonly Code[], bits: number): Code[] {
  return list.filter((_, index) => (bits & (1 << index)) !== 0);
}
