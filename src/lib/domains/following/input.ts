// Reads the forms by which somebody follows something; what is wrong comes back by field, with a code that has a message.
import type { Weekday } from '#lib/core/time.ts';
import { audiences, themes, type Audience, type Theme } from '#lib/domains/calendar/model.ts';
import { isEmail } from '#lib/platform/mail/address.ts';
import { followedRadii, rhythms, weekdays, type When } from './model.ts';

/** `code` has the message `following.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code: ErrorCode;
  readonly value?: string;
  readonly suggestions?: readonly string[];
}

export type ErrorCode = 'email_wrong' | 'settlement_missing' | 'settlement_unknown' | 'settlement_ambiguous';

/** What a digest around a settlement is chosen by, apart from the settlement itself. */
export interface Choice extends When {
  readonly km: number;
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
}

export const usualChoice: Choice = { km: 20, audiences: [], themes: [], rhythm: 'weekly', weekday: 4 };

/** What is not understood becomes what most people choose. */
export function readChoice(form: FormData | URLSearchParams): Choice {
  const number = (name: string): number => Number(form.get(name) ?? NaN);
  return {
    km: followedRadii.find((km) => km === number('km')) ?? usualChoice.km,
    audiences: audiences.filter((code) => form.getAll('audience').includes(code)),
    themes: themes.filter((code) => form.getAll('theme').includes(code)),
    rhythm: rhythms.find((rhythm) => rhythm === form.get('rhythm')) ?? usualChoice.rhythm,
    weekday: weekdays.find((day): day is Weekday => day === number('weekday')) ?? usualChoice.weekday
  };
}

/** In lower case; null when no mail can be sent there. */
export function readEmail(form: FormData): string | null {
  const typed = form.get('email');
  const email = typeof typed === 'string' ? typed.trim().toLowerCase() : '';
  return isEmail(email) ? email : null;
}

/** What was typed, to be shown again; nothing that is longer than any of it may be. */
export function textsOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 300)]] : []))
  );
}
