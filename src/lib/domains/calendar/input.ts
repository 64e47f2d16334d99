// Reads the form of an event; what is wrong comes back by field, with a code that has a message.
import * as v from 'valibot';
import { oneLine, paragraphs as paragraphsOf } from '#lib/core/text.ts';
import { readFlexibility, readSeries, readWhen } from './input-when.ts';
import { audiences, statuses, themes, type Flexibility, type Performer } from './model.ts';
import { performersFault, performersIn } from './performers.ts';

/** `code` has the message `calendar.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code: ErrorCode;
  readonly value?: string;
  readonly suggestions?: readonly string[];
}

export type ErrorCode =
  | 'title_missing'
  | 'too_long'
  | 'organiser_missing'
  | 'organiser_not_yours'
  | 'organiser_unknown'
  | 'organiser_ambiguous'
  | 'settlement_missing'
  | 'settlement_unknown'
  | 'settlement_ambiguous'
  | 'venue_unknown'
  | 'venue_ambiguous'
  | 'venue_elsewhere'
  | 'date_missing'
  | 'date_wrong'
  | 'year_unlikely'
  | 'time_missing'
  | 'time_wrong'
  | 'end_before_start'
  | 'end_too_far'
  | 'repeat_until_missing'
  | 'repeat_until_before_start'
  | 'repeat_until_far'
  | 'except_wrong'
  | 'rule_wrong'
  | 'performers_many'
  | 'performers_long'
  | 'attendance_wrong'
  | 'flexible_days_wrong'
  | 'window_wrong'
  | 'website_wrong';

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldError[] };

/** What the form says; names and ids are not looked up yet. */
export interface EventForm {
  readonly title: string;
  readonly summary: string | null;
  readonly description: string | null;
  /** Names as typed, some perhaps empty. */
  readonly organisers: readonly string[];
  readonly settlement: string;
  /** A name as typed. */
  readonly venue: string | null;
  readonly place: string | null;
  readonly starts: string;
  readonly minutes: number;
  readonly allDay: boolean;
  readonly rule: string | null;
  readonly exdates: readonly string[];
  readonly audiences: readonly (typeof audiences)[number][];
  readonly themes: readonly (typeof themes)[number][];
  /** Not yet held against the register. */
  readonly performers: readonly Performer[];
  readonly tradition: string | null;
  readonly attendance: number | null;
  readonly flexibility: Flexibility;
  readonly background: boolean;
  readonly status: (typeof statuses)[number];
  readonly price: string | null;
  readonly website: string | null;
}

const line = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.transform(oneLine), v.maxLength(longest, 'too_long'));
const orNull = v.transform((text: string) => text || null);
const paragraphs = v.pipe(
  v.optional(v.string(), ''),
  v.transform(paragraphsOf),
  v.maxLength(10_000, 'too_long'),
  orNull
);

const texts = v.object({
  title: v.pipe(line(200), v.minLength(1, 'title_missing')),
  summary: v.pipe(line(300), orNull),
  description: paragraphs,
  settlement: line(200),
  venue: v.pipe(line(300), orNull),
  place: v.pipe(line(200), orNull),
  tradition: v.pipe(line(60), orNull),
  price: v.pipe(line(100), orNull),
  website: v.pipe(
    line(500),
    v.transform((text) => (text === '' || /^https?:\/\//i.test(text) ? text : `https://${text}`)),
    v.check((text) => text === '' || isWebAddress(text), 'website_wrong'),
    orNull
  ),
  attendance: v.pipe(
    line(12),
    v.transform((text) => (text === '' ? null : Number(text.replace(/[ .]/g, '')))),
    v.check(
      (people) => people === null || (Number.isInteger(people) && people > 0 && people <= 1_000_000),
      'attendance_wrong'
    )
  )
});

/** Fields that have no say in what an event competes with; while these are still empty or wrong, advice can be given. */
const besideAdvice = ['summary', 'description', 'place', 'price', 'website'];

/** What keeps a mistyped year out: an event begins within ten years of today, unless it began on that day already. */
export interface Nearness {
  /** 'YYYY-MM-DD'. */
  readonly today: string;
  /** When the event that is being changed begins, local; null for a new one. */
  readonly before: string | null;
}
const mostYears = 10;

/** The whole form, as it is saved. */
export function readEventForm(form: FormData, nearness: Nearness): Read<EventForm> {
  const read = readFields(form, nearness);
  const unnamed: FieldError[] = form.getAll('organiser').some((name) => String(name).trim() !== '')
    ? []
    : [{ field: 'organiser', code: 'organiser_missing' }];
  if (read.ok && unnamed.length === 0) return read;
  return { ok: false, errors: inOrder([...(read.ok ? [] : read.errors), ...unnamed]) };
}

/** As much of a form that is being filled in as the clash advice needs: title and organisers may still be missing. */
export function readForAdvice(form: FormData, nearness: Nearness): Read<EventForm> {
  const needed = new FormData();
  for (const [name, value] of form) if (!besideAdvice.includes(name)) needed.append(name, value);
  if (oneLine(String(form.get('title') ?? '')) === '') needed.set('title', '–');
  return readFields(needed, nearness);
}

/** By the place of their fields on the page. */
export function inOrder(errors: readonly FieldError[]): FieldError[] {
  const place = ({ field }: FieldError): number => order.indexOf(field.replace(/-\d+$/, ''));
  return [...errors].sort((a, b) => place(a) - place(b));
}

const order = [
  'title',
  'organiser',
  'date',
  'time',
  'end_time',
  'end_date',
  'repeat',
  'weekday',
  'every',
  'until',
  'except',
  'rule',
  'settlement',
  'venue',
  'place',
  'audience',
  'theme',
  'performers',
  'attendance',
  'flexible_days',
  'window_from',
  'window_earliest',
  'summary',
  'description',
  'tradition',
  'price',
  'website'
];

function readFields(form: FormData, nearness: Nearness): Read<EventForm> {
  const errors: FieldError[] = [];
  const wrong = (field: string, code: ErrorCode, value?: string): void =>
    void errors.push({ field, code, value });
  const text = (name: string): string => oneLine(String(form.get(name) ?? ''));

  const parsed = v.safeParse(texts, textsOf(form));
  if (!parsed.success)
    for (const issue of parsed.issues)
      wrong(
        v.getDotPath(issue) ?? 'title',
        issue.message as ErrorCode,
        String(issue.input ?? '').slice(0, 100)
      );
  if (text('settlement') === '' && text('venue') === '') wrong('settlement', 'settlement_missing');

  const performers = performersIn(String(form.get('performers') ?? ''));
  const unfit = performersFault(performers);
  if (unfit) wrong('performers', unfit);
  const when = readWhen(text, wrong);
  if (when && !isNear(when.starts, nearness)) wrong('date', 'year_unlikely', when.starts.slice(0, 10));
  const series = when ? readSeries(form, text, when.starts, wrong) : null;
  const flexibility = when ? readFlexibility(text, when.starts, wrong) : null;
  if (!parsed.success || errors.length > 0 || !when || !series || !flexibility)
    return { ok: false, errors: inOrder(errors) };
  return {
    ok: true,
    value: {
      ...parsed.output,
      organisers: form.getAll('organiser').map((name) => oneLine(String(name)).slice(0, 300)),
      ...when,
      ...series,
      audiences: audiences.filter((code) => form.getAll('audience').includes(code)),
      themes: themes.filter((code) => form.getAll('theme').includes(code)),
      performers,
      flexibility,
      background: form.has('background'),
      status: statuses.find((status) => status === text('status')) ?? 'tentative'
    }
  };
}

/** What was typed, to be shown again: the fields that may come more than once are lists. */
export function textsOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([field, value]) => (typeof value === 'string' ? [[field, value]] : []))
  );
}

function isNear(starts: string, { today, before }: Nearness): boolean {
  const day = starts.slice(0, 10);
  if (day === before?.slice(0, 10)) return true;
  const yearsOff = (years: number): string =>
    `${String(Number(today.slice(0, 4)) + years).padStart(4, '0')}${today.slice(4)}`;
  return day >= yearsOff(-mostYears) && day <= yearsOff(mostYears);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).hostname.includes('.');
}
