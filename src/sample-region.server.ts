// The sample region in this house: how much of it is there, and taking all of it away.
import { rankedDomains } from './house.server.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';
import { installationId } from '#lib/platform/installation.server.ts';

/** What there is none of is left out. */
export async function countSample(db: Database): Promise<readonly SampleCount[]> {
  const counts: SampleCount[] = [];
  for (const domain of rankedDomains.toReversed()) counts.push(...((await domain.countSample?.(db)) ?? []));
  return counts.filter(({ count }) => count > 0);
}

export type SampleRemoved = Result<
  { readonly removed: readonly SampleCount[]; readonly kept: readonly SampleCount[] },
  { ok: false; reason: 'not_allowed' }
>;

/** For good, in one transaction. Kept is what records of one's own build on: a venue where an event of one's own takes place. */
export async function removeSample(db: Database, actor: Actor, now: Date): Promise<SampleRemoved> {
  if (!isAdministrator(actor)) return no('not_allowed');
  return inTransaction(db, async (tx): Promise<SampleRemoved> => {
    const removed: SampleCount[] = [];
    for (const domain of rankedDomains.toReversed())
      removed.push(...((await domain.removeSample?.(tx)) ?? []));
    await recordActivity(tx, actor, now, {
      verb: 'installation.sample_removed',
      objectKind: 'installation',
      objectId: installationId,
      details: Object.fromEntries(removed.map(({ what, count }) => [what, count]))
    });
    return ok({ removed: removed.filter(({ count }) => count > 0), kept: await countSample(tx) });
  });
}
