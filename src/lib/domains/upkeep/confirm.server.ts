// Confirms that records are true as they stand: the last word on each, and an activity in its history.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { mayEditFor, type Actor } from '#lib/platform/actor.ts';
import { recordActivities } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { Domain, UpkeptRecord } from '#lib/platform/domain.ts';
import type { ConfirmedHow, RecordKey } from './model.ts';
import { canVouch } from './policy.ts';
import { findUpkept } from './upkept.server.ts';

export type ConfirmRefused = { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' };
export type Confirmed = Result<{ readonly name: string }, ConfirmRefused>;

/**
 * One record, by whoever may: @see canVouch. Confirming it again moves the day.
 * @param domains those that declare which records are kept true: `generated/domains.ts`
 */
export async function confirmRecord(
  db: Database,
  actor: Actor,
  { domains, kind, id, how }: RecordKey & { domains: readonly Domain[]; how: ConfirmedHow },
  now: Date
): Promise<Confirmed> {
  return inTransaction(db, async (tx): Promise<Confirmed> => {
    const [record] = await findUpkept(tx, domains, [{ kind, id }]);
    if (!record) return no('not_found');
    if (!canVouch(actor, record)) return no('not_yours');
    await confirmAll(tx, actor, { records: [record], how }, now);
    return ok({ name: record.name });
  });
}

/** Many at once, in the caller's transaction, who has judged that the actor may. */
export async function confirmAll(
  tx: Database,
  actor: Actor,
  { records, how }: { records: readonly (UpkeptRecord & { kind: string })[]; how: ConfirmedHow },
  now: Date
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ kind, id, organisation }) => ({
    kind,
    record_id: id,
    confirmed_at: now,
    confirmed_by: actor.kind === 'person' ? actor.id : null,
    organisation_id: confirmsFor(actor, organisation, how),
    how
  }));
  await tx
    .insertInto('record_confirmation')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['kind', 'record_id']).doUpdateSet((eb) => ({
        confirmed_at: eb.ref('excluded.confirmed_at'),
        confirmed_by: eb.ref('excluded.confirmed_by'),
        organisation_id: eb.ref('excluded.organisation_id'),
        how: eb.ref('excluded.how')
      }))
    )
    .execute();
  await recordActivities(
    tx,
    actor,
    now,
    records.map(({ kind, id, organisation }) => ({
      verb: 'record.confirmed',
      objectKind: kind,
      objectId: id,
      organisations: organisation ? [organisation.id] : [],
      details: { how }
    }))
  );
}

/** In the organisation's own name, unless it is the caretaker's word. */
function confirmsFor(
  actor: Actor,
  organisation: { id: string } | null,
  how: ConfirmedHow
): Id<'organisation'> | null {
  const own = organisation && (how === 'mail' || mayEditFor(actor, organisation.id));
  return own ? (organisation.id as Id<'organisation'>) : null;
}
