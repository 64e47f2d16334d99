// The row that says how far the minutes of a meeting are: there from the first word on.
import type { Selectable } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { MinutesTable } from './schema.server.ts';

export type MinutesRow = Selectable<MinutesTable>;

/** Nobody else writes in these minutes until the transaction ends. */
export async function lockMinutes(tx: Database, meeting: Id<'meeting'>, now: Date): Promise<MinutesRow> {
  await tx
    .insertInto('minutes')
    .values({
      meeting_id: meeting,
      state: 'draft',
      next_starts: null,
      next_note: null,
      agenda_sent_at: null,
      topics_asked_at: null,
      sent_at: null,
      silent_until: null,
      approved_at: null,
      created_at: now,
      updated_at: now
    })
    .onConflict((conflict) => conflict.column('meeting_id').doNothing())
    .execute();
  return tx
    .selectFrom('minutes')
    .selectAll()
    .where('meeting_id', '=', meeting)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function findMinutesRow(db: Database, meeting: string): Promise<MinutesRow | null> {
  const row = await db
    .selectFrom('minutes')
    .selectAll()
    .where('meeting_id', '=', meeting as Id<'meeting'>)
    .executeTakeFirst();
  return row ?? null;
}
