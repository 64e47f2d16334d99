// Reads the forms of experts; what is wrong comes back by field, with a code that has a message.
import * as v from 'valibot';
import { oneLine, paragraphs as paragraphsOf } from '#lib/core/text.ts';
import { isDay } from '#lib/core/time.ts';
import { properContact } from '#lib/domains/registry/contact.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import {
  conditions,
  fields,
  languages,
  offers,
  reachKilometres,
  standings,
  visibilities,
  type ExpertFacts,
  type Reach
} from './model.ts';

/** `code` has the message `experts.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code: ErrorCode;
  readonly value?: string;
  readonly suggestions?: readonly string[];
}

export type ErrorCode =
  | 'name_missing'
  | 'too_long'
  | 'too_many'
  | 'fields_missing'
  | 'offers_missing'
  | 'settlement_missing'
  | 'settlement_unknown'
  | 'settlement_ambiguous'
  | 'link_wrong'
  | 'consent_missing'
  | 'email_wrong'
  | 'day_wrong'
  | 'reached_by_missing'
  | 'body_missing';

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly FieldError[] };

/** What the form alone says: the settlement is yet to be looked up, and which organisations may be named. */
export interface ExpertForm extends Omit<ExpertFacts, 'settlement'> {
  readonly settlementName: string;
}

/** How somebody else's consent is had: by a mail that asks them, or it was given already. */
export type Asking =
  | { readonly how: 'mail'; readonly email: string }
  | { readonly how: 'spoken' | 'paper'; readonly on: string; readonly reachedBy: string };

const mostSkills = 20;
const mostLinks = 5;
const line = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.transform(oneLine), v.maxLength(longest, 'too_long'));
const optionalLine = (longest: number) =>
  v.pipe(
    line(longest),
    v.transform((text) => text || null)
  );
const paragraphs = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.transform(paragraphsOf), v.maxLength(longest, 'too_long'));
const parts = (separator: RegExp, most: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => [...new Set(text.split(separator).map(oneLine).filter(Boolean))]),
    v.check((all) => all.length <= most, 'too_many'),
    v.check((all) => all.every((each) => each.length <= 300), 'too_long')
  );

const schema = v.object({
  name: v.pipe(line(200), v.minLength(1, 'name_missing')),
  headline: optionalLine(200),
  skills: parts(/[\n,;]/, mostSkills),
  settlementName: v.pipe(line(200), v.minLength(1, 'settlement_missing')),
  conditionNote: optionalLine(300),
  introduction: v.pipe(
    paragraphs(4000),
    v.transform((text) => text || null)
  ),
  links: v.pipe(
    parts(/\s/, mostLinks),
    v.transform((all) => all.map((each) => properContact('website', each))),
    v.check((all) => all.every((each) => each !== null), 'link_wrong'),
    v.transform((all) => all.filter((each) => each !== null))
  )
});

export function readExpertForm(form: FormData): Read<ExpertForm> {
  const texts = textsOf(form);
  const parsed = v.safeParse(schema, { ...texts, settlementName: texts['settlement'] });
  const errors = issuesOf(parsed);
  const chosen = {
    fields: all(form, 'fields').filter((each) => isOneOf(fields, each)),
    offers: all(form, 'offers').filter((each) => isOneOf(offers, each)),
    languages: all(form, 'languages').filter((each) => isOneOf(languages, each))
  };
  if (chosen.fields.length === 0) errors.push({ field: 'fields', code: 'fields_missing' });
  if (chosen.offers.length === 0) errors.push({ field: 'offers', code: 'offers_missing' });
  if (!parsed.success || errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    value: {
      ...parsed.output,
      ...chosen,
      standing: oneOf(standings, texts['standing'], 'active'),
      reach: reachOf(texts['reach'] ?? ''),
      online: texts['online'] === 'yes',
      conditions: oneOf(conditions, texts['conditions'], 'agreed'),
      visibility: oneOf(visibilities, texts['visibility'], 'public'),
      organisations: all(form, 'organisations')
    }
  };
}

/** Of somebody else's entry: how they agree. @param today no consent was given later */
export function readAsking(form: FormData, today: string): Read<Asking> {
  const { asking = '', email = '', on = '', reachedBy = '' } = textsOf(form);
  if (asking !== 'spoken' && asking !== 'paper') {
    const proper = properContact('email', email);
    return proper
      ? { ok: true, value: { how: 'mail', email: proper } }
      : { ok: false, errors: [{ field: 'email', code: 'email_wrong' }] };
  }
  const errors: FieldError[] = [];
  if (!isDay(on) || on > today) errors.push({ field: 'on', code: 'day_wrong' });
  const reached = oneLine(reachedBy).slice(0, 300);
  if (reached === '') errors.push({ field: 'reachedBy', code: 'reached_by_missing' });
  if (form.get('agreed') !== 'yes') errors.push({ field: 'agreed', code: 'consent_missing' });
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, value: { how: asking, on, reachedBy: reached } };
}

export interface InquiryForm {
  readonly body: string;
  readonly sharesAddress: boolean;
}

const body = v.pipe(paragraphs(3000), v.minLength(1, 'body_missing'));
const inquirySchema = v.object({ body });
const strangerSchema = v.object({
  body,
  name: v.pipe(line(200), v.minLength(1, 'name_missing')),
  email: v.pipe(
    line(300),
    v.transform((text) => properContact('email', text) ?? ''),
    v.minLength(1, 'email_wrong')
  )
});

/** Of somebody with an account and an address. */
export function readInquiry(form: FormData): Read<InquiryForm> {
  const parsed = v.safeParse(inquirySchema, textsOf(form));
  return parsed.success
    ? { ok: true, value: { body: parsed.output.body, sharesAddress: form.get('share') === 'yes' } }
    : { ok: false, errors: issuesOf(parsed) };
}

/** Of somebody whose address has yet to be confirmed. */
export function readStrangersInquiry(
  form: FormData
): Read<InquiryForm & { readonly name: string; readonly email: string }> {
  const parsed = v.safeParse(strangerSchema, textsOf(form));
  return parsed.success
    ? { ok: true, value: { ...parsed.output, sharesAddress: form.get('share') === 'yes' } }
    : { ok: false, errors: issuesOf(parsed) };
}

/** The value of the form's choice of how far somebody goes. */
export function reachText(reach: Reach): string {
  return reach.kind === 'distance' ? String(reach.km) : reach.kind;
}

/** What was typed, to be shown again; of several boxes ticked under one name, their values with line ends between them. */
export function textsOf(form: FormData): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [field, value] of form)
    if (typeof value === 'string') texts[field] = field in texts ? `${texts[field]}\n${value}` : value;
  return texts;
}

/** The form with the settlement that was meant in place of what was typed, when such a button was pressed. */
export function withAnswerTaken(form: FormData): FormData | null {
  const answer = String(form.get('take') ?? '');
  if (answer === '') return null;
  const fresh = new FormData();
  for (const [name, value] of form)
    if (name !== 'take') fresh.append(name, name === 'settlement' ? answer : value);
  return fresh;
}

function issuesOf(parsed: { readonly issues?: readonly v.BaseIssue<unknown>[] | undefined }): FieldError[] {
  const errors = (parsed.issues ?? []).map((issue) => {
    const field = String(issue.path?.[0]?.key ?? '');
    return { field: field === 'settlementName' ? 'settlement' : field, code: issue.message as ErrorCode };
  });
  return errors.filter(({ field }, i) => errors.findIndex((each) => each.field === field) === i);
}

function reachOf(text: string): Reach {
  if (text === 'county' || text === 'country') return { kind: text };
  const km = reachKilometres.find((each) => String(each) === text);
  return { kind: 'distance', km: km ?? 30 };
}

function oneOf<const Word extends string>(
  list: readonly Word[],
  text: string | undefined,
  usual: Word
): Word {
  return text !== undefined && isOneOf(list, text) ? text : usual;
}

function all(form: FormData, name: string): string[] {
  return [...new Set(form.getAll(name).filter((each) => typeof each === 'string'))];
}
