// Lets the members have the agenda, and asks them for topics.
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { CircleWithOffices } from '#lib/domains/circles/policy.ts';
import type { FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { recordOfMeeting } from './activity.server.ts';
import { listAgenda } from './agenda.server.ts';
import { mailAgenda, mailTopicsWanted } from './mails.server.ts';
import { lockMinutes } from './minutes-row.server.ts';
import { canWriteMinutes } from './policy.ts';

export type SendAgendaRefused = { ok: false; reason: 'not_yours' } | { ok: false; reason: 'empty' };

/** Pressed again without a change it writes to nobody. */
export async function sendAgenda(
  db: Database,
  actor: Actor,
  { meeting, offices }: { meeting: FullMeeting; offices: CircleWithOffices },
  now: Date
): Promise<Result<{ mails: number }, SendAgendaRefused>> {
  if (!canWriteMinutes(actor, offices)) return no('not_yours');
  return inTransaction(db, async (tx): Promise<Result<{ mails: number }, SendAgendaRefused>> => {
    await lockMinutes(tx, meeting.id, now);
    const items = await listAgenda(tx, meeting.id);
    if (items.length === 0) return no('empty');
    const changed = Math.max(...items.map(({ updatedAt }) => updatedAt.getTime()));
    const mails = await mailAgenda(tx, { meeting, items, changed }, now);
    if (mails > 0) {
      await tx
        .updateTable('minutes')
        .set({ agenda_sent_at: now, updated_at: now })
        .where('meeting_id', '=', meeting.id)
        .execute();
      await recordOfMeeting(
        tx,
        actor,
        { verb: 'agenda.sent', meeting, details: { items: items.length } },
        now
      );
    }
    return ok({ mails });
  });
}

export async function askForTopics(
  db: Database,
  actor: Actor,
  { meeting, offices }: { meeting: FullMeeting; offices: CircleWithOffices },
  now: Date
): Promise<Result<{ mails: number }, { ok: false; reason: 'not_yours' }>> {
  if (!canWriteMinutes(actor, offices)) return no('not_yours');
  return inTransaction(
    db,
    async (tx): Promise<Result<{ mails: number }, { ok: false; reason: 'not_yours' }>> => {
      await lockMinutes(tx, meeting.id, now);
      const mails = await mailTopicsWanted(tx, meeting, now);
      if (mails > 0) {
        await tx
          .updateTable('minutes')
          .set({ topics_asked_at: now, updated_at: now })
          .where('meeting_id', '=', meeting.id)
          .execute();
        await recordOfMeeting(tx, actor, { verb: 'topics.asked', meeting }, now);
      }
      return ok({ mails });
    }
  );
}
