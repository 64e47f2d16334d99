// Whether what an organiser was asked about is still so, and if not, why the question falls away.
import { repeats } from '#lib/domains/calendar/occurrence.ts';
import type { Closing } from './model.ts';
import type { FullMove } from './queries.server.ts';

type AskedAbout = Pick<FullMove, 'event' | 'occurrence' | 'once' | 'from'>;

/** Null while it still takes place when it was asked about, as what it was asked about: once, or one of a series. */
export function closingOf({ event, occurrence, once, from }: AskedAbout): Closing | null {
  if (event.status === 'cancelled') return 'cancelled';
  if (occurrence === null && repeats(event)) return 'repeats';
  if (!once || (occurrence !== null && !repeats(event))) return 'gone';
  return once.starts === from ? null : 'moved';
}

export function isChanged(move: AskedAbout): boolean {
  return closingOf(move) !== null;
}
