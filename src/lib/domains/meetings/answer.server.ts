// Writes down who comes: from the page behind a mailed link, from a calendar program, from an account, or as the secretary was told.
import { newReplyToken } from '#lib/platform/mail/reply-address.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Id } from '#lib/core/ids.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { message } from '#lib/platform/mail/content.ts';
import { circleOffices } from '#lib/domains/circles/queries.server.ts';
import { addresseeOf, substituteOf } from './invite.server.ts';
import { findByToken, lockInvitee, type Holder, type Invitee } from './invitees.server.ts';
import { sendLetter, tellRunners } from './letters.server.ts';
import { judgeReply, type How, type Judged, type Reply, type Ride } from './model.ts';
import { answersFor, canCall } from './policy.ts';
import { findMeetingById, type FullMeeting } from './queries.server.ts';
import { recordMeeting } from './write.server.ts';

export interface Answer {
  readonly reply: Reply;
  readonly remote: boolean;
  /** Undefined leaves what was written before. */
  readonly comment?: string | null;
  readonly substitute: { readonly name: string; readonly email: string | null } | null;
  /** Undefined, as from a calendar program, leaves it as it is. */
  readonly travel?: {
    readonly ride: Ride | null;
    readonly seats: number | null;
    /** A settlement, when not from home. */
    readonly from: string | null;
    readonly phone: string | null;
    readonly consent: boolean;
  };
}

export type AnswerRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** A newer answer is there. */
  | { ok: false; reason: 'older' }
  /** The time has changed since the invitation that was answered. */
  | { ok: false; reason: 'outdated' }
  /** It is over, held or cancelled. */
  | { ok: false; reason: 'closed' };
export type AnswerTaken = Result<{ meeting: FullMeeting; reply: Reply }, AnswerRefused>;

/** @param seen the version of the meeting that the page showed: an answer to another time than the one there is is asked again */
export async function answerByToken(
  db: Database,
  { token, answer, seen }: { token: string; answer: Answer; seen: number | null },
  now: Date
): Promise<AnswerTaken> {
  return inTransaction(db, async (tx): Promise<AnswerTaken> => {
    const holder = await findByToken(tx, token, { lock: true });
    const meeting = holder && (await findMeetingById(tx, holder.invitee.meeting));
    if (!holder || !meeting) return no('not_found');
    const stamped = { sequence: seen, stamp: now };
    return takeAnswer(tx, { meeting, holder, answer, how: 'link', stamped, from: null }, now);
  });
}

/** For a seat of the actor's own; whoever runs the circle enters what they were told by telephone. */
export async function answerInAccount(
  db: Database,
  actor: Actor,
  { meeting: id, member, answer }: { meeting: string; member: string; answer: Answer },
  now: Date
): Promise<AnswerTaken> {
  return inTransaction(db, async (tx): Promise<AnswerTaken> => {
    const meeting = await findMeetingById(tx, id);
    const offices = meeting && (await circleOffices(tx, meeting.circle.id));
    const invitee = meeting && (await lockInvitee(tx, { meeting: meeting.id, member }));
    if (!meeting || !offices || !invitee) return no('not_found');
    const own = answersFor(actor, offices).includes(member);
    if (!own && !canCall(actor, offices)) return no('not_yours');
    const stamped = { sequence: null, stamp: now };
    const holder = { invitee, asSubstitute: false };
    const how: How = own ? 'account' : 'told';
    return takeAnswer(tx, { meeting, holder, answer, how, stamped, from: null, actor }, now);
  });
}

export interface Incoming {
  readonly meeting: FullMeeting;
  readonly holder: Holder;
  readonly answer: Answer;
  readonly how: How;
  readonly stamped: { readonly sequence: number | null; readonly stamp: Date };
  /** The address it came from, when that is not the one that was invited. */
  readonly from: string | null;
  readonly actor?: Actor;
}

/** Runs in a transaction that holds the invitee's row. */
export async function takeAnswer(tx: Database, incoming: Incoming, now: Date): Promise<AnswerTaken> {
  const { meeting, holder, answer } = incoming;
  const { invitee, asSubstitute } = holder;
  const judged = judgedOf(incoming, now);
  if (judged !== 'taken') return no(judged);
  if (asSubstitute) await writeSubstitute(tx, incoming, now);
  else await writeAnswer(tx, incoming, now);
  await recordMeeting(tx, incoming.actor ?? doerOf(holder), now, {
    verb: 'meeting.answered',
    meeting,
    details: {
      member: invitee.member.id,
      reply: [asSubstitute ? (invitee.substitute?.reply ?? null) : invitee.reply, answer.reply],
      how: incoming.how,
      ...(asSubstitute ? { substitute: 'yes' } : {})
    }
  });
  const isHost = meeting.host?.id === invitee.member.id;
  if (isHost && !asSubstitute && answer.reply === 'declined' && invitee.reply !== 'declined')
    await tellOfHost(tx, incoming, now);
  return ok({ meeting, reply: answer.reply });
}

function judgedOf({ meeting, holder: { invitee, asSubstitute }, stamped }: Incoming, now: Date): Judged {
  const { substitute } = invitee;
  const known = asSubstitute
    ? substitute?.stamp
      ? { sequence: null, stamp: substitute.stamp }
      : null
    : invitee.known;
  return judgeReply(stamped, { known, meeting, now });
}

async function writeAnswer(tx: Database, incoming: Incoming, now: Date): Promise<void> {
  const { meeting, holder, answer, how, stamped, from } = incoming;
  const { invitee } = holder;
  const travel = answer.reply === 'declined' ? { ride: null, seats: null } : answer.travel;
  await tx
    .updateTable('meeting_invitee')
    .set({
      reply: answer.reply,
      replied_at: now,
      reply_sequence: stamped.sequence ?? meeting.sequence,
      reply_stamp: stamped.stamp,
      how,
      from_address: from,
      ...(answer.comment === undefined ? {} : { comment: answer.comment }),
      remote: answer.reply === 'accepted' && (how === 'calendar' ? invitee.remote : answer.remote),
      ...(travel === undefined ? {} : { ride: travel.ride, seats: travel.seats }),
      ...(answer.travel && answer.reply !== 'declined'
        ? {
            ride_from: answer.travel.from as Id<'settlement'> | null,
            ride_phone: answer.travel.phone,
            ride_consent: answer.travel.consent
          }
        : {}),
      updated_at: now
    })
    .where('id', '=', invitee.id)
    .execute();
  await changeSubstitute(tx, incoming, now);
}

/** Who comes for the member gets an invitation of their own; whoever does not any more is told. */
async function changeSubstitute(tx: Database, incoming: Incoming, now: Date): Promise<void> {
  const { meeting, holder, answer, how } = incoming;
  const { invitee } = holder;
  const [before, next] = [invitee.substitute, answer.substitute];
  // A calendar program that says «no» once more does not take the substitute back.
  if (how === 'calendar' && next === null && answer.reply === 'declined') return;
  const email = next?.email?.toLowerCase() ?? null;
  if (before && next && before.name === next.name && before.email === email) return;
  if (!before && !next) return;
  const former = substituteOf(invitee);
  if (former && former.email !== email) await sendLetter(tx, { kind: 'left', meeting, to: former }, now);
  const token = email ? newReplyToken() : null;
  await tx
    .updateTable('meeting_invitee')
    .set({
      substitute_name: next?.name || (next?.email ?? null),
      substitute_email: email,
      substitute_token: token,
      // Of one without an address the member has spoken.
      substitute_reply: next && !email ? 'accepted' : null,
      substitute_stamp: null
    })
    .where('id', '=', invitee.id)
    .execute();
  if (!next || !email || !token) return;
  const to = {
    name: next.name || email,
    email,
    token,
    reply: null,
    locale: invitee.member.locale,
    person: null,
    simple: true
  };
  await sendLetter(tx, { kind: 'substitute', meeting, to, who: invitee.name }, now);
}

async function writeSubstitute(
  tx: Database,
  { meeting, holder: { invitee }, answer, stamped }: Incoming,
  now: Date
): Promise<void> {
  await tx
    .updateTable('meeting_invitee')
    .set({ substitute_reply: answer.reply, substitute_stamp: stamped.stamp, updated_at: now })
    .where('id', '=', invitee.id)
    .execute();
  if (answer.reply !== 'declined') return;
  // The member thinks that somebody sits there for them.
  const to = addresseeOf(invitee);
  if (to) await sendLetter(tx, { kind: 'again', meeting, to: { ...to, reply: null } }, now);
}

/** Whose house it is does not come: others have to be asked. */
async function tellOfHost(tx: Database, { meeting, answer, stamped }: Incoming, now: Date): Promise<void> {
  const day = { day: { day: meeting.starts.slice(0, 10), style: 'full' as const } };
  await tellRunners(
    tx,
    {
      meeting,
      subject: message('meetings.mail.hostAway.subject', { title: meeting.title, ...day }),
      text: [
        message('meetings.mail.hostAway.text', {
          host: meeting.host?.name ?? '–',
          circle: meeting.circle.name,
          ...day
        }),
        message('meetings.mail.hostAway.else')
      ],
      words: answer.comment ?? null,
      page: 'hosts',
      onceKey: `host away ${meeting.id} ${stamped.stamp.toISOString()}`
    },
    now
  );
}

/** Whoever holds the token has shown to be the one who sits there: as far as an account is known, it is theirs. */
function doerOf({ invitee, asSubstitute }: Holder): Actor {
  const { personId } = invitee.member;
  if (asSubstitute || !personId) return system;
  return { kind: 'person', id: personId as Id<'person'>, name: invitee.name, roles: [] };
}

/** What an invitee's page shows. */
export async function findInvitation(
  db: Database,
  token: string
): Promise<{ meeting: FullMeeting; invitee: Invitee; asSubstitute: boolean } | null> {
  const holder = await findByToken(db, token);
  const meeting = holder && (await findMeetingById(db, holder.invitee.meeting));
  return holder && meeting ? { meeting, ...holder } : null;
}
