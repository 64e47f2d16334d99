// Tables of feeds: the subscription, what it held at the last reading, its readings, and what a person has to decide.
import type { ColumnType, Generated } from 'kysely';
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Received } from './items.ts';
import type { Counts, FeedKind, FeedState } from './model.ts';

/** A jsonb column: read as a value, written as its JSON text. */
type Json<T> = ColumnType<T, string, string>;

export interface ReadProblem {
  readonly line: number;
  readonly field: string | null;
  readonly code: string;
  readonly value: string;
  readonly suggestion?: string;
}

declare global {
  interface Tables {
    feed: {
      id: Id<'feed'>;
      organisation_id: string;
      name: string;
      address: string;
      kind: FeedKind;
      settlement_id: string | null;
      venue_id: string | null;
      audiences: Audience[];
      themes: Theme[];
      status: 'tentative' | 'confirmed';
      utc_is_local: boolean;
      every_minutes: number;
      state: FeedState;
      etag: string | null;
      last_modified: string | null;
      refused_rows: Generated<number>;
      next_read_at: Date;
      last_read_at: Date | null;
      last_success_at: Date | null;
      failures: Generated<number>;
      failing_since: Date | null;
      fault: string | null;
      failure_told: Generated<boolean>;
      gone_accepted: Generated<boolean>;
      created_by: Id<'person'> | null;
      created_at: Date;
      updated_at: Date;
    };
    feed_item: {
      feed_id: Id<'feed'>;
      external_id: string;
      uid: string | null;
      received: Json<Received>;
      missed: Generated<number>;
      seen_at: Date;
      withdrawn_at: Date | null;
      kept: Generated<boolean>;
    };
    feed_read: {
      id: Id<'feed_read'>;
      feed_id: Id<'feed'>;
      at: Date;
      outcome: 'read' | 'not_modified' | 'failed' | 'held';
      counts: Json<Counts>;
      fault: string | null;
      problems: Json<readonly ReadProblem[]>;
    };
    feed_question: {
      id: Id<'feed_question'>;
      feed_id: Id<'feed'>;
      external_id: string;
      print: string;
      came: Json<Received>;
      asked_at: Date;
      answer: 'same' | 'new' | null;
      answered_by: Id<'person'> | null;
      answered_at: Date | null;
    };
  }
}

const keeper: PersonalColumn = {
  purpose: 'feeds.privacy.purpose',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'clear',
  names: 'id'
};

export const columns: TableDeclarations = {
  feed: {
    ...nothingPersonal('id', 'organisation_id', 'name', 'address', 'kind', 'settlement_id', 'venue_id'),
    ...nothingPersonal('audiences', 'themes', 'status', 'utc_is_local', 'every_minutes', 'state', 'etag'),
    ...nothingPersonal('last_modified', 'refused_rows', 'next_read_at', 'last_read_at', 'last_success_at'),
    ...nothingPersonal('failures', 'failing_since', 'fault', 'failure_told', 'gone_accepted'),
    ...nothingPersonal('created_at', 'updated_at'),
    created_by: keeper
  },
  feed_item: nothingPersonal(
    ...['feed_id', 'external_id', 'uid', 'received', 'missed', 'seen_at', 'withdrawn_at', 'kept']
  ),
  feed_read: nothingPersonal('id', 'feed_id', 'at', 'outcome', 'counts', 'fault', 'problems'),
  feed_question: {
    ...nothingPersonal('id', 'feed_id', 'external_id', 'print', 'came', 'asked_at', 'answer', 'answered_at'),
    answered_by: keeper
  }
};
