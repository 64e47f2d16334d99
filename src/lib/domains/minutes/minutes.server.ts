// From notes to minutes: sent to the members, said yes or no to, agreed on; once agreed on they do not change.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { seatsOf, type CircleWithOffices } from '#lib/domains/circles/policy.ts';
import { decidingOffices, usualSilenceDays } from '#lib/domains/circles/model.ts';
import { findCircleById } from '#lib/domains/circles/queries.server.ts';
import { findMeetingById, type FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { recordOfMeeting } from './activity.server.ts';
import { mailCorrection, mailMinutes } from './mails.server.ts';
import { lockMinutes } from './minutes-row.server.ts';
import { canWriteMinutes } from './policy.ts';
import { isThere } from './record.ts';
import { readRecord } from './record.server.ts';

export type SendRefused =
  | { ok: false; reason: 'not_yours' }
  | { ok: false; reason: 'approved' }
  | { ok: false; reason: 'not_begun' }
  /** Nobody is marked as present: minutes of an empty room. */
  | { ok: false; reason: 'nobody_there' };

/** Sends them, or sends them again after something was mended; then the days of silence begin anew. */
export async function sendMinutes(
  db: Database,
  actor: Actor,
  { meeting, offices }: { meeting: FullMeeting; offices: CircleWithOffices },
  now: Date
): Promise<Result<{ mails: number; silentUntil: string }, SendRefused>> {
  if (!canWriteMinutes(actor, offices)) return no('not_yours');
  if (meeting.startsAt > now) return no('not_begun');
  return inTransaction(
    db,
    async (tx): Promise<Result<{ mails: number; silentUntil: string }, SendRefused>> => {
      const before = await lockMinutes(tx, meeting.id, now);
      if (before.state === 'approved') return no('approved');
      const record = await readRecord(tx, meeting);
      const there = record.attendees.filter(isThere);
      if (there.length + record.guests.length === 0) return no('nobody_there');
      await numberDecisions(tx, meeting);
      if (before.version === 0) await carryOver(tx, meeting);
      const silentUntil = addDays(dayOf(now, defaultZone), await silenceDaysOf(tx, meeting));
      await tx
        .updateTable('minutes')
        .set({
          state: 'sent',
          version: before.version + 1,
          sent_at: now,
          silent_until: silentUntil,
          changed: false,
          updated_at: now
        })
        .where('meeting_id', '=', meeting.id)
        .execute();
      await tx
        .updateTable('meeting')
        .set({ state: 'held', updated_at: now })
        .where('id', '=', meeting.id)
        .where('state', 'in', ['planned', 'invited'])
        .execute();
      const mails = await mailMinutes(tx, { meeting, record: await readRecord(tx, meeting) }, now);
      await recordOfMeeting(
        tx,
        actor,
        {
          verb: 'minutes.sent',
          meeting,
          organisations: there.flatMap(({ organisation }) => organisation?.id ?? []),
          details: {
            there: there.length,
            guests: record.guests.length,
            decisions: record.decisions.length,
            tasks: record.tasks.length,
            version: before.version + 1
          }
        },
        now
      );
      return ok({ mails, silentUntil });
    }
  );
}

async function silenceDaysOf(tx: Database, { circle }: FullMeeting): Promise<number> {
  return (await findCircleById(tx, circle.id))?.silenceDays ?? usualSilenceDays;
}

/** Decisions are numbered within the year of their circle, in the order of the meetings; a number stays. */
async function numberDecisions(tx: Database, meeting: FullMeeting): Promise<void> {
  const year = meeting.starts.slice(0, 4);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`decisions ${meeting.circle.id}`}, 0))`.execute(
    tx
  );
  await sql`
    update decision set number = numbered.number::integer
    from (
      select id, row_number() over (order by position, id) + coalesce((
        select max(number) from decision other
        where other.circle_id = ${meeting.circle.id}
          and extract(year from other.decided_on) = ${Number(year)}
      ), 0) as number
      from decision where meeting_id = ${meeting.id} and number is null
    ) numbered
    where decision.id = numbered.id`.execute(tx);
}

/** What was open before this meeting and is open still has been carried over once more. */
async function carryOver(tx: Database, meeting: FullMeeting): Promise<void> {
  await tx
    .updateTable('task')
    .set({ carried: sql<number>`carried + 1` })
    .where('circle_id', '=', meeting.circle.id as Id<'circle'>)
    .where('state', '=', 'open')
    .where((eb) => eb.or([eb('meeting_id', '!=', meeting.id), eb('meeting_id', 'is', null)]))
    .where('created_at', '<', meeting.startsAt)
    .execute();
}

export type VoiceRefused =
  | { ok: false; reason: 'not_yours' }
  /** Not sent yet, or agreed on already. */
  | { ok: false; reason: 'closed' }
  | { ok: false; reason: 'note_missing' };

/** A member says that it was so, or that something was otherwise. @param seat of a mailed link; else one the actor acts for */
export async function voiceMinutes(
  db: Database,
  actor: Actor,
  {
    meeting,
    offices,
    voice,
    note,
    seat
  }: {
    meeting: FullMeeting;
    offices: CircleWithOffices;
    voice: 'approved' | 'correction';
    note: string | null;
    seat?: string | null;
  },
  now: Date
): Promise<Result<{ approved: boolean }, VoiceRefused>> {
  const deciding = (id: string | undefined | null): boolean =>
    offices.members.some((member) => member.id === id && decidingOffices.includes(member.role));
  const own = seat ?? seatsOf(actor, offices).find(({ id }) => deciding(id))?.id;
  if (!own || !deciding(own)) return no('not_yours');
  if (voice === 'correction' && !note) return no('note_missing');
  return inTransaction(db, async (tx): Promise<Result<{ approved: boolean }, VoiceRefused>> => {
    const minutes = await lockMinutes(tx, meeting.id, now);
    if (minutes.state !== 'sent') return no('closed');
    const said = { voice, note: note?.slice(0, 2000) ?? null, settled_at: null, at: now };
    await tx
      .insertInto('minutes_voice')
      .values({
        meeting_id: meeting.id,
        member_id: own as Id<'circle_member'>,
        version: minutes.version,
        ...said
      })
      .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id', 'version']).doUpdateSet(said))
      .execute();
    await recordOfMeeting(tx, actor, { verb: 'minutes.voiced', meeting, details: { voice } }, now);
    if (voice === 'correction') await mailCorrection(tx, { meeting, seat: own, note: note ?? '' }, now);
    const all = await everybodyAgrees(tx, { meeting, offices, version: minutes.version });
    if (all) await closeMinutes(tx, actor, meeting, now);
    return ok({ approved: all });
  });
}

/** The convenor has mended it, or has talked to whoever wanted it. */
export async function settleCorrection(
  db: Database,
  actor: Actor,
  { meeting, offices, member }: { meeting: FullMeeting; offices: CircleWithOffices; member: string },
  now: Date
): Promise<Result<null, { ok: false; reason: 'not_yours' }>> {
  if (!canWriteMinutes(actor, offices)) return no('not_yours');
  await db
    .updateTable('minutes_voice')
    .set({ settled_at: now })
    .where('meeting_id', '=', meeting.id)
    .where('member_id', '=', member as Id<'circle_member'>)
    .where('settled_at', 'is', null)
    .execute();
  return ok(null);
}

/** Silence is consent: so many days after they were sent as the circle has said, unless a correction waits or something has changed since. */
export async function approveBySilence(db: Database, now: Date): Promise<void> {
  const due = await db
    .selectFrom('minutes')
    .select('meeting_id')
    .where('state', '=', 'sent')
    .where('changed', '=', false)
    .where('silent_until', '<', dayOf(now, defaultZone))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('minutes_voice')
            .select('minutes_voice.meeting_id')
            .whereRef('minutes_voice.meeting_id', '=', 'minutes.meeting_id')
            .where('minutes_voice.voice', '=', 'correction')
            .where('minutes_voice.settled_at', 'is', null)
        )
      )
    )
    .limit(100)
    .execute();
  for (const { meeting_id } of due)
    await inTransaction(db, async (tx) => {
      const minutes = await lockMinutes(tx, meeting_id, now);
      const meeting = await findMeetingById(tx, meeting_id);
      if (meeting && minutes.state === 'sent') await closeMinutes(tx, system, meeting, now);
    });
}

async function everybodyAgrees(
  tx: Database,
  { meeting, offices, version }: { meeting: FullMeeting; offices: CircleWithOffices; version: number }
): Promise<boolean> {
  const agreed = await tx
    .selectFrom('minutes_voice')
    .select('member_id')
    .where('meeting_id', '=', meeting.id)
    .where('version', '=', version)
    .where('voice', '=', 'approved')
    .execute();
  const said = new Set<string>(agreed.map(({ member_id }) => member_id));
  return offices.members.filter(({ role }) => decidingOffices.includes(role)).every(({ id }) => said.has(id));
}

async function closeMinutes(tx: Database, actor: Actor, meeting: FullMeeting, now: Date): Promise<void> {
  await tx
    .updateTable('minutes')
    .set({ state: 'approved', approved_at: now, updated_at: now })
    .where('meeting_id', '=', meeting.id)
    .execute();
  await recordOfMeeting(tx, actor, { verb: 'minutes.published', meeting }, now);
}

export interface MinutesVoice {
  readonly member: string;
  readonly voice: 'approved' | 'correction';
  readonly note: string | null;
  readonly settled: boolean;
  readonly at: Date;
}

/** What members have said of the version that was sent last, and corrections of earlier ones that wait still. */
export async function listVoices(db: Database, meeting: string, version: number): Promise<MinutesVoice[]> {
  const rows = await db
    .selectFrom('minutes_voice')
    .selectAll()
    .where('meeting_id', '=', meeting as Id<'meeting'>)
    .where((eb) =>
      eb.or([
        eb('version', '=', version),
        eb.and([eb('voice', '=', 'correction'), eb('settled_at', 'is', null)])
      ])
    )
    .orderBy('at')
    .limit(600)
    .execute();
  return rows.map(({ member_id, voice, note, settled_at, at }) => ({
    member: member_id,
    voice,
    note,
    settled: settled_at !== null,
    at
  }));
}
