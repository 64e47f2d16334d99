// What a visit is, which questions it asks, and when an organisation has not been visited for too long.
import { addDays, addMonths } from '#lib/core/time.ts';

export const visitKinds = ['visit', 'interview', 'phone', 'they_came'] as const;
export type VisitKind = (typeof visitKinds)[number];

/** What one asks about, in the order of the sheet. */
export const prompts = ['aims', 'strengths', 'difficulties', 'gives', 'needs'] as const;
export type Prompt = (typeof prompts)[number];

/**
 * `lead`: those who went and who answers for the place; `circle`: besides them all colleagues of the territory. Until circles
 * exist, the circle is whoever has a role in the same járás or micro-region.
 */
export const levels = ['lead', 'circle'] as const;
export type Level = (typeof levels)[number];

/** What somebody writes about a visit. */
export interface VisitDraft {
  readonly day: string;
  readonly kind: VisitKind;
  readonly organisation: string | null;
  /** Where it belongs to; the organisation's settlement where there is one. */
  readonly settlement: string | null;
  /** A person or a place that is no organisation. */
  readonly subject: string | null;
  /** The organisation whose people went. */
  readonly sender: string | null;
  readonly visitors: readonly string[];
  readonly met: string | null;
  readonly texts: Readonly<Record<Prompt, string | null>>;
  readonly note: string | null;
  readonly level: Level;
  readonly step: Step | null;
}

export interface Step {
  readonly text: string;
  /** 'YYYY-MM-DD' */
  readonly day: string;
  readonly person: string | null;
}

/**
 * A year later to the day; after 29 February on the 28th. Said in SQL as well, in `listDue`: the tests hold the two together.
 * @param last day of the last visit, null when there was none
 */
export function isDue(last: string | null, today: string): boolean {
  return last === null || addMonths(last, 12) <= today;
}

/** A week on, but never into the past: what was forgotten for a month is put off from today. */
export function putOff(day: string, today: string): string {
  return addDays(day > today ? day : today, 7);
}
