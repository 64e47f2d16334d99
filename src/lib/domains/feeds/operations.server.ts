// Subscribing to somebody's calendar, changing what holds for it, and taking it off.
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Id } from '#lib/core/ids.ts';
import { setStateOfFollowed } from '#lib/domains/calendar/follow.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { forgetColumns } from './columns.server.ts';
import type { FeedInput } from './input.ts';
import { record, withFeed, type FeedRefused } from './kept-feed.server.ts';
import { sourceOf, type FeedKind } from './model.ts';
import { canKeepFeed } from './policy.ts';
import type { Feed } from './queries.server.ts';

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

/** With another address it begins anew: what it held stays to be recognised. @param from the version that was changed */
export async function changeFeed(
  db: Database,
  actor: Actor,
  { id, draft, name, from }: { id: string; draft: FeedInput; name: string; from?: Date | null },
  now: Date
): Promise<Result<{ address: boolean }, FeedRefused | ChangedMeanwhile>> {
  return withFeed(
    db,
    actor,
    id,
    async (tx, feed): Promise<Result<{ address: boolean }, ChangedMeanwhile>> => {
      if (isAnother(from, feed)) return no('changed_meanwhile', { at: feed.updatedAt });
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
    }
  );
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
    await forgetColumns(tx, feed.id);
    await tx.deleteFrom('feed').where('id', '=', feed.id).execute();
    return ok(null);
  });
}
