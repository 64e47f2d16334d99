// Writes what a reading has brought: events entered and changed, those that are gone counted and in the end withdrawn, questions put.
import type { Id } from '#lib/core/ids.ts';
import { adoptEvents, followPlan, setStateOfFollowed } from '#lib/domains/calendar/follow.server.ts';
import { eventImporter } from '#lib/domains/calendar/import.server.ts';
import type { PlannedEvent } from '#lib/domains/calendar/import-plan.ts';
import { system } from '#lib/platform/actor.ts';
import { inParts, recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { ImportPlan, RowError } from '#lib/platform/tabular/mapping.ts';
import { missesUntilWithdrawn, sourceOf, type Counts } from './model.ts';
import type { EventToWrite } from '#lib/domains/calendar/write.server.ts';
import type { Came } from './items.ts';
import type { Feed } from './queries.server.ts';
import type { Memory, Reconciled } from './reconcile.server.ts';
import { tableFor, type ReadRows } from './rows.server.ts';
import type { Source } from './source.server.ts';

export interface Reading {
  readonly feed: Feed;
  readonly source: Source;
  readonly rows: ReadRows;
  readonly memory: Memory;
  readonly reconciled: Reconciled;
  /** What is missing is missing: the list is whole, and no window on a longer one. */
  readonly complete: boolean;
}

/** What the news of a reading tell: which events it concerns. */
export type Happening = 'created' | 'changed' | 'moved' | 'cancelled' | 'withdrawn';

export async function takeOver(
  tx: Database,
  reading: Reading,
  now: Date
): Promise<{ counts: Counts; errors: readonly RowError[] }> {
  const { feed, source, rows, memory, reconciled } = reading;
  const { changes, ids, adopted, fresh } = reconciled;
  await adoptEvents(
    tx,
    system,
    adopted.map(({ event, externalId }) => ({ id: event, source: sourceOf(feed.id), externalId })),
    now
  );
  // What holds for all of its events may have been changed since the last time; otherwise only what is not as it was is looked at.
  const anew = !feed.lastSuccessAt || feed.updatedAt > feed.lastSuccessAt;
  const known = changes.pairs.filter(
    ({ held, kind }) => anew || kind !== 'same' || (memory.items.get(held.key)?.withdrawn ?? false)
  );
  const items = [...known.map(({ came }) => came), ...adopted.map(({ came }) => came), ...fresh];
  const { plan, written } = await write(tx, { feed, source, items, ids }, now);
  await keepItems(tx, reading, new Set(plan.errors.map(({ line }) => line)), now);
  const withdrawn = await passOverGone(tx, reading, now);
  await ask(tx, reading, now);

  const kinds = new Map(changes.pairs.map(({ held, kind }) => [held.key, kind]));
  const happened = written.map(({ id, draft, before }): [Happening, Id<'event'>] => {
    const kind = kinds.get(draft.origin?.externalId ?? '') ?? 'changed';
    if (!before) return ['created', id];
    if (draft.status === 'cancelled' && before.status !== 'cancelled') return ['cancelled', id];
    const moved = before.starts !== draft.starts || before.rule !== draft.rule || kind === 'moved';
    return [moved ? 'moved' : 'changed', id];
  });
  const errors = [...rows.errors, ...plan.errors, ...source.refused];
  const count = (which: Happening): number => happened.filter(([kind]) => kind === which).length;
  const counts: Counts = {
    ...{
      created: count('created'),
      changed: count('changed'),
      moved: count('moved'),
      cancelled: count('cancelled')
    },
    ...{ gone: changes.gone.length, withdrawn: withdrawn.length },
    ...{ asked: reconciled.asked.length, refused: errors.length }
  };
  if (happened.length + withdrawn.length > 0) {
    const events = [...happened, ...withdrawn.map((id): [Happening, Id<'event'>] => ['withdrawn', id])];
    const { created, changed, moved, cancelled } = counts;
    await recordActivity(tx, system, now, {
      verb: 'feed.read',
      objectKind: 'feed',
      objectId: feed.id,
      organisations: [feed.organisation.id],
      details: {
        ...{ created, changed, moved, cancelled, withdrawn: withdrawn.length },
        events: events.slice(0, toldEvents).map((each) => [...each])
      }
    });
  }
  return { counts, errors };
}

async function write(
  tx: Database,
  {
    feed,
    source,
    items,
    ids
  }: { feed: Feed; source: Source; items: readonly Came[]; ids: ReadonlyMap<string, string> },
  now: Date
): Promise<{ plan: ImportPlan<PlannedEvent>; written: readonly EventToWrite[] }> {
  if (items.length === 0)
    return { plan: { create: [], update: [], unchanged: 0, errors: [], duplicates: [] }, written: [] };
  const { table, mapping } = await tableFor(tx, { source, items, ids, feed });
  const options = { mapping, source: sourceOf(feed.id), now };
  const plan = await eventImporter.plan(tx, table, options);
  return { plan, written: await followPlan(tx, system, plan, options) };
}

/** More than anybody reads in one message. */
const toldEvents = 40;

/** @param refused lines that the calendar did not take: the next reading tries them again */
async function keepItems(
  tx: Database,
  { feed, memory, reconciled }: Reading,
  refused: ReadonlySet<number>,
  now: Date
): Promise<void> {
  const { changes, ids, adopted, fresh } = reconciled;
  const changed = changes.pairs.filter(({ held, came, kind }) => {
    const before = memory.items.get(held.key);
    const quiet = before?.missed === 0 && !before.withdrawn && before.uid === came.row.uid;
    return kind !== 'same' || held.received.digest !== came.received.digest || !quiet;
  });
  const rows = [
    ...changed.map(({ came }) => came),
    ...adopted.map(({ came }) => came),
    ...fresh.filter(({ key }) => !refused.has(Number(key)))
  ].map((came) => ({
    ...{ feed_id: feed.id, external_id: ids.get(came.key) ?? '', uid: came.row.uid },
    ...{ received: JSON.stringify(came.received), missed: 0, seen_at: now, withdrawn_at: null, kept: false }
  }));
  for (const part of inParts(rows, 1000))
    await tx
      .insertInto('feed_item')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['feed_id', 'external_id']).doUpdateSet((eb) => ({
          uid: eb.ref('excluded.uid'),
          received: eb.ref('excluded.received'),
          ...{ missed: 0, seen_at: now, withdrawn_at: null, kept: false }
        }))
      )
      .execute();
}

/** @returns the events that were taken from the public */
async function passOverGone(tx: Database, reading: Reading, now: Date): Promise<Id<'event'>[]> {
  const { feed, memory, reconciled, complete, rows } = reading;
  if (!complete) return [];
  const missing = reconciled.changes.gone.filter(({ uid }) => uid === null || !rows.spoiltUids.has(uid));
  const due: string[] = [];
  for (const { key } of missing) {
    const { missed = 0, withdrawn = false, kept = false } = memory.items.get(key) ?? {};
    const enough = feed.goneAccepted ? 1 : missesUntilWithdrawn;
    if (missed + 1 >= enough && !withdrawn && !kept) due.push(key);
  }
  for (const part of inParts(missing, 1000))
    await tx
      .updateTable('feed_item')
      .set((eb) => ({ missed: eb.fn('least', [eb('missed', '+', 1), eb.lit(100)]) }))
      .where('feed_id', '=', feed.id)
      .where(
        'external_id',
        'in',
        part.map(({ key }) => key)
      )
      .execute();
  if (due.length === 0) return [];
  await tx
    .updateTable('feed_item')
    .set({ withdrawn_at: now })
    .where('feed_id', '=', feed.id)
    .where('external_id', 'in', due)
    .execute();
  const events = await tx
    .selectFrom('event')
    .select('id')
    .where('source', '=', sourceOf(feed.id))
    .where('external_id', 'in', due)
    .execute();
  return setStateOfFollowed(tx, system, { ids: events.map(({ id }) => id), to: 'tentative' }, now);
}

async function ask(tx: Database, { feed, reconciled, memory }: Reading, now: Date): Promise<void> {
  const open = reconciled.asked.filter(
    ({ externalId, print }) => !memory.answers.has(`${externalId} ${print}`)
  );
  for (const part of inParts(open, 500))
    await tx
      .insertInto('feed_question')
      .values(
        part.map(({ externalId, print, came }) => ({
          id: newId<'feed_question'>(now),
          ...{ feed_id: feed.id, external_id: externalId, print, came: JSON.stringify(came.received) },
          ...{ asked_at: now, answer: null, answered_by: null, answered_at: null }
        }))
      )
      .onConflict((conflict) => conflict.columns(['feed_id', 'external_id', 'print']).doNothing())
      .execute();
}
