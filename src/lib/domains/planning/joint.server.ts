// Makes one event of two: an invitation, its answer, and the way back; nothing changes without the word of both.
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayMs, instantOf } from '#lib/core/time.ts';
import { system, type Actor, type Person } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { setEventStatus, updateEvent } from '#lib/domains/calendar/operations.server.ts';
import { canEditEvent, canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { draftOf } from './draft.ts';
import { mailInvitation } from './joint-mails.server.ts';
import { findJointProposal, type JointProposal } from './joint-queries.server.ts';
import type { JointState } from './schema.server.ts';
import { findWriter } from './writer.server.ts';

const answerDays = 21;

export type InviteRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** They repeat, are over, cancelled, or have an organiser in common. */
  | { ok: false; reason: 'not_joinable' }
  | { ok: false; reason: 'asked_already' }
  /** None of its organisers has anybody with an e-mail address. */
  | { ok: false; reason: 'nobody_to_ask' };

export function canJoin(event: FullEvent, other: FullEvent, now: Date): boolean {
  const coming = [event, other].every(
    (each) =>
      each.rule === null &&
      !each.background &&
      each.status !== 'cancelled' &&
      instantOf(each.starts, each.zone) > now
  );
  return coming && !event.organisers.some(({ id }) => other.organisers.some((each) => each.id === id));
}

/** @param event slug of the one that would stay, and is the actor's; @param other slug of the one that would become part of it */
export async function inviteJointly(
  db: Database,
  actor: Actor,
  { event: slug, other: otherSlug, note }: { event: string; other: string; note: string | null },
  now: Date
): Promise<Result<{ slug: string }, InviteRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ slug: string }, InviteRefused>> => {
    const [event, other] = [await findEventBySlug(tx, slug), await findEventBySlug(tx, otherSlug)];
    if (!event || !other || !canSeeEvent(actor, other)) return no('not_found');
    if (!canEditEvent(actor, event) || actor.kind !== 'person') return no('not_yours');
    if (!canJoin(event, other, now)) return no('not_joinable');
    await tx
      .selectFrom('event')
      .select('id')
      .where('id', 'in', [event.id, other.id])
      .orderBy('id')
      .forUpdate()
      .execute();
    const before = await findJointProposal(tx, { between: [event.id, other.id] });
    if (before && ['asked', 'talk', 'accepted'].includes(before.state)) return no('asked_already');
    const starts = [event, other].map((each) => instantOf(each.starts, each.zone).getTime());
    const id = newId<'joint_proposal'>(now);
    await tx
      .insertInto('joint_proposal')
      .values({
        id,
        event_id: event.id,
        other_id: other.id,
        person_id: actor.id,
        state: 'asked',
        note: null,
        answered_by: null,
        answered_at: null,
        other_status: null,
        expires_at: new Date(Math.min(now.getTime() + answerDays * dayMs, ...starts)),
        created_at: now,
        updated_at: now
      })
      .execute();
    const proposal = await findJointProposal(tx, { id });
    if (!proposal || !(await mailInvitation(tx, { proposal, note }, now))) {
      await tx.deleteFrom('joint_proposal').where('id', '=', id).execute();
      return no('nobody_to_ask');
    }
    await record(tx, { actor, proposal, state: 'asked' }, now);
    return ok({ slug: event.slug });
  });
}

export type JointAnswer = 'accept' | 'decline' | 'talk';
export type AnswerRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Answered, withdrawn or too late. */
  | { ok: false; reason: 'closed' }
  /** An event has changed so that the two cannot be one any more, or whoever invited works there no more. */
  | { ok: false; reason: 'not_joinable' };

/** By an editor of the event that would become part of the other. */
export async function answerJointly(
  db: Database,
  actor: Person,
  { id, answer, note }: { id: string; answer: JointAnswer; note: string | null },
  now: Date
): Promise<Result<{ slug: string }, AnswerRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ slug: string }, AnswerRefused>> => {
    const proposal = await findJointProposal(tx, { id }, { lock: true });
    if (!proposal) return no('not_found');
    const { event, other } = proposal;
    if (!canEditEvent(actor, other)) return no('not_yours');
    const open = proposal.state === 'asked' || (proposal.state === 'talk' && answer !== 'talk');
    if (!open || proposal.expiresAt <= now) return no('closed');
    if (answer === 'accept') {
      const inviter =
        proposal.person &&
        (await findWriter(
          tx,
          proposal.person.id,
          event.organisers.map((each) => each.id)
        ));
      if (!inviter || !canJoin(event, other, now)) return no('not_joinable');
      const organisers = [...event.organisers, ...other.organisers].map((each) => each.id);
      const joined = await updateEvent(
        tx,
        inviter,
        { id: event.id, draft: { ...draftOf(event), organisers } },
        now
      );
      const withdrawn = await setEventStatus(tx, actor, { id: other.id, status: 'cancelled' }, now);
      if (!joined.ok || !withdrawn.ok) throw new Error('Two events were to become one, and did not');
    }
    const state = ({ accept: 'accepted', decline: 'declined', talk: 'talk' } as const)[answer];
    await tx
      .updateTable('joint_proposal')
      .set({
        state,
        note,
        answered_by: actor.id,
        answered_at: now,
        updated_at: now,
        ...(answer === 'accept' ? { other_status: other.status } : {})
      })
      .where('id', '=', proposal.id)
      .execute();
    await record(tx, { actor, proposal, state }, now);
    return ok({ slug: answer === 'accept' ? event.slug : other.slug });
  });
}

/** By the inviter's side while it is open; by either side after it was accepted: then both are as they were. */
export async function takeBackJointly(
  db: Database,
  actor: Actor,
  { id }: { id: string },
  now: Date
): Promise<Result<{ slug: string }, AnswerRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ slug: string }, AnswerRefused>> => {
    const proposal = await findJointProposal(tx, { id }, { lock: true });
    if (!proposal) return no('not_found');
    const { event, other, state } = proposal;
    const [mine, theirs] = [canEditEvent(actor, event), canEditEvent(actor, other)];
    if (state === 'asked' || state === 'talk') {
      if (!mine) return no('not_yours');
      await close(tx, { actor, proposal, state: 'withdrawn' }, now);
      return ok({ slug: event.slug });
    }
    if (state !== 'accepted') return no('closed');
    if (!mine && !theirs) return no('not_yours');
    const joined = new Set(other.organisers.map((each) => each.id));
    const organisers = event.organisers.map((each) => each.id).filter((each) => !joined.has(each));
    if (organisers.length === 0) return no('not_joinable');
    // Each side may part from the other: what is put back is the other's own as well.
    const parted = await updateEvent(
      tx,
      system,
      { id: event.id, draft: { ...draftOf(event), organisers } },
      now
    );
    const restored = await setEventStatus(
      tx,
      system,
      { id: other.id, status: proposal.otherStatus === 'confirmed' ? 'confirmed' : 'tentative' },
      now
    );
    if (!parted.ok || !restored.ok) throw new Error('Two events were to be two again, and are not');
    await close(tx, { actor, proposal, state: 'undone' }, now);
    return ok({ slug: theirs ? other.slug : event.slug });
  });
}

export async function expireJointly(db: Database, now: Date): Promise<void> {
  const due = await db
    .selectFrom('joint_proposal')
    .select('id')
    .where('state', 'in', ['asked', 'talk'])
    .where('expires_at', '<=', now)
    .orderBy('id')
    .limit(200)
    .execute();
  for (const { id } of due)
    await inTransaction(db, async (tx) => {
      const proposal = await findJointProposal(tx, { id }, { lock: true });
      if (proposal && ['asked', 'talk'].includes(proposal.state))
        await close(tx, { actor: system, proposal, state: 'expired' }, now);
    });
}

interface Step {
  readonly actor: Actor;
  readonly proposal: JointProposal;
  readonly state: JointState;
}

async function close(tx: Database, step: Step, now: Date): Promise<void> {
  await tx
    .updateTable('joint_proposal')
    .set({ state: step.state, updated_at: now })
    .where('id', '=', step.proposal.id)
    .execute();
  await record(tx, step, now);
}

async function record(tx: Database, { actor, proposal, state }: Step, now: Date): Promise<void> {
  const { id, event, other } = proposal;
  await recordActivity(tx, actor, now, {
    verb: `joint.${state}`,
    objectKind: 'event',
    objectId: event.id,
    organisations: [...new Set([...event.organisers, ...other.organisers].map((each) => each.id))],
    details: { proposal: id, title: event.title, other: other.title }
  });
}
