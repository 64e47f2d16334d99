// The page on which a booking is changed: what it shows, and what it answers, together with what others changed since it was opened.
import { whenFields } from '#lib/domains/calendar/form-when.ts';
import type { FormContent } from '#lib/domains/calendar/form-fields.ts';
import { listEquipmentOf, type Equipment } from '#lib/domains/registry/equipment.server.ts';
import { findVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { defaultZone, instantOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { changeBooking, type BookingChange } from './change.server.ts';
import { contentOf, withAnswerTaken } from './form.server.ts';
import { lookAround, type InTheWay } from './in-the-way.server.ts';
import { readBookingForm, thingField, type FieldError } from './input.ts';
import { isHolding, type BookingState } from './model.ts';
import { canDecide } from './policy.ts';
import { findBooking, listRooms, type FullBooking, type Room } from './queries.server.ts';
import { cutSeries, localStarts, type Scope } from './series.ts';
import { spansOf } from './write.server.ts';

/** Of a series: which of its occurrences are changed. */
export interface Chosen {
  readonly scope: Scope;
  /** The local start of an occurrence. */
  readonly local: string;
}

/** What may be chosen where a booking has several occurrences. */
export interface Choice {
  /** Local starts of those to come. */
  readonly coming: readonly string[];
  readonly scopes: readonly Scope[];
}

/** A series that has begun is not changed as a whole: what was, was. */
export function choiceIn(booking: FullBooking, now: Date): Choice {
  const starts = localStarts(booking);
  const coming = starts.filter((local) => instantOf(local, defaultZone) > now);
  return {
    coming,
    scopes: ['one', 'following', ...(coming.length === starts.length ? (['all'] as const) : [])]
  };
}

/** Whether there is anything left of it to change. */
export function isToCome(booking: FullBooking, now: Date): boolean {
  return isHolding(booking.state) && choiceIn(booking, now).coming.length > 0;
}

/** What an address asks for: null where it has to be chosen yet. A booking that takes place once has nothing to choose. */
export function chosenIn(booking: FullBooking, url: URL, now: Date): Chosen | null {
  const { coming, scopes } = choiceIn(booking, now);
  const [only] = coming;
  if (booking.count === 1) return { scope: 'all', local: only ?? booking.starts };
  const scope = scopes.find((each) => each === url.searchParams.get('scope'));
  const local = coming.find((each) => each === url.searchParams.get('occurrence'));
  return scope && local ? { scope, local } : null;
}

export interface Offered {
  readonly rooms: readonly Room[];
  readonly things: readonly Equipment[];
}

/** Rooms and things of the same owner; whoever decides may also take a room that others cannot ask for. */
export async function offeredFor(db: Database, actor: Actor, booking: FullBooking): Promise<Offered> {
  const owner = booking.keeper?.id;
  const rooms = booking.venue ? await listRooms(db, booking, { all: canDecide(actor, booking) }) : [];
  return { rooms, things: owner ? await listEquipmentOf(db, owner) : [] };
}

/** The form of a booking as it is now, which knows what it began from. */
export function contentToChange(booking: FullBooking, chosen: Chosen): FormContent {
  const { texts, weekday } = fieldsOf(booking, chosen);
  const begun = begunText(begunFrom(booking, chosen));
  return {
    texts: { ...texts, [begunField]: begun },
    chosen: { organiser: [], audience: [], theme: [], weekday }
  };
}

export type Handled =
  | {
      readonly saved: { readonly id: string; readonly state: BookingState };
      /** With changes of others that were taken over. */
      readonly merged: boolean;
    }
  | Answered
  /** The occurrence is there no longer, or the booking is over. */
  | { readonly gone: true }
  | { readonly hidden: true };

interface Answered {
  readonly content: FormContent;
  readonly errors: readonly FieldError[];
  readonly inTheWay: InTheWay | null;
  readonly meanwhile?: { readonly conflicts: readonly string[]; readonly since: Date };
}

/** Half of these would make no sense. */
const groups = [
  ['date', 'time', 'end_date', 'end_time', 'all_day', 'repeat', 'rule', 'every', 'until', 'except', 'weekday']
];

export async function handleChangeForm(
  db: Database,
  actor: Actor,
  { form: posted, before, chosen, now }: { form: FormData; before: FullBooking; chosen: Chosen; now: Date }
): Promise<Handled> {
  const { form, filledIn } = withAnswerTaken(posted);
  if (filledIn) return { content: contentOf(form), errors: [], inTheWay: null };
  const fresh = async () => (await findBooking(db, before.id)) ?? before;
  const over = await saveOver<Handled>(form, {
    groups,
    current: async () => begunFrom(await fresh(), chosen),
    save: async (sent, from) =>
      saveChange(db, actor, { form: sent, before: await fresh(), chosen, from, now })
  });
  if ('answer' in over) return 'saved' in over.answer ? { ...over.answer, merged: over.merged } : over.answer;
  const { conflicts, since } = over;
  return { content: contentOf(over.form), errors: [], inTheWay: null, meanwhile: { conflicts, since } };
}

async function saveChange(
  db: Database,
  actor: Actor,
  {
    form,
    before,
    chosen,
    from,
    now
  }: { form: FormData; before: FullBooking; chosen: Chosen; from: Date | null; now: Date }
): Promise<Handled | 'changed_meanwhile'> {
  const content = contentOf(form);
  const read = readBookingForm(form);
  if (!read.ok) return { content, errors: read.errors, inTheWay: null };
  const { organisation: _organisation, ...typed } = read.value;
  const offered = await offeredFor(db, actor, before);
  const room = String(form.get('venue') ?? '');
  const draft: BookingChange = {
    ...typed,
    ...(chosen.scope === 'one' ? { rule: null, exdates: [] } : {}),
    venue: offered.rooms.find(({ id }) => id === room)?.id ?? before.venue?.id ?? null,
    equipment: typed.equipment.filter(({ id }) => offered.things.some((thing) => thing.id === id))
  };
  const wrong = (field: string, code: FieldError['code']): Handled => ({
    content,
    errors: [{ field, code }],
    inTheWay: null
  });
  if (draft.venue === null && draft.equipment.length === 0)
    return wrong(`${thingField}${before.equipment[0]?.id ?? ''}`, 'nothing_asked');
  const saved = await changeBooking(db, actor, { id: before.id, draft, ...chosen, from }, now);
  if (saved.ok) return { saved: saved.value, merged: false };
  switch (saved.reason) {
    case 'changed_meanwhile':
      return saved.reason;
    case 'not_found':
    case 'not_yours':
      return { hidden: true };
    case 'gone':
      return { gone: true };
    case 'not_lent':
      return wrong('purpose', saved.reason);
    case 'equipment_taken':
      return wrong(`${thingField}${draft.equipment[0]?.id ?? ''}`, saved.reason);
    case 'past':
    case 'too_many':
      return wrong('date', saved.reason);
    case 'venue_taken':
      return {
        content,
        errors: [{ field: 'date', code: saved.reason }],
        inTheWay: await inTheWayOf(db, { before, chosen, draft, now })
      };
  }
}

async function inTheWayOf(
  db: Database,
  { before, chosen, draft, now }: { before: FullBooking; chosen: Chosen; draft: BookingChange; now: Date }
): Promise<InTheWay | null> {
  const venue = draft.venue === null ? null : await findVenue(db, draft.venue);
  if (!venue) return null;
  const organisation = before.organisation?.id ?? null;
  const { cut } = cutSeries(before, chosen);
  const released = new Set(spansOf({ ...draft, ...cut, organisation }).map(({ start }) => start.getTime()));
  return lookAround(db, {
    draft: { ...draft, organisation },
    venue,
    now,
    released: (use) => use.booking === before.id && released.has(use.start.getTime())
  });
}

function begunFrom(booking: FullBooking, chosen: Chosen): Begun {
  const { texts, weekday } = fieldsOf(booking, chosen);
  const single = Object.entries(texts).map(([field, text]): [string, string[]] => [field, [text]]);
  return { at: booking.updatedAt, fields: new Map([...single, ['weekday', [...weekday]]]) };
}

function fieldsOf(
  booking: FullBooking,
  chosen: Chosen
): { texts: Readonly<Record<string, string>>; weekday: readonly string[] } {
  const { texts, weekday } = whenFields(cutSeries(booking, chosen).cut);
  return {
    weekday,
    texts: {
      purpose: booking.purpose,
      people: booking.people === null ? '' : String(booking.people),
      contact: booking.contact ?? '',
      note: booking.note ?? '',
      venue: booking.venue?.id ?? '',
      ...texts,
      ...Object.fromEntries(
        booking.equipment.map(({ id, quantity }) => [`${thingField}${id}`, String(quantity)])
      )
    }
  };
}
