// Changes a booking, or one or some occurrences of a series, in one transaction: what was agreed on and is changed is asked for anew.
import { isDeepStrictEqual } from 'node:util';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { mailAsked, mailChanged, mailReceived } from './mails.server.ts';
import { isHolding, maxOccurrences, type BookingState, type Span } from './model.ts';
import { canChange, canDecide } from './policy.ts';
import { findBooking, type FullBooking } from './queries.server.ts';
import { cutSeries, localStarts, type BookedTimes, type Scope } from './series.ts';
import {
  findKept,
  lockBooking,
  lockVenues,
  recordBooking,
  refusalIn,
  spansOf,
  writeBooking,
  writeOccurrences,
  writeThings,
  type BookingDraft,
  type KeptAndLent
} from './write.server.ts';

/** For whom it is stays as it was. */
export type BookingChange = Omit<BookingDraft, 'organisation'>;

export type ChangeRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** It holds nothing any more, or there is no such occurrence of it. */
  | { ok: false; reason: 'gone' }
  /** What is changed has begun, or would begin in the past. */
  | { ok: false; reason: 'past' }
  | { ok: false; reason: 'too_many' }
  /** Of another owner than before, or not to be asked for. */
  | { ok: false; reason: 'not_lent' }
  | { ok: false; reason: 'venue_taken' }
  | { ok: false; reason: 'equipment_taken' }
  | ChangedMeanwhile;
export type BookingChanged = Result<{ id: Id<'booking'>; state: BookingState }, ChangeRefused>;

/**
 * Nothing is written when nothing has changed. What those change who do not decide goes back to them as a request, but for whom
 * to ring and what else was noted; it holds the venue at its new time, and the old one no more. One or some occurrences of a
 * series become a booking of their own.
 * @param local the start of the occurrence from which, or which alone, is changed; of a single booking its own
 * @param from the version that was changed (its `updatedAt`): with any other there, nothing is
 */
export async function changeBooking(
  db: Database,
  actor: Actor,
  change: { id: string; draft: BookingChange; scope: Scope; local: string; from?: Date | null },
  now: Date
): Promise<BookingChanged> {
  try {
    return await inTransaction(db, (tx) => changeIn(tx, actor, change, now));
  } catch (error) {
    const refused = refusalIn(error);
    if (refused) return no(refused);
    throw error;
  }
}

async function changeIn(
  tx: Database,
  actor: Actor,
  {
    id,
    draft: changed,
    scope,
    local,
    from
  }: { id: string; draft: BookingChange; scope: Scope; local: string; from?: Date | null },
  now: Date
): Promise<BookingChanged> {
  const unlocked = await findBooking(tx, id);
  // Venues before bookings, as whoever asks for one locks them.
  await lockVenues(tx, [unlocked?.venue?.id ?? null, changed.venue]);
  const before = await lockBooking(tx, id);
  if (!before) return no('not_found');
  if (!canChange(actor, before)) return no('not_yours');
  if (isAnother(from, before)) return no('changed_meanwhile', { at: before.updatedAt });
  if (!isHolding(before.state) || !localStarts(before).includes(local)) return no('gone');
  const { rest, cut } = cutSeries(before, { scope, local });
  const was = draftFrom(before, cut);
  const draft: BookingDraft = { ...changed, organisation: was.organisation };
  if (isDeepStrictEqual(sorted(draft), sorted(was))) return ok({ id: before.id, state: before.state });

  const [spans, spansBefore] = [spansOf(draft), spansOf(was)];
  const [first] = spans;
  const begins = spansBefore[0]?.start;
  if (!first || first.start < now || !begins || begins < now) return no('past');
  if (spans.length > maxOccurrences) return no('too_many');
  const kept = await findKept(tx, draft);
  if (!kept || !mayMoveTo(actor, before, kept, draft)) return no('not_lent');

  const state: BookingState =
    canDecide(actor, before) || !asksAnew({ draft, spans }, { draft: was, spans: spansBefore })
      ? before.state
      : 'requested';
  const whole = rest === null;
  const target = whole ? before.id : newId<'booking'>(now);
  if (whole) await rewrite(tx, { before, draft, state, spans }, now);
  else {
    await shorten(tx, { before, rest, released: spansBefore }, now);
    const booking = { id: target, draft, kept, state, person: before.person?.id ?? null, spans };
    await writeBooking(tx, { ...booking, source: 'entered' }, now);
  }
  const booking = await findBooking(tx, target);
  if (!booking) throw new Error('A booking was changed and is not there');
  const details = changesOf({ draft: was, spans: spansBefore, of: before }, { draft, spans, of: booking });
  await recordBooking(tx, actor, now, {
    verb: whole ? 'booking.changed' : 'booking.split',
    booking,
    details
  });
  if (!whole) await recordBooking(tx, actor, now, { verb: 'booking.shortened', booking: before, details });
  await writeToThem(tx, actor, { booking, isNew: !whole }, now);
  return ok({ id: target, state });
}

/** The owner's people may also move it to a room that others cannot ask for; nobody moves it to another owner's. */
function mayMoveTo(actor: Actor, before: FullBooking, kept: KeptAndLent, draft: BookingDraft): boolean {
  if (kept.keeper?.id !== before.keeper?.id || kept.settlement.id !== before.settlement.id) return false;
  return kept.bookable || draft.venue === (before.venue?.id ?? null) || canDecide(actor, before);
}

interface Booked {
  readonly draft: BookingDraft;
  readonly spans: readonly Span[];
}

function asksAnew(is: Booked, was: Booked): boolean {
  const agreedOn = ({ draft: { venue, equipment, purpose, people }, spans }: Booked) => [
    venue,
    sortedThings(equipment),
    purpose,
    people,
    spans.map(({ start, end }) => [start.getTime(), end.getTime()])
  ];
  return !isDeepStrictEqual(agreedOn(is), agreedOn(was));
}

async function rewrite(
  tx: Database,
  {
    before,
    draft,
    state,
    spans
  }: { before: FullBooking; draft: BookingDraft; state: BookingState; spans: readonly Span[] },
  now: Date
): Promise<void> {
  const { id } = before;
  const anew = state === 'requested' && before.state !== 'requested';
  await tx
    .updateTable('booking')
    .set({
      venue_id: draft.venue,
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
      ...(anew ? { decided_at: null, answer: null } : {}),
      updated_at: now
    })
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('booking_equipment').where('booking_id', '=', id).execute();
  // What stays where it was is not asked about again: a programme may have been announced over it meanwhile.
  const staying = draft.venue === (before.venue?.id ?? null) ? await occurrencesIn(tx, id) : [];
  const isIn = (spans: readonly Span[], { start, end }: Span): boolean =>
    spans.some((each) => each.start.getTime() === start.getTime() && each.end.getTime() === end.getTime());
  const kept = staying.filter((each) => isIn(spans, each));
  await deleteOccurrences(
    tx,
    id,
    (await occurrencesIn(tx, id)).filter((each) => !isIn(kept, each))
  );
  await tx.updateTable('booking_occurrence').set({ state }).where('booking_id', '=', id).execute();
  const fresh = spans.filter((each) => !isIn(kept, each));
  await writeOccurrences(tx, { id, venue: draft.venue, state }, fresh);
  await writeThings(tx, id, draft.equipment);
}

/** What stays of a series keeps its state: nobody is asked about it again. */
async function shorten(
  tx: Database,
  { before, rest, released }: { before: FullBooking; rest: BookedTimes; released: readonly Span[] },
  now: Date
): Promise<void> {
  await tx
    .updateTable('booking')
    .set({ rule: rest.rule, exdates: JSON.stringify(rest.exdates), updated_at: now })
    .where('id', '=', before.id)
    .execute();
  await deleteOccurrences(tx, before.id, released);
}

async function occurrencesIn(tx: Database, id: Id<'booking'>): Promise<Span[]> {
  const rows = await tx
    .selectFrom('booking_occurrence')
    .select(['starts_at', 'ends_at'])
    .where('booking_id', '=', id)
    .execute();
  return rows.map(({ starts_at, ends_at }) => ({ start: starts_at, end: ends_at }));
}

async function deleteOccurrences(tx: Database, id: Id<'booking'>, spans: readonly Span[]): Promise<void> {
  const starts = spans.map(({ start }) => start);
  if (starts.length > 0)
    await tx
      .deleteFrom('booking_occurrence')
      .where('booking_id', '=', id)
      .where('starts_at', 'in', starts)
      .execute();
}

/** Those who decide are asked; whoever asked and did not change it themselves is told. */
async function writeToThem(
  tx: Database,
  actor: Actor,
  { booking, isNew }: { booking: FullBooking; isNew: boolean },
  now: Date
): Promise<void> {
  const byAsker = actor.kind === 'person' && booking.person?.id === actor.id;
  if (booking.state === 'requested' && !canDecide(actor, booking))
    await mailAsked(tx, booking, now, { changed: true });
  if (byAsker && isNew && booking.state === 'requested') await mailReceived(tx, booking, now);
  if (!byAsker) await mailChanged(tx, booking, now);
}

function draftFrom(booking: FullBooking, times: BookedTimes): BookingDraft {
  const { starts, minutes, allDay, rule, exdates } = times;
  return {
    ...{ venue: booking.venue?.id ?? null, organisation: booking.organisation?.id ?? null },
    ...{ purpose: booking.purpose, contact: booking.contact, note: booking.note, people: booking.people },
    equipment: booking.equipment.map(({ id, quantity }) => ({ id, quantity })),
    ...{ starts, minutes, allDay, rule, exdates }
  };
}

function sorted(draft: BookingDraft): BookingDraft {
  return { ...draft, equipment: sortedThings(draft.equipment), exdates: [...draft.exdates].sort() };
}

function sortedThings(things: BookingDraft['equipment']): BookingDraft['equipment'] {
  return things
    .map(({ id, quantity }) => ({ id, quantity }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** `{ field: [before, after] }`; of what people wrote about themselves only that it was rewritten, so that nothing of it stays. */
function changesOf(
  was: Booked & { of: FullBooking },
  is: Booked & { of: FullBooking }
): Record<string, JsonValue> {
  const told = ({ draft, spans, of }: Booked & { of: FullBooking }): Record<string, JsonValue> => ({
    when: [draft.starts, draft.minutes, draft.allDay, draft.rule, spans.length],
    room: of.venue?.name ?? null,
    things: of.equipment.map(({ name, quantity }) => [name, quantity] as JsonValue[]),
    people: draft.people
  });
  const [before, after] = [told(was), told(is)];
  const pairs = Object.keys(after)
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field): [string, JsonValue] => [field, [before[field] ?? null, after[field] ?? null]]);
  const rewritten = (['purpose', 'contact', 'note'] as const)
    .filter((field) => was.draft[field] !== is.draft[field])
    .map((field): [string, JsonValue] => [field, [null, true]]);
  return Object.fromEntries([...pairs, ...rewritten]);
}
