// Reads the feeds whose hour has come: a few at a time, so that slow ones keep nobody waiting long.
import type { Database } from '#lib/platform/db/database.server.ts';
import { log } from '#lib/platform/log.server.ts';
import { listDueFeeds } from './queries.server.ts';
import { readFeed, type Fetch } from './read.server.ts';

/** With ten seconds for each, a round of all slow ones takes a minute. */
const atOnce = 8;
const perRound = 48;

export async function readDueFeeds(db: Database, now: Date, fetch?: Fetch): Promise<void> {
  const due = await listDueFeeds(db, now, perRound);
  for (let at = 0; at < due.length; at += atOnce)
    await Promise.all(
      due.slice(at, at + atOnce).map((id) =>
        readFeed(db, id, now, fetch).catch((error: unknown) => {
          // One feed must not keep the others from being read.
          log('error', 'feed_read_failed', { feed: id, error: String(error) });
        })
      )
    );
}
