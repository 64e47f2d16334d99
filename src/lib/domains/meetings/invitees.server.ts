// Reads who is invited to a meeting, with their answers; by the token of a mail, too.
import { sql, type Selectable } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findMembers } from '#lib/domains/circles/queries.server.ts';
import type { Member } from '#lib/domains/circles/model.ts';
import type { Attendance, How, Reply, Ride } from './model.ts';
import type { InviteeTable } from './schema.server.ts';

export interface Invitee {
  readonly id: Id<'meeting_invitee'>;
  readonly meeting: Id<'meeting'>;
  /** The seat that is invited. */
  readonly member: Member;
  readonly role: string;
  /** «Tóth Kata», else the organisation: as the circle's lists name whoever sits there. */
  readonly name: string;
  readonly token: string;
  readonly sentSequence: number | null;
  readonly sentAt: Date | null;
  readonly reply: Reply | null;
  /** What they had answered before the time changed. */
  readonly earlierReply: Reply | null;
  readonly repliedAt: Date | null;
  readonly known: { readonly sequence: number | null; readonly stamp: Date } | null;
  readonly how: How | null;
  readonly fromAddress: string | null;
  readonly comment: string | null;
  readonly substitute: {
    readonly name: string;
    readonly email: string | null;
    readonly token: string | null;
    readonly reply: Reply | null;
    readonly stamp: Date | null;
  } | null;
  readonly remote: boolean;
  readonly ride: Ride | null;
  readonly seats: number | null;
  readonly rideFrom: string | null;
  readonly ridePhone: string | null;
  readonly rideConsent: boolean;
  readonly rideTold: string | null;
  readonly remindedAt: Date | null;
  readonly attendance: Attendance | null;
  readonly attendedBy: string | null;
}

/** In the order of the circle's members. */
export async function listInvitees(db: Database, meeting: string): Promise<Invitee[]> {
  const rows = await db
    .selectFrom('meeting_invitee')
    .selectAll()
    .where('meeting_id', '=', meeting as Id<'meeting'>)
    .execute();
  const members = await findMembers(
    db,
    rows.map(({ member_id }) => member_id)
  );
  const found = rows.flatMap((row) => {
    const member = members.get(row.member_id);
    return member ? [inviteeFrom(row, member)] : [];
  });
  return found.sort(
    (a, b) =>
      order.indexOf(a.role) - order.indexOf(b.role) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}

const order = ['convenor', 'secretary', 'member', 'invited', 'informed'];

export type Holder = {
  readonly invitee: Invitee;
  /** The token is that of whoever comes for the member. */
  readonly asSubstitute: boolean;
};

/** Whose the token is that stood in a mail's address or link; null when nobody's. */
export async function findByToken(
  db: Database,
  token: string,
  { lock = false } = {}
): Promise<Holder | null> {
  if (!/^[a-z0-9]{16,40}$/.test(token)) return null;
  let found = db
    .selectFrom('meeting_invitee')
    .selectAll()
    .where((eb) => eb.or([eb('token', '=', token), eb('substitute_token', '=', token)]));
  if (lock) found = found.forUpdate();
  const row = await found.executeTakeFirst();
  const member = row && (await findMembers(db, [row.member_id])).get(row.member_id);
  if (!row || !member) return null;
  return { invitee: inviteeFrom(row, member), asSubstitute: row.token !== token };
}

/** Of one seat; nobody else changes it until the transaction ends. */
export async function lockInvitee(
  tx: Database,
  { meeting, member }: { meeting: string; member: string }
): Promise<Invitee | null> {
  const row = await tx
    .selectFrom('meeting_invitee')
    .selectAll()
    .where('meeting_id', '=', meeting as Id<'meeting'>)
    .where('member_id', '=', member as Id<'circle_member'>)
    .forUpdate()
    .executeTakeFirst();
  const found = row && (await findMembers(tx, [row.member_id])).get(row.member_id);
  return row && found ? inviteeFrom(row, found) : null;
}

/** How many answered what, of many meetings at once. */
export async function countReplies(
  db: Database,
  meetings: readonly string[]
): Promise<
  ReadonlyMap<string, { readonly invited: number; readonly coming: number; readonly silent: number }>
> {
  if (meetings.length === 0) return new Map();
  const rows = await db
    .selectFrom('meeting_invitee')
    .select([
      'meeting_id',
      sql<number>`count(*)::integer`.as('invited'),
      sql<number>`(count(*) filter (where reply = 'accepted' or substitute_reply = 'accepted'))::integer`.as(
        'coming'
      ),
      sql<number>`(count(*) filter (where reply is null and substitute_reply is null))::integer`.as('silent')
    ])
    .where('meeting_id', 'in', [...meetings] as Id<'meeting'>[])
    .groupBy('meeting_id')
    .execute();
  return new Map(rows.map(({ meeting_id, ...counts }) => [meeting_id as string, counts]));
}

function inviteeFrom(row: Selectable<InviteeTable>, member: Member): Invitee {
  return {
    id: row.id,
    meeting: row.meeting_id,
    member,
    role: member.office,
    name: member.name ?? member.organisation?.name ?? '–',
    token: row.token,
    sentSequence: row.sent_sequence,
    sentAt: row.sent_at,
    reply: row.reply,
    earlierReply: row.earlier_reply,
    repliedAt: row.replied_at,
    known: row.reply_stamp ? { sequence: row.reply_sequence, stamp: row.reply_stamp } : null,
    how: row.how,
    fromAddress: row.from_address,
    comment: row.comment,
    substitute: row.substitute_name
      ? {
          name: row.substitute_name,
          email: row.substitute_email,
          token: row.substitute_token,
          reply: row.substitute_reply,
          stamp: row.substitute_stamp
        }
      : null,
    remote: row.remote,
    ride: row.ride,
    seats: row.seats,
    rideFrom: row.ride_from,
    ridePhone: row.ride_phone,
    rideConsent: row.ride_consent,
    rideTold: row.ride_told,
    remindedAt: row.reminded_at,
    attendance: row.attendance,
    attendedBy: row.attended_by
  };
}
