// What a mail says, as message keys and values: it becomes words in the recipient's language only when it leaves.
import type { JsonValue } from '../db/json.ts';
import type { Locale } from '../words/paths.ts';
import type { DateStyle, MessageKey } from '../words/words.ts';

/** A day ('YYYY-MM-DD') or an instant (ISO 8601) that is written out in the recipient's language. */
export type MailDate =
  | { readonly day: string; readonly style?: DateStyle }
  | { readonly instant: string; readonly style?: DateStyle | 'time' };

export type MailValue = string | number | MailDate;

/** Words of the dictionary, words that somebody wrote, which are the same in every language, or a text made ready in each. */
export type MailText =
  | { readonly key: MessageKey; readonly values?: Readonly<Record<string, MailValue>> }
  | { readonly plain: string }
  | { readonly said: Readonly<Record<Locale, string>> };

export type MailBlock =
  | { readonly type: 'heading'; readonly text: MailText }
  | { readonly type: 'paragraph'; readonly text: MailText }
  /** Words that somebody wrote, lines and all: shown as theirs. */
  | { readonly type: 'quote'; readonly text: MailText }
  | { readonly type: 'list'; readonly items: readonly MailItem[] }
  /** The one thing to do. @see MailLink */
  | { readonly type: 'button'; readonly label: MailText; readonly href: MailLink }
  | { readonly type: 'small'; readonly text: MailText };

export interface MailItem {
  readonly text: MailText;
  readonly note?: MailText;
  readonly href?: MailLink;
}

/** A path as the routes are named (`/events/szureti-bal`), or an address that begins with https:// or http://. */
export type MailLink = string;

/** What a calendar in a mail does; DECLINECOUNTER says no to another time that was proposed (RFC 5546 §3.2.8). */
export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'DECLINECOUNTER';

/** A file of text that comes with a mail. */
export interface MailAttachment {
  /** With its ending. */
  readonly name: string;
  /** With its charset: `text/calendar; charset=utf-8`. */
  readonly type: string;
  readonly text: string;
  /**
   * Of a calendar that asks or tells something (`writeItip`): its METHOD. Then it also stands beside the words of the mail, where
   * programs look for it and offer «yes», «no», «maybe»; one in a mail. @see invitationFile
   */
  readonly method?: CalendarMethod;
}

/** @param text from `writeItip`, with the same method */
export function invitationFile(method: CalendarMethod, text: string): MailAttachment {
  return { name: 'invite.ics', type: 'application/ics', text, method };
}

/** A file that a domain makes when the mail leaves. @see MailFileMaker */
export interface MadeFile {
  readonly made: string;
  /** What its maker needs to know; no secrets. */
  readonly subject: JsonValue;
  /** What the mail says when the file comes along; without it the mail has to make sense as well. */
  readonly note: MailText;
}

export interface MailContent {
  readonly subject: MailText;
  readonly blocks: readonly MailBlock[];
  readonly attachments?: readonly MailAttachment[];
  readonly files?: readonly MadeFile[];
}

type Values<K extends MessageKey> = keyof Messages[K] extends never
  ? []
  : [values: { readonly [name in keyof Messages[K]]: MailValue }];

/** `message('people.mail.invited', { name })`: the words are found when the mail leaves, in the recipient's language. */
export function message<K extends MessageKey>(key: K, ...[values]: Values<K>): MailText {
  return values ? { key, values: values as Readonly<Record<string, MailValue>> } : { key };
}

export function plain(text: string): MailText {
  return { plain: text };
}

export const heading = (text: MailText): MailBlock => ({ type: 'heading', text });
export const paragraph = (text: MailText): MailBlock => ({ type: 'paragraph', text });
export const quote = (text: string): MailBlock => ({ type: 'quote', text: plain(text) });
export const list = (items: readonly MailItem[]): MailBlock => ({ type: 'list', items });
export const button = (label: MailText, href: MailLink): MailBlock => ({ type: 'button', label, href });
export const small = (text: MailText): MailBlock => ({ type: 'small', text });
