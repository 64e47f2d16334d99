// The address of a board: its territory, days and rows, what is tried, and what is looked at closely.
import { queryOf, type EventFilter } from '#lib/domains/calendar/filter.ts';
import { whatIfText, type WhatIf } from './what-if.ts';

export interface BoardAddress {
  readonly filter: EventFilter;
  /** A Monday. */
  readonly from: string;
  readonly span: keyof typeof spans;
  readonly rows: 'settlements' | 'venues' | 'organisations';
  readonly whatIfs: readonly WhatIf[];
  /** What is looked at: the event's slug, with the occurrence of one that repeats. */
  readonly event: string | null;
  readonly page: number;
}

/** In days. */
export const spans = { week: 7, month: 28 } as const;

/** Begins with «?». */
export function boardQuery({ filter, from, span, rows, whatIfs, event, page }: BoardAddress): string {
  const query = new URLSearchParams(
    queryOf(filter, {
      from,
      ...(span === 'month' ? { span } : {}),
      ...(rows === 'settlements' ? {} : { rows }),
      ...(filter.region || filter.near ? {} : { whole: '1' }),
      ...(event ? { event } : {}),
      ...(page > 1 ? { page: String(page) } : {})
    })
  );
  for (const each of whatIfs) query.append('if', whatIfText(each));
  return `?${query}`;
}
