// What organisers answer, and what becomes of it: an event moves only here, and only with the word of its own organiser.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { instantOf, isLocal } from '#lib/core/time.ts';
import type { Actor, Person } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { moveOccurrence } from '#lib/domains/calendar/move-occurrence.server.ts';
import { meetsAnother } from '#lib/domains/calendar/occurrence.ts';
import { updateEvent } from '#lib/domains/calendar/operations.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';
import { findAnswerable, findOrganiser } from './asked.server.ts';
import { closingOf, isChanged } from './closing.ts';
import { isTaken, judgeMoves, keyOf } from './judge.server.ts';
import { mailSuggestion } from './mails.server.ts';
import { isOpen, type MoveState } from './model.ts';
import { canLead } from './policy.ts';
import { findRetiming, listMoves, lockMove, type FullMove, type FullRetiming } from './queries.server.ts';

export type Answer =
  | { readonly kind: 'accept' | 'decline' }
  /** Local time, 'YYYY-MM-DDTHH:MM', in the event's zone. */
  | { readonly kind: 'suggest'; readonly starts: string };

export type AnswerRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Somebody has answered already, it was withdrawn, or it is too late. */
  | { ok: false; reason: 'answered' }
  | { ok: false; reason: 'venue_taken' }
  /** Something else has come to that time: it would clash no less there. */
  | { ok: false; reason: 'not_better' }
  /** Another occurrence of the same series begins then. */
  | { ok: false; reason: 'another_occurrence' }
  | { ok: false; reason: 'no_time' }
  | { ok: false; reason: 'past' }
  | { ok: false; reason: 'same_time' };

export type Answered = Result<{ state: MoveState; slug: string }, AnswerRefused>;

/**
 * Of those who are asked about one event, the first who answers decides. What is not any more what was asked about has become
 * `changed`, whatever the answer: then nothing is asked any more.
 */
export async function answerMove(
  db: Database,
  actor: Actor,
  { id, answer, note }: { id: string; answer: Answer; note: string | null },
  now: Date
): Promise<Answered> {
  return inTransaction(db, async (tx): Promise<Answered> => {
    const move = await lockMove(tx, id);
    const retiming = move && (await findRetiming(tx, move.retiming));
    if (!move || !retiming) return no('not_found');
    if (actor.kind !== 'person' || !(await findAnswerable(tx, actor, [move.event])).has(move.event.id))
      return no('not_yours');
    if (move.state !== 'asked' || move.expiresAt <= now) return no('answered');
    if (isChanged(move)) {
      await closeChanged(tx, actor, { retiming, move }, now);
      return ok({ state: 'changed', slug: move.event.slug });
    }
    const refused = await hindrance(tx, move, answer, now);
    if (refused) return refused;
    if (answer.kind === 'accept') {
      const moved = await moveEvent(tx, actor, { retiming, move, to: move.to }, now);
      if (!moved) return no('not_yours');
    }
    const state = ({ accept: 'accepted', decline: 'declined', suggest: 'suggested' } as const)[answer.kind];
    const suggested = answer.kind === 'suggest' ? answer.starts : null;
    await settle(tx, actor, { retiming, move, state, note, suggested }, now);
    if (suggested !== null) await mailSuggestion(tx, { retiming, move: { ...move, suggested, note } }, now);
    return ok({ state, slug: move.event.slug });
  });
}

async function hindrance(
  tx: Database,
  move: FullMove,
  answer: Answer,
  now: Date
): Promise<AnswerRefused | null> {
  const { once, occurrence } = move;
  if (answer.kind === 'decline' || !once) return null;
  const to = 'starts' in answer ? answer.starts : move.to;
  if (!isLocal(to)) return no('no_time');
  if (to === once.starts) return no('same_time');
  if (instantOf(to, once.zone) <= now) return no('past');
  if (occurrence !== null && meetsAnother(move.event, { recurrenceId: occurrence, starts: to }))
    return no('another_occurrence');
  if (await isTaken(tx, { event: once, to })) return no('venue_taken');
  if (answer.kind === 'suggest') return null;
  const others = (await listMoves(tx, move.retiming)).flatMap((one) =>
    isOpen(one.state) && one.id !== move.id && one.once && !isChanged(one)
      ? [{ event: one.once, occurrence: one.occurrence, to: one.to }]
      : []
  );
  const judged = (await judgeMoves(tx, [{ event: once, occurrence, to }], others)).get(keyOf(move));
  return judged && !judged.better ? no('not_better') : null;
}

export type Decided = Result<{ state: MoveState; slug: string }, AnswerRefused>;

/**
 * Whoever began the re-timing takes the time that an organiser has suggested, or leaves the event where it is. It moves in the
 * name of the organiser, whose wish it was: if they may no longer change the event, it stays.
 */
export async function decideSuggestion(
  db: Database,
  actor: Actor,
  { id, accept }: { id: string; accept: boolean },
  now: Date
): Promise<Decided> {
  return inTransaction(db, async (tx): Promise<Decided> => {
    const move = await lockMove(tx, id);
    const retiming = move && (await findRetiming(tx, move.retiming));
    if (!move || !retiming) return no('not_found');
    if (!canLead(actor, retiming)) return no('not_yours');
    const { event, once, suggested } = move;
    if (move.state !== 'suggested' || suggested === null || move.expiresAt <= now) return no('answered');
    if (!once || isChanged(move)) {
      await closeChanged(tx, actor, { retiming, move }, now);
      return ok({ state: 'changed', slug: event.slug });
    }
    if (accept) {
      if (instantOf(suggested, event.zone) <= now) return no('past');
      if (await isTaken(tx, { event: once, to: suggested })) return no('venue_taken');
      const organiser = move.answeredBy && (await findOrganiser(tx, move.answeredBy, event));
      const moved = organiser && (await moveEvent(tx, organiser, { retiming, move, to: suggested }, now));
      if (!moved) return no('not_yours');
    }
    const state = accept ? 'accepted' : 'declined';
    await settle(tx, actor, { retiming, move, state, note: move.note, suggested }, now);
    return ok({ state, slug: event.slug });
  });
}

/**
 * A question that the event has overtaken: it was moved, called off or made a series before anybody answered. Whatever brings that
 * to light, the question is closed with its reason, and nothing moves.
 */
export async function closeChanged(
  tx: Database,
  actor: Person | Actor,
  { retiming, move }: { retiming: FullRetiming; move: FullMove },
  now: Date
): Promise<void> {
  const { note, suggested } = move;
  await settle(tx, actor, { retiming, move, state: 'changed', note, suggested }, now);
}

/** Through the calendar's own operation: its checks, its history, its word to co-organisers. */
async function moveEvent(
  tx: Database,
  organiser: Person,
  { retiming, move, to }: { retiming: FullRetiming; move: FullMove; to: string },
  now: Date
): Promise<boolean> {
  const { event, occurrence } = move;
  const facts = { agreed: retiming.territory };
  if (occurrence !== null) {
    const which = { id: event.id, recurrenceId: occurrence, starts: to, from: event.updatedAt, facts };
    return (await moveOccurrence(tx, organiser, which, now)).ok;
  }
  const draft: EventDraft = {
    ...event,
    starts: to,
    settlement: event.settlement?.id ?? null,
    venue: event.venue?.id ?? null,
    organisers: event.organisers.map(({ id }) => id)
  };
  const done = await updateEvent(tx, organiser, { id: event.id, draft, from: event.updatedAt, facts }, now);
  return done.ok;
}

const verbs = {
  accepted: 'retiming.accepted',
  declined: 'retiming.declined',
  suggested: 'retiming.suggested',
  changed: 'retiming.event_changed'
} as const;

interface Settled {
  readonly retiming: FullRetiming;
  readonly move: FullMove;
  readonly state: keyof typeof verbs;
  readonly note: string | null;
  readonly suggested: string | null;
}

async function settle(
  tx: Database,
  actor: Person | Actor,
  { retiming, move, state, note, suggested }: Settled,
  now: Date
): Promise<void> {
  const byOrganiser = move.state === 'asked';
  const answered: { answered_by?: Id<'person'> } =
    byOrganiser && actor.kind === 'person' && state !== 'changed' ? { answered_by: actor.id } : {};
  const closed = state === 'changed' ? { closed_because: closingOf(move) } : {};
  await tx
    .updateTable('retiming_move')
    .set({
      state,
      note,
      suggested_starts: suggested,
      ...closed,
      answered_at: now,
      updated_at: now,
      ...answered
    })
    .where('id', '=', move.id)
    .execute();
  const to = state === 'suggested' || !byOrganiser ? suggested : move.to;
  await recordActivity(tx, actor, now, {
    verb: verbs[state],
    objectKind: 'retiming',
    objectId: retiming.id,
    organisations: move.event.organisers.map(({ id }) => id),
    details: {
      move: move.id,
      event: move.event.id,
      title: move.event.title,
      ...(state === 'changed' ? { because: closingOf(move) } : { starts: [move.from, to ?? move.to] })
    }
  });
}
