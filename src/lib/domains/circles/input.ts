// Reads the forms of circles; what is wrong comes back by field, with a code that has a message.
import { isUuid } from '#lib/core/ids.ts';
import { oneLine, paragraphs } from '#lib/core/text.ts';
import { isDay } from '#lib/core/time.ts';
import { isEmail } from '#lib/platform/mail/address.ts';
import {
  fewestSilenceDays,
  mostSilenceDays,
  offices,
  openings,
  questionKinds,
  usualSilenceDays,
  type Office,
  type Opening,
  type Openings,
  type QuestionKind
} from './model.ts';

/** `code` has the message `circles.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code: ErrorCode;
  readonly value?: string;
  readonly suggestions?: readonly string[];
}

export type ErrorCode =
  | 'name_missing'
  | 'purpose_missing'
  | 'too_long'
  | 'day_wrong'
  | 'day_future'
  | 'days_wrong'
  | 'settlement_unknown'
  | 'settlement_ambiguous'
  | 'organisation_unknown'
  | 'organisation_ambiguous'
  | 'region_unknown'
  | 'territory_missing'
  | 'who_missing'
  | 'email_wrong'
  | 'seats_wrong'
  | 'taken'
  | 'last_convenor'
  | 'lines_missing'
  | 'line_wrong'
  | 'too_many'
  | 'text_missing'
  | 'charter_empty'
  | 'answer_missing';

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly FieldError[] };

/** In letters. */
export const longest = {
  name: 200,
  purpose: 500,
  about: 5000,
  charter: 10_000,
  question: 2000,
  answer: 5000
};
export const mostPasted = 100;

/** What the form of a circle says: its places are yet to be looked up. */
export interface CircleForm {
  readonly name: string;
  readonly purpose: string;
  readonly about: string | null;
  readonly settlementName: string;
  readonly territory: 'region' | 'county' | 'settlements';
  readonly region: string;
  readonly county: string;
  readonly settlementNames: readonly string[];
  readonly foundedOn: string;
  readonly silenceDays: number;
  readonly openings: Openings;
}

/** @param today day */
export function readCircleForm(form: FormData, today: string): Read<CircleForm> {
  const { errors, wrong, line, text, typed } = reader(form);
  const name = line('name', longest.name);
  if (name === '') wrong('name', 'name_missing');
  const purpose = line('purpose', longest.purpose);
  if (purpose === '') wrong('purpose', 'purpose_missing');
  const foundedOn = line('foundedOn', 10) || today;
  if (!isDay(foundedOn)) wrong('foundedOn', 'day_wrong');
  else if (foundedOn > today) wrong('foundedOn', 'day_future');
  const silence = line('silenceDays', 5) || String(usualSilenceDays);
  const silenceDays = /^\d{1,3}$/.test(silence) ? Number(silence) : 0;
  if (silenceDays < fewestSilenceDays || silenceDays > mostSilenceDays) wrong('silenceDays', 'days_wrong');
  const territory = typed('territory');
  const value: CircleForm = {
    name,
    purpose,
    about: text('about', longest.about) || null,
    settlementName: line('settlement', 200),
    territory: territory === 'region' || territory === 'county' ? territory : 'settlements',
    region: typed('region'),
    county: line('county', 100),
    settlementNames: [
      ...new Set(
        typed('settlements')
          .split(/[\n,;]/)
          .map(oneLine)
          .filter(Boolean)
      )
    ],
    foundedOn,
    silenceDays,
    openings: Object.fromEntries(
      openings.map((opening) => [opening, form.getAll('openings').includes(opening)])
    ) as Record<Opening, boolean>
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

/** A seat as its form says it: the names are yet to be looked up. */
export interface MemberForm {
  readonly office: Office;
  readonly organisationName: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly settlementName: string;
  readonly seats: number | null;
  readonly note: string | null;
}

export function readMemberForm(form: FormData): Read<MemberForm> {
  const { errors, wrong, line, text, typed } = reader(form);
  const organisationName = line('organisation', 300);
  const name = line('name', longest.name);
  if (organisationName === '' && name === '') wrong('organisation', 'who_missing');
  const email = line('email', 254).toLowerCase();
  if (email !== '' && !isEmail(email)) wrong('email', 'email_wrong');
  const seats = line('seats', 5);
  if (seats !== '' && !/^[1-9]\d{0,2}$/.test(seats)) wrong('seats', 'seats_wrong');
  else if (Number(seats) > 500) wrong('seats', 'seats_wrong');
  const value: MemberForm = {
    office: offices.find((office) => office === typed('office')) ?? 'member',
    organisationName,
    name: name || null,
    email: email || null,
    phone: line('phone', 50) || null,
    settlementName: line('settlement', 200),
    seats: seats === '' ? null : Number(seats),
    note: text('note', 1000) || null
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

export interface PastedMember {
  /** From 1. */
  readonly line: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly organisationName: string;
}

/**
 * Lines such as «Tóth Kata; kata@konyvtar.example; Városi Könyvtár, Szentes»: in whatever order, as the address is known by its
 * form; of the other two the first is the name. Tabs, as from a table, do as well as semicolons; so do the commas of a list of
 * addressees, and «Tóth Kata <kata@konyvtar.example>» as mail programs write it.
 */
export function readPastedMembers(typed: string): Read<PastedMember[]> {
  const lines = typed
    .split('\n')
    .map((text, index) => ({ text: oneLine(text.replaceAll('\t', ';')), line: index + 1 }));
  const written = lines.filter(({ text }) => text.replaceAll(';', '').trim() !== '');
  const error = (code: ErrorCode, value?: string): Read<PastedMember[]> => ({
    ok: false,
    errors: [{ field: 'lines', code, ...(value ? { value } : {}) }]
  });
  if (written.length === 0) return error('lines_missing');
  if (written.length > mostPasted) return error('too_many', String(mostPasted));
  const read: PastedMember[] = [];
  for (const { text, line } of written) {
    const parts = partsOf(text);
    const at = parts.findIndex((part) => part.includes('@'));
    const email = at < 0 ? null : (parts[at] ?? '').replace(/^<|>$/g, '').toLowerCase();
    if (email !== null && !isEmail(email)) return error('line_wrong', text.slice(0, 100));
    const [name = '', organisationName = '', ...rest] = parts.filter((_, index) => index !== at);
    if (rest.some(Boolean) || text.length > 700 || name.length > longest.name)
      return error('line_wrong', text.slice(0, 100));
    if (name === '' && organisationName === '') return error('line_wrong', text.slice(0, 100));
    read.push({ line, name: name || null, email, organisationName });
  }
  return { ok: true, value: read };
}

function partsOf(text: string): string[] {
  const parts = text
    .replace(/"?([^";<>]+?)"?\s*<([^<>\s]+@[^<>\s]+)>/, '$1;$2;')
    .split(';')
    .map((part) => part.trim());
  const [only = ''] = parts;
  // An organisation is named with its place after a comma, so commas part only what has no semicolon and an address.
  if (parts.length > 1 || !only.includes('@'))
    return parts.filter((part, index) => part !== '' || index === 0);
  const [first = '', second = '', ...rest] = only.split(',').map((part) => part.trim());
  return [first, second, rest.join(', ')];
}

export interface CharterTexts {
  readonly aims: string;
  readonly valuesText: string;
  readonly sharing: string;
}

export function readCharterForm(form: FormData): Read<CharterTexts> {
  const { errors, wrong, text } = reader(form);
  const value: CharterTexts = {
    aims: text('aims', longest.charter),
    valuesText: text('values', longest.charter),
    sharing: text('sharing', longest.charter)
  };
  if (errors.length === 0 && Object.values(value).every((each) => each === ''))
    wrong('aims', 'charter_empty');
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

export interface QuestionForm {
  readonly kind: QuestionKind;
  readonly text: string;
  readonly name: string | null;
  /** Null: no answer by mail is asked for. */
  readonly email: string | null;
}

export function readQuestionForm(form: FormData): Read<QuestionForm> {
  const { errors, wrong, line, text, typed } = reader(form);
  const asked = text('text', longest.question);
  if (asked === '') wrong('text', 'text_missing');
  const email = line('email', 254).toLowerCase();
  if (email !== '' && !isEmail(email)) wrong('email', 'email_wrong');
  const value: QuestionForm = {
    kind: questionKinds.find((kind) => kind === typed('kind')) ?? 'question',
    text: asked,
    name: line('name', longest.name) || null,
    email: email || null
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

/** One of several names in one field cannot be taken with one press: the sentence itself names what was meant. */
export function withoutChoices({ suggestions = [], value = '', ...error }: FieldError): FieldError {
  return { ...error, value: [value, ...suggestions].join(' → ') };
}

/** The ids that were ticked. */
export function tickedIds(form: FormData, field: string): string[] {
  return [...new Set(form.getAll(field).map(String))].filter(isUuid);
}

/** A question's answer, from the page or from the mailed link. */
export function readAnswer(typed: string): Read<string> {
  const answer = paragraphs(typed);
  const code = answer === '' ? 'answer_missing' : answer.length > longest.answer ? 'too_long' : null;
  return code ? { ok: false, errors: [{ field: 'answer', code }] } : { ok: true, value: answer };
}

function reader(form: FormData) {
  const errors: FieldError[] = [];
  const wrong = (field: string, code: ErrorCode): void => void errors.push({ field, code });
  const typed = (field: string): string => String(form.get(field) ?? '');
  const within = (field: string, text: string, most: number): string => {
    if (text.length > most) wrong(field, 'too_long');
    return text;
  };
  return {
    errors,
    wrong,
    typed,
    line: (field: string, most: number) => within(field, oneLine(typed(field)), most),
    text: (field: string, most: number) => within(field, paragraphs(typed(field)), most)
  };
}
