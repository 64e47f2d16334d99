// Tables of records that may be one: suspected pairs, pairs judged to be different, merges that can be undone, keys that go on finding.
import type { Id } from '#lib/core/ids.ts';
import type { AddressLikeness } from '#lib/core/same-address.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';

/** Records that can be merged. */
export const mergeables = ['organisation', 'venue'] as const;
export type Mergeable = (typeof mergeables)[number];

declare global {
  interface Tables {
    suspected_duplicate: {
      kind: Mergeable;
      first_id: string;
      second_id: string;
      settlement_id: Id<'settlement'>;
      score: number;
      name_likeness: number;
      metres: number | null;
      address: AddressLikeness;
    };
    duplicate_look: { settlement_id: Id<'settlement'>; at: Date };
    not_same: {
      kind: Mergeable;
      first_id: string;
      second_id: string;
      person_id: Id<'person'> | null;
      at: Date;
    };
    record_alias: {
      id: Id<'record_alias'>;
      organisation_id: string | null;
      venue_id: string | null;
      source: string;
      external_id: string;
    };
    merge: {
      id: Id<'merge'>;
      kind: Mergeable;
      survivor_id: string;
      gone_id: string;
      gone_name: string;
      settlement_id: Id<'settlement'> | null;
      at: Date;
      person_id: Id<'person'> | null;
      /** A `Snapshot`. */
      snapshot: JsonValue;
      undone_at: Date | null;
    };
  }
}

/** The source of the keys that are ids of ours, as in lists that were exported here. */
export const byOwnId = 'own id';

/** How long a merge can be undone; as long as that what it needs is kept. */
export const undoDays = 30;

const judged: PersonalColumn = {
  purpose: 'privacy.purpose.merge',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'clear',
  names: 'id'
};
/** The contacts of the record that went are in it. */
const undoable: PersonalColumn = {
  purpose: 'privacy.purpose.merge',
  seenBy: 'administrators',
  kept: { days: undoDays, after: 'at' },
  erasure: 'scrub'
};

export const mergeColumns: TableDeclarations = {
  suspected_duplicate: nothingPersonal(
    'kind',
    'first_id',
    'second_id',
    'settlement_id',
    'score',
    'name_likeness',
    'metres',
    'address'
  ),
  duplicate_look: nothingPersonal('settlement_id', 'at'),
  not_same: { ...nothingPersonal('kind', 'first_id', 'second_id', 'at'), person_id: judged },
  record_alias: nothingPersonal('id', 'organisation_id', 'venue_id', 'source', 'external_id'),
  merge: {
    ...nothingPersonal(
      'id',
      'kind',
      'survivor_id',
      'gone_id',
      'gone_name',
      'settlement_id',
      'at',
      'undone_at'
    ),
    person_id: { ...judged, kept: { days: undoDays, after: 'at' } },
    snapshot: undoable
  }
};
