// What the page shows on which a venue or things are asked for, and what it answers: done, or what stands in the way and what is free.
import { addDays, defaultZone, dayOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import type { FormContent } from '#lib/domains/calendar/form-fields.ts';
import { whenFields } from '#lib/domains/calendar/form-when.ts';
import { textsOf } from '#lib/domains/calendar/input.ts';
import { listEquipmentOf, type Equipment } from '#lib/domains/registry/equipment.server.ts';
import { labelsOf, type Labelled } from '#lib/domains/registry/names.server.ts';
import type { FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { lookAround, type InTheWay } from './in-the-way.server.ts';
import { readBookingForm, type FieldError } from './input.ts';
import type { BookingState } from './model.ts';
import { requestBooking } from './operations.server.ts';
import type { BookingDraft } from './write.server.ts';

/** What can be asked for together: one venue, or one thing, and what else its owner lends. */
export interface Offered {
  readonly venue: FullVenue | null;
  readonly things: readonly Equipment[];
}

export async function offeredWith(
  db: Database,
  { venue, thing }: { venue: FullVenue | null; thing: Equipment | null }
): Promise<Offered> {
  const owner = venue?.organisation?.id ?? thing?.owner.id;
  return { venue, things: owner ? await listEquipmentOf(db, owner) : [] };
}

/** The organisations that the actor works for, in whatever role. */
export async function ownOrganisations(db: Database, actor: Actor): Promise<Labelled[]> {
  if (actor.kind !== 'person') return [];
  const ids = actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []));
  return labelsOf(db, 'organisation', ids.slice(0, 60));
}

/** Next week at six in the evening, or the day that was asked for; the actor's organisation where there is only one. */
export function emptyBooking(
  { own, day, thing }: { own: readonly Labelled[]; day: string | null; thing: Equipment | null },
  now: Date
): FormContent {
  return {
    texts: {
      date: day ?? addDays(dayOf(now, defaultZone), 7),
      repeat: 'none',
      every: '1',
      organisation: own.length === 1 ? (own[0]?.id ?? '') : '',
      ...(thing ? { [`things-${thing.id}`]: '1' } : {})
    },
    chosen: { organiser: [], audience: [], theme: [], weekday: [] }
  };
}

export type Answered =
  | { readonly saved: { readonly id: string; readonly state: BookingState } }
  | {
      readonly content: FormContent;
      readonly errors: readonly FieldError[];
      readonly inTheWay: InTheWay | null;
    };

export async function handleBookingForm(
  db: Database,
  actor: Actor,
  { form: posted, offered, now }: { form: FormData; offered: Offered; now: Date }
): Promise<Answered> {
  const { form, filledIn } = withAnswerTaken(posted);
  const content = contentOf(form);
  if (filledIn) return { content, errors: [], inTheWay: null };
  const read = readBookingForm(form);
  if (!read.ok) return { content, errors: read.errors, inTheWay: null };
  const lent = new Set<string>(offered.things.map(({ id }) => id));
  const draft: BookingDraft = {
    ...read.value,
    venue: offered.venue?.id ?? null,
    equipment: read.value.equipment.filter(({ id }) => lent.has(id))
  };
  if (!offered.venue && draft.equipment.length === 0) {
    const field = `things-${offered.things[0]?.id ?? ''}`;
    return { content, errors: [{ field, code: 'nothing_asked' }], inTheWay: null };
  }
  const made = await actOnce(db, actor, { form, now }, (tx) => requestBooking(tx, actor, draft, now));
  if (made.ok) return { saved: made.value };
  if (made.reason === 'not_yours' || made.reason === 'not_lent')
    return { content, errors: [{ field: 'purpose', code: 'not_lent' }], inTheWay: null };
  const errors: FieldError[] = [{ field: 'date', code: made.reason }];
  if (made.reason === 'equipment_taken') {
    const [thing] = draft.equipment;
    return { content, errors: [{ field: `things-${thing?.id ?? ''}`, code: made.reason }], inTheWay: null };
  }
  const inTheWay =
    made.reason === 'venue_taken' && offered.venue
      ? await lookAround(db, { draft, venue: offered.venue, now })
      : null;
  return { content, errors, inTheWay };
}

/** The form with another time, or without some days, when one of these offers was pressed. */
export function withAnswerTaken(form: FormData): { form: FormData; filledIn: boolean } {
  const [, what = '', answer = ''] = /^(starts|without) ([\d, T:-]+)$/.exec(String(form.get('take'))) ?? [];
  if (what === '') return { form, filledIn: false };
  const fresh = new FormData();
  for (const [name, value] of form) if (name !== 'take') fresh.append(name, value);
  if (what === 'without')
    fresh.set('except', [String(form.get('except') ?? ''), answer].filter(Boolean).join(', '));
  else {
    const read = readBookingForm(fresh);
    const minutes = read.ok ? read.value.minutes : 0;
    const { texts } = whenFields({ starts: answer, minutes, allDay: false, rule: null, exdates: [] });
    for (const name of ['date', 'time', 'end_date', 'end_time']) fresh.set(name, texts[name] ?? '');
  }
  return { form: fresh, filledIn: true };
}

export function contentOf(form: FormData): FormContent {
  return {
    texts: textsOf(form),
    chosen: { organiser: [], audience: [], theme: [], weekday: form.getAll('weekday').map(String) }
  };
}
