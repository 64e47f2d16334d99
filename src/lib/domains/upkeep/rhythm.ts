// When an organisation is asked whether its records are still correct, asked again, and no more.
import { dayMs } from '#lib/core/time.ts';
import type { Outcome } from './model.ts';

/** What nobody has confirmed for so long is asked after; and an address gets at most one letter in so long. */
export const askAfterDays = 30;
/** Without an answer the same question goes out once more, and then to the caretaker. */
export const againAfterDays = 30;
export const silenceAfterDays = 60;
/** Who did not answer twice, or is gone, is left alone for half a year. */
export const restDays = 180;
/** What a file brought is looked over by those who brought it first. */
export const settleDays = 7;
export const linkDays = 60;

export interface Asked {
  readonly askedAt: Date;
  readonly askedAgainAt: Date | null;
}

/** What becomes of a question without an answer. */
export function nextStep({ askedAt, askedAgainAt }: Asked, now: Date): 'wait' | 'again' | 'silence' {
  const days = (now.getTime() - askedAt.getTime()) / dayMs;
  if (days >= silenceAfterDays) return 'silence';
  return askedAgainAt === null && days >= againAfterDays ? 'again' : 'wait';
}

/** Whether an organisation may be asked anew after its last question. */
export function restedSince(last: { outcome: Outcome; closedAt: Date } | null, now: Date): boolean {
  if (!last) return true;
  const days = last.outcome === 'silence' || last.outcome === 'gone' ? restDays : askAfterDays;
  return last.closedAt.getTime() + days * dayMs <= now.getTime();
}

/** Whether something of it has waited long enough: since the last word, or since it came. */
export function isDue(lastWord: Date | null, createdAt: Date, now: Date): boolean {
  const [since, days] = lastWord ? [lastWord, askAfterDays] : [createdAt, settleDays];
  return since.getTime() + days * dayMs <= now.getTime();
}

/** Twice a day, so that all are asked within a month and no day brings a heap. */
export function lettersAtOnce(organisations: number): number {
  return Math.max(10, Math.ceil(organisations / (2 * askAfterDays)));
}
