// Hands what was tried with somebody else's event over to its organisers: a re-timing with a single question.
import { no, ok, type Result } from '#lib/core/result.ts';
import { daysBetween } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { askOrganisers } from '#lib/domains/retiming/operations.server.ts';
import { findTerritory } from '#lib/domains/retiming/territory.server.ts';
import type { Found } from '#lib/domains/retiming/model.ts';
import { findChosen } from './chosen.server.ts';

export type AskToMoveRefused =
  | { ok: false; reason: 'not_found' }
  /** Those of a territory are asked by those who belong to it. */
  | { ok: false; reason: 'elsewhere' }
  /** It is asked about already, has nobody to ask, or one of the times is too near. */
  | { ok: false; reason: 'nothing_to_ask' };

/** The event stays where it is until one of its organisers agrees. */
export async function askToMove(
  db: Database,
  actor: Actor,
  { event: slug, occurrence = null, starts }: { event: string; occurrence?: string | null; starts: string },
  now: Date
): Promise<Result<{ retiming: string }, AskToMoveRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ retiming: string }, AskToMoveRefused>> => {
    const [staying, there] = [
      await findChosen(tx, actor, { event: slug, occurrence, starts: null }, now),
      await findChosen(tx, actor, { event: slug, occurrence, starts }, now)
    ];
    if (!staying || staying.stays !== null || !there || there.starts !== starts || actor.kind !== 'person')
      return no('not_found');
    const { event } = staying;
    if (!event.settlement) return no('elsewhere');
    const belongs = await findTerritory(tx, actor, {
      value: 'around',
      near: event.settlement.slug,
      within: 10
    });
    if (!belongs) return no('elsewhere');
    const id = newId<'retiming'>(now);
    const load = (clashes: number) => ({ clashes, score: 0 });
    const move = {
      event: event.id,
      occurrence: staying.occurrence,
      from: event.starts,
      to: starts,
      days: daysBetween(event.starts.slice(0, 10), starts.slice(0, 10)),
      before: staying.advice.total,
      after: there.advice.total,
      rivals: []
    };
    const found: Found = {
      figures: { events: 1, movable: 1, nobody: 0, soon: 0, unplaced: 0 },
      staying: load(move.before),
      plans: [{ kind: 'other', ...load(move.after), moves: [move] }],
      proof: null,
      seen: {}
    };
    await tx
      .insertInto('retiming')
      .values({
        id,
        person_id: actor.id,
        territory: event.settlement.name,
        settlements: [event.settlement.id],
        month: event.starts.slice(0, 7),
        state: 'ready',
        progress: 1,
        answer: JSON.stringify(found),
        answered_at: now,
        created_at: now,
        updated_at: now
      })
      .execute();
    const asked = await askOrganisers(
      tx,
      actor,
      { id, chosen: [{ event: event.id, occurrence: staying.occurrence, to: starts }] },
      now
    );
    if (!asked.ok) {
      await tx.deleteFrom('retiming').where('id', '=', id).execute();
      return no('nothing_to_ask');
    }
    await recordActivity(tx, actor, now, {
      verb: 'retiming.begun',
      objectKind: 'retiming',
      objectId: id,
      details: { territory: event.settlement.name, month: event.starts.slice(0, 7) }
    });
    return ok({ retiming: id });
  });
}
