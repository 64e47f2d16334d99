// Reads subscriptions, their readings and what waits for a decision; lists start from whom the actor may write for.
import { sql } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';
import { editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Received } from './items.ts';
import { questionDays, type Counts, type FeedKind, type FeedState } from './model.ts';
import type { ReadProblem } from './schema.server.ts';

interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** What holds for its events as far as the source does not say. */
export interface FeedDefaults {
  readonly organisation: Named & { readonly settlementId: string | null };
  readonly settlement: { readonly id: string; readonly name: string } | null;
  readonly venue: { readonly id: string; readonly name: string; readonly settlement: string } | null;
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
  readonly status: 'tentative' | 'confirmed';
  readonly utcIsLocal: boolean;
}

export interface Feed extends FeedDefaults {
  readonly id: Id<'feed'>;
  readonly name: string;
  readonly address: string;
  readonly kind: FeedKind;
  readonly everyMinutes: number;
  readonly state: FeedState;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly refusedRows: number;
  readonly nextReadAt: Date;
  readonly lastReadAt: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly fault: string | null;
  readonly failureTold: boolean;
  readonly goneAccepted: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export async function findFeed(db: Database, id: string): Promise<Feed | null> {
  if (!isUuid(id)) return null;
  const [feed] = await feeds(db)
    .where('feed.id', '=', id as Id<'feed'>)
    .execute();
  return feed ? feedOf(feed) : null;
}

export const feedsPerPage = 50;

/** Of the organisations that the actor writes for; what needs a look first. */
export async function listFeeds(
  db: Database,
  actor: Actor,
  page: number
): Promise<{ rows: Feed[]; hasNext: boolean }> {
  const own = editableOrganisations(actor);
  const rows = await feeds(db)
    .$if(own !== null, (query) =>
      query.where('feed.organisation_id', 'in', own?.length ? [...own] : [nobody])
    )
    .orderBy(sql`array_position(array['held','failed','active','paused'], feed.state)`)
    .orderBy(sql`feed.failing_since is null`)
    .orderBy('organisation.name')
    .orderBy('feed.name')
    .orderBy('feed.id')
    .limit(feedsPerPage + 1)
    .offset((page - 1) * feedsPerPage)
    .execute();
  return { rows: rows.slice(0, feedsPerPage).map(feedOf), hasNext: rows.length > feedsPerPage };
}

const nobody = '00000000-0000-0000-0000-000000000000';

/** Whose hour has come, the longest waiting first. */
export async function listDueFeeds(db: Database, now: Date, limit: number): Promise<Id<'feed'>[]> {
  const rows = await db
    .selectFrom('feed')
    .select('id')
    .where('state', 'in', ['active', 'held'])
    .where('next_read_at', '<=', now)
    .orderBy('next_read_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function countFailingFeeds(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('feed')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where((eb) => eb.or([eb('failing_since', 'is not', null), eb('state', 'in', ['failed', 'held'])]))
    .where('state', '!=', 'paused')
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface FeedRead {
  readonly id: string;
  readonly at: Date;
  readonly outcome: 'read' | 'not_modified' | 'failed' | 'held';
  readonly counts: Partial<Counts>;
  readonly fault: string | null;
  readonly problems: readonly ReadProblem[];
}

export const readsPerPage = 20;

export async function listReads(
  db: Database,
  feed: Id<'feed'>,
  page: number
): Promise<{ rows: FeedRead[]; hasNext: boolean }> {
  const rows = await db
    .selectFrom('feed_read')
    .select(['id', 'at', 'outcome', 'counts', 'fault', 'problems'])
    .where('feed_id', '=', feed)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(readsPerPage + 1)
    .offset((page - 1) * readsPerPage)
    .execute();
  return { rows: rows.slice(0, readsPerPage), hasNext: rows.length > readsPerPage };
}

export interface FeedQuestion {
  readonly id: Id<'feed_question'>;
  /** As it was. */
  readonly held: { readonly title: string; readonly slug: string | null; readonly received: Received | null };
  readonly came: Received;
  readonly askedAt: Date;
}

/** Those that still can be answered. */
export async function listQuestions(db: Database, feed: Id<'feed'>, now: Date): Promise<FeedQuestion[]> {
  const rows = await db
    .selectFrom('feed_question')
    .leftJoin('feed_item', (join) =>
      join
        .onRef('feed_item.feed_id', '=', 'feed_question.feed_id')
        .onRef('feed_item.external_id', '=', 'feed_question.external_id')
    )
    .leftJoin('event', (join) =>
      join.on((eb) =>
        eb.or([
          eb.and([
            eb('event.source', '=', sql<string>`'feed:' || feed_question.feed_id::text`),
            eb('event.external_id', '=', eb.ref('feed_question.external_id'))
          ]),
          eb(sql<string>`'event:' || event.id::text`, '=', eb.ref('feed_question.external_id'))
        ])
      )
    )
    .select(['feed_question.id', 'came', 'asked_at', 'received', 'event.title', 'event.slug'])
    .where('feed_question.feed_id', '=', feed)
    .where('answer', 'is', null)
    .where('asked_at', '>', new Date(now.getTime() - questionDays * 86_400_000))
    .orderBy('asked_at')
    .orderBy('feed_question.id')
    .limit(50)
    .execute();
  return rows.map(({ id, came, asked_at, received, title, slug }) => ({
    id,
    came,
    askedAt: asked_at,
    held: { title: title ?? received?.title ?? '–', slug, received }
  }));
}

/** How many of its events are to come, and which were taken from the public. */
export async function listWithdrawn(
  db: Database,
  feed: Id<'feed'>
): Promise<{ externalId: string; title: string; slug: string; withdrawnAt: Date }[]> {
  const rows = await db
    .selectFrom('feed_item')
    .innerJoin('event', (join) =>
      join
        .onRef('event.external_id', '=', 'feed_item.external_id')
        .on('event.source', '=', `feed:${feed}`)
        .on('event.status', '=', 'tentative')
    )
    .select(['feed_item.external_id', 'event.title', 'event.slug', 'withdrawn_at'])
    .where('feed_id', '=', feed)
    .where('withdrawn_at', 'is not', null)
    .where('feed_item.kept', '=', false)
    .orderBy('withdrawn_at', 'desc')
    .orderBy('feed_item.external_id')
    .limit(50)
    .execute();
  return rows.map(({ external_id, title, slug, withdrawn_at }) => ({
    ...{ externalId: external_id, title, slug },
    withdrawnAt: withdrawn_at ?? new Date(0)
  }));
}

function feeds(db: Database) {
  return db
    .selectFrom('feed')
    .innerJoin('organisation', 'organisation.id', 'feed.organisation_id')
    .leftJoin('settlement', 'settlement.id', 'feed.settlement_id')
    .leftJoin('venue', 'venue.id', 'feed.venue_id')
    .leftJoin('settlement as venue_settlement', 'venue_settlement.id', 'venue.settlement_id')
    .selectAll('feed')
    .select([
      'organisation.slug as organisation_slug',
      'organisation.name as organisation_name',
      'organisation.settlement_id as organisation_settlement',
      'settlement.name as settlement_name',
      'venue.name as venue_name',
      'venue_settlement.name as venue_settlement_name'
    ]);
}

type FeedRow = Awaited<ReturnType<ReturnType<typeof feeds>['execute']>>[number];

function feedOf(row: FeedRow): Feed {
  return {
    id: row.id,
    organisation: {
      ...{ id: row.organisation_id, slug: row.organisation_slug, name: row.organisation_name },
      settlementId: row.organisation_settlement
    },
    name: row.name,
    address: row.address,
    kind: row.kind,
    settlement: row.settlement_id ? { id: row.settlement_id, name: row.settlement_name ?? '' } : null,
    venue: row.venue_id
      ? { id: row.venue_id, name: row.venue_name ?? '', settlement: row.venue_settlement_name ?? '' }
      : null,
    audiences: row.audiences,
    themes: row.themes,
    status: row.status,
    utcIsLocal: row.utc_is_local,
    everyMinutes: row.every_minutes,
    state: row.state,
    etag: row.etag,
    lastModified: row.last_modified,
    refusedRows: row.refused_rows,
    nextReadAt: row.next_read_at,
    lastReadAt: row.last_read_at,
    lastSuccessAt: row.last_success_at,
    failures: row.failures,
    failingSince: row.failing_since,
    fault: row.fault,
    failureTold: row.failure_told,
    goneAccepted: row.gone_accepted,
    createdAt: row.created_at,
    updatedAt: row.updated_at
  };
}
