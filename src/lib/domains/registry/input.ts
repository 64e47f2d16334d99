// Reads the forms of organisations and venues; what is wrong comes back by field, with a code that has a message.
import * as v from 'valibot';
import { oneLine, paragraphs as paragraphsOf } from '#lib/core/text.ts';
import { contactsFrom } from './contact.ts';
import {
  organisationKinds,
  sectors,
  venueKinds,
  type Contact,
  type ContactKind,
  type Visibility
} from './model.ts';
import { ampsFrom, metresFrom } from './stage.ts';
import { conditions, features, heatings, powers } from './venue-facts.ts';

/** `code` has the message `registry.error.<code>`. */
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
  | 'sector_missing'
  | 'kind_missing'
  | 'settlement_missing'
  | 'settlement_unknown'
  | 'settlement_ambiguous'
  | 'email_wrong'
  | 'phone_wrong'
  | 'website_wrong'
  | 'person_wrong'
  | 'capacity_wrong'
  | 'metres_wrong'
  | 'amps_wrong'
  | 'point_wrong'
  | 'organisation_unknown'
  | 'organisation_ambiguous';

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldError[] };

/** The fields of the form that hold contacts, with what they hold. */
export const contactFields = [
  { field: 'email', kind: 'email', visibility: 'public' },
  { field: 'phone', kind: 'phone', visibility: 'public' },
  { field: 'website', kind: 'website', visibility: 'public' },
  { field: 'person', kind: 'person', visibility: 'public' },
  { field: 'internal_person', kind: 'person', visibility: 'internal' },
  { field: 'internal_email', kind: 'email', visibility: 'internal' },
  { field: 'internal_phone', kind: 'phone', visibility: 'internal' },
  { field: 'internal_website', kind: 'website', visibility: 'internal' }
] as const satisfies readonly { field: string; kind: ContactKind; visibility: Visibility }[];

const line = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.transform(oneLine), v.maxLength(longest, 'too_long'));
const orNull = v.transform((text: string) => text || null);
const optionalLine = (longest: number) => v.pipe(line(longest), orNull);
const paragraphs = v.pipe(
  v.optional(v.string(), ''),
  v.transform(paragraphsOf),
  v.maxLength(2000, 'too_long'),
  orNull
);
const name = v.pipe(line(200), v.minLength(1, 'name_missing'));
const settlement = v.pipe(line(200), v.minLength(1, 'settlement_missing'));

const organisationSchema = v.object({
  name,
  sector: v.picklist(sectors, 'sector_missing'),
  kind: v.picklist(organisationKinds, 'kind_missing'),
  /** A name, to be looked up. */
  settlement,
  street: optionalLine(200),
  summary: paragraphs
});

export type OrganisationForm = v.InferOutput<typeof organisationSchema> & { readonly contacts: Contact[] };

export function readOrganisationForm(form: FormData): Read<OrganisationForm> {
  const parsed = v.safeParse(organisationSchema, textsOf(form));
  const errors = parsed.success ? [] : errorsOf(parsed.issues);
  const contacts: Contact[] = [];
  for (const { field, kind, visibility } of contactFields) {
    const read = contactsFrom(kind, visibility, textsOf(form)[field] ?? '');
    if (read.ok) contacts.push(...read.value);
    else errors.push({ field, code: `${kind}_wrong`, value: read.value });
  }
  return parsed.success && errors.length === 0
    ? { ok: true, value: { ...parsed.output, contacts } }
    : { ok: false, errors };
}

/** The words of a list that were chosen; what is not among them is left out. */
const oneOrNone = <const Word extends string>(list: readonly Word[]) =>
  v.pipe(
    line(40),
    v.transform((text) => list.find((word) => word === text) ?? null)
  );
const ticked = v.pipe(
  line(10),
  v.transform((text) => text !== '')
);

/** «4», «4,5», «4.5 m»; nothing when nothing was written. */
const metres = v.pipe(
  line(20),
  v.transform((text) => (text === '' ? null : (metresFrom(text) ?? undefined))),
  v.check((value) => value !== undefined, 'metres_wrong'),
  v.transform((value) => value ?? null)
);
const amps = v.pipe(
  line(20),
  v.transform((text) => (text === '' ? null : (ampsFrom(text) ?? undefined))),
  v.check((value) => value !== undefined, 'amps_wrong'),
  v.transform((value) => value ?? null)
);

const venueSchema = v.object({
  name,
  kind: v.picklist(venueKinds, 'kind_missing'),
  settlement,
  street: optionalLine(200),
  /** A name, to be looked up; nothing for a square or a park. */
  organisation: optionalLine(300),
  capacity: v.pipe(
    line(20),
    v.transform((text) => (text === '' ? null : Number(text.replace(/[ .]/g, '')))),
    v.check(
      (people) => people === null || (Number.isInteger(people) && people > 0 && people <= 1_000_000),
      'capacity_wrong'
    )
  ),
  accessible: v.pipe(
    line(10),
    v.transform((text) => (text === 'yes' ? true : text === 'no' ? false : null))
  ),
  /** Two numbers as maps show them: «46.653, 20.257». */
  point: v.pipe(
    line(60),
    v.transform((text) => (text === '' ? null : (pointFrom(text) ?? undefined))),
    v.check((point) => point !== undefined, 'point_wrong'),
    v.transform((point) => point ?? null)
  ),
  note: paragraphs,
  power: oneOrNone(powers),
  heating: oneOrNone(heatings),
  features: v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => features.filter((feature) => text.split(',').includes(feature)))
  ),
  width: metres,
  depth: metres,
  height: metres,
  darkening: v.pipe(
    line(10),
    v.transform((text) => (text === 'yes' ? true : text === 'no' ? false : null))
  ),
  amps,
  loading: optionalLine(300),
  price: optionalLine(300),
  rules: paragraphs,
  bookable: ticked,
  idle: ticked,
  condition: oneOrNone(conditions),
  could_become: paragraphs
});

export type VenueForm = v.InferOutput<typeof venueSchema>;

export function readVenueForm(form: FormData): Read<VenueForm> {
  const parsed = v.safeParse(venueSchema, textsOf(form));
  return parsed.success ? { ok: true, value: parsed.output } : { ok: false, errors: errorsOf(parsed.issues) };
}

/** What was typed, to be shown again; several answers to one question by commas. */
export function textsOf(form: FormData): Record<string, string> {
  const texts = new Map<string, string>();
  for (const [field, value] of form)
    if (typeof value === 'string')
      texts.set(field, texts.has(field) ? `${texts.get(field)},${value}` : value);
  return Object.fromEntries(texts);
}

/** The field by which somebody says that what they enter is none of these records: ids, by commas. */
export const anotherField = 'another';

/** The form with an answer that was meant in place of what was typed, when such a one was pressed. */
export function withAnswerTaken(form: FormData): FormData | null {
  const [, field = '', answer = ''] =
    /^(settlement|organisation) (.*)$/s.exec(String(form.get('take'))) ?? [];
  if (field === '') return null;
  const fresh = new FormData();
  for (const [name, value] of form) if (name !== 'take') fresh.append(name, name === field ? answer : value);
  return fresh;
}

/** Latitude first; null when the text is not two numbers on the Earth. */
export function pointFrom(text: string): { lat: number; lon: number } | null {
  const found = /^(-?\d{1,2}(?:\.\d{1,12})?)[,; ]\s*(-?\d{1,3}(?:\.\d{1,12})?)$/.exec(text.trim());
  if (!found) return null;
  const [lat, lon] = [Number(found[1]), Number(found[2])];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

function errorsOf(issues: readonly v.BaseIssue<unknown>[]): FieldError[] {
  const byField = new Map(
    [...issues].reverse().map((issue) => [v.getDotPath(issue) ?? '', issue.message as ErrorCode])
  );
  return [...byField].reverse().map(([field, code]) => ({ field, code }));
}
