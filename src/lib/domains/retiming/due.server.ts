// What time brings by itself: a reminder, the end of questions that nobody answered, and of searches that led to nothing.
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import { system } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { isChanged } from './closing.ts';
import { mailQuestions } from './mails.server.ts';
import { isOpen, remindDays } from './model.ts';
import { closeChanged } from './negotiate.server.ts';
import { findRetiming, listMoves, listOpenMoves, lockMove } from './queries.server.ts';

const forgetDays = 60;

export async function attendRetimings(db: Database, now: Date): Promise<void> {
  await closeOvertaken(db, now);
  await expireQuestions(db, now);
  await remindAsked(db, now);
  await forgetSearches(db, now);
}

/** Whatever changed the calendar, an import or a feed included. */
async function closeOvertaken(db: Database, now: Date): Promise<void> {
  const open = await db
    .selectFrom('retiming_move')
    .innerJoin('event', 'event.id', 'retiming_move.event_id')
    .select('retiming_move.event_id')
    .distinct()
    .where('retiming_move.state', 'in', ['asked', 'suggested'])
    .whereRef('event.updated_at', '>', 'retiming_move.created_at')
    .limit(500)
    .execute();
  for (const { event_id } of open) await closeQuestionsOf(db, event_id, now);
}

/** Closes what is asked about an event that has changed so that there is nothing to ask any more; run as often as one likes. */
export async function closeQuestionsOf(db: Database, event: Id<'event'>, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const { id } of (await listOpenMoves(tx, event)).filter(isChanged)) {
      const move = await lockMove(tx, id);
      const retiming = move && (await findRetiming(tx, move.retiming));
      if (retiming && isOpen(move.state) && isChanged(move))
        await closeChanged(tx, system, { retiming, move }, now);
    }
  });
}

async function expireQuestions(db: Database, now: Date): Promise<void> {
  const due = await db
    .selectFrom('retiming_move')
    .select('id')
    .where('state', 'in', ['asked', 'suggested'])
    .where('expires_at', '<=', now)
    .orderBy('id')
    .limit(500)
    .execute();
  for (const { id } of due)
    await inTransaction(db, async (tx) => {
      const move = await lockMove(tx, id);
      const expired =
        move &&
        (await tx
          .updateTable('retiming_move')
          .set({ state: 'expired', updated_at: now })
          .where('id', '=', id)
          .where('state', 'in', ['asked', 'suggested'])
          .returning('id')
          .executeTakeFirst());
      if (!expired) return;
      await recordActivity(tx, system, now, {
        verb: 'retiming.expired',
        objectKind: 'retiming',
        objectId: move.retiming,
        organisations: move.event.organisers.map((organiser) => organiser.id),
        details: { move: move.id, event: move.event.id, title: move.event.title }
      });
    });
}

/** Once, with new links; not when there is less than a day left. */
async function remindAsked(db: Database, now: Date): Promise<void> {
  const due = await db
    .selectFrom('retiming_move')
    .select('retiming_id')
    .distinct()
    .where('state', '=', 'asked')
    .where('reminded_at', 'is', null)
    .where('created_at', '<=', new Date(now.getTime() - remindDays * dayMs))
    .where('expires_at', '>', new Date(now.getTime() + dayMs))
    .limit(100)
    .execute();
  for (const { retiming_id } of due)
    await inTransaction(db, async (tx) => {
      const reminded = await tx
        .updateTable('retiming_move')
        .set({ reminded_at: now })
        .where('retiming_id', '=', retiming_id)
        .where('state', '=', 'asked')
        .where('reminded_at', 'is', null)
        .where('expires_at', '>', new Date(now.getTime() + dayMs))
        .returning('id')
        .execute();
      const retiming = await findRetiming(tx, retiming_id);
      if (!retiming || reminded.length === 0) return;
      const ids = new Set(reminded.map(({ id }) => id));
      const moves = (await listMoves(tx, retiming_id)).filter(({ id }) => ids.has(id));
      await mailQuestions(tx, { retiming, moves }, now, { again: true });
    });
}

/** Searches after which nobody was asked. */
async function forgetSearches(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('retiming')
    .where('state', 'in', ['ready', 'failed'])
    .where('updated_at', '<', new Date(now.getTime() - forgetDays * dayMs))
    .execute();
}
