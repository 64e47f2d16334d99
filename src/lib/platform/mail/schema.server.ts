// Tables of mail, and what they say about people.
import type { Generated, Selectable } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '../personal-data.ts';
import type { Locale } from '../words/paths.ts';
import type { MailContent } from './content.ts';

/** Essential: somebody asked for it or must know now. News: what one may want less often, or not at all. */
export type MailKind = 'essential' | 'news';

/**
 * waiting: for its next attempt · held: for the recipient's next digest · kept: to be read in the outbox, as there is no mail
 * server · gathered: gone into a digest · sent: the mail server took it · failed: will not be tried again · bounced: the
 * recipient's address does not exist.
 */
export const mailStates = ['waiting', 'held', 'kept', 'gathered', 'sent', 'failed', 'bounced'] as const;
export type MailState = (typeof mailStates)[number];

export const mailFrequencies = ['at_once', 'daily', 'weekly', 'essentials'] as const;
export type MailFrequency = (typeof mailFrequencies)[number];

declare global {
  interface Tables {
    mail: MailTable;
    mail_preference: {
      person_id: Id<'person'>;
      frequency: MailFrequency;
      /** Not a hash: it is written into every letter. All it can do is say how often mail comes. */
      unsubscribe_token: string;
      changed_at: Date;
    };
    mail_address: {
      email: string;
      hard_bounces: Generated<number>;
      last_bounce_at: Date;
      last_error: string | null;
      /** Since when news is not sent there any more. */
      marked_at: Date | null;
    };
  }
}

export interface MailTable {
  id: Id<'mail'>;
  person_id: Id<'person'> | null;
  email: string;
  name: string;
  locale: Locale;
  kind: MailKind;
  content: MailContent | null;
  /** Whether the content opens a door: then it is forgotten as soon as it is sent. */
  secret: boolean;
  reply_to: string | null;
  unsubscribe_path: string | null;
  once_key: string | null;
  state: MailState;
  created_at: Date;
  next_try_at: Date;
  give_up_at: Date;
  /** While a sender works on it; afterwards, if that sender came to an end, another may. */
  claimed_until: Date | null;
  attempts: Generated<number>;
  sent_at: Date | null;
  last_error: string | null;
  message_id: string | null;
  digest_id: Id<'mail'> | null;
}

export type Mail = Selectable<MailTable>;

/** As long as mail servers themselves try (RFC 5321 §4.5.4.1: at least four to five days). */
export const tryDays = 5;
export const contentDays = 30;
export const rowDays = 180;

/** What still waits to leave is kept until it has. */
const unlessWaiting = { column: 'state', is: ['waiting', 'held'] };
const row: PersonalColumn = {
  purpose: 'privacy.purpose.mail',
  seenBy: 'administrators',
  kept: { days: rowDays, after: 'created_at', unless: unlessWaiting },
  erasure: 'delete row'
};
const preference: PersonalColumn = {
  purpose: 'privacy.purpose.mailPreference',
  seenBy: 'person',
  kept: { until: 'account' },
  erasure: 'delete row'
};
const address: PersonalColumn = {
  purpose: 'privacy.purpose.mailAddress',
  seenBy: 'administrators',
  kept: { days: rowDays, after: 'last_bounce_at' },
  erasure: 'delete row'
};

export const columns: TableDeclarations = {
  mail: {
    ...nothingPersonal('id', 'locale', 'kind', 'secret', 'once_key', 'state', 'next_try_at', 'give_up_at'),
    ...nothingPersonal('claimed_until', 'attempts', 'message_id', 'digest_id'),
    person_id: { ...row, names: 'id' },
    email: { ...row, names: 'email' },
    name: row,
    content: {
      ...row,
      kept: { days: contentDays, after: 'created_at', then: 'clear', unless: unlessWaiting },
      erasure: 'scrub'
    },
    // Where somebody else's letter says that this person reads the answers.
    reply_to: { ...row, names: 'email', erasure: 'clear' },
    unsubscribe_path: { ...row, secret: true },
    created_at: row,
    sent_at: row,
    last_error: { ...row, erasure: 'scrub' }
  },
  mail_preference: {
    person_id: { ...preference, names: 'id' },
    frequency: preference,
    unsubscribe_token: { ...preference, secret: true },
    changed_at: preference
  },
  mail_address: {
    email: { ...address, names: 'email' },
    hard_bounces: address,
    last_bounce_at: address,
    last_error: address,
    marked_at: address
  }
};
