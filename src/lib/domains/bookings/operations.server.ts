// Asks for a venue or for things, decides, gives back; each in one transaction with its mails and its activity.
import type { Id } from '#lib/core/ids.ts';
import { occurrencesOf } from '#lib/core/recurrence.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { defaultZone, dayMs } from '#lib/core/time.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { worksFor, type Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { mailAsked, mailDecided, mailReceived, mailWithdrawn } from './mails.server.ts';
import { answerDays, maxOccurrences, type BookingState, type Span } from './model.ts';
import { canCancel, canDecide, canRequest, type Kept } from './policy.ts';
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

export type RequestRefused =
  | { ok: false; reason: 'not_yours' }
  /** Nothing is asked for, or things of several owners at once. */
  | { ok: false; reason: 'not_lent' }
  | { ok: false; reason: 'past' }
  | { ok: false; reason: 'too_many' }
  /** Somebody else has the venue at one of these times. */
  | { ok: false; reason: 'venue_taken' }
  | { ok: false; reason: 'equipment_taken' };
export type BookingMade = Result<{ id: Id<'booking'>; state: BookingState }, RequestRefused>;

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

/**
 * First come, first served: the request holds the venue until it is answered. Whoever may decide about it themselves has it at
 * once. Of many at the same moment the database lets one through.
 */
export async function requestBooking(
  db: Database,
  actor: Actor,
  draft: BookingDraft,
  now: Date
): Promise<BookingMade> {
  if (actor.kind !== 'person' || !canRequest(actor)) return no('not_yours');
  if (draft.organisation !== null && !worksFor(actor, draft.organisation)) return no('not_yours');
  const spans = spansOf(draft);
  const [first] = spans;
  if (!first || first.start < now) return no('past');
  if (spans.length > maxOccurrences) return no('too_many');
  try {
    return await inTransaction(db, async (tx): Promise<BookingMade> => {
      const kept = await findKept(tx, draft);
      if (!kept) return no('not_lent');
      const decides = canDecide(actor, kept);
      if (!kept.bookable && !decides) return no('not_lent');
      const id = newId<'booking'>(now);
      const state: BookingState = decides ? 'confirmed' : 'requested';
      await writeBooking(tx, { id, draft, kept, state, person: actor.id, spans, source: 'entered' }, now);
      const booking = await findBooking(tx, id);
      if (!booking) throw new Error('A booking was written and is not there');
      await record(tx, actor, now, { verb: 'booking.requested', booking });
      if (state === 'requested') {
        await mailAsked(tx, booking, now);
        await mailReceived(tx, booking, now);
      }
      return ok({ id, state });
    });
  } catch (error) {
    const refused = refusalIn(error);
    if (refused) return no(refused);
    throw error;
  }
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
  // One after the other: two that wait for each other at the exclusion constraint would be a deadlock.
  if (draft.venue !== null)
    await tx
      .selectFrom('venue')
      .select('id')
      .where('id', '=', draft.venue as Id<'venue'>)
      .forNoKeyUpdate()
      .execute();
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
  await tx
    .insertInto('booking_occurrence')
    .values(
      spans.map(({ start, end }) => ({
        booking_id: id,
        starts_at: start,
        ends_at: end,
        venue_id: draft.venue,
        state
      }))
    )
    .execute();
  for (const { id: equipment, quantity } of [...draft.equipment].sort((a, b) => (a.id < b.id ? -1 : 1)))
    await tx
      .insertInto('booking_equipment')
      .values({ booking_id: id, equipment_id: equipment, quantity })
      .execute();
}

export type DecideRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Somebody has answered already, or it was withdrawn. */
  | { ok: false; reason: 'decided' };

export async function decideBooking(
  db: Database,
  actor: Actor,
  { id, confirmed, answer }: { id: string; confirmed: boolean; answer: string | null },
  now: Date
): Promise<Result<{ booking: FullBooking }, DecideRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ booking: FullBooking }, DecideRefused>> => {
    const before = await findBooking(tx, id);
    if (!before) return no('not_found');
    if (!canDecide(actor, before)) return no('not_yours');
    const state = confirmed ? 'confirmed' : 'refused';
    const booking = await moveTo(tx, { before, from: ['requested'], state, answer }, now);
    if (!booking) return no('decided');
    await record(tx, actor, now, { verb: confirmed ? 'booking.confirmed' : 'booking.refused', booking });
    await mailDecided(tx, booking, now);
    return ok({ booking });
  });
}

/** Gives back what was asked for or confirmed; whoever asked and those who decide hear of it, but for the one who does it. */
export async function cancelBooking(
  db: Database,
  actor: Actor,
  { id, answer }: { id: string; answer: string | null },
  now: Date
): Promise<Result<{ booking: FullBooking }, DecideRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ booking: FullBooking }, DecideRefused>> => {
    const before = await findBooking(tx, id);
    if (!before) return no('not_found');
    if (!canCancel(actor, before)) return no('not_yours');
    const booking = await moveTo(
      tx,
      { before, from: ['requested', 'confirmed'], state: 'cancelled', answer },
      now
    );
    if (!booking) return no('decided');
    await record(tx, actor, now, { verb: 'booking.cancelled', booking });
    const byAsker = actor.kind === 'person' && booking.person?.id === actor.id;
    if (!byAsker) await mailDecided(tx, booking, now);
    if (!canDecide(actor, before)) await mailWithdrawn(tx, booking, now);
    return ok({ booking });
  });
}

/** Requests that nobody answered in two weeks, or before they began, hold nothing any more. */
export async function lapseRequests(db: Database, now: Date): Promise<void> {
  const due = await db
    .selectFrom('booking')
    .select('id')
    .where('state', '=', 'requested')
    .where((eb) =>
      eb.or([
        eb('created_at', '<', new Date(now.getTime() - answerDays * dayMs)),
        eb.not(
          eb.exists(
            eb
              .selectFrom('booking_occurrence')
              .select('booking_id')
              .whereRef('booking_id', '=', 'booking.id')
              .where('starts_at', '>', now)
          )
        )
      ])
    )
    .limit(500)
    .execute();
  for (const { id } of due)
    await inTransaction(db, async (tx) => {
      const before = await findBooking(tx, id);
      const booking =
        before && (await moveTo(tx, { before, from: ['requested'], state: 'lapsed', answer: null }, now));
      if (!booking) return;
      await record(tx, { kind: 'system' }, now, { verb: 'booking.lapsed', booking });
      await mailDecided(tx, booking, now);
    });
}

/** @returns null when somebody else was quicker */
async function moveTo(
  tx: Database,
  {
    before,
    from,
    state,
    answer
  }: { before: FullBooking; from: readonly BookingState[]; state: BookingState; answer: string | null },
  now: Date
): Promise<FullBooking | null> {
  const moved = await tx
    .updateTable('booking')
    .set({ state, answer, decided_at: now, updated_at: now })
    .where('id', '=', before.id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst();
  if (!moved) return null;
  await tx.updateTable('booking_occurrence').set({ state }).where('booking_id', '=', before.id).execute();
  return { ...before, state, answer };
}

interface KeptAndLent extends Kept {
  readonly bookable: boolean;
}

/** Null when it is not there, or belongs to several. */
async function findKept(tx: Database, draft: BookingDraft): Promise<KeptAndLent | null> {
  const venue =
    draft.venue === null
      ? null
      : await tx
          .selectFrom('venue')
          .select(['organisation_id', 'settlement_id', 'bookable'])
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
    bookable: venue?.bookable ?? true
  };
}

async function record(
  tx: Database,
  actor: Actor,
  now: Date,
  { verb, booking }: { verb: string; booking: FullBooking }
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'booking',
    objectId: booking.id,
    organisations: [booking.keeper?.id, booking.organisation?.id].filter((each) => each !== undefined),
    details: { venue: booking.venue?.name ?? null, day: booking.starts.slice(0, 10) }
  });
}

/** What the database refused, when it was that somebody else has it. */
function refusalIn(error: unknown): 'venue_taken' | 'equipment_taken' | null {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  if (code !== '23P01') return null;
  return constraint === 'equipment_beyond' ? 'equipment_taken' : 'venue_taken';
}
