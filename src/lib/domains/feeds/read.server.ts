// Reads one feed: asks for it, takes over what has changed, and decides when it is asked for again.
import { randomFrom } from '#lib/core/random.ts';
import { dayMs } from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { fetchGuarded, type FetchRequest, type FetchResult } from '#lib/platform/fetch-guard.server.ts';
import type { RowError } from '#lib/platform/tabular/mapping.ts';
import { findColumns, keepColumns } from './columns.server.ts';
import { mailColumnsGone, mailFailure, mailHeld, mailResumed } from './mails.server.ts';
import { backOffMs, failureDays, isWindow, noCounts, type Counts } from './model.ts';
import { findFeed, type Feed } from './queries.server.ts';
import { reconcile, remember } from './reconcile.server.ts';
import { readRows } from './rows.server.ts';
import { readSource } from './source.server.ts';
import { takeOver } from './take-over.server.ts';

export type Fetch = (request: FetchRequest) => Promise<FetchResult>;

export type ReadOutcome =
  | { readonly outcome: 'read'; readonly counts: Counts }
  | { readonly outcome: 'not_modified' }
  | { readonly outcome: 'held'; readonly gone: number }
  /** Columns that were read from are there no more. */
  | { readonly outcome: 'columns_gone'; readonly columns: readonly string[] }
  | { readonly outcome: 'failed'; readonly fault: string }
  /** Somebody else has read it, or it is there no more. */
  | { readonly outcome: 'passed' };

const accept =
  'text/calendar, application/ld+json, application/json, text/csv, application/rss+xml, application/atom+xml, text/html;q=0.8, */*;q=0.5';

/** Nothing is held while the other side takes its time; what it sent is taken over in one transaction. */
export async function readFeed(
  db: Database,
  id: string,
  now: Date,
  ask: Fetch = fetchGuarded
): Promise<ReadOutcome> {
  const feed = await findFeed(db, id);
  if (!feed) return { outcome: 'passed' };
  const known = (await mustReadAnew(db, feed)) ? {} : { etag: feed.etag, lastModified: feed.lastModified };
  const result = await ask({ address: feed.address, accept, ...known });
  return inTransaction(db, async (tx): Promise<ReadOutcome> => {
    await tx.selectFrom('feed').select('id').where('id', '=', feed.id).forUpdate().execute();
    const current = await findFeed(tx, id);
    if (
      !current ||
      current.updatedAt.getTime() !== feed.updatedAt.getTime() ||
      current.lastReadAt?.getTime() !== feed.lastReadAt?.getTime()
    )
      return { outcome: 'passed' };
    return takeResult(tx, feed, result, now);
  });
}

/** «Not changed» would hide what is still to be counted or answered. */
async function mustReadAnew(db: Database, feed: Feed): Promise<boolean> {
  if (feed.goneAccepted || feed.fault !== null) return true;
  const waiting = await db
    .selectFrom('feed_item')
    .select('external_id')
    .where('feed_id', '=', feed.id)
    .where('missed', '>', 0)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .execute();
  const asked = await db
    .selectFrom('feed_question')
    .select('id')
    .where('feed_id', '=', feed.id)
    .limit(1)
    .execute();
  return waiting.length + asked.length > 0;
}

async function takeResult(tx: Database, feed: Feed, result: FetchResult, now: Date): Promise<ReadOutcome> {
  if (!result.ok) return fail(tx, feed, { fault: result.reason, retryAfter: result.retryAfter ?? null }, now);
  const { value } = result;
  const moved = value.movedTo ? { address: value.movedTo.slice(0, 2000) } : {};
  if (value.kind === 'not_modified') {
    await succeed(tx, feed, { ...moved }, now);
    await note(tx, feed, { outcome: 'not_modified' }, now);
    return { outcome: 'not_modified' };
  }
  const mapping = await findColumns(tx, feed.id);
  const { utcIsLocal } = feed;
  const read = await readSource({ bytes: value.bytes, address: value.address }, { utcIsLocal, mapping });
  if (!read.ok && read.reason === 'column_gone') return holdForColumns(tx, feed, read.gone, now);
  if (!read.ok) return fail(tx, feed, { fault: read.reason, retryAfter: null }, now);
  const source = read.value;
  const rows = await readRows(source);
  if (rows.items.length === 0 && rows.errors.length > 0)
    return fail(tx, feed, { fault: 'no_row_read', retryAfter: null }, now);
  const memory = await remember(tx, { feed: feed.id, organisation: feed.organisation.id }, now);
  const reconciled = reconcile(rows.items, memory, now);
  const refused = source.refused.length;
  // Faults that were there the last time as well hide nothing new.
  const complete = !isWindow(source.kind) && !source.cutOff && (refused === 0 || refused <= feed.refusedRows);
  const { suspicious, gone } = reconciled.changes;
  if (suspicious && !isWindow(source.kind) && !feed.goneAccepted) return hold(tx, feed, gone.length, now);
  const { counts, errors } = await takeOver(tx, { feed, source, rows, memory, reconciled, complete }, now);
  await succeed(
    tx,
    feed,
    {
      ...moved,
      kind: source.kind,
      etag: value.etag,
      last_modified: value.lastModified,
      refused_rows: refused
    },
    now
  );
  if (source.columnsByHand) await keepColumns(tx, feed.id, source, now);
  await note(tx, feed, { outcome: 'read', counts, errors }, now);
  return { outcome: 'read', counts };
}

type Values = Partial<{
  address: string;
  kind: Feed['kind'];
  etag: string | null;
  last_modified: string | null;
  refused_rows: number;
}>;

async function succeed(tx: Database, feed: Feed, values: Values, now: Date): Promise<void> {
  await tx
    .updateTable('feed')
    .set({
      ...values,
      ...{ last_read_at: now, last_success_at: now, failures: 0, failing_since: null, fault: null },
      ...(values.kind ? { gone_accepted: false } : {}),
      failure_told: false,
      next_read_at: new Date(now.getTime() + feed.everyMinutes * 60_000),
      state: feed.state === 'paused' ? 'paused' : 'active'
    })
    .where('id', '=', feed.id)
    .execute();
  if (feed.failureTold) await mailResumed(tx, feed, now);
}

async function fail(
  tx: Database,
  feed: Feed,
  { fault, retryAfter }: { fault: string; retryAfter: number | null },
  now: Date
): Promise<ReadOutcome> {
  const failures = feed.failures + 1;
  const since = feed.failingSince ?? now;
  const over = now.getTime() - since.getTime() >= failureDays * dayMs;
  const chance = randomFrom(seedOf(feed.id) + failures)();
  await tx
    .updateTable('feed')
    .set({
      ...{ last_read_at: now, failures, failing_since: since, fault },
      next_read_at: new Date(now.getTime() + backOffMs(failures, chance, retryAfter)),
      ...(over && feed.state === 'active' ? { state: 'failed' as const } : {}),
      ...(over ? { failure_told: true } : {})
    })
    .where('id', '=', feed.id)
    .execute();
  await note(tx, feed, { outcome: 'failed', fault }, now);
  if (over && !feed.failureTold) await mailFailure(tx, { ...feed, fault, failingSince: since }, now);
  return { outcome: 'failed', fault };
}

/** Nothing is touched until somebody has said whether it is right that so much is gone, or until it is there again. */
async function hold(tx: Database, feed: Feed, gone: number, now: Date): Promise<ReadOutcome> {
  await tx
    .updateTable('feed')
    .set({ ...{ last_read_at: now, fault: 'half_gone' }, state: feed.state === 'paused' ? 'paused' : 'held' })
    .where('id', '=', feed.id)
    .execute();
  await note(tx, feed, { outcome: 'held', counts: { ...noCounts, gone } }, now);
  if (feed.state !== 'held') await mailHeld(tx, feed, gone, now);
  return { outcome: 'held', gone };
}

/** A table without the column that was its date would bring nonsense: its keepers say which column it is now. */
async function holdForColumns(
  tx: Database,
  feed: Feed,
  columns: readonly string[],
  now: Date
): Promise<ReadOutcome> {
  await tx
    .updateTable('feed')
    .set({
      ...{ last_read_at: now, fault: 'column_gone', state: feed.state === 'paused' ? 'paused' : 'held' },
      next_read_at: new Date(now.getTime() + feed.everyMinutes * 60_000)
    })
    .where('id', '=', feed.id)
    .execute();
  const errors = columns.map((value) => ({ line: 1, field: null, code: 'column_gone', value }));
  await note(tx, feed, { outcome: 'held', fault: 'column_gone', errors }, now);
  if (feed.fault !== 'column_gone') await mailColumnsGone(tx, feed, columns, now);
  return { outcome: 'columns_gone', columns };
}

const keptReads = 400;
const keptProblems = 10;

async function note(
  tx: Database,
  feed: Feed,
  read: {
    outcome: 'read' | 'not_modified' | 'failed' | 'held';
    counts?: Counts;
    fault?: string;
    errors?: readonly RowError[];
  },
  now: Date
): Promise<void> {
  await tx
    .insertInto('feed_read')
    .values({
      ...{
        id: newId<'feed_read'>(now),
        feed_id: feed.id,
        at: now,
        outcome: read.outcome,
        fault: read.fault ?? null
      },
      counts: JSON.stringify(read.counts ?? {}),
      problems: JSON.stringify((read.errors ?? []).slice(0, keptProblems))
    })
    .execute();
  await tx
    .deleteFrom('feed_read')
    .where('feed_id', '=', feed.id)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('feed_read')
        .select('feed_read.id')
        .where('feed_read.feed_id', '=', feed.id)
        .orderBy('feed_read.at', 'desc')
        .orderBy('feed_read.id', 'desc')
        .offset(keptReads)
    )
    .execute();
}

function seedOf(id: Id<'feed'>): number {
  return parseInt(id.slice(-8), 16) || 1;
}
