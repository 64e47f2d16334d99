// Asks for a meeting's venue through the bookings of the register, gives it back, and tells those who run the circle of a refusal.
import type { Id } from '#lib/core/ids.ts';
import { no, type Result } from '#lib/core/result.ts';
import { system, worksFor, type Actor } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { message } from '#lib/platform/mail/content.ts';
import {
  cancelBooking,
  requestBooking,
  type RequestRefused
} from '#lib/domains/bookings/operations.server.ts';
import type { BookingState } from '#lib/domains/bookings/model.ts';
import { circleOffices } from '#lib/domains/circles/queries.server.ts';
import { organisersOf } from './calendar.server.ts';
import { isClosed } from './invite.server.ts';
import { tellRunners } from './letters.server.ts';
import { canCall } from './policy.ts';
import { findMeetingById, lockMeeting, type FullMeeting } from './queries.server.ts';
import { recordMeeting } from './write.server.ts';

export type BookRefused =
  | RequestRefused
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'closed' }
  /** The meeting is at no venue of the register. */
  | { ok: false; reason: 'no_venue' }
  | { ok: false; reason: 'booked_already' };

/** In the name of the organisation for which the actor acts here, or their own; whose venue it is answers as to any booking. */
export async function bookVenue(
  db: Database,
  actor: Actor,
  { id }: { id: string },
  now: Date
): Promise<Result<{ id: string; state: BookingState }, BookRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ id: string; state: BookingState }, BookRefused>> => {
    const meeting = await lockMeeting(tx, id);
    const offices = meeting && (await circleOffices(tx, meeting.circle.id));
    if (!meeting || !offices) return no('not_found');
    if (!canCall(actor, offices)) return no('not_yours');
    if (isClosed(meeting, now)) return no('closed');
    return bookFor(tx, actor, meeting, now);
  });
}

/** For whoever may ask for the venue: a host whose own it is has it at once. */
export async function bookFor(
  tx: Database,
  actor: Actor,
  meeting: FullMeeting,
  now: Date
): Promise<Result<{ id: string; state: BookingState }, BookRefused>> {
  if (!meeting.venue) return no('no_venue');
  if (meeting.booking && ['requested', 'confirmed'].includes(meeting.booking.state))
    return no('booked_already');
  const offices = await circleOffices(tx, meeting.circle.id);
  const seats = offices?.members.filter(({ role }) => role !== 'informed').length ?? 1;
  const organisation = (await organisersOf(tx, meeting)).find((id) => worksFor(actor, id)) ?? null;
  const made = await requestBooking(
    tx,
    actor,
    {
      ...{ venue: meeting.venue.id, equipment: [], organisation, contact: null, note: null },
      purpose: `${meeting.title} (${meeting.circle.name})`.slice(0, 200),
      people: Math.max(1, seats),
      ...{ starts: meeting.starts, minutes: meeting.minutes, allDay: false, rule: null, exdates: [] }
    },
    now
  );
  if (!made.ok) return made;
  await tx
    .updateTable('meeting')
    .set({ booking_id: made.value.id, updated_at: now })
    .where('id', '=', meeting.id)
    .execute();
  await recordMeeting(tx, actor, now, {
    verb: 'meeting.booked',
    meeting,
    details: { venue: meeting.venue.name }
  });
  return made;
}

/** The hour or the place is another now; whoever had lent it hears of it from the bookings. */
export async function giveBackVenue(
  tx: Database,
  actor: Actor,
  meeting: FullMeeting,
  now: Date
): Promise<void> {
  const { booking } = meeting;
  if (!booking) return;
  const answer = meeting.title;
  const cancelled = await cancelBooking(tx, actor, { id: booking.id, answer }, now);
  // Whoever runs the circle may move its meeting, also where somebody else has asked for the venue.
  if (!cancelled.ok && cancelled.reason === 'not_yours')
    await cancelBooking(tx, system, { id: booking.id, answer }, now);
  await tx.updateTable('meeting').set({ booking_id: null }).where('id', '=', meeting.id).execute();
}

/** Subscribed to what becomes of bookings: a refusal leaves a meeting without a roof. */
export async function tellOfRefusal(db: Database, activity: Activity, now: Date): Promise<void> {
  const row = await db
    .selectFrom('meeting')
    .select('id')
    .where('booking_id', '=', activity.object_id as Id<'booking'>)
    .where('state', 'in', ['planned', 'invited'])
    .where('starts_at', '>', now)
    .executeTakeFirst();
  if (!row) return;
  await inTransaction(db, async (tx) => {
    const meeting = await findMeetingById(tx, row.id);
    if (!meeting?.venue || !meeting.booking || meeting.booking.state === 'confirmed') return;
    const day = { day: { day: meeting.starts.slice(0, 10), style: 'full' as const } };
    await tellRunners(
      tx,
      {
        meeting,
        subject: message('meetings.mail.refused.subject', { title: meeting.title, ...day }),
        text: [
          message('meetings.mail.refused.text', {
            circle: meeting.circle.name,
            venue: meeting.venue.name,
            ...day,
            time: meeting.starts.slice(11)
          })
        ],
        onceKey: `meeting refused ${meeting.booking.id}`
      },
      now
    );
  });
}
