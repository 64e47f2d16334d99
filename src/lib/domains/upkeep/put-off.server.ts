// Puts what is to be done about a record off for a month, for everyone who keeps it.
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayMs } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import type { ConfirmRefused } from './confirm.server.ts';
import type { RecordKey } from './model.ts';
import { canVouch } from './policy.ts';
import { findUpkept } from './upkept.server.ts';

export const putOffDays = 30;

export async function putRecordOff(
  db: Database,
  actor: Actor,
  { domains, kind, id }: RecordKey & { domains: readonly Domain[] },
  now: Date
): Promise<Result<{ readonly name: string }, ConfirmRefused>> {
  return inTransaction(db, async (tx): Promise<Result<{ readonly name: string }, ConfirmRefused>> => {
    const [record] = await findUpkept(tx, domains, [{ kind, id }]);
    if (!record) return no('not_found');
    if (!canVouch(actor, record)) return no('not_yours');
    const until = new Date(now.getTime() + putOffDays * dayMs);
    const person_id = actor.kind === 'person' ? actor.id : null;
    await tx
      .insertInto('upkeep_aside')
      .values({ kind, record_id: id, until, person_id })
      .onConflict((conflict) => conflict.columns(['kind', 'record_id']).doUpdateSet({ until, person_id }))
      .execute();
    await recordActivity(tx, actor, now, {
      verb: 'upkeep.put_off',
      objectKind: kind,
      objectId: id,
      organisations: record.organisation ? [record.organisation.id] : []
    });
    return ok({ name: record.name });
  });
}
