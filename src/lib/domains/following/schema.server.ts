// Tables of what people follow by mail.
import type { ColumnType, Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Weekday } from '#lib/core/time.ts';
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { Kind, Rhythm } from './model.ts';

declare global {
  interface Tables {
    following: {
      id: Id<'following'>;
      person_id: Id<'person'> | null;
      email: string | null;
      locale: Locale;
      token: string;
      kind: Kind;
      settlement_id: string | null;
      organisation_id: string | null;
      event_id: Id<'event'> | null;
      circle_id: Id<'circle'> | null;
      km: number | null;
      audiences: Generated<Audience[]>;
      themes: Generated<Theme[]>;
      rhythm: Rhythm | null;
      weekday: Weekday | null;
      remind: Generated<boolean>;
      state: 'asked' | 'confirmed';
      asked: Generated<number>;
      created_at: Date;
      confirmed_at: Date | null;
      wording_version: number | null;
      sent_for: string | null;
      quiet_on: string | null;
    };
    followed_change: {
      event_id: Id<'event'>;
      /** Read as a value, written as its JSON text. */
      before: ColumnType<{ readonly [field: string]: JsonValue } | null, string | null, string | null>;
      first_at: Date;
      due_at: Date;
      told_at: Date | null;
    };
  }
}

const following: PersonalColumn = {
  purpose: 'following.privacy.following',
  basis: 'consent',
  seenBy: 'person',
  // When its reader ends it; what was never confirmed goes after two days (tidy.server.ts).
  kept: { until: 'changed' },
  erasure: 'delete row'
};

export const columns: TableDeclarations = {
  following: {
    ...nothingPersonal('id', 'kind', 'asked'),
    person_id: { ...following, names: 'id' },
    email: { ...following, names: 'email' },
    locale: following,
    token: { ...following, secret: true },
    settlement_id: following,
    organisation_id: following,
    event_id: following,
    circle_id: following,
    km: following,
    audiences: following,
    themes: following,
    rhythm: following,
    weekday: following,
    remind: following,
    state: following,
    created_at: following,
    confirmed_at: following,
    wording_version: following,
    sent_for: following,
    quiet_on: following
  },
  followed_change: nothingPersonal('event_id', 'before', 'first_at', 'due_at', 'told_at')
};
