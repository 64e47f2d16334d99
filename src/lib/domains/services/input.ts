// Reads the form of a service; what is wrong comes back by field, with a code that has a message.
import * as v from 'valibot';
import { oneLine, paragraphs as paragraphsOf } from '#lib/core/text.ts';
import type { Weekday } from '#lib/core/time.ts';
import { properContact } from '#lib/domains/registry/contact.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import { exceptionsFrom, hoursFrom, hoursText, type Hours } from './hours.ts';
import {
  audiences,
  languages,
  reaches,
  statuses,
  ways,
  type Cost,
  type Phone,
  type ServiceFacts,
  type ServiceOpening
} from './model.ts';
import { isTerm, type Term } from './taxonomy.ts';

/** `code` has the message `services.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code: ErrorCode;
  /** The part of what was written that is meant. */
  readonly value?: string;
  readonly suggestions?: readonly string[];
}

export type ErrorCode =
  | 'name_missing'
  | 'too_long'
  | 'terms_missing'
  | 'organisation_missing'
  | 'organisation_unknown'
  | 'organisation_ambiguous'
  | 'venue_unknown'
  | 'venue_ambiguous'
  | 'settlement_unknown'
  | 'settlement_ambiguous'
  | 'settlements_missing'
  | 'counties_missing'
  | 'hours_wrong'
  | 'place_hours_wrong'
  | 'place_hours_unknown'
  | 'exception_wrong'
  | 'phone_wrong'
  | 'email_wrong'
  | 'website_wrong'
  | 'age_wrong'
  | 'ages_swapped';

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldError[] };

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];

/** What the form alone says; names of organisation, venues and settlements are yet to be looked up. */
export interface ServiceForm extends Omit<ServiceFacts, 'organisation' | 'venues' | 'settlements'> {
  readonly organisationName: string;
  readonly venueNames: readonly string[];
  readonly settlementNames: readonly string[];
}

const tidy = (text: string): string => paragraphsOf(text).replace(/[^\S\n]+/g, ' ');
const line = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.transform(oneLine), v.maxLength(longest, 'too_long'));
const optionalLine = (longest: number) =>
  v.pipe(
    line(longest),
    v.transform((text) => text || null)
  );
const paragraphs = v.pipe(
  v.optional(v.string(), ''),
  v.transform(tidy),
  v.maxLength(4000, 'too_long'),
  v.transform((text) => text || null)
);
const linesOf = (text: string): string[] =>
  [...new Set(text.split('\n').map(tidy).filter(Boolean))].slice(0, 300);
const lines = (longest: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform(linesOf),
    v.check((all) => all.every((each) => each.length <= longest), 'too_long')
  );
const age = v.pipe(
  line(5),
  v.transform((text) => (text === '' ? null : Number(text))),
  v.check((years) => years === null || (Number.isInteger(years) && years >= 0 && years <= 130), 'age_wrong')
);

const schema = v.object({
  name: v.pipe(line(200), v.minLength(1, 'name_missing')),
  organisation: v.pipe(line(300), v.minLength(1, 'organisation_missing')),
  alternateNames: lines(200),
  description: paragraphs,
  eligibility: paragraphs,
  minimumAge: age,
  maximumAge: age,
  accessibility: paragraphs,
  documents: lines(300),
  application: paragraphs,
  website: v.pipe(
    line(300),
    v.transform((text) => (text === '' ? null : (properContact('website', text) ?? undefined))),
    v.check((address) => address !== undefined, 'website_wrong'),
    v.transform((address) => address ?? null)
  ),
  email: v.pipe(
    line(300),
    v.transform((text) => (text === '' ? null : (properContact('email', text) ?? undefined))),
    v.check((address) => address !== undefined, 'email_wrong'),
    v.transform((address) => address ?? null)
  ),
  venues: lines(300),
  settlements: v.optional(v.string(), ''),
  counties: v.optional(v.string(), ''),
  phones: lines(300),
  costs: lines(300),
  exceptions: v.optional(v.string(), ''),
  free: v.pipe(
    optionalLine(5),
    v.transform((text) => (text === 'yes' ? true : text === 'no' ? false : null))
  )
});

export function readServiceForm(form: FormData): Read<ServiceForm> {
  const parsed = v.safeParse(schema, textsOf(form));
  const errors: FieldError[] = parsed.success
    ? []
    : parsed.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', code: issue.message as ErrorCode }));
  const openings: ServiceOpening[] = [];
  for (const weekday of weekdays) {
    const text = String(form.get(`hours_${weekday}`) ?? '');
    const hours = hoursFrom(text);
    if (!hours) errors.push({ field: `hours_${weekday}`, code: 'hours_wrong', value: text.slice(0, 60) });
    else openings.push(...hours.map((each) => ({ venue: null, weekday, ...each })));
  }
  const exceptions = exceptionsFrom(String(form.get('exceptions') ?? '').replace(/\r/g, ''));
  if (!exceptions.ok) errors.push({ field: 'exceptions', code: 'exception_wrong', value: exceptions.line });
  const terms = textsIn(form, 'terms').filter((each): each is Term => isTerm(each));
  if (terms.length === 0) errors.push({ field: 'terms', code: 'terms_missing' });
  const reach = String(form.get('reach') ?? '');
  const chosenReach = isOneOf(reaches, reach) ? reach : 'country';
  const settlementNames = splitNames(String(form.get('settlements') ?? ''));
  const counties = splitNames(String(form.get('counties') ?? ''));
  if (chosenReach === 'settlements' && settlementNames.length === 0)
    errors.push({ field: 'settlements', code: 'settlements_missing' });
  if (chosenReach === 'counties' && counties.length === 0)
    errors.push({ field: 'counties', code: 'counties_missing' });
  const phones = phonesFrom(linesOf(String(form.get('phones') ?? '')));
  if (!phones.ok) errors.push({ field: 'phones', code: 'phone_wrong', value: phones.line });
  if (parsed.success) {
    const { minimumAge, maximumAge } = parsed.output;
    if (minimumAge !== null && maximumAge !== null && minimumAge > maximumAge)
      errors.push({ field: 'minimumAge', code: 'ages_swapped' });
  }
  if (!parsed.success || !exceptions.ok || !phones.ok || errors.length > 0)
    return { ok: false, errors: firstOfEach(errors) };
  const { organisation, venues, settlements: _names, counties: _counties, ...plain } = parsed.output;
  const status = String(form.get('status') ?? '');
  return {
    ok: true,
    value: {
      ...plain,
      organisationName: organisation,
      venueNames: venues,
      settlementNames: chosenReach === 'settlements' ? settlementNames : [],
      counties: chosenReach === 'counties' ? counties : [],
      reach: chosenReach,
      status: isOneOf(statuses, status) ? status : 'active',
      terms,
      audiences: textsIn(form, 'audiences').filter((each) => isOneOf(audiences, each)),
      ways: textsIn(form, 'ways').filter((each) => isOneOf(ways, each)),
      languages: textsIn(form, 'languages').filter((each) => isOneOf(languages, each)),
      phones: phones.value,
      costs: plain.costs.map(costFrom),
      openings,
      exceptions: exceptions.value,
      holidaysClosed: form.get('holidaysClosed') === 'yes'
    }
  };
}

/** What was typed, to be shown again; of several boxes ticked under one name, their values with line ends between them. */
export function textsOf(form: FormData): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [field, value] of form)
    if (typeof value === 'string') texts[field] = field in texts ? `${texts[field]}\n${value}` : value;
  return texts;
}

/** The form with an answer that was meant in place of what was typed, when such a one was pressed: «venues|typed|answer». */
export function withAnswerTaken(form: FormData): FormData | null {
  const [field = '', typed = '', answer = ''] = String(form.get('take') ?? '').split('|');
  if (!['organisation', 'venues', 'settlements'].includes(field) || answer === '') return null;
  const fresh = new FormData();
  for (const [name, value] of form) {
    if (name === 'take') continue;
    if (name !== field || typeof value !== 'string') fresh.append(name, value);
    else fresh.append(name, field === 'organisation' ? answer : value.replace(typed, () => answer));
  }
  return fresh;
}

/** The hours of a weekday as the form shows them. */
export function hoursOfDay(openings: readonly ServiceOpening[], weekday: Weekday): string {
  const hours: Hours[] = openings.filter((opening) => opening.weekday === weekday);
  return hoursText(hours.filter((each, i) => hours.findIndex(({ opens }) => opens === each.opens) === i));
}

/** «1500 Ft egy óra», «ebéd: 850 Ft»: the first number before «Ft» is the amount. */
export function costFrom(text: string): Cost {
  const found = /(\d{1,3}(?:[ .\u00a0]\d{3})+|\d{1,8}) ?(?:Ft|forint|HUF)/i.exec(text);
  return { label: text, amount: found ? Number((found[1] ?? '').replace(/\D/g, '')) : null };
}

/** «06-00-481-0101 – reggel 8-tól»: a number, and after a dash or comma with spaces, a word about it. */
export function phonesFrom(
  all: readonly string[]
): { readonly ok: true; readonly value: Phone[] } | { readonly ok: false; readonly line: string } {
  const phones: Phone[] = [];
  for (const text of all) {
    const [number = ''] = text.split(/\s[–—-]\s|,\s|\s(?=[(\p{L}])/u);
    const proper = properContact('phone', number);
    if (!proper) return { ok: false, line: text.slice(0, 80) };
    const note = text.slice(number.length).replace(/^[\s,–—-]+/, '');
    phones.push({ number: proper, note: note || null });
  }
  return { ok: true, value: phones };
}

export function phoneText({ number, note }: Phone): string {
  return note ? `${number} – ${note}` : number;
}

function splitNames(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[\n,;]/)
        .map(tidy)
        .filter(Boolean)
    )
  ].slice(0, 300);
}

function textsIn(form: FormData, name: string): string[] {
  return form.getAll(name).filter((each) => typeof each === 'string');
}

function firstOfEach(errors: readonly FieldError[]): FieldError[] {
  return errors.filter(({ field }, i) => errors.findIndex((each) => each.field === field) === i);
}
