// The table of mails that have come in, and what it says about people: words are kept only as long as somebody has to read them.
import type { Generated, Selectable } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { ItipReply } from '#lib/core/icalendar-itip.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '../personal-data.ts';
import type { AsideReason, InboundState } from './incoming.ts';

declare global {
  interface Tables {
    inbound_mail: InboundMailTable;
  }
}

export interface InboundMailTable {
  id: Id<'inbound_mail'>;
  digest: string;
  message_id: string | null;
  received_at: Date;
  from_email: string | null;
  from_name: string;
  subject: string;
  /** Emptied once it has been read; what is put aside keeps it, for an administrator. */
  text: string;
  token: string | null;
  calendars: readonly ItipReply[];
  answers: readonly string[];
  automatic: boolean;
  state: InboundState;
  reason: AsideReason | null;
  /** The reader: `circles`. */
  taken_by: string | null;
  attempts: Generated<number>;
  next_try_at: Date;
}

export type InboundMail = Selectable<InboundMailTable>;

export const inboundDays = 90;

const row: PersonalColumn = {
  purpose: 'privacy.purpose.inboundMail',
  seenBy: 'administrators',
  kept: { days: inboundDays, after: 'received_at' },
  erasure: 'delete row'
};

export const columns: TableDeclarations = {
  inbound_mail: {
    ...nothingPersonal('id', 'digest', 'message_id', 'answers', 'automatic', 'state', 'reason', 'taken_by'),
    ...nothingPersonal('attempts', 'next_try_at'),
    received_at: row,
    from_email: { ...row, names: 'email' },
    from_name: row,
    subject: { ...row, erasure: 'scrub' },
    text: { ...row, erasure: 'scrub' },
    token: { ...row, secret: true },
    calendars: { ...row, erasure: 'scrub' }
  }
};
