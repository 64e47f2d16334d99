// Writes bookings: the row, its occurrences and things, whose they are, and what the database refuses of them.
import { isUuid, type Id } from '#lib/core/ids.ts';
import { occurrencesOf } from '#lib/core/recurrence.ts';
import { defaultZone } from '#lib/core/time.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { maxOccurrences, type BookingState, type Span } from './model.ts';
import type { Kept } from './policy.ts';
import { findBooking, type FullBooking } from './queries.server.ts';

export interface BookingDraft {
  readonly venue: string | null;
  readonly equipment: readonly { readonly id: string; readonly quantity: number }[];
  /** For whom; null when somebody asks in their own name. */
  readonly organisation: string | null;
  readonly purpose: string;
  readonly contact: string | null;
  readonly note: string | null;
  readonly people: number | null;
  readonly starts: string;
  readonly minutes: number;
  readonly allDay: boolean;
  readonly rule: string | null;
  readonly exdates: readonly string[];
}

/** When a draft takes place; more than `maxOccurrences` are asked for in parts. */
export function spansOf({ starts, minutes, allDay, rule, exdates }: BookingDraft): Span[] {
  const series = {
    start: starts,
    minutes,
    zone: defaultZone,
    allDay,
    rule,
    exdates,
    rdates: [],
    overrides: []
  };
  return occurrencesOf(series, new Date(0), new Date(8.64e15), maxOccurrences + 1).occurrences;
}

/** @param kept whose it is @param spans when, soonest first */
export async function writeBooking(
  tx: Database,
  booking: {
    id: Id<'booking'>;
    draft: BookingDraft;
    kept: Kept;
    state: BookingState;
    person: Id<'person'> | null;
    spans: readonly Span[];
    source: string;
  },
  now: Date
): Promise<void> {
  const { id, draft, kept, state, person, spans, source } = booking;
  await lockVenues(tx, [draft.venue]);
  await tx
    .insertInto('booking')
    .values({
      id,
      venue_id: draft.venue,
      keeper_id: kept.keeper?.id ?? null,
      settlement_id: kept.settlement.id,
      organisation_id: draft.organisation,
      person_id: person,
      purpose: draft.purpose,
      contact: draft.contact,
      note: draft.note,
      people: draft.people,
      starts: draft.starts,
      minutes: draft.minutes,
      all_day: draft.allDay,
      rule: draft.rule,
      exdates: JSON.stringify(draft.exdates),
      state,
      decided_at: state === 'confirmed' ? now : null,
      answer: null,
      source,
      created_at: now,
      updated_at: now
    })
    .execute();
  await writeOccurrences(tx, { id, venue: draft.venue, state }, spans);
  await writeThings(tx, id, draft.equipment);
}

/** One after the other: two that wait for each other at the exclusion constraint would be a deadlock. */
export async function lockVenues(tx: Database, venues: readonly (string | null)[]): Promise<void> {
  const ids = venues.filter((each) => each !== null) as Id<'venue'>[];
  if (ids.length > 0)
    await tx.selectFrom('venue').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute();
}

export async function writeOccurrences(
  tx: Database,
  { id, venue, state }: { id: Id<'booking'>; venue: string | null; state: BookingState },
  spans: readonly Span[]
): Promise<void> {
  if (spans.length === 0) return;
  await tx
    .insertInto('booking_occurrence')
    .values(
      spans.map(({ start, end }) => ({
        booking_id: id,
        starts_at: start,
        ends_at: end,
        venue_id: venue,
        state
      }))
    )
    .execute();
}

/** Nobody else changes or decides it until the transaction ends. */
export async function lockBooking(tx: Database, id: string): Promise<FullBooking | null> {
  if (!isUuid(id)) return null;
  await tx
    .selectFrom('booking')
    .select('id')
    .where('id', '=', id as Id<'booking'>)
    .forUpdate()
    .execute();
  return findBooking(tx, id);
}

/** After the occurrences: the database counts over these whether so many are there. */
export async function writeThings(
  tx: Database,
  id: Id<'booking'>,
  things: BookingDraft['equipment']
): Promise<void> {
  for (const { id: equipment, quantity } of [...things].sort((a, b) => (a.id < b.id ? -1 : 1)))
    await tx
      .insertInto('booking_equipment')
      .values({ booking_id: id, equipment_id: equipment, quantity })
      .execute();
}

export interface KeptAndLent extends Kept {
  readonly bookable: boolean;
}

/** Null when it is not there, or belongs to several. */
export async function findKept(
  tx: Database,
  draft: Pick<BookingDraft, 'venue' | 'equipment'>
): Promise<KeptAndLent | null> {
  const venue =
    draft.venue === null
      ? null
      : await tx
          .selectFrom('venue')
          .select(['organisation_id', 'settlement_id', 'bookable', 'closed_on'])
          .where('id', '=', draft.venue as Id<'venue'>)
          .executeTakeFirst();
  if (venue === undefined) return null;
  const ids = draft.equipment.map(({ id }) => id);
  const things =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('equipment')
          .select(['organisation_id', 'settlement_id'])
          .where('id', 'in', ids as Id<'equipment'>[])
          .execute();
  if (things.length < ids.length || (!venue && things.length === 0)) return null;
  const owners = [...(venue ? [venue.organisation_id] : []), ...things.map((each) => each.organisation_id)];
  if (owners.some((owner) => owner !== owners[0])) return null;
  const [owner = null] = owners;
  const settlement = venue?.settlement_id ?? things[0]?.settlement_id;
  if (!settlement) return null;
  return {
    keeper: owner ? { id: owner } : null,
    settlement: { id: settlement },
    bookable: venue ? venue.bookable && venue.closed_on === null : true
  };
}

export async function recordBooking(
  tx: Database,
  actor: Actor,
  now: Date,
  { verb, booking, details = {} }: { verb: string; booking: FullBooking; details?: Record<string, JsonValue> }
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'booking',
    objectId: booking.id,
    organisations: [booking.keeper?.id, booking.organisation?.id].filter((each) => each !== undefined),
    details: { venue: booking.venue?.name ?? null, day: booking.starts.slice(0, 10), ...details }
  });
}

/** What the database refused, when it was that somebody else has it. */
export function refusalIn(error: unknown): 'venue_taken' | 'equipment_taken' | null {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  if (code !== '23P01') return null;
  return constraint === 'equipment_beyond' ? 'equipment_taken' : 'venue_taken';
}
