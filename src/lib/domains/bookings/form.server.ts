// What the page shows on which a venue or things are asked for, and what it answers: done, or what stands in the way and what is free.
import { addDays, defaultZone, dayOf, localOf, startOfDay } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import type { FormContent } from '#lib/domains/calendar/form.server.ts';
import { whenFields } from '#lib/domains/calendar/form-when.ts';
import { textsOf } from '#lib/domains/calendar/input.ts';
import { listEquipmentOf, type Equipment } from '#lib/domains/registry/equipment.server.ts';
import { labelsOf, type Labelled } from '#lib/domains/registry/names.server.ts';
import type { FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { readBookingForm, type FieldError } from './input.ts';
import { freeTimes, freeTimesReach, type BookingState } from './model.ts';
import { requestBooking, spansOf, type BookingDraft } from './operations.server.ts';
import { findFreeVenues, findTaken, listUses, type FreeVenue, type Use } from './uses.server.ts';

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

/** What stands in the way, and what could be had instead. */
export interface InTheWay {
  readonly taken: readonly Use[];
  /** Local starts at which the venue is free; each is offered as a press. */
  readonly times: readonly string[];
  readonly venues: readonly FreeVenue[];
  /** Of a series: the days that could be left out, when the others are free. */
  readonly without: readonly string[];
}

export type Answered =
  | { readonly saved: { readonly id: string; readonly state: BookingState } }
  | {
      readonly content: FormContent;
      readonly errors: readonly FieldError[];
      readonly inTheWay: InTheWay | null;
    };

const shownTaken = 5;
const mostLeftOut = 10;

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

async function lookAround(
  db: Database,
  { draft, venue, now }: { draft: BookingDraft; venue: FullVenue; now: Date }
): Promise<InTheWay> {
  const spans = spansOf(draft);
  const taken = await findTaken(db, venue.id, spans, draft.organisation);
  const venues = await findFreeVenues(db, {
    settlement: venue.settlement.id,
    besides: venue.id,
    people: draft.people,
    spans
  });
  if (draft.rule !== null) {
    const blocked = spans.filter((span) => taken.some((use) => span.start < use.end && use.start < span.end));
    const without = blocked.map(({ start }) => localOf(start, defaultZone).slice(0, 10));
    const worthIt = without.length <= mostLeftOut && without.length < spans.length;
    return { taken: taken.slice(0, shownTaken), times: [], venues, without: worthIt ? without : [] };
  }
  const day = draft.starts.slice(0, 10);
  const busy = await listUses(
    db,
    venue.id,
    startOfDay(day, defaultZone),
    startOfDay(addDays(day, freeTimesReach), defaultZone)
  );
  const times = draft.allDay
    ? []
    : freeTimes({
        starts: draft.starts,
        minutes: draft.minutes,
        busy: busy.filter(({ blocks }) => blocks),
        zone: defaultZone,
        now
      });
  return { taken: taken.slice(0, shownTaken), times, venues, without: [] };
}

/** The form with another time, or without some days, when one of these offers was pressed. */
function withAnswerTaken(form: FormData): { form: FormData; filledIn: boolean } {
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

function contentOf(form: FormData): FormContent {
  return {
    texts: textsOf(form),
    chosen: { organiser: [], audience: [], theme: [], weekday: form.getAll('weekday').map(String) }
  };
}
