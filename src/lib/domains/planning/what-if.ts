// What is tried on the board without being saved: other times and places for a few events, kept in the address of the page.
import { isDay, isLocal } from '#lib/core/time.ts';

/** An event by its slug; of one that repeats, which of its occurrences by the local start that the rule gives it. */
export interface Which {
  readonly event: string;
  readonly occurrence?: string | undefined;
}

export interface WhatIf extends Which {
  /** Local, 'YYYY-MM-DDTHH:MM'. */
  readonly starts: string;
  /** Where else: `s.SLUG` a settlement, `v.SLUG` a venue. Occurrences of a series stay where the series is. */
  readonly place?: string | undefined;
}

/** More at once nobody can follow. */
export const mostWhatIfs = 20;

/**
 * What an address says: `if=SLUG~2026-10-17T18:00`, with `~OCCURRENCE` or `@PLACE` behind it, as often as there are events. What is
 * not understood is left out; of one event or occurrence the last word counts.
 */
export function whatIfsIn(parameters: URLSearchParams): WhatIf[] {
  const found = new Map<string, WhatIf>();
  for (const text of parameters.getAll('if')) {
    const [, event, starts = '', occurrence, place] =
      /^([a-z0-9-]{1,200})~(.{16})(?:~(.{16}))?(?:@([sv]\.[a-z0-9-]{1,200}))?$/.exec(text) ?? [];
    if (!event || !isLocal(starts) || (occurrence !== undefined && !isLocal(occurrence))) continue;
    const one: WhatIf = {
      event,
      starts,
      ...(occurrence === undefined ? {} : { occurrence }),
      ...(place === undefined || occurrence !== undefined ? {} : { place })
    };
    found.delete(whichText(one));
    found.set(whichText(one), one);
  }
  return [...found.values()].slice(-mostWhatIfs);
}

export function whatIfText({ event, starts, occurrence, place }: WhatIf): string {
  return [event, '~', starts, ...(occurrence ? ['~', occurrence] : []), ...(place ? ['@', place] : [])].join(
    ''
  );
}

/** `SLUG`, or `SLUG~OCCURRENCE`: how the address and the board name what is looked at. */
export function whichText({ event, occurrence }: Which): string {
  return occurrence ? `${event}~${occurrence}` : event;
}

export function whichIn(text: string): Which | null {
  const [, event, occurrence] = /^([a-z0-9-]{1,200})(?:~(.{16}))?$/.exec(text) ?? [];
  if (!event || (occurrence !== undefined && !isLocal(occurrence))) return null;
  return { event, ...(occurrence === undefined ? {} : { occurrence }) };
}

/** @param change `starts` null: it stays where it is after all */
export function withWhatIf(
  whatIfs: readonly WhatIf[],
  change: Which & { readonly starts: string | null; readonly place?: string | undefined }
): WhatIf[] {
  const { event, occurrence, starts, place } = change;
  const others = whatIfs.filter((each) => whichText(each) !== whichText(change));
  if (starts === null) return others;
  return [...others, { event, starts, ...(occurrence ? { occurrence } : {}), ...(place ? { place } : {}) }];
}

/** The fields of the form beside the board: `move` names what is tried, `date`, `time` and `place` say where it would go. */
export function typedWhatIf(parameters: URLSearchParams): WhatIf | null {
  const [move, date, time, place] = ['move', 'date', 'time', 'place'].map(
    (name) => parameters.get(name) ?? ''
  );
  const which = whichIn(move ?? '');
  if (!which || !date || !time || !isDay(date) || !isLocal(`${date}T${time}`)) return null;
  const where = /^[sv]\.[a-z0-9-]{1,200}$/.test(place ?? '') && !which.occurrence ? { place } : {};
  return { ...which, starts: `${date}T${time}`, ...where };
}
