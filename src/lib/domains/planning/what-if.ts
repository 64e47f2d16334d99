// What is tried on the board without being saved: other times for a few events, kept in the address of the page.
import { isDay, isLocal } from '#lib/core/time.ts';

export interface WhatIf {
  /** Slug of the event. */
  readonly event: string;
  /** Local, 'YYYY-MM-DDTHH:MM'. */
  readonly starts: string;
}

/** More at once nobody can follow. */
export const mostWhatIfs = 20;

/**
 * What an address says: `if=SLUG~2026-10-17T18:00`, as often as there are events. What is not understood is left out; of one event
 * the last word counts.
 */
export function whatIfsIn(parameters: URLSearchParams): WhatIf[] {
  const found = new Map<string, WhatIf>();
  for (const text of parameters.getAll('if')) {
    const [, event, starts = ''] = /^([a-z0-9-]{1,200})~(.{16})$/.exec(text) ?? [];
    if (!event || !isLocal(starts)) continue;
    found.delete(event);
    found.set(event, { event, starts });
  }
  return [...found.values()].slice(-mostWhatIfs);
}

export function whatIfText({ event, starts }: WhatIf): string {
  return `${event}~${starts}`;
}

/** @param starts null: the event stays where it is after all */
export function withWhatIf(
  whatIfs: readonly WhatIf[],
  { event, starts }: { readonly event: string; readonly starts: string | null }
): WhatIf[] {
  const others = whatIfs.filter((each) => each.event !== event);
  return starts === null ? others : [...others, { event, starts }];
}

/** The fields of the form beside the board: `move` names the event, `date` and `time` say where it would go. */
export function typedWhatIf(parameters: URLSearchParams): WhatIf | null {
  const [event, date, time] = ['move', 'date', 'time'].map((name) => parameters.get(name) ?? '');
  if (!event || !date || !time || !isDay(date) || !isLocal(`${date}T${time}`)) return null;
  return { event, starts: `${date}T${time}` };
}
