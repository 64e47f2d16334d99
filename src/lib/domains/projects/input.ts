// Reads the forms of joint projects, supporters and gifts; what is wrong comes back by field, with a code that has a message.
import { isUuid } from '#lib/core/ids.ts';
import { oneLine, paragraphs } from '#lib/core/text.ts';
import { daysBetween, isDay } from '#lib/core/time.ts';
import { isEmail } from '#lib/platform/mail/address.ts';
import { audiences, themes } from '#lib/domains/calendar/model.ts';
import { properContact } from '#lib/domains/registry/contact.ts';
import {
  giftKinds,
  purposeKinds,
  mostDays,
  mostEvents,
  mostPartners,
  supporterKinds,
  type GiftFacts,
  type ProjectFacts,
  type Share,
  type SupporterFacts
} from './model.ts';

/** `code` has the message `projects.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code: ErrorCode;
  readonly value?: string;
  readonly suggestions?: readonly string[];
}

export type ErrorCode =
  | 'title_missing'
  | 'name_missing'
  | 'what_missing'
  | 'too_long'
  | 'number_wrong'
  | 'amount_wrong'
  | 'hours_wrong'
  | 'day_wrong'
  | 'days_turned'
  | 'days_many'
  | 'weekdays_missing'
  | 'time_wrong'
  | 'most_below_least'
  | 'least_too_many'
  | 'lead_unknown'
  | 'territory_unknown'
  | 'partners_missing'
  | 'partners_many'
  | 'organisation_unknown'
  | 'organisation_ambiguous'
  | 'organisation_foreign'
  | 'settlement_missing'
  | 'settlement_unknown'
  | 'settlement_ambiguous'
  | 'settlement_foreign'
  | 'gives_missing'
  | 'email_wrong'
  | 'link_wrong'
  | 'venue_missing';

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly FieldError[] };

export const longest = { title: 200, text: 4000, line: 300, note: 2000 };

/** What the form of a project says by itself: its lead, territory and partners are yet to be looked up. */
export interface ProjectForm extends Omit<ProjectFacts, 'lead' | 'territory' | 'settlements' | 'partners'> {
  readonly territoryValue: string;
  readonly leadValue: string;
  readonly partnerIds: readonly string[];
  /** Typed, one in a line. */
  readonly partnerNames: readonly string[];
}

export function readProjectForm(form: FormData): Read<ProjectForm> {
  const { errors, wrong, line, text, typed, whole } = reader(form);
  const title = line('title', longest.title);
  if (title === '') wrong('title', 'title_missing');
  const firstDay = line('firstDay', 10);
  const lastDay = line('lastDay', 10);
  if (!isDay(firstDay)) wrong('firstDay', 'day_wrong');
  if (!isDay(lastDay)) wrong('lastDay', 'day_wrong');
  else if (isDay(firstDay) && lastDay < firstDay) wrong('lastDay', 'days_turned');
  else if (isDay(firstDay) && daysBetween(firstDay, lastDay) >= mostDays) wrong('lastDay', 'days_many');
  const weekdays = [...new Set(form.getAll('weekdays').map(Number))].filter((day) =>
    [1, 2, 3, 4, 5, 6, 7].includes(day)
  );
  if (weekdays.length === 0) wrong('weekdays', 'weekdays_missing');
  const starts = line('starts', 5);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(starts)) wrong('starts', 'time_wrong');
  const eventsWanted = whole('eventsWanted', 1, mostEvents);
  const atLeast = typed('atLeast').trim() === '' ? 0 : whole('atLeast', 0, mostEvents);
  const atMost = typed('atMost').trim() === '' ? null : whole('atMost', 1, mostEvents);
  if (atMost !== null && atMost < atLeast) wrong('atMost', 'most_below_least');
  const value: ProjectForm = {
    ...{ title, text: text('text', longest.text) || null, firstDay, lastDay, starts },
    weekdays: weekdays.sort(),
    eventsWanted,
    withinKm: whole('withinKm', 1, 60),
    minutes: whole('minutes', 15, 1440),
    audiences: audiences.filter((each) => form.getAll('audiences').includes(each)),
    themes: themes.filter((each) => form.getAll('themes').includes(each)),
    atLeast,
    atMost,
    territoryValue: line('territory', 300),
    leadValue: line('lead', 300),
    partnerIds: form.getAll('partners').map(String).filter(isUuid),
    partnerNames: [...new Set(typed('others').split(/[\n;]/).map(oneLine).filter(Boolean))]
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

export interface SupporterForm extends Omit<SupporterFacts, 'organisation' | 'settlement'> {
  readonly organisationName: string;
  readonly settlementName: string;
}

export function readSupporterForm(form: FormData): Read<SupporterForm> {
  const { errors, wrong, line, text, typed } = reader(form);
  const name = line('name', longest.title);
  if (name === '') wrong('name', 'name_missing');
  const gives = giftKinds.filter((each) => form.getAll('gives').includes(each));
  if (gives.length === 0) wrong('gives', 'gives_missing');
  const contactEmail = line('contactEmail', 254).toLowerCase();
  if (contactEmail !== '' && !isEmail(contactEmail)) wrong('contactEmail', 'email_wrong');
  const typedWebsite = line('website', longest.line);
  const website = typedWebsite === '' ? null : properContact('website', typedWebsite);
  if (typedWebsite !== '' && website === null) wrong('website', 'link_wrong');
  const value: SupporterForm = {
    name,
    kind: supporterKinds.find((kind) => kind === typed('kind')) ?? 'firm',
    organisationName: line('organisation', 300),
    settlementName: line('settlement', 200),
    gives,
    what: line('what', longest.line) || null,
    website,
    contactName: line('contactName', longest.title) || null,
    contactEmail: contactEmail || null,
    contactPhone: line('contactPhone', 50) || null,
    note: text('note', longest.note) || null,
    language: typed('language') === 'en' ? 'en' : 'hu'
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

/** @param purposes those that may be chosen, as `kind:id`; @param today nothing was given later */
export function readGiftForm(
  form: FormData,
  { purposes, today }: { purposes: readonly string[]; today: string }
): Read<GiftFacts> {
  const { errors, wrong, line, typed } = reader(form);
  const what = line('what', longest.line);
  if (what === '') wrong('what', 'what_missing');
  const day = line('day', 10);
  if (!isDay(day) || day > today) wrong('day', 'day_wrong');
  const digits = typed('amount').replace(/[\s.]|Ft/gi, '');
  const amount = digits === '' ? null : Number(digits);
  if (amount !== null && !(Number.isInteger(amount) && amount > 0 && amount < 2e9))
    wrong('amount', 'amount_wrong');
  const hoursText = typed('hours').trim().replace(',', '.');
  const hours = hoursText === '' ? null : Number(hoursText);
  if (hours !== null && !(hours > 0 && hours <= 10_000)) wrong('hours', 'hours_wrong');
  const value: GiftFacts = {
    ...{ day, what, amountHuf: amount, hours },
    kind: giftKinds.find((kind) => kind === typed('kind')) ?? 'goods',
    purpose: purposeIn(purposes.find((each) => each === typed('purpose')))
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

function purposeIn(value = ''): GiftFacts['purpose'] {
  const [name, id = ''] = value.split(':');
  const kind = purposeKinds.find((each) => each === name);
  return kind && isUuid(id) ? { kind, id } : null;
}

/** Fields `least-…` and `most-…` of each partner; what is empty is as everybody has it. */
export function readShares(form: FormData): Read<Share[]> {
  const { errors, typed, whole } = reader(form);
  const number = (field: string): number | null =>
    typed(field).trim() === '' ? null : whole(field, 0, mostEvents);
  const partners = [...form.keys()]
    .filter((field) => field.startsWith('least-'))
    .map((field) => field.slice(6));
  const value = partners.slice(0, mostPartners + 1).map((organisation) => ({
    organisation,
    atLeast: number(`least-${organisation}`),
    atMost: number(`most-${organisation}`)
  }));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

/** What was typed, to be shown again; of several boxes ticked under one name, their values with line ends between them. */
export function shownAgain(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [field, value] of form)
    if (typeof value === 'string') values[field] = field in values ? `${values[field]}\n${value}` : value;
  return values;
}

function reader(form: FormData) {
  const errors: FieldError[] = [];
  const wrong = (field: string, code: ErrorCode, value?: string): void =>
    void errors.push({ field, code, ...(value === undefined ? {} : { value }) });
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
    text: (field: string, most: number) => within(field, paragraphs(typed(field)), most),
    whole: (field: string, least: number, most: number): number => {
      const number = Number(typed(field).trim() || 'x');
      if (Number.isInteger(number) && number >= least && number <= most) return number;
      wrong(field, 'number_wrong', `${least}–${most}`);
      return least;
    }
  };
}
