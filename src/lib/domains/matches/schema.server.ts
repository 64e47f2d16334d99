// Tables of matches, rings and agreements, with what they say about people.
import type { ColumnType, Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { AgreementState, MatchBars, MatchFacts, RingState, Word } from './model.ts';

declare global {
  interface Tables {
    match_word: {
      id: Id<'match_word'>;
      offer_id: Id<'offering'>;
      need_id: Id<'offering'>;
      score: number;
      bars: ColumnType<MatchBars, string, string>;
      facts: ColumnType<MatchFacts, string, string>;
      offer_place: number | null;
      need_place: number | null;
      found_at: Date;
      offer_told_at: Date | null;
      need_told_at: Date | null;
      offer_word: Word | null;
      need_word: Word | null;
      offer_said_at: Date | null;
      need_said_at: Date | null;
      offer_reason: string | null;
      need_reason: string | null;
      updated_at: Date;
    };
    match_search: {
      id: Id<'match_search'>;
      offers: number;
      needs: number;
      pairs: ColumnType<string, number, number>;
      kept: number;
      seconds: number;
      finished_at: Date;
    };
    ring: {
      id: Id<'ring'>;
      key: string;
      length: number;
      value: number;
      state: RingState;
      expires_on: string;
      created_at: Date;
      updated_at: Date;
    };
    ring_member: {
      ring_id: Id<'ring'>;
      position: number;
      organisation_id: Id<'organisation'>;
      gives_offering_id: Id<'offering'>;
      gets_offering_id: Id<'offering'>;
      answer: Word | null;
      answered_at: Date | null;
      reason: string | null;
    };
    agreement: {
      id: Id<'agreement'>;
      number: number;
      kind: 'match' | 'ring';
      state: AgreementState;
      match_id: Id<'match_word'> | null;
      ring_id: Id<'ring'> | null;
      what: string;
      place: string | null;
      starts_on: string | null;
      ends_on: string | null;
      agreed_at: Date | null;
      closed_at: Date | null;
      reminded_at: Date | null;
      asked_at: Date | null;
      created_at: Date;
      updated_at: Date;
    };
    agreement_party: {
      id: Id<'agreement_party'>;
      agreement_id: Id<'agreement'>;
      position: number;
      organisation_id: Id<'organisation'> | null;
      name: string;
      offering_id: Id<'offering'> | null;
      gives: Generated<string>;
      answer: Word | null;
      answered_at: Date | null;
      fulfilled: Word | null;
      fulfilled_at: Date | null;
      why: string | null;
      thanks: string | null;
      thanks_public: Generated<boolean>;
    };
    need_care: {
      need_id: Id<'offering'>;
      asked_at: Date;
      word: 'cares' | 'cannot' | null;
      note: string | null;
      said_at: Date | null;
    };
    match_silence: { email: string; since: Date };
  }
}

/** What somebody wrote to the other side; it may speak of people. */
const said: PersonalColumn = {
  purpose: 'matches.privacy.words',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'scrub'
};

export const columns: TableDeclarations = {
  match_word: {
    ...nothingPersonal('id', 'offer_id', 'need_id', 'score', 'bars', 'facts', 'offer_place', 'need_place'),
    ...nothingPersonal('found_at', 'offer_told_at', 'need_told_at', 'offer_word', 'need_word'),
    ...nothingPersonal('offer_said_at', 'need_said_at', 'updated_at'),
    offer_reason: { ...said, kept: { days: 400, after: 'updated_at', then: 'clear' } },
    need_reason: { ...said, kept: { days: 400, after: 'updated_at', then: 'clear' } }
  },
  match_search: nothingPersonal('id', 'offers', 'needs', 'pairs', 'kept', 'seconds', 'finished_at'),
  ring: nothingPersonal('id', 'key', 'length', 'value', 'state', 'expires_on', 'created_at', 'updated_at'),
  ring_member: {
    ...nothingPersonal('ring_id', 'position', 'organisation_id', 'gives_offering_id', 'gets_offering_id'),
    ...nothingPersonal('answer', 'answered_at'),
    reason: { ...said, kept: { days: 400, after: 'answered_at', then: 'clear' } }
  },
  agreement: {
    ...nothingPersonal('id', 'number', 'kind', 'state', 'match_id', 'ring_id', 'starts_on', 'ends_on'),
    ...nothingPersonal('agreed_at', 'closed_at', 'reminded_at', 'asked_at', 'created_at', 'updated_at'),
    what: said,
    place: said
  },
  agreement_party: {
    ...nothingPersonal('id', 'agreement_id', 'position', 'organisation_id', 'name', 'offering_id'),
    ...nothingPersonal('answer', 'answered_at', 'fulfilled', 'fulfilled_at', 'thanks_public'),
    gives: said,
    why: said,
    thanks: said
  },
  need_care: {
    ...nothingPersonal('need_id', 'asked_at', 'word', 'said_at'),
    note: { ...said, kept: { days: 400, after: 'said_at', then: 'clear' } }
  },
  match_silence: {
    email: {
      purpose: 'matches.privacy.silence',
      seenBy: 'administrators',
      kept: { until: 'object' },
      erasure: 'delete row',
      names: 'email'
    },
    ...nothingPersonal('since')
  }
};
