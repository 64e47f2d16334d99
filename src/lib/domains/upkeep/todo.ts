// What is to be done about a record, and in which order it is worth doing.
import type { Level } from './freshness.ts';
import type { Outcome } from './model.ts';

/** In the order in which they weigh. */
export const reasons = [
  'gone',
  'note',
  'join',
  'bounced',
  'silence',
  'unreachable',
  'stale',
  'never',
  'incomplete'
] as const;
export type Reason = (typeof reasons)[number];

/** Under this a record helps little. */
export const poorUnder = 50;

/**
 * How much a caretaker's minute is worth there. What somebody has told us and waits for comes first; then what nobody can be
 * asked about by letter; then what is probably wrong; then what is thin.
 */
const worth: Readonly<Record<Reason, number>> = {
  gone: 100,
  note: 90,
  join: 80,
  bounced: 50,
  silence: 45,
  stale: 30,
  unreachable: 25,
  never: 20,
  incomplete: 10
};

export interface Circumstances {
  readonly level: Level;
  /** 0 to 100. */
  readonly complete: number;
  readonly lastWord: Date | null;
  /** Of organisations only. */
  readonly letter: {
    readonly last: {
      readonly outcome: Outcome | null;
      readonly note: string | null;
      readonly closedAt: Date | null;
    } | null;
    readonly bounced: boolean;
    /** Nobody can be written to. */
    readonly unreachable: boolean;
    /** People who ask to be let in. */
    readonly joining: number;
  } | null;
}

/** What an organisation answered is settled by any word on it after that. */
export function reasonsOf({ level, complete, lastWord, letter }: Circumstances): Reason[] {
  const found: Reason[] = [];
  if (letter) {
    const { last, bounced, unreachable, joining } = letter;
    const open = last?.closedAt != null && (lastWord === null || lastWord <= last.closedAt);
    if (open && last.outcome === 'gone') found.push('gone');
    if (open && last.outcome === 'corrected' && last.note !== null) found.push('note');
    if (joining > 0) found.push('join');
    if (bounced) found.push('bounced');
    if (open && last.outcome === 'silence') found.push('silence');
    if (unreachable) found.push('unreachable');
  }
  if (level === 'stale') found.push('stale');
  if (level === 'unknown') found.push('never');
  if (complete < poorUnder) found.push('incomplete');
  return found;
}

/** With what is missing as the smaller part: of two of a kind the thinner one comes first. */
export function worthOf(found: readonly Reason[], complete: number): number {
  return found.reduce((sum, reason) => sum + worth[reason], 0) + (100 - complete) / 100;
}
