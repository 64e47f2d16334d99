// Closes questions: of the links that went out with one, none acts twice.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { revokeCapabilityLinks } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Outcome } from './model.ts';

/**
 * An answer counts even after it was given up. The link for corrections stays good: whoever confirms may still find a mistake.
 * @returns false when it has had its answer already
 */
export async function closeQuestion(
  tx: Database,
  { id, outcome, note = null }: { id: Id<'upkeep_question'>; outcome: Outcome; note?: string | null },
  now: Date
): Promise<boolean> {
  const closed = await tx
    .updateTable('upkeep_question')
    .set({ outcome, note, closed_at: now })
    .where('id', '=', id)
    .$if(outcome === 'silence', (query) => query.where('outcome', 'is', null))
    .returning('id')
    .executeTakeFirst();
  if (!closed) return false;
  if (outcome === 'silence') return true;
  const letters = await tx
    .selectFrom('upkeep_letter')
    .select(sql<Id<'capability_link'>[]>`links`.as('links'))
    .where('question_id', '=', id)
    .execute();
  await revokeCapabilityLinks(
    tx,
    letters.flatMap(({ links }) => links),
    now
  );
  return true;
}
