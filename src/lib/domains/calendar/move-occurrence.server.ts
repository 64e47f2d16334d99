// Moves one occurrence of a series; the others stay. By the ordinary change of an event, so it has its history and its way back.
import { no, type Result } from '#lib/core/result.ts';
import { isLocal } from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { findOccurrence, meetsAnother, repeats, withOccurrenceAt } from './occurrence.ts';
import { updateEvent, type EventRefused } from './operations.server.ts';
import { findEvent } from './queries.server.ts';

export type OccurrenceMoved = Result<
  { id: Id<'event'>; slug: string },
  | EventRefused
  | ChangedMeanwhile
  /** The series has no such occurrence, or it does not take place. */
  | { ok: false; reason: 'no_occurrence' }
  /** Another one of the series begins then: of two that begin together one would be lost. */
  | { ok: false; reason: 'another_occurrence' }
>;

/**
 * @param recurrenceId the local start that the rule gives it @param starts the local start that it gets, in the event's zone
 * @param from, facts as `updateEvent` has them
 */
export async function moveOccurrence(
  db: Database,
  actor: Actor,
  {
    id,
    recurrenceId,
    starts,
    from,
    facts = {}
  }: {
    id: Id<'event'>;
    recurrenceId: string;
    starts: string;
    from?: Date | null;
    facts?: { readonly agreed?: string };
  },
  now: Date
): Promise<OccurrenceMoved> {
  return inTransaction(db, async (tx): Promise<OccurrenceMoved> => {
    await tx.selectFrom('event').select('id').where('id', '=', id).forUpdate().execute();
    const event = await findEvent(tx, id);
    if (!event) return no('not_found');
    if (!isLocal(starts) || !repeats(event) || !findOccurrence(event, recurrenceId))
      return no('no_occurrence');
    if (meetsAnother(event, { recurrenceId, starts })) return no('another_occurrence');
    const draft = {
      ...event,
      settlement: event.settlement?.id ?? null,
      venue: event.venue?.id ?? null,
      organisers: event.organisers.map((organiser) => organiser.id),
      overrides: withOccurrenceAt(event, { recurrenceId, starts })
    };
    return updateEvent(tx, actor, { id, draft, from: from ?? null, facts }, now);
  });
}
