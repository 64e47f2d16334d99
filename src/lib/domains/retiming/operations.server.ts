// Begins a re-timing, asks the organisers about chosen moves, and takes questions back; each in one transaction.
import type { Id } from '#lib/core/ids.ts';
import { isDay } from '#lib/core/time.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivities, recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import { onceOf } from '#lib/domains/calendar/occurrence.ts';
import { findEvents } from '#lib/domains/calendar/queries.server.ts';
import { findAsked } from './asked.server.ts';
import { computeJob } from './compute.server.ts';
import { mailQuestions } from './mails.server.ts';
import { closingOf } from './closing.ts';
import { answerBy, isOpen, spanOf, timesOf, type FoundMove } from './model.ts';
import { canLead } from './policy.ts';
import { findRetiming, listMoves, type FullMove } from './queries.server.ts';
import { findTerritory } from './territory.server.ts';

export type BeginRefused =
  | { ok: false; reason: 'territory_unknown' }
  | { ok: false; reason: 'month_unknown' }
  | { ok: false; reason: 'month_over' };

export interface RetimingDraft {
  /** Value of a territory option, or `around`. */
  readonly territory: string;
  readonly near: string;
  readonly within: number;
  /** 'YYYY-MM' */
  readonly month: string;
}

/** The plans are found by a job; nothing is asked of anybody yet. */
export async function beginRetiming(
  db: Database,
  actor: Actor,
  { territory, near, within, month }: RetimingDraft,
  now: Date
): Promise<Result<{ id: Id<'retiming'> }, BeginRefused>> {
  if (!isDay(`${month}-01`)) return no('month_unknown');
  if (spanOf(month).to <= now) return no('month_over');
  const found = await findTerritory(db, actor, { value: territory, near, within });
  if (!found || actor.kind !== 'person') return no('territory_unknown');
  const id = newId<'retiming'>(now);
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('retiming')
      .values({
        id,
        person_id: actor.id,
        territory: found.name,
        settlements: [...found.settlements],
        month,
        state: 'waiting',
        answer: null,
        answered_at: null,
        created_at: now,
        updated_at: now
      })
      .execute();
    await enqueue(tx, { name: computeJob, runAt: now });
    await recordActivity(tx, actor, now, {
      verb: 'retiming.begun',
      objectKind: 'retiming',
      objectId: id,
      details: { territory: found.name, month }
    });
  });
  return ok({ id });
}

export type LeadRefused = { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' };

/** Searches once more, in the calendar as it is now. */
export async function searchAgain(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<{ id: Id<'retiming'> }, LeadRefused | { ok: false; reason: 'asked_already' }>> {
  return inTransaction(db, async (tx) => {
    const retiming = await findRetiming(tx, id);
    if (!retiming) return no('not_found');
    if (!canLead(actor, retiming)) return no('not_yours');
    const again = await tx
      .updateTable('retiming')
      .set({ state: 'waiting', progress: 0, answer: null, answered_at: null, updated_at: now })
      .where('id', '=', retiming.id)
      .where('state', 'in', ['ready', 'failed'])
      .returning('id')
      .executeTakeFirst();
    if (!again) return no('asked_already');
    await enqueue(tx, { name: computeJob, runAt: now });
    await recordActivity(tx, actor, now, {
      verb: 'retiming.searched_again',
      objectKind: 'retiming',
      objectId: retiming.id
    });
    return ok({ id: retiming.id });
  });
}

export type AskRefused =
  | LeadRefused
  /** The organisers have been asked, or the plans are not there any more. */
  | { ok: false; reason: 'not_ready' }
  /** Nothing that was chosen can be asked about: it has changed, is asked about elsewhere, or has nobody to ask. */
  | { ok: false; reason: 'nothing_to_ask' };

export interface AskedAbout {
  readonly asked: number;
  /** What was chosen and cannot be asked about any more. */
  readonly left: number;
}

export interface ChosenMove {
  readonly event: string;
  readonly occurrence?: string | null;
  readonly to: string;
}

/** @param chosen events and where each would move: of the plans that were found, or it is left out */
export async function askOrganisers(
  db: Database,
  actor: Actor,
  { id, chosen }: { id: string; chosen: readonly ChosenMove[] },
  now: Date
): Promise<Result<AskedAbout, AskRefused>> {
  return inTransaction(db, async (tx): Promise<Result<AskedAbout, AskRefused>> => {
    const retiming = await findRetiming(tx, id);
    if (!retiming) return no('not_found');
    if (!canLead(actor, retiming)) return no('not_yours');
    // Of two at the same time the second finds it asked.
    const mine = await tx
      .updateTable('retiming')
      .set({ state: 'asked', updated_at: now })
      .where('id', '=', retiming.id)
      .where('state', '=', 'ready')
      .returning('id')
      .executeTakeFirst();
    if (!mine) return no('not_ready');
    const found = new Map<string, FoundMove>();
    for (const { moves } of retiming.found?.plans ?? [])
      for (const move of moves)
        if (chosen.some((one) => nameOf(one) === nameOf(move) && one.to === move.to))
          found.set(nameOf(move), move);
    const rows = await askable(tx, [...found.values()], now);
    if (rows.length === 0) return no('nothing_to_ask');
    await tx
      .insertInto('retiming_move')
      .values(
        rows.map(({ move, until }) => ({
          id: newId<'retiming_move'>(now),
          retiming_id: retiming.id,
          event_id: move.event as Id<'event'>,
          occurrence: move.occurrence ?? null,
          from_starts: move.from,
          to_starts: move.to,
          clashes_before: move.before,
          clashes_after: move.after,
          state: 'asked' as const,
          suggested_starts: null,
          note: null,
          answered_by: null,
          answered_at: null,
          reminded_at: null,
          expires_at: until,
          created_at: now,
          updated_at: now
        }))
      )
      .execute();
    const moves = await listMoves(tx, retiming.id);
    await recordActivities(
      tx,
      actor,
      now,
      moves.map((move) => ({
        verb: 'retiming.asked',
        objectKind: 'retiming',
        objectId: retiming.id,
        organisations: move.event.organisers.map((organiser) => organiser.id),
        details: {
          move: move.id,
          event: move.event.id,
          title: move.event.title,
          starts: [move.from, move.to]
        }
      }))
    );
    await mailQuestions(tx, { retiming, moves }, now);
    return ok({ asked: moves.length, left: Math.max(0, chosen.length - moves.length) });
  });
}

function nameOf({ event, occurrence = null }: ChosenMove | FoundMove): string {
  return occurrence === null ? event : `${event} ${occurrence}`;
}

async function askable(
  tx: Database,
  moves: readonly FoundMove[],
  now: Date
): Promise<{ move: FoundMove; until: Date }[]> {
  const ids = moves.map(({ event }) => event as Id<'event'>);
  if (ids.length === 0) return [];
  const events = await findEvents(tx, ids);
  const people = await findAsked(tx, ids);
  const elsewhere = await tx
    .selectFrom('retiming_move')
    .select(['event_id', 'occurrence'])
    .where('event_id', 'in', ids)
    .where('state', 'in', ['asked', 'suggested'])
    .execute();
  const open = new Set(
    elsewhere.map(({ event_id: event, occurrence }) => nameOf({ event, occurrence, to: '' }))
  );
  return moves.flatMap((move) => {
    const event = events.get(move.event as Id<'event'>);
    const occurrence = move.occurrence ?? null;
    const once = event && (occurrence === null ? event : onceOf(event, occurrence));
    if (!event || !once || closingOf({ event, occurrence, once, from: move.from })) return [];
    if (open.has(nameOf(move)) || !people.has(move.event)) return [];
    const until = answerBy(now, timesOf(once, move.from).startsAt, timesOf(once, move.to).startsAt);
    return until > now ? [{ move, until }] : [];
  });
}

/** Takes one question back, or all that are still open; organisers hear of it. */
export async function withdrawQuestions(
  db: Database,
  actor: Actor,
  { id, move }: { id: string; move: string | null },
  now: Date
): Promise<Result<{ withdrawn: number }, LeadRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ withdrawn: number }, LeadRefused>> => {
    const retiming = await findRetiming(tx, id);
    if (!retiming) return no('not_found');
    if (!canLead(actor, retiming)) return no('not_yours');
    const moves = (await listMoves(tx, retiming.id)).filter(
      (one) => isOpen(one.state) && (move === null || one.id === move)
    );
    const withdrawn: FullMove[] = [];
    for (const one of moves) {
      const done = await tx
        .updateTable('retiming_move')
        .set({ state: 'withdrawn', updated_at: now })
        .where('id', '=', one.id)
        .where('state', 'in', ['asked', 'suggested'])
        .returning('id')
        .executeTakeFirst();
      if (done) withdrawn.push(one);
    }
    await recordActivities(
      tx,
      actor,
      now,
      withdrawn.map((one) => ({
        verb: 'retiming.withdrawn',
        objectKind: 'retiming',
        objectId: retiming.id,
        organisations: one.event.organisers.map((organiser) => organiser.id),
        details: { move: one.id, event: one.event.id, title: one.event.title }
      }))
    );
    return ok({ withdrawn: withdrawn.length });
  });
}
