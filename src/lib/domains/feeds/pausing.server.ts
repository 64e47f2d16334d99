// Whether a feed is read: pausing it, and going on with it, perhaps at another address.
import type { Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { record, withFeed, type FeedRefused } from './kept-feed.server.ts';
import type { Feed } from './queries.server.ts';

export async function pauseFeed(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, FeedRefused>> {
  return withFeed(db, actor, id, (tx, feed) => pause(tx, actor, feed, now));
}

/** Also as a link in a mail does it. */
export async function pause(
  tx: Database,
  actor: Actor,
  feed: Feed,
  now: Date
): Promise<{ ok: true; value: null }> {
  await tx.updateTable('feed').set({ state: 'paused', updated_at: now }).where('id', '=', feed.id).execute();
  await record(tx, actor, { feed, verb: 'feed.paused' }, now);
  return { ok: true, value: null };
}

export async function resumeFeed(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, FeedRefused>> {
  return withFeed(db, actor, id, (tx, feed) => resume(tx, actor, { feed, address: feed.address }, now));
}

/** The week in which it may be silent begins anew; whoever was told of its silence hears when it speaks. */
export async function resume(
  tx: Database,
  actor: Actor,
  { feed, address }: { feed: Feed; address: string },
  now: Date
): Promise<{ ok: true; value: null }> {
  await tx
    .updateTable('feed')
    .set({
      ...{
        state: 'active',
        failures: 0,
        failing_since: null,
        fault: null,
        next_read_at: now,
        updated_at: now
      },
      ...(address === feed.address ? {} : { address, etag: null, last_modified: null })
    })
    .where('id', '=', feed.id)
    .execute();
  const details: JsonValue = address === feed.address ? {} : { address: [feed.address, address] };
  await record(tx, actor, { feed, verb: 'feed.resumed', details }, now);
  return { ok: true, value: null };
}
