// Reads the forms of packages and requests; what is wrong comes back by field, with a code that has a message.
import * as v from 'valibot';
import { oneLine, paragraphs as paragraphsOf } from '#lib/core/text.ts';
import { addDays, isDay } from '#lib/core/time.ts';
import { audiences, themes } from '#lib/domains/calendar/model.ts';
import { powers } from '#lib/domains/registry/venue-facts.ts';
import { openDays, packageStates, type Days, type PackageFacts } from './model.ts';

/** `code` has the message `touring.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code: ErrorCode;
  readonly value?: string;
  readonly suggestions?: readonly string[];
}

export type ErrorCode =
  | 'title_missing'
  | 'too_long'
  | 'number_wrong'
  | 'minutes_missing'
  | 'time_wrong'
  | 'times_swapped'
  | 'day_wrong'
  | 'day_missing'
  | 'days_swapped'
  | 'organisation_missing'
  | 'organisation_not_yours'
  | 'settlement_missing'
  | 'settlement_unknown'
  | 'settlement_ambiguous'
  | 'venue_unknown'
  | 'venue_ambiguous'
  | 'name_missing'
  | 'email_wrong'
  | 'too_many_days'
  | 'past'
  | 'nobody_chosen'
  | 'too_many_chosen'
  | 'too_many_searches';

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldError[] };

export const line = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.transform(oneLine), v.maxLength(longest, 'too_long'));
const paragraphs = (longest: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform(paragraphsOf),
    v.maxLength(longest, 'too_long'),
    v.transform((text) => text || null)
  );
export const number = (least: number, most: number, { whole = true } = {}) =>
  v.pipe(
    line(12),
    v.transform((text) => (text === '' ? null : Number(text.replace(/[\s\u00a0]/g, '').replace(',', '.')))),
    v.check(
      (value) => value === null || ((!whole || Number.isInteger(value)) && value >= least && value <= most),
      'number_wrong'
    )
  );
const needed = (least: number, most: number) =>
  v.pipe(
    number(least, most),
    v.check((value) => value !== null, 'minutes_missing'),
    v.transform((value) => value ?? 0)
  );
const orZero = (most: number) =>
  v.pipe(
    number(0, most),
    v.transform((value) => value ?? 0)
  );
const clock = v.pipe(
  line(5),
  v.check((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), 'time_wrong')
);
const ticked = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => text === 'yes')
);
export const oneOf = <Code extends string>(codes: readonly Code[], otherwise: Code) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((text): Code => codes.find((code) => code === text) ?? otherwise)
  );

const packageTexts = v.object({
  title: v.pipe(line(200), v.minLength(1, 'title_missing')),
  text: paragraphs(4000),
  minutes: needed(5, 1440),
  setup: orZero(1440),
  teardown: orZero(1440),
  crew: v.pipe(
    number(1, 200),
    v.transform((value) => value ?? 1)
  ),
  minWidth: number(0.1, 100, { whole: false }),
  minDepth: number(0.1, 100, { whole: false }),
  minHeight: number(0.1, 50, { whole: false }),
  power: v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => powers.find((code) => code === text) ?? null)
  ),
  amps: number(1, 1000),
  capacity: number(1, 100_000),
  darkening: ticked,
  needs: paragraphs(2000),
  fee: orZero(100_000_000),
  perKm: orZero(100_000),
  perNight: number(0, 10_000_000),
  twoADay: ticked,
  restAfter: number(1, 30),
  earliest: clock,
  latest: clock,
  state: oneOf(packageStates, 'open')
});

export type PackageForm = Omit<PackageFacts, 'organisation' | 'home'>;

export function readPackageForm(form: FormData): Read<PackageForm> {
  const read = v.safeParse(packageTexts, textsOf(form));
  const spans = readSpans(form);
  const errors = [...(read.success ? [] : errorsOf(read.issues)), ...(spans.ok ? [] : spans.errors)];
  if (read.success && read.output.earliest > read.output.latest)
    errors.push({ field: 'latest', code: 'times_swapped' });
  if (!read.success || !spans.ok || errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    value: {
      ...read.output,
      audiences: audiences.filter((code) => form.getAll('audiences').includes(code)),
      themes: themes.filter((code) => form.getAll('themes').includes(code)),
      weekdays: [1, 2, 3, 4, 5, 6, 7].filter((day) => form.getAll('weekdays').includes(String(day))),
      available: spans.value
    }
  };
}

/** The pairs of days that a form offers: `from1`, `to1`, … */
export const spanFields = 3;

function readSpans(form: FormData): Read<Days[]> {
  const errors: FieldError[] = [];
  const spans: Days[] = [];
  for (let n = 1; n <= spanFields; n++) {
    const [from, to] = [`from${n}`, `to${n}`].map((name) => oneLine(String(form.get(name) ?? '')));
    if (!from && !to) continue;
    for (const [field, day] of [
      [`from${n}`, from],
      [`to${n}`, to]
    ] as const)
      if (day && !isDay(day)) errors.push({ field, code: 'day_wrong' });
    if (errors.length > 0) continue;
    // A first day alone means from then on, not that day alone.
    const span = {
      from: from || addDays(to ?? '', -openDays),
      to: to || addDays(from ?? '', openDays)
    };
    if (span.from > span.to) errors.push({ field: `to${n}`, code: 'days_swapped' });
    spans.push(span);
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: spans };
}

/** What somebody asks for; settlement and venue are not looked up yet. */
export interface RequestForm {
  readonly settlementName: string;
  readonly venueName: string;
  readonly days: readonly Days[];
  readonly people: number | null;
  readonly share: number;
  readonly note: string | null;
}

const requestTexts = v.object({
  settlement: v.pipe(line(200), v.minLength(1, 'settlement_missing')),
  venue: line(300),
  people: number(1, 100_000),
  share: orZero(10_000_000),
  note: paragraphs(2000)
});

export function readRequestForm(form: FormData): Read<RequestForm> {
  const read = v.safeParse(requestTexts, textsOf(form));
  const spans = readSpans(form);
  if (!read.success || !spans.ok)
    return {
      ok: false,
      errors: [...(read.success ? [] : errorsOf(read.issues)), ...(spans.ok ? [] : spans.errors)]
    };
  const { settlement, venue, ...rest } = read.output;
  return { ok: true, value: { ...rest, settlementName: settlement, venueName: venue, days: spans.value } };
}

const strangerTexts = v.object({
  name: v.pipe(line(200), v.minLength(1, 'name_missing')),
  email: v.pipe(
    line(254),
    v.transform((text) => text.toLowerCase()),
    v.check((text) => /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(text), 'email_wrong')
  )
});

export function readStranger(form: FormData): Read<{ name: string; email: string }> {
  const read = v.safeParse(strangerTexts, textsOf(form));
  return read.success ? { ok: true, value: read.output } : { ok: false, errors: errorsOf(read.issues) };
}

/** What a form shows again: of boxes ticked under one name, their values with line ends between them. */
export function textsOf(form: FormData): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name).filter((value) => typeof value === 'string');
    texts[name] = all.join('\n').slice(0, 10_000);
  }
  return texts;
}

export function errorsOf(
  issues: readonly {
    readonly message: string;
    readonly path?: readonly { readonly key?: unknown }[] | undefined;
  }[]
): FieldError[] {
  return issues.map(({ message, path }) => ({
    field: String(path?.[0]?.key ?? ''),
    code: message as ErrorCode
  }));
}
