// Reads all that there is of a meeting: who came, what was said, decided and taken on, what comes next.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { decidingOffices, seatName, type Member, type Office } from '#lib/domains/circles/model.ts';
import { findMembers, listMembers } from '#lib/domains/circles/queries.server.ts';
import type { FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { listAgenda, type AgendaItem } from './agenda.server.ts';
import type { Presence, Voice } from './model.ts';
import { findMinutesRow, type MinutesRow } from './minutes-row.server.ts';
import { listTasks, type Task } from './task-queries.server.ts';

export interface Attendee {
  readonly member: string;
  /** «Tóth Kata», and for whom they sit there. */
  readonly name: string;
  readonly organisation: { readonly id: string; readonly slug: string; readonly name: string } | null;
  readonly office: Office;
  readonly deciding: boolean;
  readonly presence: Presence | null;
  /** Who came for them. */
  readonly cameBy: string | null;
  /** What they had answered to the invitation: a first guess of whether they are there. */
  readonly reply: string | null;
}

export interface Decision {
  readonly id: Id<'decision'>;
  readonly item: string | null;
  readonly number: number | null;
  readonly text: string;
  readonly public: boolean;
  readonly decidedOn: string;
  readonly voices: ReadonlyMap<string, Voice>;
}

export interface MeetingRecord {
  readonly minutes: MinutesRow | null;
  readonly attendees: readonly Attendee[];
  readonly guests: readonly { readonly id: string; readonly name: string; readonly of: string | null }[];
  readonly items: readonly AgendaItem[];
  readonly decisions: readonly Decision[];
  /** Those that this meeting gave. */
  readonly tasks: readonly Task[];
}

export async function readRecord(db: Database, meeting: FullMeeting): Promise<MeetingRecord> {
  return {
    minutes: await findMinutesRow(db, meeting.id),
    attendees: await listAttendees(db, meeting),
    guests: await db
      .selectFrom('meeting_guest')
      .select(['id', 'name', 'of'])
      .where('meeting_id', '=', meeting.id)
      .where('state', '=', 'came')
      .orderBy('id')
      .limit(100)
      .execute(),
    items: await listAgenda(db, meeting.id),
    decisions: await listDecisionsOf(db, meeting.id),
    tasks: await listTasks(db, { meeting: meeting.id })
  };
}

/** Who sits in the circle, or was invited, or came; in the order of the circle's members. */
async function listAttendees(db: Database, meeting: FullMeeting): Promise<Attendee[]> {
  const rows = await db
    .selectFrom('meeting_invitee')
    .select(['member_id', 'attendance', 'attended_by', 'reply'])
    .where('meeting_id', '=', meeting.id)
    .execute();
  const invited = new Map(rows.map((row) => [row.member_id as string, row]));
  const sitting = (await listMembers(db, meeting.circle.id)).filter(({ office }) => office !== 'informed');
  const known = new Set(sitting.map(({ id }) => id));
  const left = await findMembers(
    db,
    rows
      .filter(({ member_id, attendance }) => attendance !== null && !known.has(member_id))
      .map((row) => row.member_id)
  );
  return [...sitting, ...left.values()].map((member) => {
    const row = invited.get(member.id);
    return {
      member: member.id,
      name: nameOf(member),
      organisation: member.organisation,
      office: member.office,
      deciding: decidingOffices.includes(member.office),
      presence: row?.attendance ?? null,
      cameBy: row?.attended_by ?? null,
      reply: row?.reply ?? null
    };
  });
}

export function nameOf(member: Pick<Member, 'name' | 'organisation'>): string {
  return member.name ?? seatName(member) ?? '–';
}

export async function listDecisionsOf(db: Database, meeting: string): Promise<Decision[]> {
  const rows = await db
    .selectFrom('decision')
    .selectAll('decision')
    .select(
      sql<Record<string, Voice>>`coalesce((
        select jsonb_object_agg(voice.member_id, voice.voice) from decision_voice voice
        where voice.decision_id = decision.id), '{}')`.as('voices')
    )
    .where('meeting_id', '=', meeting as Id<'meeting'>)
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    item: row.item_id,
    number: row.number,
    text: row.text,
    public: row.public,
    decidedOn: row.decided_on,
    voices: new Map(Object.entries(row.voices))
  }));
}
