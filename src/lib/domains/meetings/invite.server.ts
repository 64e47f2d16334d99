// Sends invitations, and keeps who is invited as the circle's members are: newcomers are invited too, who left is told and gone.
import { newReplyToken } from '#lib/platform/mail/reply-address.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { circleOffices, listMembers, mailOf } from '#lib/domains/circles/queries.server.ts';
import { listInvitees, type Invitee } from './invitees.server.ts';
import { sendLetter, type Addressee, type Former, type LetterKind } from './letters.server.ts';
import { invitedRoles } from './model.ts';
import { canCall } from './policy.ts';
import { lockMeeting, type FullMeeting } from './queries.server.ts';
import { recordMeeting } from './write.server.ts';

export type InviteRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Cancelled, held or over. */
  | { ok: false; reason: 'closed' };

export interface Invited {
  readonly written: number;
  /** Whom nobody can write to: they have to be rung up. */
  readonly unreachable: readonly string[];
}

/** To everybody who sits there and has not had this version yet. */
export async function inviteToMeeting(
  db: Database,
  actor: Actor,
  { id }: { id: string },
  now: Date
): Promise<Result<Invited, InviteRefused>> {
  return inTransaction(db, async (tx): Promise<Result<Invited, InviteRefused>> => {
    const meeting = await lockMeeting(tx, id);
    const offices = meeting && (await circleOffices(tx, meeting.circle.id));
    if (!meeting || !offices) return no('not_found');
    if (!canCall(actor, offices)) return no('not_yours');
    if (isClosed(meeting, now)) return no('closed');
    const first = meeting.state === 'planned';
    if (first)
      await tx
        .updateTable('meeting')
        .set({ state: 'invited', updated_at: now })
        .where('id', '=', meeting.id)
        .execute();
    const invited = await sendToAll(tx, { meeting: { ...meeting, state: 'invited' }, kind: 'invited' }, now);
    if (first)
      await recordMeeting(tx, actor, now, {
        verb: 'meeting.invited',
        meeting,
        details: { invited: invited.written }
      });
    return ok(invited);
  });
}

export function isClosed(meeting: Pick<FullMeeting, 'state' | 'endsAt'>, now: Date): boolean {
  return meeting.state === 'cancelled' || meeting.state === 'held' || meeting.endsAt <= now;
}

/**
 * Brings the list of invitees to what the circle's seats are. Nobody is written to twice of one version; whoever has the
 * meeting in their calendar already gets the new version of it.
 */
export async function sendToAll(
  tx: Database,
  { meeting, kind, former }: { meeting: FullMeeting; kind: LetterKind; former?: Former },
  now: Date
): Promise<Invited> {
  await followSeats(tx, meeting, now);
  let written = 0;
  const unreachable: string[] = [];
  const told: Id<'meeting_invitee'>[] = [];
  for (const invitee of await listInvitees(tx, meeting.id)) {
    if (invitee.sentSequence !== null && invitee.sentSequence >= meeting.sequence) continue;
    const to = addresseeOf(invitee);
    if (!to) {
      unreachable.push(invitee.name);
      continue;
    }
    const letter = invitee.sentSequence === null && kind !== 'cancelled' ? 'invited' : kind;
    await sendLetter(tx, { kind: letter, meeting, to, ...(former ? { former } : {}) }, now);
    const instead = substituteOf(invitee);
    if (instead) await sendLetter(tx, { kind, meeting, to: instead, ...(former ? { former } : {}) }, now);
    told.push(invitee.id);
    written++;
  }
  if (told.length > 0)
    await tx
      .updateTable('meeting_invitee')
      .set({ sent_sequence: meeting.sequence, sent_at: now })
      .where('id', 'in', told)
      .execute();
  for (const guest of await listWelcomeGuests(tx, meeting.id))
    if (kind !== 'invited')
      await sendLetter(tx, { kind, meeting, to: guest, ...(former ? { former } : {}) }, now);
  return { written, unreachable };
}

export function addresseeOf(invitee: Invitee): Addressee | null {
  const mail = mailOf(invitee.member);
  return mail && { ...mail, token: invitee.token, reply: invitee.reply };
}

export function substituteOf({ substitute, member }: Invitee): Addressee | null {
  if (!substitute?.email || !substitute.token) return null;
  const { name, email, token, reply } = substitute;
  return { name, email, token, reply, locale: member.locale, person: null, simple: true };
}

async function listWelcomeGuests(tx: Database, meeting: string): Promise<Addressee[]> {
  const rows = await tx
    .selectFrom('meeting_guest')
    .select(['name', 'email', 'token', 'reply'])
    .where('meeting_id', '=', meeting as Id<'meeting'>)
    .where('state', '=', 'welcome')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ name, email, token, reply }) =>
    email && token ? [{ name, email, token, reply, locale: 'hu' as const, person: null, simple: true }] : []
  );
}

/** Seats without a row get one; rows of seats that were left go, and whoever had been invited is told. */
async function followSeats(tx: Database, meeting: FullMeeting, now: Date): Promise<void> {
  const seats = (await listMembers(tx, meeting.circle.id)).filter(({ office }) =>
    invitedRoles.includes(office)
  );
  const before = await listInvitees(tx, meeting.id);
  const missing = seats.filter(({ id }) => before.every(({ member }) => member.id !== id));
  if (missing.length > 0)
    await tx
      .insertInto('meeting_invitee')
      .values(missing.map(({ id }) => emptyInvitee(meeting.id, id as Id<'circle_member'>, now)))
      .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doNothing())
      .execute();
  const gone = before.filter(({ member }) => seats.every(({ id }) => id !== member.id));
  for (const invitee of gone) {
    const to = addresseeOf(invitee);
    if (to && invitee.sentSequence !== null) await sendLetter(tx, { kind: 'left', meeting, to }, now);
    const instead = substituteOf(invitee);
    if (instead) await sendLetter(tx, { kind: 'left', meeting, to: instead }, now);
  }
  if (gone.length > 0)
    await tx
      .deleteFrom('meeting_invitee')
      .where(
        'id',
        'in',
        gone.map(({ id }) => id)
      )
      .execute();
}

/** A row that says nothing yet. @param token of the letters to this seat */
export function emptyInvitee(
  meeting: Id<'meeting'>,
  member: Id<'circle_member'>,
  now: Date,
  token = newReplyToken()
) {
  return {
    ...{ id: newId<'meeting_invitee'>(now), meeting_id: meeting, member_id: member, token },
    ...{ sent_sequence: null, sent_at: null, reply: null, earlier_reply: null, replied_at: null },
    ...{ reply_sequence: null, reply_stamp: null, how: null, from_address: null, comment: null },
    ...{ substitute_name: null, substitute_email: null, substitute_token: null, substitute_reply: null },
    ...{ substitute_stamp: null, ride: null, seats: null, ride_from: null, ride_phone: null },
    ...{ ride_told: null, reminded_at: null, attendance: null, attended_by: null },
    ...{ created_at: now, updated_at: now }
  };
}

/** After somebody joined or left a circle: those invited to its meetings to come are those who sit there. */
export async function followCircle(db: Database, circle: string, now: Date): Promise<void> {
  const coming = await db
    .selectFrom('meeting')
    .select('id')
    .where('circle_id', '=', circle as Id<'circle'>)
    .where('state', '=', 'invited')
    .where('ends_at', '>', now)
    .orderBy('starts_at')
    .limit(20)
    .execute();
  for (const { id } of coming) await inviteToMeeting(db, system, { id }, now);
}
