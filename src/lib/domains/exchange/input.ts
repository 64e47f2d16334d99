// Reads the forms of offers and needs; what is wrong comes back by field, with a code that has a message.
import * as v from 'valibot';
import { oneLine, paragraphs as paragraphsOf } from '#lib/core/text.ts';
import { isDay } from '#lib/core/time.ts';
import { audiences } from '#lib/domains/calendar/model.ts';
import { fields } from '#lib/domains/experts/model.ts';
import { properContact } from '#lib/domains/registry/contact.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import {
  categories,
  conditions,
  levels,
  sides,
  toldWays,
  type Category,
  type OfferingFacts,
  type Told
} from './model.ts';

/** `code` has the message `exchange.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code: ErrorCode;
  readonly value?: string;
  readonly suggestions?: readonly string[];
}

export type ErrorCode =
  | 'title_missing'
  | 'category_missing'
  | 'side_missing'
  | 'too_long'
  | 'day_wrong'
  | 'days_swapped'
  | 'number_wrong'
  | 'organisation_missing'
  | 'organisation_unknown'
  | 'organisation_ambiguous'
  | 'settlement_missing'
  | 'settlement_unknown'
  | 'settlement_ambiguous'
  | 'settlement_not_yours'
  | 'told_missing'
  | 'told_unreachable'
  | 'consent_missing'
  | 'phone_wrong'
  | 'email_wrong'
  | 'sheet_wrong'
  | 'sheet_known';

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldError[] };

/** What the form alone says; names of organisation and settlement are yet to be looked up. */
export interface OfferingForm extends Omit<
  OfferingFacts,
  'organisation' | 'expert' | 'settlement' | 'venue' | 'equipment' | 'service'
> {
  readonly organisationName: string;
  readonly settlementName: string;
}

const line = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.transform(oneLine), v.maxLength(longest, 'too_long'));
const optionalLine = (longest: number) =>
  v.pipe(
    line(longest),
    v.transform((text) => text || null)
  );
const paragraphs = (longest: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => paragraphsOf(text).replace(/[^\S\n]+/g, ' ')),
    v.maxLength(longest, 'too_long'),
    v.transform((text) => text || null)
  );
const whole = (least: number, most: number) =>
  v.pipe(
    line(12),
    v.transform((text) => (text === '' ? null : Number(text.replace(/[\s.]/g, '')))),
    v.check(
      (number) => number === null || (Number.isInteger(number) && number >= least && number <= most),
      'number_wrong'
    )
  );
const day = v.pipe(
  line(10),
  v.check((text) => text === '' || isDay(text), 'day_wrong'),
  v.transform((text) => text || null)
);

const schema = v.object({
  title: v.pipe(line(200), v.minLength(1, 'title_missing')),
  text: paragraphs(4000),
  organisation: line(300),
  settlement: line(200),
  reachKm: whole(0, 500),
  from: day,
  until: day,
  quantity: whole(1, 100_000),
  unit: optionalLine(40),
  price: optionalLine(300),
  inReturn: optionalLine(300),
  curriculum: paragraphs(8000),
  minutes: whole(1, 100_000),
  sessions: whole(1, 500),
  groupSize: whole(1, 100_000)
});

export function readOfferingForm(form: FormData): Read<OfferingForm> {
  const parsed = v.safeParse(schema, textsOf(form));
  const errors: FieldError[] = parsed.success
    ? []
    : parsed.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', code: issue.message as ErrorCode }));
  const text = (name: string): string => String(form.get(name) ?? '');
  const [side, category, terms, level] = [text('side'), text('category'), text('conditions'), text('level')];
  if (!isOneOf(sides, side)) errors.push({ field: 'side', code: 'side_missing' });
  if (!isOneOf(categories, category)) errors.push({ field: 'category', code: 'category_missing' });
  if (parsed.success) {
    const { from, until } = parsed.output;
    if (from && until && from > until) errors.push({ field: 'until', code: 'days_swapped' });
  }
  if (!parsed.success || !isOneOf(sides, side) || !isOneOf(categories, category) || errors.length > 0)
    return { ok: false, errors: firstOfEach(errors) };
  const { organisation, settlement, ...plain } = parsed.output;
  return {
    ok: true,
    value: {
      ...plain,
      side,
      category,
      organisationName: organisation,
      settlementName: settlement,
      conditions: isOneOf(conditions, terms) ? terms : 'agreed',
      weekdays: textsIn(form, 'weekdays')
        .map(Number)
        .filter((each) => Number.isInteger(each) && each >= 1 && each <= 7),
      inReturnCategories: textsIn(form, 'inReturnCategories').filter((each): each is Category =>
        isOneOf(categories, each)
      ),
      topics: textsIn(form, 'topics').filter((each) => isOneOf(fields, each)),
      audiences: textsIn(form, 'audiences').filter((each) => isOneOf(audiences, each)),
      level: isOneOf(levels, level) ? level : null
    }
  };
}

const toldSchema = v.object({
  toldBy: optionalLine(200),
  phone: line(60),
  email: line(200),
  consent: optionalLine(500),
  sheet: optionalLine(20)
});

/** @param today written beside the consent @param said the sentence that the person agreed to */
export function readTold(
  form: FormData,
  { today, said }: { readonly today: string; readonly said: string }
): Read<Told> {
  const parsed = v.safeParse(toldSchema, textsOf(form));
  if (!parsed.success)
    return {
      ok: false,
      errors: parsed.issues.map((issue) => ({
        field: v.getDotPath(issue) ?? '',
        code: issue.message as ErrorCode
      }))
    };
  const { toldBy, sheet } = parsed.output;
  const how = String(form.get('how') ?? '');
  const phone = parsed.output.phone === '' ? null : properContact('phone', parsed.output.phone);
  const email = parsed.output.email === '' ? null : properContact('email', parsed.output.email);
  const errors: FieldError[] = [];
  if (!toldBy) errors.push({ field: 'toldBy', code: 'told_missing' });
  if (parsed.output.phone !== '' && !phone) errors.push({ field: 'phone', code: 'phone_wrong' });
  if (parsed.output.email !== '' && !email) errors.push({ field: 'email', code: 'email_wrong' });
  if (parsed.output.phone === '' && parsed.output.email === '')
    errors.push({ field: 'phone', code: 'told_unreachable' });
  if (form.get('agreed') !== 'yes') errors.push({ field: 'agreed', code: 'consent_missing' });
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    value: {
      how: isOneOf(toldWays, how) ? how : 'phone',
      by: toldBy,
      phone: phone ?? null,
      email: email?.toLowerCase() ?? null,
      consent: `${today}: ${said}`.slice(0, 500),
      sheet
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

/** The form with an answer that was meant in place of what was typed, when such a one was pressed: «settlement|typed|answer». */
export function withAnswerTaken(form: FormData): FormData | null {
  const [field = '', , answer = ''] = String(form.get('take') ?? '').split('|');
  if (!['organisation', 'settlement'].includes(field) || answer === '') return null;
  const fresh = new FormData();
  for (const [name, value] of form) if (name !== 'take') fresh.append(name, name === field ? answer : value);
  return fresh;
}

function textsIn(form: FormData, name: string): string[] {
  return form.getAll(name).filter((each) => typeof each === 'string');
}

function firstOfEach(errors: readonly FieldError[]): FieldError[] {
  return errors.filter(({ field }, i) => errors.findIndex((each) => each.field === field) === i);
}
