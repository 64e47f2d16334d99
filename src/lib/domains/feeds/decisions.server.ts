// What those who keep a feed decide where no reading can: whether what is gone is gone, and which event is meant.
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Id } from '#lib/core/ids.ts';
import { setStateOfFollowed } from '#lib/domains/calendar/follow.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { ImportTable } from '#lib/platform/domain.ts';
import type { Mapping } from '#lib/platform/imports/imports.server.ts';
import { keepColumns } from './columns.server.ts';
import { record, withFeed, type FeedRefused } from './kept-feed.server.ts';
import { sourceOf } from './model.ts';
import type { Feed } from './queries.server.ts';

export async function acceptGone(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, FeedRefused>> {
  return withFeed(db, actor, id, (tx, feed) => letGo(tx, actor, feed, now));
}

/** That more than half of its events are gone is right: the next reading withdraws them. */
export async function letGo(
  tx: Database,
  actor: Actor,
  feed: Feed,
  now: Date
): Promise<{ ok: true; value: null }> {
  await tx
    .updateTable('feed')
    .set({ ...{ state: 'active', gone_accepted: true, fault: null }, next_read_at: now, updated_at: now })
    .where('id', '=', feed.id)
    .execute();
  await record(tx, actor, { feed, verb: 'feed.let_go' }, now);
  return { ok: true, value: null };
}

/** The events stay public though their source has lost them. */
export async function keepEvents(
  tx: Database,
  actor: Actor,
  { feed, externalIds }: { feed: Feed; externalIds: readonly string[] },
  now: Date
): Promise<number> {
  if (externalIds.length === 0) return 0;
  await tx
    .updateTable('feed_item')
    .set({ kept: true })
    .where('feed_id', '=', feed.id)
    .where('external_id', 'in', externalIds)
    .where('withdrawn_at', 'is not', null)
    .execute();
  // What was only a plan before it was gone is one again.
  if (feed.status === 'tentative') return 0;
  const items = await tx
    .selectFrom('feed_item')
    .select(['external_id', 'received'])
    .where('feed_id', '=', feed.id)
    .where('kept', '=', true)
    .where('external_id', 'in', externalIds)
    .execute();
  const announced = items.flatMap(({ external_id, received }) => (received.tentative ? [] : [external_id]));
  const ids = announced.length > 0 ? await eventsOf(tx, feed.id, announced) : [];
  return (await setStateOfFollowed(tx, actor, { ids, to: 'confirmed' }, now)).length;
}

export async function keepFeedEvents(
  db: Database,
  actor: Actor,
  { id, externalIds }: { id: string; externalIds: readonly string[] },
  now: Date
): Promise<Result<{ count: number }, FeedRefused>> {
  return withFeed(db, actor, id, async (tx, feed) =>
    ok({ count: await keepEvents(tx, actor, { feed, externalIds }, now) })
  );
}

async function eventsOf(
  tx: Database,
  feed: Id<'feed'>,
  externalIds: readonly string[]
): Promise<Id<'event'>[]> {
  const rows = await tx
    .selectFrom('event')
    .select('id')
    .where('source', '=', sourceOf(feed))
    .where('external_id', 'in', [...externalIds])
    .execute();
  return rows.map(({ id }) => id);
}

/** The answer counts at the next reading, which follows at once. */
export async function answerQuestion(
  db: Database,
  actor: Actor,
  { id, question, answer }: { id: string; question: string; answer: 'same' | 'new' },
  now: Date
): Promise<Result<null, FeedRefused>> {
  return withFeed(db, actor, id, async (tx, feed): Promise<Result<null, FeedRefused>> => {
    const answered = await tx
      .updateTable('feed_question')
      .set({ answer, answered_at: now, answered_by: actor.kind === 'person' ? actor.id : null })
      .where('feed_id', '=', feed.id)
      .where('id', '=', question as Id<'feed_question'>)
      .where('answer', 'is', null)
      .executeTakeFirst();
    if (answered.numUpdatedRows === 0n) return no('not_found');
    await tx.updateTable('feed').set({ next_read_at: now }).where('id', '=', feed.id).execute();
    await record(tx, actor, { feed, verb: 'feed.answered', details: { answer } }, now);
    return ok(null);
  });
}

/** @param columns those of the table as it is now, and which of them fills which field: the next reading follows at once */
export async function chooseColumns(
  db: Database,
  actor: Actor,
  { id, columns }: { id: string; columns: { table: Pick<ImportTable, 'columns'>; mapping: Mapping } },
  now: Date
): Promise<Result<null, FeedRefused>> {
  return withFeed(db, actor, id, async (tx, feed) => {
    await keepColumns(tx, feed.id, columns, now);
    const held = feed.state === 'held' && feed.fault === 'column_gone';
    await tx
      .updateTable('feed')
      .set({
        ...{ etag: null, last_modified: null, next_read_at: now, updated_at: now },
        ...(held ? { state: 'active' as const, fault: null } : {})
      })
      .where('id', '=', feed.id)
      .execute();
    await record(tx, actor, { feed, verb: 'feed.columns_chosen' }, now);
    return ok(null);
  });
}
