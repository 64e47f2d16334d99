// Writes meetings: their number within the circle, the instants behind their local time, and the activity of each act.
import type { Id } from '#lib/core/ids.ts';
import { defaultZone, instantOf, minuteMs } from '#lib/core/time.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { FullMeeting } from './queries.server.ts';

export interface NewMeeting {
  readonly circle: string;
  readonly title: string;
  readonly starts: string;
  readonly minutes: number;
  readonly zone?: string;
  readonly series?: string | null;
  readonly recurrenceId?: string | null;
  readonly venue?: string | null;
  readonly settlement?: string | null;
  readonly place?: string | null;
  readonly host?: string | null;
  readonly remote?: string | null;
  readonly quorum?: number | null;
  readonly public?: boolean;
}

/** Instants of a local time; the end is so many minutes after the start, also across a clock change. */
export function spanOf(starts: string, minutes: number, zone: string): { starts_at: Date; ends_at: Date } {
  const start = instantOf(starts, zone);
  return { starts_at: start, ends_at: new Date(start.getTime() + minutes * minuteMs) };
}

/** Numbers go on from the last one of the circle; of two at once, one waits for the other. */
export async function insertMeeting(tx: Database, draft: NewMeeting, now: Date): Promise<Id<'meeting'>> {
  const circle = draft.circle as Id<'circle'>;
  await tx.selectFrom('circle').select('id').where('id', '=', circle).forUpdate().execute();
  const last = await tx
    .selectFrom('meeting')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('circle_id', '=', circle)
    .executeTakeFirst();
  const id = newId<'meeting'>(now);
  const zone = draft.zone ?? defaultZone;
  await tx
    .insertInto('meeting')
    .values({
      id,
      circle_id: circle,
      number: (last?.number ?? 0) + 1,
      series_id: (draft.series ?? null) as Id<'meeting_series'> | null,
      recurrence_id: draft.recurrenceId ?? null,
      title: draft.title,
      starts: draft.starts,
      minutes: draft.minutes,
      zone,
      ...spanOf(draft.starts, draft.minutes, zone),
      host_member_id: (draft.host ?? null) as Id<'circle_member'> | null,
      venue_id: (draft.venue ?? null) as Id<'venue'> | null,
      settlement_id: (draft.settlement ?? null) as Id<'settlement'> | null,
      place: draft.place ?? null,
      booking_id: null,
      remote: draft.remote ?? null,
      quorum: draft.quorum ?? null,
      state: 'planned',
      reason: null,
      // Not the id, which public calendars tell: with it anybody could answer in the name of whoever is invited.
      uid: `${newId<'meeting'>(now)}@meeting.kalaka`,
      public: draft.public ?? true,
      quorum_warned_at: null,
      created_at: now,
      updated_at: now
    })
    .execute();
  return id;
}

/** The organisations that took part are the host's: what the circle does with them is found there. */
export async function recordMeeting(
  tx: Database,
  actor: Actor,
  now: Date,
  { verb, meeting, details = {} }: { verb: string; meeting: FullMeeting; details?: Record<string, JsonValue> }
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'meeting',
    objectId: meeting.id,
    organisations: meeting.host?.organisation ? [meeting.host.organisation.id] : [],
    details: { circle: meeting.circle.id, title: meeting.title, day: meeting.starts.slice(0, 10), ...details }
  });
}
