// Guests of a meeting: to whom an invitation was forwarded. They ask, those who run the circle say, and then they are invited too.
import { fold } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { message } from '#lib/platform/mail/content.ts';
import { newReplyToken } from '#lib/platform/mail/reply-address.ts';
import { circleOffices } from '#lib/domains/circles/queries.server.ts';
import { isClosed } from './invite.server.ts';
import type { Invitee } from './invitees.server.ts';
import { sendLetter, tellRunners } from './letters.server.ts';
import type { Reply } from './model.ts';
import { canCall } from './policy.ts';
import { findMeetingById, type FullMeeting } from './queries.server.ts';

/** More than this at one meeting is no forwarding any more. */
const mostGuests = 20;

/**
 * Whether an answer that came with somebody's token, but from another address, is that somebody's all the same: people have
 * several addresses. Whoever gives a name of which no word is theirs had the invitation forwarded.
 */
export function isSamePerson(name: string, invitee: Pick<Invitee, 'name' | 'member'>): boolean {
  const wordsIn = (text: string): string[] =>
    fold(text)
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 2);
  const given = wordsIn(name);
  if (given.length === 0) return true;
  const own = new Set(wordsIn(`${invitee.name} ${invitee.member.organisation?.name ?? ''}`));
  return given.some((word) => own.has(word));
}

/** Somebody whom nobody invited has answered: those who run the circle decide. */
export async function noteGuest(
  tx: Database,
  {
    meeting,
    email,
    name,
    reply,
    comment
  }: {
    meeting: FullMeeting;
    email: string;
    name: string;
    reply: Reply | null;
    comment: string | null;
  },
  now: Date
): Promise<void> {
  const { count } = await tx
    .selectFrom('meeting_guest')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostGuests) return;
  const inserted = await tx
    .insertInto('meeting_guest')
    .values({
      id: newId<'meeting_guest'>(now),
      meeting_id: meeting.id,
      name: (name || email).slice(0, 200),
      of: null,
      email: email.toLowerCase(),
      state: 'asked',
      reply,
      token: newReplyToken(),
      created_at: now
    })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'email']).doUpdateSet({ reply }))
    .returning(['state', 'id'])
    .executeTakeFirstOrThrow();
  if (inserted.state !== 'asked') return;
  await tellRunners(
    tx,
    {
      meeting,
      subject: message('meetings.mail.stranger.subject', { title: meeting.title }),
      text: [
        message('meetings.mail.stranger.text', {
          who: name ? `${name} (${email})` : email,
          title: meeting.title,
          circle: meeting.circle.name
        })
      ],
      words: comment,
      onceKey: `stranger ${inserted.id}`
    },
    now
  );
}

export interface Guest {
  readonly id: string;
  readonly name: string;
  readonly of: string | null;
  readonly email: string | null;
  readonly state: 'asked' | 'welcome' | 'declined' | 'came';
  readonly reply: Reply | null;
}

export async function listGuests(db: Database, meeting: string): Promise<Guest[]> {
  return db
    .selectFrom('meeting_guest')
    .select(['id', 'name', 'of', 'email', 'state', 'reply'])
    .where('meeting_id', '=', meeting as Id<'meeting'>)
    .orderBy('created_at')
    .orderBy('id')
    .limit(100)
    .execute();
}

/** A guest who is welcome gets the invitation; one who is not is not written to. */
export async function decideGuest(
  db: Database,
  actor: Actor,
  { id, welcome }: { id: string; welcome: boolean },
  now: Date
): Promise<
  Result<{ name: string }, { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' }>
> {
  type Done = Result<
    { name: string },
    { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' }
  >;
  return inTransaction(db, async (tx): Promise<Done> => {
    const guest = await tx
      .selectFrom('meeting_guest')
      .selectAll()
      .where('id', '=', id as Id<'meeting_guest'>)
      .forUpdate()
      .executeTakeFirst();
    const meeting = guest && (await findMeetingById(tx, guest.meeting_id));
    const offices = meeting && (await circleOffices(tx, meeting.circle.id));
    if (!guest || !meeting || !offices) return no('not_found');
    if (!canCall(actor, offices)) return no('not_yours');
    if (guest.state !== 'asked' || isClosed(meeting, now)) return no('not_found');
    await tx
      .updateTable('meeting_guest')
      .set({ state: welcome ? 'welcome' : 'declined' })
      .where('id', '=', guest.id)
      .execute();
    if (welcome && guest.email && guest.token)
      await sendLetter(
        tx,
        {
          kind: 'guest',
          meeting,
          to: {
            name: guest.name,
            email: guest.email,
            locale: 'hu',
            person: null,
            token: guest.token,
            reply: guest.reply
          }
        },
        now
      );
    return ok({ name: guest.name });
  });
}

/** A guest's own answer, by the link in their letter or their calendar program. */
export async function answerAsGuest(
  tx: Database,
  { token, reply }: { token: string; reply: Reply },
  now: Date
): Promise<FullMeeting | null> {
  const guest = await findGuest(tx, token);
  if (!guest || isClosed(guest.meeting, now)) return null;
  await tx.updateTable('meeting_guest').set({ reply }).where('token', '=', token).execute();
  return guest.meeting;
}

export async function findGuest(
  db: Database,
  token: string
): Promise<{ meeting: FullMeeting; name: string; reply: Reply | null } | null> {
  if (!/^[a-z0-9]{16,40}$/.test(token)) return null;
  const row = await db
    .selectFrom('meeting_guest')
    .select(['meeting_id', 'name', 'reply'])
    .where('token', '=', token)
    .where('state', '=', 'welcome')
    .executeTakeFirst();
  const meeting = row && (await findMeetingById(db, row.meeting_id));
  return row && meeting ? { meeting, name: row.name, reply: row.reply } : null;
}
