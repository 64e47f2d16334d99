// Enters and changes services; each in one transaction with its activity.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { canAddService, canEditService, canGiveServiceTo } from './policy.ts';
import { factsOf, findService } from './queries.server.ts';
import { serviceChanges, writeServices, type ServiceDraft } from './write.server.ts';

export type ServiceRefused = { ok: false; reason: 'not_yours' } | { ok: false; reason: 'not_found' };
export type ServiceSaved = Result<{ id: Id<'service'>; slug: string }, ServiceRefused>;
export type ServiceChanged = ServiceSaved | ChangedMeanwhile;

export async function createService(
  db: Database,
  actor: Actor,
  draft: ServiceDraft,
  now: Date
): Promise<ServiceSaved> {
  if (!canAddService(actor) || !canGiveServiceTo(actor, draft.organisation)) return no('not_yours');
  return inTransaction(db, async (tx): Promise<ServiceSaved> => {
    const id = newId<'service'>(now);
    const [saved] = await writeServices(tx, [{ id, draft, before: null }], now);
    if (!saved) throw new Error('A service was written and none came back');
    await recordActivity(tx, actor, now, {
      verb: 'service.created',
      objectKind: 'service',
      objectId: id,
      organisations: [draft.organisation],
      details: { name: draft.name }
    });
    return ok(saved);
  });
}

/**
 * Nothing is written when nothing has changed.
 * @param from when the version that was changed had been written (its `updatedAt`): with any other there, nothing is
 */
export async function updateService(
  db: Database,
  actor: Actor,
  { id, draft, from }: { id: Id<'service'>; draft: ServiceDraft; from?: Date | null },
  now: Date
): Promise<ServiceChanged> {
  return inTransaction(db, async (tx): Promise<ServiceChanged> => {
    await tx.selectFrom('service').select('id').where('id', '=', id).forUpdate().execute();
    const before = await findService(tx, id);
    if (!before) return no('not_found');
    const changesHands = draft.organisation !== before.organisation.id;
    if (!canEditService(actor, before) || (changesHands && !canGiveServiceTo(actor, draft.organisation)))
      return no('not_yours');
    if (isAnother(from, before)) return no('changed_meanwhile', { at: before.updatedAt });
    const changes = serviceChanges(factsOf(before), draft);
    if (Object.keys(changes).length === 0) return ok({ id: before.id, slug: before.slug });
    const [saved] = await writeServices(tx, [{ id, draft, before }], now);
    if (!saved) throw new Error('A service was written and none came back');
    await recordActivity(tx, actor, now, {
      verb: 'service.updated',
      objectKind: 'service',
      objectId: id,
      organisations: [...new Set([before.organisation.id, draft.organisation])],
      details: changes
    });
    return ok(saved);
  });
}
