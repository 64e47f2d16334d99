// Calls a meeting, changes it, cancels it; whoever has been invited hears of it at once.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { circleOffices } from '#lib/domains/circles/queries.server.ts';
import type { MeetingDraft } from './input.ts';
import { isClosed, sendToAll } from './invite.server.ts';
import { meetingWhere } from './meeting-words.ts';
import { canCall } from './policy.ts';
import { findMeetingById, lockMeeting, type FullMeeting } from './queries.server.ts';
import { insertMeeting, recordMeeting, spanOf } from './write.server.ts';
import { giveBackVenue } from './venue.server.ts';

export type MeetingRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  | { ok: false; reason: 'closed' }
  | { ok: false; reason: 'past' };

/** Nobody is invited by this alone. */
export async function callMeeting(
  db: Database,
  actor: Actor,
  { circle, draft }: { circle: string; draft: MeetingDraft },
  now: Date
): Promise<Result<{ id: string; number: number }, MeetingRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ id: string; number: number }, MeetingRefused>> => {
    const offices = await circleOffices(tx, circle);
    if (!offices) return no('not_found');
    if (!canCall(actor, offices)) return no('not_yours');
    if (spanOf(draft.starts, draft.minutes, draft.zone).starts_at <= now) return no('past');
    const id = await insertMeeting(tx, { circle, ...draft }, now);
    const meeting = await findMeetingById(tx, id);
    if (!meeting) throw new Error('A meeting was written and is not there');
    await recordMeeting(tx, actor, now, { verb: 'meeting.called', meeting });
    return ok({ id, number: meeting.number });
  });
}

/**
 * Another time takes all answers back and asks everybody again; another place or way is told, and the answers stay.
 * @param from the version that was changed
 */
export async function changeMeeting(
  db: Database,
  actor: Actor,
  {
    id,
    draft,
    reason = null,
    from = null
  }: { id: string; draft: MeetingDraft; reason?: string | null; from?: Date | null },
  now: Date
): Promise<Result<{ meeting: FullMeeting; told: number }, MeetingRefused | ChangedMeanwhile>> {
  type Done = Result<{ meeting: FullMeeting; told: number }, MeetingRefused | ChangedMeanwhile>;
  return inTransaction(db, async (tx): Promise<Done> => {
    const before = await lockMeeting(tx, id);
    const offices = before && (await circleOffices(tx, before.circle.id));
    if (!before || !offices) return no('not_found');
    if (!canCall(actor, offices)) return no('not_yours');
    if (isClosed(before, now)) return no('closed');
    if (isAnother(from, before)) return no('changed_meanwhile', { at: before.updatedAt });
    if (spanOf(draft.starts, draft.minutes, draft.zone).starts_at <= now) return no('past');
    const changes = differences(before, draft);
    const moved = 'starts' in changes || 'minutes' in changes;
    const placed = 'place' in changes || 'venue' in changes || 'settlement' in changes || 'remote' in changes;
    const toldOf = before.state === 'invited' && (moved || placed || 'title' in changes);
    const sequence = before.sequence + (toldOf ? 1 : 0);
    await tx
      .updateTable('meeting')
      .set({
        title: draft.title,
        starts: draft.starts,
        minutes: draft.minutes,
        ...spanOf(draft.starts, draft.minutes, before.zone),
        venue_id: draft.venue as Id<'venue'> | null,
        settlement_id: draft.settlement as Id<'settlement'> | null,
        place: draft.place,
        remote: draft.remote,
        quorum: draft.quorum,
        public: draft.public,
        ...(draft.host === undefined ? {} : { host_member_id: draft.host as Id<'circle_member'> | null }),
        reason: toldOf ? reason : before.reason,
        sequence,
        ...(moved ? { time_sequence: sequence, quorum_warned_at: null } : {}),
        updated_at: now
      })
      .where('id', '=', before.id)
      .execute();
    if (moved && before.state === 'invited') await takeAnswersBack(tx, before.id, now);
    // What was booked was booked for that hour at that place.
    if (before.booking && (moved || 'venue' in changes)) await giveBackVenue(tx, actor, before, now);
    const meeting = await findMeetingById(tx, id);
    if (!meeting) throw new Error('A meeting was changed and is not there');
    const told = toldOf
      ? await sendToAll(
          tx,
          {
            meeting,
            kind: moved ? 'moved' : 'changed',
            former: {
              starts: moved ? before.starts : null,
              where: placed && meetingWhere(before) !== meetingWhere(meeting) ? meetingWhere(before) : null
            }
          },
          now
        )
      : { written: 0 };
    if (Object.keys(changes).length > 0)
      await recordMeeting(tx, actor, now, {
        verb: 'meeting.changed',
        meeting,
        details: { ...changes, ...(toldOf && reason ? { reason } : {}) }
      });
    return ok({ meeting, told: told.written });
  });
}

/** It says nothing of the new time; what it was stays to be seen. */
async function takeAnswersBack(tx: Database, meeting: Id<'meeting'>, now: Date): Promise<void> {
  await tx
    .updateTable('meeting_invitee')
    .set((eb) => ({
      earlier_reply: eb.fn.coalesce('reply', 'earlier_reply'),
      reply: null,
      replied_at: null,
      reply_sequence: null,
      reply_stamp: null,
      substitute_reply: null,
      substitute_stamp: null,
      reminded_at: null,
      ride_told: null,
      updated_at: now
    }))
    .where('meeting_id', '=', meeting)
    .execute();
}

export async function cancelMeeting(
  db: Database,
  actor: Actor,
  { id, reason }: { id: string; reason: string | null },
  now: Date
): Promise<Result<{ meeting: FullMeeting; told: number }, MeetingRefused>> {
  return inTransaction(
    db,
    async (tx): Promise<Result<{ meeting: FullMeeting; told: number }, MeetingRefused>> => {
      const before = await lockMeeting(tx, id);
      const offices = before && (await circleOffices(tx, before.circle.id));
      if (!before || !offices) return no('not_found');
      if (!canCall(actor, offices)) return no('not_yours');
      if (isClosed(before, now)) return no('closed');
      const sequence = before.sequence + (before.state === 'invited' ? 1 : 0);
      await tx
        .updateTable('meeting')
        .set({ state: 'cancelled', reason, sequence, updated_at: now })
        .where('id', '=', before.id)
        .execute();
      if (before.booking) await giveBackVenue(tx, actor, before, now);
      const meeting = { ...before, state: 'cancelled' as const, reason, sequence };
      const told =
        before.state === 'invited'
          ? await sendToAll(tx, { meeting, kind: 'cancelled' }, now)
          : { written: 0 };
      await recordMeeting(tx, actor, now, {
        verb: 'meeting.cancelled',
        meeting,
        details: reason ? { reason } : {}
      });
      return ok({ meeting, told: told.written });
    }
  );
}

/** `{ field: [before, after] }`, in words and times, for the history; ids that have a name are said by it. */
function differences(before: FullMeeting, draft: MeetingDraft): Record<string, JsonValue> {
  const pairs: Record<string, readonly [JsonValue, JsonValue]> = {
    title: [before.title, draft.title],
    starts: [before.starts, draft.starts],
    minutes: [before.minutes, draft.minutes],
    venue: [before.venue?.id ?? null, draft.venue],
    settlement: [
      before.venue ? null : (before.settlement?.id ?? null),
      draft.venue ? null : draft.settlement
    ],
    place: [before.place, draft.place],
    remote: [before.remote, draft.remote],
    quorum: [before.quorum, draft.quorum],
    public: [before.public, draft.public]
  };
  return Object.fromEntries(Object.entries(pairs).filter(([, [was, is]]) => was !== is)) as unknown as Record<
    string,
    JsonValue
  >;
}
