// What the page of a re-timing shows to whom: the plans to whoever began it, the answers to all who were asked.
import { canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { onceOf } from '#lib/domains/calendar/occurrence.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { isColleague, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findAnswerable } from './asked.server.ts';
import { closingOf } from './closing.ts';
import { judgeMoves, keyOf, type Judgement } from './judge.server.ts';
import { isOpen, type Closing, type Found, type FoundMove, type MoveState, type PlanKind } from './model.ts';
import { canLead, canReadNote, canSeeRetiming } from './policy.ts';
import { findRetiming, listMoves, type FullMove, type FullRetiming } from './queries.server.ts';
import { countChanges, countClashes } from './question.server.ts';

export interface ShownEvent {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly place: string | null;
  readonly minutes: number;
  readonly zone: string;
  readonly allDay: boolean;
}

export interface ShownPlan {
  readonly kind: PlanKind;
  readonly clashes: number;
  readonly score: number;
  readonly moves: readonly (Omit<FoundMove, 'event' | 'rivals'> & {
    readonly event: ShownEvent;
    readonly rivals: readonly { readonly slug: string; readonly title: string }[];
  })[];
}

export interface ShownMove {
  readonly id: string;
  readonly event: ShownEvent;
  readonly organisers: readonly { readonly slug: string; readonly name: string }[];
  /** Whether only one occurrence of a series was asked about. */
  readonly single: boolean;
  readonly from: string;
  readonly to: string;
  readonly before: number;
  readonly after: number;
  readonly state: MoveState;
  /** Of a question that fell away: why, and when it takes place now. */
  readonly closed: Closing | null;
  readonly stands: string | null;
  readonly suggested: string | null;
  readonly note: string | null;
  readonly expiresAt: Date;
  /** Of those that are open: whether it helps in the calendar as it is now. */
  readonly judgement: Judgement | null;
  /** Of those that were accepted: where the event has been moved since. */
  readonly movedSince: string | null;
  readonly mayAnswer: boolean;
}

export interface ShownRetiming {
  readonly retiming: Pick<FullRetiming, 'id' | 'territory' | 'month' | 'state' | 'progress'> & {
    readonly by: string | null;
  };
  readonly mayLead: boolean;
  /** To those who may lead. */
  readonly found: Pick<Found, 'figures' | 'staying' | 'proof'> | null;
  readonly plans: readonly ShownPlan[];
  /** How many events have changed since the plans were found. */
  readonly changes: number;
  readonly moves: readonly ShownMove[];
  /** Of the territory's month as it is now, once organisers have been asked. */
  readonly clashesNow: number | null;
}

/** Null when it is not there, or not for this actor. */
export async function showRetiming(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<ShownRetiming | null> {
  const retiming = isColleague(actor) ? await findRetiming(db, id) : null;
  if (!retiming) return null;
  const moves = await listMoves(db, retiming.id);
  const organisers = moves.flatMap(({ event }) => event.organisers.map((organiser) => organiser.id));
  if (!canSeeRetiming(actor, retiming, organisers)) return null;
  const mayLead = canLead(actor, retiming);
  const { person, territory, month, state, progress } = retiming;
  const asked = state === 'asked';
  const found = mayLead && !asked ? retiming.found : null;
  return {
    retiming: { id: retiming.id, territory, month, state, progress, by: person?.name ?? null },
    mayLead,
    found: found && { figures: found.figures, staying: found.staying, proof: found.proof },
    plans: found ? await shownPlans(db, actor, found) : [],
    changes: found && state === 'ready' ? await countChanges(db, retiming, found.seen) : 0,
    moves: await shownMoves(db, actor, { retiming, moves, now }),
    clashesNow: asked ? await countClashes(db, retiming) : null
  };
}

async function shownPlans(db: Database, actor: Actor, { plans }: Found): Promise<ShownPlan[]> {
  const events = await findEvents(
    db,
    plans.flatMap(({ moves }) => moves.flatMap(({ event, rivals }) => [event, ...rivals])) as Id<'event'>[]
  );
  return plans.map(({ kind, clashes, score, moves }) => ({
    kind,
    clashes,
    score,
    moves: moves.flatMap((move) => {
      const event = events.get(move.event as Id<'event'>);
      const rivals = move.rivals.flatMap((rival) => {
        const other = events.get(rival as Id<'event'>);
        return other && canSeeEvent(actor, other) ? [{ slug: other.slug, title: other.title }] : [];
      });
      const occurrence = move.occurrence ?? null;
      const once = event && (occurrence === null ? event : onceOf(event, occurrence));
      return event && canSeeEvent(actor, event)
        ? [{ ...move, occurrence, event: shownEvent(once ?? event), rivals }]
        : [];
    })
  }));
}

async function shownMoves(
  db: Database,
  actor: Actor,
  { retiming, moves, now }: { retiming: FullRetiming; moves: readonly FullMove[]; now: Date }
): Promise<ShownMove[]> {
  const open = moves.flatMap((move) =>
    isOpen(move.state) && move.once && closingOf(move) === null
      ? [{ event: move.once, occurrence: move.occurrence, to: move.suggested ?? move.to }]
      : []
  );
  const judged = await judgeMoves(db, open, open);
  const answerable = await findAnswerable(
    db,
    actor,
    moves.map(({ event }) => event)
  );
  return moves.map((move): ShownMove => {
    const { event } = move;
    const own = event.organisers.map(({ id }) => id);
    const agreed = move.suggested ?? move.to;
    // A question that an answer would find out of date is not shown as waiting for one.
    const overtaken = isOpen(move.state) ? closingOf(move) : null;
    const state = overtaken ? 'changed' : move.state;
    const stands = move.once && event.status !== 'cancelled' ? move.once.starts : null;
    return {
      id: move.id,
      event: shownEvent(move.once ?? event),
      single: move.occurrence !== null,
      organisers: event.organisers.map(({ slug, name }) => ({ slug, name })),
      from: move.from,
      to: move.to,
      before: move.before,
      after: move.after,
      state,
      closed: overtaken ?? move.closed,
      stands,
      suggested: move.suggested,
      note: canReadNote(actor, retiming, own) ? move.note : null,
      expiresAt: move.expiresAt,
      judgement: isOpen(state) ? (judged.get(keyOf(move)) ?? null) : null,
      movedSince: move.state === 'accepted' && stands !== agreed ? stands : null,
      mayAnswer: state === 'asked' && move.expiresAt > now && answerable.has(event.id)
    };
  });
}

function shownEvent({ id, slug, title, settlement, minutes, zone, allDay }: FullEvent): ShownEvent {
  return { id, slug, title, place: settlement?.name ?? null, minutes, zone, allDay };
}
