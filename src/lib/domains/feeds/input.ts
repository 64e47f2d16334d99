// Reads the form of a subscription: the address, whose calendar it is, and what holds where it does not say.
import { isUuid } from '#lib/core/ids.ts';
import { oneLine } from '#lib/core/text.ts';
import { audiences, themes, type Audience, type Theme } from '#lib/domains/calendar/model.ts';
import { rhythms } from './model.ts';

export interface FeedInput {
  readonly organisation: string;
  readonly address: string;
  readonly settlement: string | null;
  readonly venue: string | null;
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
  readonly status: 'tentative' | 'confirmed';
  readonly utcIsLocal: boolean;
  readonly everyMinutes: number;
}

/** Each has a sentence under `feeds.form.error`. */
export type InputFault = 'address_missing' | 'not_an_address' | 'organisation_missing';

export interface FieldError {
  readonly field: string;
  readonly code: InputFault;
}

/** `webcal:` is how pages write the address of a calendar; without any beginning it is a web address. */
export function readAddress(text: string): string | null {
  const written = oneLine(text).replace(/^webcals?:(?:\/\/)?/i, 'https://');
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `https://${written}`;
  const url = URL.parse(whole);
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.') || whole.length > 2000)
    return null;
  url.hash = '';
  return url.href;
}

export function readFeedForm(
  form: FormData
): { ok: true; value: FeedInput } | { ok: false; errors: readonly FieldError[] } {
  const text = (name: string): string => oneLine(String(form.get(name) ?? ''));
  const id = (name: string): string | null => (isUuid(text(name)) ? text(name) : null);
  const address = readAddress(text('address'));
  const organisation = id('organisation');
  const errors: FieldError[] = [];
  if (text('address') === '') errors.push({ field: 'address', code: 'address_missing' });
  else if (!address) errors.push({ field: 'address', code: 'not_an_address' });
  if (!organisation) errors.push({ field: 'organisation', code: 'organisation_missing' });
  if (!address || !organisation || errors.length > 0) return { ok: false, errors };
  const every = Number(text('every'));
  const chosen = <Code extends string>(name: string, codes: readonly Code[]): Code[] =>
    codes.filter((code) => form.getAll(name).includes(code));
  return {
    ok: true,
    value: {
      organisation,
      address,
      ...{ settlement: id('settlement'), venue: id('venue') },
      ...{ audiences: chosen('audience', audiences), themes: chosen('theme', themes) },
      status: text('status') === 'tentative' ? 'tentative' : 'confirmed',
      utcIsLocal: form.get('utc_is_local') !== null,
      everyMinutes: (rhythms as readonly number[]).includes(every) ? every : 1440
    }
  };
}
