// What those who keep a feed do with it: subscribe, change, pause, go on, decide, take it off.
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Id } from '#lib/core/ids.ts';
import { setStateOfFollowed } from '#lib/domains/calendar/follow.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { FeedInput } from './input.ts';
import { sourceOf, type FeedKind } from './model.ts';
import { canKeepFeed } from './policy.ts';
import { findFeed, type Feed } from './queries.server.ts';

export type FeedRefused = { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' };
type Refused<Reason extends string> = { ok: false; reason: Reason };

/** Due at once: its first reading follows. An organisation reads one address once. */
export async function subscribe(
  db: Database,
  actor: Actor,
  { draft, name, kind }: { draft: FeedInput; name: string; kind: FeedKind },
  now: Date
): Promise<Result<{ id: Id<'feed'> }, Refused<'not_yours'> | Refused<'read_already'>>> {
  if (!canKeepFeed(actor, { organisation: { id: draft.organisation } })) return no('not_yours');
  return inTransaction(
    db,
    async (tx): Promise<Result<{ id: Id<'feed'> }, Refused<'not_yours'> | Refused<'read_already'>>> => {
      await tx
        .selectFrom('organisation')
        .select('id')
        .where('id', '=', draft.organisation as never)
        .forUpdate()
        .execute();
      const same = await tx
        .selectFrom('feed')
        .select('id')
        .where('organisation_id', '=', draft.organisation)
        .where('address', '=', draft.address)
        .executeTakeFirst();
      if (same) return no('read_already');
      const id = newId<'feed'>(now);
      await tx
        .insertInto('feed')
        .values({
          ...{
            id,
            organisation_id: draft.organisation,
            name: name.slice(0, 200),
            address: draft.address,
            kind
          },
          ...valuesOf(draft),
          ...{ state: 'active', etag: null, last_modified: null, next_read_at: now, last_read_at: null },
          ...{ last_success_at: null, failing_since: null, fault: null, created_at: now, updated_at: now },
          created_by: actor.kind === 'person' ? actor.id : null
        })
        .execute();
      await recordActivity(tx, actor, now, {
        ...{ verb: 'feed.subscribed', objectKind: 'feed', objectId: id },
        ...{ organisations: [draft.organisation], details: { name, address: draft.address } }
      });
      return ok({ id });
    }
  );
}

function valuesOf({ settlement, venue, audiences, themes, status, utcIsLocal, everyMinutes }: FeedInput) {
  return {
    ...{ settlement_id: settlement, venue_id: venue, audiences: [...audiences], themes: [...themes] },
    ...{ status, utc_is_local: utcIsLocal, every_minutes: everyMinutes }
  };
}

/** With another address it begins anew: what it held stays to be recognised. */
export async function changeFeed(
  db: Database,
  actor: Actor,
  { id, draft, name }: { id: string; draft: FeedInput; name: string },
  now: Date
): Promise<Result<{ address: boolean }, FeedRefused>> {
  return withFeed(db, actor, id, async (tx, feed): Promise<Result<{ address: boolean }, FeedRefused>> => {
    const anew = feed.address !== draft.address;
    await tx
      .updateTable('feed')
      .set({
        ...valuesOf(draft),
        ...{ name: name.slice(0, 200), address: draft.address, updated_at: now },
        // What holds for all of its events has to reach them.
        ...{ etag: null, last_modified: null, next_read_at: now },
        ...(anew ? { failures: 0, failing_since: null, fault: null } : {}),
        ...(anew && feed.state === 'failed' ? { state: 'active' as const } : {})
      })
      .where('id', '=', feed.id)
      .execute();
    await record(tx, actor, { feed, verb: 'feed.changed', details: changesOf(feed, draft, name) }, now);
    return ok({ address: anew });
  });
}

function changesOf(feed: Feed, draft: FeedInput, name: string): JsonValue {
  const pairs: [string, JsonValue, JsonValue][] = [
    ['name', feed.name, name],
    ['address', feed.address, draft.address],
    ['every', feed.everyMinutes, draft.everyMinutes],
    ['status', feed.status, draft.status]
  ];
  return Object.fromEntries(
    pairs.filter(([, a, b]) => a !== b).map(([field, a, b]) => [field, [a, b] as JsonValue])
  );
}

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

/** @param events whether its events stay as if they had been entered here, or those to come are taken from the public */
export async function removeFeed(
  db: Database,
  actor: Actor,
  { id, events }: { id: string; events: 'keep' | 'withdraw' },
  now: Date
): Promise<Result<null, FeedRefused>> {
  return withFeed(db, actor, id, async (tx, feed): Promise<Result<null, FeedRefused>> => {
    if (events === 'withdraw') {
      const coming = await tx
        .selectFrom('event')
        .select('id')
        .where('source', '=', sourceOf(feed.id))
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('occurrence')
              .select('recurrence_id')
              .whereRef('occurrence.event_id', '=', 'event.id')
              .where('occurrence.ends_at', '>', now)
          )
        )
        .execute();
      await setStateOfFollowed(
        tx,
        actor,
        { ids: coming.map(({ id: event }) => event), to: 'tentative' },
        now
      );
    }
    await tx
      .updateTable('event')
      .set({ source: 'entered', external_id: null })
      .where('source', '=', sourceOf(feed.id))
      .execute();
    await record(tx, actor, { feed, verb: 'feed.removed', details: { name: feed.name, events } }, now);
    await tx.deleteFrom('feed').where('id', '=', feed.id).execute();
    return ok(null);
  });
}

async function withFeed<T>(
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

async function record(
  tx: Database,
  actor: Actor,
  { feed, verb, details = {} }: { feed: Feed; verb: string; details?: JsonValue },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, {
    ...{ verb, objectKind: 'feed', objectId: feed.id, organisations: [feed.organisation.id], details }
  });
}
