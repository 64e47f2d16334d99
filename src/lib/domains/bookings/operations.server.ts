// Asks for a venue or for things, decides, gives back; each in one transaction with its mails and its activity.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayMs } from '#lib/core/time.ts';
import { worksFor, type Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { mailAsked, mailDecided, mailReceived, mailWithdrawn } from './mails.server.ts';
import { answerDays, maxOccurrences, type BookingState } from './model.ts';
import { canCancel, canDecide, canRequest } from './policy.ts';
import { findBooking, type FullBooking } from './queries.server.ts';
import {
  findKept,
  recordBooking,
  refusalIn,
  lockBooking,
  spansOf,
  writeBooking,
  type BookingDraft
} from './write.server.ts';

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
      await recordBooking(tx, actor, now, { verb: 'booking.requested', booking });
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

export type DecideRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Somebody has answered already, or it was withdrawn. */
  | { ok: false; reason: 'decided' };

/** @param seen the version that was decided about (its `updatedAt`): with any other there, nothing is decided */
export async function decideBooking(
  db: Database,
  actor: Actor,
  {
    id,
    confirmed,
    answer,
    seen
  }: { id: string; confirmed: boolean; answer: string | null; seen?: Date | null },
  now: Date
): Promise<Result<{ booking: FullBooking }, DecideRefused | ChangedMeanwhile>> {
  return inTransaction(
    db,
    async (tx): Promise<Result<{ booking: FullBooking }, DecideRefused | ChangedMeanwhile>> => {
      const before = await lockBooking(tx, id);
      if (!before) return no('not_found');
      if (!canDecide(actor, before)) return no('not_yours');
      if (before.state === 'requested' && isAnother(seen, before))
        return no('changed_meanwhile', { at: before.updatedAt });
      const state = confirmed ? 'confirmed' : 'refused';
      const booking = await moveTo(tx, { before, from: ['requested'], state, answer }, now);
      if (!booking) return no('decided');
      await recordBooking(tx, actor, now, {
        verb: confirmed ? 'booking.confirmed' : 'booking.refused',
        booking
      });
      await mailDecided(tx, booking, now);
      return ok({ booking });
    }
  );
}

/**
 * Gives back what was asked for or confirmed; whoever asked and those who decide hear of it, but for the one who does it.
 * @param told people who hear of it otherwise
 */
export async function cancelBooking(
  db: Database,
  actor: Actor,
  { id, answer, told = [] }: { id: string; answer: string | null; told?: readonly string[] },
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
    await recordBooking(tx, actor, now, { verb: 'booking.cancelled', booking });
    const byAsker = actor.kind === 'person' && booking.person?.id === actor.id;
    const knows = booking.person !== null && told.includes(booking.person.id);
    if (!byAsker && !knows) await mailDecided(tx, booking, now);
    if (!canDecide(actor, before)) await mailWithdrawn(tx, booking, now, told);
    return ok({ booking });
  });
}

/** Requests that nobody answered in two weeks after they were last changed, or before they began, hold nothing any more. */
export async function lapseRequests(db: Database, now: Date): Promise<void> {
  const due = await db
    .selectFrom('booking')
    .select('id')
    .where('state', '=', 'requested')
    .where((eb) =>
      eb.or([
        eb('updated_at', '<', new Date(now.getTime() - answerDays * dayMs)),
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
      await recordBooking(tx, { kind: 'system' }, now, { verb: 'booking.lapsed', booking });
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
