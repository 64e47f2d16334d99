// Whose turn it is to be host: proposed fairly and near, changed by hand, asked by mail; who declines is followed by the next best.
import { rotateHosts, type HostedMeeting } from '#lib/core/host-rotation.ts';
import { byHungarian } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayMs } from '#lib/core/time.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Member } from '#lib/domains/circles/model.ts';
import { circleOffices, findMember, listMembers, mailOf } from '#lib/domains/circles/queries.server.ts';
import { labelsOf } from '#lib/domains/registry/names.server.ts';
import { listVenuesOf, type VenueListed } from '#lib/domains/registry/venue-queries.server.ts';
import type { MeetingDraft } from './input.ts';
import { isClosed } from './invite.server.ts';
import { tellRunners } from './letters.server.ts';
import { meetingWhere } from './meeting-words.ts';
import { decidingRoles, type HostAskState } from './model.ts';
import { changeMeeting } from './operations.server.ts';
import { canCall } from './policy.ts';
import { findMeetingById, listComing, lockMeeting, type FullMeeting } from './queries.server.ts';
import { recordMeeting } from './write.server.ts';

export const hostPurpose = 'meetings.host';
const answerDays = 30;

export interface HostProposal {
  readonly meeting: FullMeeting;
  /** Who is host already, or would be. */
  readonly member: Member | null;
  readonly reasons: HostedMeeting['reasons'];
  readonly kilometres: number;
  readonly farthest: number;
  readonly ask: HostAskState | null;
}

/** For every meeting to come of the year: the host there is, or who would be the best one. Members without a place are never proposed. */
export async function proposeHosts(
  db: Database,
  { circle, except = [] }: { circle: string; except?: readonly { meeting: string; member: string }[] },
  now: Date
): Promise<HostProposal[]> {
  const meetings = (await listComing(db, circle, now, { limit: 60, cancelled: false })).filter(
    ({ state, startsAt }) => state !== 'held' && startsAt.getTime() < now.getTime() + 370 * dayMs
  );
  if (meetings.length === 0) return [];
  const members = await listMembers(db, circle);
  const placed = members.filter(({ settlement }) => settlement?.lat != null && settlement.lon != null);
  const history = await turnsSoFar(db, circle, now);
  const asks = await listAsks(
    db,
    meetings.map(({ id }) => id)
  );
  const declined = [
    ...except,
    ...asks.filter(({ state }) => state === 'declined').map(({ meeting, member }) => ({ meeting, member }))
  ];
  const placeOf = ({ settlement }: Member) => ({ lat: settlement?.lat ?? 0, lon: settlement?.lon ?? 0 });
  const hosts = placed.filter(({ office }) => decidingRoles.includes(office));
  const seats = members.filter(({ office }) => office !== 'informed').length;
  const { answer } = rotateHosts({
    meetings: meetings.map(({ id }) => ({ id, seats: Math.max(1, Math.ceil(seats * usualShare)) })),
    hosts: hosts.map((member) => ({
      id: member.id,
      place: placeOf(member),
      seats: member.seats,
      hosted: history.count.get(member.id) ?? 0,
      lastAgo: history.lastAgo.get(member.id) ?? null,
      cannot: declined.filter((each) => each.member === member.id).map(({ meeting }) => meeting)
    })),
    members: placed
      .filter(({ office }) => office !== 'informed')
      .map((member) => ({ id: member.id, place: placeOf(member) })),
    kept: meetings.flatMap(({ id, host }) =>
      host && !declined.some((each) => each.meeting === id && each.member === host.id)
        ? [{ meeting: id, host: host.id }]
        : []
    )
  });
  const byId = new Map(members.map((member) => [member.id, member]));
  return meetings.map((meeting, index) => {
    const hosted = answer[index];
    const kept =
      meeting.host &&
      !declined.some((each) => each.meeting === meeting.id && each.member === meeting.host?.id);
    const id = kept ? meeting.host?.id : hosted?.host;
    return {
      meeting,
      member: (id && byId.get(id)) || null,
      reasons: hosted?.reasons ?? [],
      kilometres: hosted?.kilometres ?? 0,
      farthest: hosted?.farthest ?? 0,
      ask: asks.findLast((each) => each.meeting === meeting.id && each.member === id)?.state ?? null
    };
  });
}

/** Of those who sit there, so many come: a room for all of them is seldom needed. */
const usualShare = 0.7;

async function turnsSoFar(
  db: Database,
  circle: string,
  now: Date
): Promise<{ count: Map<string, number>; lastAgo: Map<string, number> }> {
  const past = await db
    .selectFrom('meeting')
    .select('host_member_id')
    .where('circle_id', '=', circle as Id<'circle'>)
    .where('state', '!=', 'cancelled')
    .where('ends_at', '<=', now)
    .orderBy('starts_at', 'desc')
    .limit(400)
    .execute();
  const [count, lastAgo] = [new Map<string, number>(), new Map<string, number>()];
  past.forEach(({ host_member_id: host }, index) => {
    if (!host) return;
    count.set(host, (count.get(host) ?? 0) + 1);
    if (!lastAgo.has(host)) lastAgo.set(host, index + 1);
  });
  return { count, lastAgo };
}

export interface HostAsk {
  readonly id: Id<'meeting_host_ask'>;
  readonly meeting: string;
  readonly member: string;
  readonly state: HostAskState;
  readonly note: string | null;
}

/** Oldest first. */
export async function listAsks(db: Database, meetings: readonly string[]): Promise<HostAsk[]> {
  if (meetings.length === 0) return [];
  const rows = await db
    .selectFrom('meeting_host_ask')
    .select(['id', 'meeting_id', 'member_id', 'state', 'note'])
    .where('meeting_id', 'in', [...meetings] as Id<'meeting'>[])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ meeting_id, member_id, ...rest }) => ({
    ...rest,
    meeting: meeting_id,
    member: member_id
  }));
}

export async function findAsk(
  db: Database,
  id: string
): Promise<{ ask: HostAsk; meeting: FullMeeting; member: Member } | null> {
  const row = await db
    .selectFrom('meeting_host_ask')
    .select(['id', 'meeting_id', 'member_id', 'state', 'note'])
    .where('id', '=', id as Id<'meeting_host_ask'>)
    .executeTakeFirst();
  if (!row) return null;
  const [meeting, member] = [await findMeetingById(db, row.meeting_id), await findMember(db, row.member_id)];
  const { meeting_id, member_id, ...rest } = row;
  return meeting && member
    ? { ask: { ...rest, meeting: meeting_id, member: member_id }, meeting, member }
    : null;
}

export type HostRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  | { ok: false; reason: 'closed' }
  /** Nobody has an address for this member. */
  | { ok: false; reason: 'unreachable' };

/** Asks a member by mail whether they would be the host; of one meeting one is asked at a time. */
export async function askHost(
  db: Database,
  actor: Actor,
  { meeting: id, member: memberId }: { meeting: string; member: string },
  now: Date
): Promise<Result<{ name: string }, HostRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ name: string }, HostRefused>> => {
    const found = await toDecide(tx, actor, { meeting: id, member: memberId }, now);
    if (!found.ok) return found;
    const { meeting, member } = found.value;
    const to = mailOf(member);
    if (!to) return no('unreachable');
    await closeAsks(tx, meeting.id, now);
    const ask = newId<'meeting_host_ask'>(now);
    await tx
      .insertInto('meeting_host_ask')
      .values({
        id: ask,
        meeting_id: meeting.id,
        member_id: member.id as Id<'circle_member'>,
        state: 'asked',
        note: null,
        asked_at: now,
        answered_at: null,
        created_at: now,
        updated_at: now
      })
      .execute();
    const { token } = await makeCapabilityLink(
      tx,
      { purpose: hostPurpose, subject: { ask }, person: to.person, days: answerDays },
      now
    );
    const names = { circle: meeting.circle.name, title: meeting.title };
    const day = {
      day: { day: meeting.starts.slice(0, 10), style: 'full' as const },
      time: meeting.starts.slice(11)
    };
    await sendMail(
      tx,
      {
        to: { email: to.email, name: to.name, person: to.person },
        locale: to.locale,
        kind: 'essential',
        secret: true,
        subject: message('meetings.mail.host_ask.subject', { ...names, day: day.day }),
        blocks: [
          paragraph(message('meetings.mail.host_ask.text', { ...names, ...day })),
          button(message('meetings.mail.host_ask.button'), `/answer/${token}`),
          small(message('meetings.mail.host_ask.small', { days: answerDays }))
        ]
      },
      now
    );
    await recordMeeting(tx, actor, now, {
      verb: 'meeting.host_asked',
      meeting,
      details: { member: member.id }
    });
    return ok({ name: to.name });
  });
}

/** Set by hand; null: nobody yet. Who was asked before is asked no more. */
export async function setHost(
  db: Database,
  actor: Actor,
  { meeting: id, member: memberId }: { meeting: string; member: string | null },
  now: Date
): Promise<Result<{ meeting: FullMeeting }, HostRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ meeting: FullMeeting }, HostRefused>> => {
    const found = await toDecide(tx, actor, { meeting: id, member: memberId }, now);
    if (!found.ok) return found;
    const { meeting } = found.value;
    await closeAsks(tx, meeting.id, now);
    await tx
      .updateTable('meeting')
      .set({ host_member_id: memberId as Id<'circle_member'> | null, updated_at: now })
      .where('id', '=', meeting.id)
      .execute();
    const after = await findMeetingById(tx, id);
    if (!after) throw new Error('A meeting was changed and is not there');
    await recordMeeting(tx, actor, now, {
      verb: 'meeting.host_set',
      meeting: after,
      details: { host: [meeting.host?.name ?? null, after.host?.name ?? null] }
    });
    return ok({ meeting: after });
  });
}

async function toDecide(
  tx: Database,
  actor: Actor,
  { meeting: id, member: memberId }: { meeting: string; member: string | null },
  now: Date
): Promise<Result<{ meeting: FullMeeting; member: Member }, HostRefused>> {
  const meeting = await lockMeeting(tx, id);
  const offices = meeting && (await circleOffices(tx, meeting.circle.id));
  const member = memberId === null ? null : await findMember(tx, memberId);
  if (!meeting || !offices) return no('not_found');
  if (memberId !== null && member?.circleId !== meeting.circle.id) return no('not_found');
  if (!canCall(actor, offices)) return no('not_yours');
  if (isClosed(meeting, now)) return no('closed');
  return ok({ meeting, member: member as Member });
}

async function closeAsks(tx: Database, meeting: Id<'meeting'>, now: Date): Promise<void> {
  await tx
    .updateTable('meeting_host_ask')
    .set({ state: 'withdrawn', updated_at: now })
    .where('meeting_id', '=', meeting)
    .where('state', 'in', ['proposed', 'asked', 'accepted'])
    .execute();
}

/** Rooms that a member could offer: their organisation's, the accessible and large enough ones first. */
export async function venuesOfHost(db: Database, member: Member): Promise<VenueListed[]> {
  if (!member.organisation) return [];
  const venues = await listVenuesOf(db, member.organisation.id);
  const rank = ({ accessible, idle }: VenueListed): number => (idle ? 2 : 0) + (accessible ? 0 : 1);
  return [...venues].sort((a, b) => rank(a) - rank(b) || (b.capacity ?? 0) - (a.capacity ?? 0)).slice(0, 4);
}

/** Labels of the venues that members' organisations have, for a form that offers them. */
export async function listHostVenues(db: Database, circle: string): Promise<string[]> {
  const organisations = (await listMembers(db, circle)).flatMap(({ organisation }) => organisation?.id ?? []);
  if (organisations.length === 0) return [];
  const rows = await db
    .selectFrom('venue')
    .select('id')
    .where('organisation_id', 'in', organisations as Id<'organisation'>[])
    .where('closed_on', 'is', null)
    .limit(60)
    .execute();
  const labels = await labelsOf(
    db,
    'venue',
    rows.map(({ id }) => id)
  );
  return labels.map(({ label }) => label).sort(byHungarian);
}

/** As a form would carry it. */
export function draftOf(meeting: FullMeeting): MeetingDraft {
  return {
    title: meeting.title,
    starts: meeting.starts,
    minutes: meeting.minutes,
    zone: meeting.zone,
    venue: meeting.venue?.id ?? null,
    settlement: meeting.venue ? null : (meeting.settlement?.id ?? null),
    place: meeting.place,
    remote: meeting.remote,
    quorum: meeting.quorum,
    public: meeting.public
  };
}

/** The host's own word: where, in a venue of theirs or elsewhere. Those already invited hear of the place. */
export async function acceptHosting(
  tx: Database,
  {
    ask: askId,
    venue,
    place,
    note
  }: { ask: string; venue: string | null; place: string | null; note: string | null },
  now: Date
): Promise<FullMeeting | null> {
  const found = await openAsk(tx, askId, now);
  if (!found) return null;
  const { ask, meeting, member } = found;
  const known = venue && (await venuesOfHost(tx, member)).some(({ id }) => id === venue) ? venue : null;
  await answerAsk(tx, { ask: ask.id, state: 'accepted', note }, now);
  const changed = await changeMeeting(
    tx,
    system,
    {
      id: meeting.id,
      draft: {
        ...draftOf(meeting),
        host: member.id,
        venue: known,
        settlement: known ? null : (member.settlement?.id ?? null),
        place: known ? null : place
      }
    },
    now
  );
  if (!changed.ok) return null;
  await recordMeeting(tx, system, now, {
    verb: 'meeting.host_set',
    meeting: changed.value.meeting,
    details: { host: [meeting.host?.name ?? null, changed.value.meeting.host?.name ?? null] }
  });
  if (note) await tellOfNote(tx, changed.value.meeting, { member, note }, now);
  return changed.value.meeting;
}

async function tellOfNote(
  tx: Database,
  meeting: FullMeeting,
  { member, note }: { member: Member; note: string },
  now: Date
): Promise<void> {
  const host = member.organisation?.name ?? member.name ?? '–';
  await tellRunners(
    tx,
    {
      meeting,
      subject: message('meetings.mail.hostNote.subject', { host }),
      text: [message('meetings.mail.hostNote.text', { host, title: meeting.title })],
      words: note
    },
    now
  );
}

/** The next best is proposed to those who run the circle; nobody is asked without their word. */
export async function declineHosting(
  tx: Database,
  { ask: askId, note }: { ask: string; note: string | null },
  now: Date
): Promise<FullMeeting | null> {
  const found = await openAsk(tx, askId, now);
  if (!found) return null;
  const { ask, meeting, member } = found;
  await answerAsk(tx, { ask: ask.id, state: 'declined', note }, now);
  if (meeting.host?.id === member.id)
    await tx
      .updateTable('meeting')
      .set({ host_member_id: null, updated_at: now })
      .where('id', '=', meeting.id)
      .execute();
  await tellOfNextBest(tx, { meeting, member, note }, now);
  return meeting;
}

/** A host that cannot be it: who would be the next best. */
export async function tellOfNextBest(
  tx: Database,
  {
    meeting,
    member,
    note,
    left = false
  }: { meeting: FullMeeting; member: Member; note: string | null; left?: boolean },
  now: Date
): Promise<void> {
  const proposals = await proposeHosts(
    tx,
    { circle: meeting.circle.id, except: [{ meeting: meeting.id, member: member.id }] },
    now
  );
  const next = proposals.find((each) => each.meeting.id === meeting.id)?.member;
  const day = { day: { day: meeting.starts.slice(0, 10), style: 'full' as const } };
  const names = { host: member.organisation?.name ?? member.name ?? '–', title: meeting.title, ...day };
  const where = meetingWhere(meeting);
  const nextName = next?.organisation?.name ?? next?.name;
  await tellRunners(
    tx,
    {
      meeting,
      subject: message(left ? 'meetings.mail.hostLeft.subject' : 'meetings.mail.nextHost.subject', names),
      text: [
        message(left ? 'meetings.mail.hostLeft.text' : 'meetings.mail.nextHost.text', names),
        ...(where && meeting.state === 'invited' ? [message('meetings.mail.nextHost.where', { where })] : []),
        nextName
          ? message('meetings.mail.nextHost.next', { next: nextName })
          : message('meetings.mail.nextHost.none')
      ],
      words: note,
      page: 'hosts'
    },
    now
  );
}

async function openAsk(tx: Database, id: string, now: Date) {
  await tx
    .selectFrom('meeting_host_ask')
    .select('id')
    .where('id', '=', id as Id<'meeting_host_ask'>)
    .forUpdate()
    .execute();
  const found = await findAsk(tx, id);
  return found && found.ask.state === 'asked' && !isClosed(found.meeting, now) ? found : null;
}

async function answerAsk(
  tx: Database,
  { ask, state, note }: { ask: Id<'meeting_host_ask'>; state: 'accepted' | 'declined'; note: string | null },
  now: Date
): Promise<void> {
  await tx
    .updateTable('meeting_host_ask')
    .set({ state, note, answered_at: now, updated_at: now })
    .where('id', '=', ask)
    .execute();
}
