// A feed for whoever does something with it: locked, as it is now, and only for those who keep it.
import { no } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { canKeepFeed } from './policy.ts';
import { findFeed, type Feed } from './queries.server.ts';

export type FeedRefused = { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' };

export async function withFeed<T>(
  db: Database,
  actor: Actor,
  id: string,
  act: (tx: Database, feed: Feed) => Promise<T>
): Promise<T | FeedRefused> {
  return inTransaction(db, async (tx): Promise<T | FeedRefused> => {
    const found = await findFeed(tx, id);
    if (!found) return no('not_found');
    await tx.selectFrom('feed').select('id').where('id', '=', found.id).forUpdate().execute();
    const feed = await findFeed(tx, id);
    if (!feed) return no('not_found');
    return canKeepFeed(actor, feed) ? act(tx, feed) : no('not_yours');
  });
}

export async function record(
  tx: Database,
  actor: Actor,
  { feed, verb, details = {} }: { feed: Feed; verb: string; details?: JsonValue },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, {
    ...{ verb, objectKind: 'feed', objectId: feed.id, organisations: [feed.organisation.id], details }
  });
}
