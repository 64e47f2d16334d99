// What a mail that has come in says, and what becomes of it once somebody in the house has read it.
import type { Id } from '#lib/core/ids.ts';
import type { ItipReply } from '#lib/core/icalendar-itip.ts';
import type { Database } from '../db/database.server.ts';
import type { Mailbox } from './address.ts';

/**
 * waiting: for its readers · taken: by one of them · aside: an administrator should look · automatic: an absence notice, our own
 * mail come back, a notice of delay: nothing is to be done · bounce: a mail of ours that did not arrive, noted there.
 */
export const inboundStates = ['waiting', 'taken', 'aside', 'automatic', 'bounce'] as const;
export type InboundState = (typeof inboundStates)[number];

/** The platform's own reasons; each has its words as `mail.inbound.reason.*`. */
export const asideReasons = [
  'unknown',
  'other_sender',
  'not_invited',
  'no_answer',
  'over',
  'unreadable',
  'too_large',
  'stuck'
] as const;
/**
 * unknown: nobody recognised it · other_sender: speaks for somebody, but comes from elsewhere · not_invited · no_answer: nothing
 * in it that could count · over: about something that is past or gone · unreadable · too_large · stuck: its reader failed again
 * and again.
 */
export type AsideReason = (typeof asideReasons)[number];

export interface IncomingMail {
  readonly id: Id<'inbound_mail'>;
  /** What stands between + and @ of the address that it came to, in lower case. @see newReplyToken */
  readonly token: string | null;
  readonly from: Mailbox | null;
  readonly subject: string;
  /** What was written, without what it quotes; at most 20,000 characters. */
  readonly text: string;
  readonly calendars: readonly ItipReply[];
  /** Made by a program: it may count (calendars answer by themselves), but is never answered by mail. */
  readonly autoSubmitted: boolean;
  /** The mail of ours that it answers, by its References. */
  readonly answers: {
    readonly mail: Id<'mail'>;
    readonly email: string;
    readonly person: Id<'person'> | null;
  } | null;
  readonly receivedAt: Date;
}

/** `aside` keeps it from other readers too: the administrators see it with the reason. */
export type MailVerdict = 'taken' | 'not_mine' | { readonly aside: AsideReason };

/** Asks in turn, the lowest rank first, until one says something else than `not_mine`. */
export interface MailReader {
  readonly name: string;
  /** Runs in the transaction that closes the mail: what throws is undone and tried again, five times. Must bear repetition. */
  readonly read: (tx: Database, mail: IncomingMail, now: Date) => Promise<MailVerdict>;
}
