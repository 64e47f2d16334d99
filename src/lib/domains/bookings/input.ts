// Reads the form by which a venue or things are asked for; what is wrong comes back by field, with a code that has a message.
import { oneLine, paragraphs } from '#lib/core/text.ts';
import { readSeries, readWhen } from '#lib/domains/calendar/input-when.ts';
import { textsOf, type ErrorCode as WhenError } from '#lib/domains/calendar/input.ts';
import { isUuid } from '#lib/core/ids.ts';

/** `code` has the message `bookings.error.<code>` or, of when it is, `calendar.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code: OwnError | WhenError;
  readonly value?: string;
}

type OwnError =
  | 'purpose_missing'
  | 'too_long'
  | 'people_wrong'
  | 'end_missing'
  | 'quantity_wrong'
  | 'nothing_asked'
  | 'past'
  | 'too_many'
  | 'venue_taken'
  | 'equipment_taken'
  | 'not_lent';

export interface BookingForm {
  readonly purpose: string;
  readonly contact: string | null;
  readonly note: string | null;
  readonly people: number | null;
  readonly starts: string;
  readonly minutes: number;
  readonly allDay: boolean;
  readonly rule: string | null;
  readonly exdates: readonly string[];
  /** Id of one of the actor's organisations; null in one's own name. */
  readonly organisation: string | null;
  readonly equipment: readonly { readonly id: string; readonly quantity: number }[];
}

export type Read =
  { readonly ok: true; readonly value: BookingForm } | { readonly ok: false; readonly errors: FieldError[] };

/** Fields of things that are asked for: `things-<id>` holds how many. */
export const thingField = 'things-';
const longest = { purpose: 200, contact: 200, note: 2000 } as const;

export function readBookingForm(form: FormData): Read {
  const errors: FieldError[] = [];
  const wrong = (field: string, code: FieldError['code'], value?: string): void =>
    void errors.push({ field, code, ...(value === undefined ? {} : { value }) });
  const text = (name: string): string => oneLine(String(form.get(name) ?? ''));

  const purpose = text('purpose');
  if (purpose === '') wrong('purpose', 'purpose_missing');
  const note = paragraphs(String(form.get('note') ?? ''));
  const written = { purpose, contact: text('contact'), note };
  for (const field of ['purpose', 'contact', 'note'] as const)
    if (written[field].length > longest[field]) wrong(field, 'too_long');
  const people = text('people') === '' ? null : Number(text('people').replace(/[ .]/g, ''));
  if (people !== null && !(Number.isInteger(people) && people > 0 && people <= 1_000_000))
    wrong('people', 'people_wrong', text('people'));

  const when = readWhen(text, wrong);
  if (when && when.minutes <= 0 && errors.every(({ field }) => field !== 'end_time'))
    wrong('end_time', 'end_missing');
  const series = when ? readSeries(form, text, when.starts, wrong) : null;

  const equipment: { id: string; quantity: number }[] = [];
  for (const [name, typed] of Object.entries(textsOf(form))) {
    const id = name.startsWith(thingField) ? name.slice(thingField.length) : null;
    if (id === null || !isUuid(id) || typed.trim() === '' || typed.trim() === '0') continue;
    const quantity = Number(typed);
    if (Number.isInteger(quantity) && quantity > 0 && quantity <= 100_000) equipment.push({ id, quantity });
    else wrong(name, 'quantity_wrong', typed);
  }
  const organisation = text('organisation');
  if (errors.length > 0 || !when || !series) return { ok: false, errors };
  return {
    ok: true,
    value: {
      purpose,
      contact: written.contact || null,
      note: note || null,
      people,
      ...when,
      ...series,
      organisation: isUuid(organisation) ? organisation : null,
      equipment
    }
  };
}
