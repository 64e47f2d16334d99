// Tables of meetings: the rule they follow, the meetings, who was invited and what they answered, guests, hosts.
import type { ColumnType, Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Attendance, HostAskState, How, MeetingState, Reply, Ride } from './model.ts';

declare global {
  interface Tables {
    meeting_series: {
      id: Id<'meeting_series'>;
      circle_id: Id<'circle'>;
      rule: string;
      /** Local wall time in `zone`. */
      starts: string;
      minutes: number;
      zone: Generated<string>;
      title: string;
      venue_id: Id<'venue'> | null;
      hosting: 'rotating' | 'fixed';
      quorum: number | null;
      remote: string | null;
      remind_days: ColumnType<number[], number[] | undefined, number[]>;
      invite_days: Generated<number>;
      public: Generated<boolean>;
      state: 'running' | 'stopped';
      created_at: Date;
      updated_at: Date;
    };
    meeting: MeetingTable;
    meeting_invitee: InviteeTable;
    meeting_guest: {
      id: Id<'meeting_guest'>;
      meeting_id: Id<'meeting'>;
      name: string;
      of: string | null;
      email: string | null;
      state: Generated<'asked' | 'welcome' | 'declined' | 'came'>;
      reply: Reply | null;
      token: string | null;
      created_at: Generated<Date>;
    };
    meeting_host_ask: {
      id: Id<'meeting_host_ask'>;
      meeting_id: Id<'meeting'>;
      member_id: Id<'circle_member'>;
      state: HostAskState;
      note: string | null;
      asked_at: Date | null;
      answered_at: Date | null;
      created_at: Date;
      updated_at: Date;
    };
    meeting_feed: { member_id: Id<'circle_member'>; token: string; created_at: Date };
  }
}

export interface MeetingTable {
  id: Id<'meeting'>;
  circle_id: Id<'circle'>;
  number: number;
  series_id: Id<'meeting_series'> | null;
  recurrence_id: string | null;
  title: string;
  /** Local wall time in `zone`; `starts_at` and `ends_at` are derived from it. */
  starts: string;
  minutes: number;
  zone: Generated<string>;
  starts_at: Date;
  ends_at: Date;
  host_member_id: Id<'circle_member'> | null;
  venue_id: Id<'venue'> | null;
  settlement_id: Id<'settlement'> | null;
  place: string | null;
  booking_id: Id<'booking'> | null;
  remote: string | null;
  quorum: number | null;
  state: MeetingState;
  reason: string | null;
  uid: string;
  sequence: Generated<number>;
  time_sequence: Generated<number>;
  public: Generated<boolean>;
  quorum_warned_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export interface InviteeTable {
  id: Id<'meeting_invitee'>;
  meeting_id: Id<'meeting'>;
  member_id: Id<'circle_member'>;
  token: string;
  sent_sequence: number | null;
  sent_at: Date | null;
  reply: Reply | null;
  earlier_reply: Reply | null;
  replied_at: Date | null;
  reply_sequence: number | null;
  reply_stamp: Date | null;
  how: How | null;
  from_address: string | null;
  comment: string | null;
  substitute_name: string | null;
  substitute_email: string | null;
  substitute_token: string | null;
  substitute_reply: Reply | null;
  substitute_stamp: Date | null;
  remote: Generated<boolean>;
  ride: Ride | null;
  seats: number | null;
  ride_from: Id<'settlement'> | null;
  ride_phone: string | null;
  ride_consent: Generated<boolean>;
  ride_told: string | null;
  reminded_at: Date | null;
  attendance: Attendance | null;
  attended_by: string | null;
  created_at: Date;
  updated_at: Date;
}

const answering: PersonalColumn = {
  purpose: 'meetings.privacy.answer',
  seenBy: 'colleagues',
  kept: { until: 'object' },
  erasure: 'scrub'
};
/** What helps a meeting to come about is of no use a year after it. */
const passing: PersonalColumn = {
  ...answering,
  kept: { days: 400, after: 'updated_at', then: 'clear' },
  erasure: 'clear'
};

export const columns: TableDeclarations = {
  meeting_series: {
    ...nothingPersonal(
      'id',
      'circle_id',
      'rule',
      'starts',
      'minutes',
      'zone',
      'venue_id',
      'hosting',
      'quorum'
    ),
    ...nothingPersonal('remind_days', 'invite_days', 'public', 'state', 'created_at', 'updated_at'),
    title: answering,
    remote: answering
  },
  meeting: {
    ...nothingPersonal(
      'id',
      'circle_id',
      'number',
      'series_id',
      'recurrence_id',
      'starts',
      'minutes',
      'zone'
    ),
    ...nothingPersonal('starts_at', 'ends_at', 'host_member_id', 'venue_id', 'settlement_id', 'booking_id'),
    ...nothingPersonal('quorum', 'state', 'uid', 'sequence', 'time_sequence', 'public', 'quorum_warned_at'),
    ...nothingPersonal('created_at', 'updated_at'),
    title: answering,
    place: answering,
    remote: answering,
    reason: answering
  },
  meeting_invitee: {
    ...nothingPersonal('id', 'meeting_id', 'member_id', 'sent_sequence', 'sent_at', 'reply', 'earlier_reply'),
    ...nothingPersonal('replied_at', 'reply_sequence', 'reply_stamp', 'how', 'substitute_reply'),
    ...nothingPersonal('substitute_stamp', 'remote', 'ride', 'seats', 'ride_from', 'ride_consent'),
    ...nothingPersonal('ride_told', 'reminded_at', 'attendance', 'created_at', 'updated_at'),
    // Letters and digits by chance.
    ...nothingPersonal('token', 'substitute_token'),
    // What an answer holds belongs to whoever sits there, or else to whoever sent it.
    from_address: { ...passing, names: ['email', { through: 'member_id', of: 'circle_member' }] },
    comment: passing,
    substitute_name: { ...passing, erasure: 'scrub' },
    substitute_email: { ...passing, erasure: 'scrub' },
    ride_phone: { ...passing, kept: { days: 60, after: 'updated_at', then: 'clear' } },
    attended_by: answering
  },
  meeting_guest: {
    ...nothingPersonal('id', 'meeting_id', 'state', 'reply', 'created_at', 'token'),
    name: answering,
    of: answering,
    email: {
      ...answering,
      kept: { days: 400, after: 'created_at', then: 'clear' },
      names: 'email',
      erasure: 'clear'
    }
  },
  meeting_host_ask: {
    ...nothingPersonal('id', 'meeting_id', 'member_id', 'state', 'asked_at', 'answered_at', 'created_at'),
    ...nothingPersonal('updated_at'),
    note: { ...passing, erasure: 'scrub' }
  },
  meeting_feed: {
    ...nothingPersonal('member_id', 'created_at'),
    token: {
      ...answering,
      seenBy: 'person',
      names: { through: 'member_id', of: 'circle_member' },
      erasure: 'delete row',
      secret: true
    }
  }
};
