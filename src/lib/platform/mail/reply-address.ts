// Where answers to a mail go: an address that the house reads, with a token in it that says what and whom they are about.
import { randomBytes } from 'node:crypto';
import { isEmail } from './address.ts';

declare global {
  var kalakaReplyAddress: ReplySettings | undefined;
}

export interface ReplySettings {
  /** MAIL_REPLY_ADDRESS: mail to it, and to it with +anything before the @, comes in here. Null: nothing comes in by tokens. */
  readonly address: string | null;
  /** Where answers go instead; and mails come from. */
  readonly otherwise: string;
}

/** Told at the start, so that all copies of this module agree. */
export function receiveRepliesAt(settings: ReplySettings | undefined): void {
  globalThis.kalakaReplyAddress = settings;
}

export function receivesReplies(): boolean {
  return Boolean(globalThis.kalakaReplyAddress?.address);
}

/** ORGANIZER and Reply-To of an invitation: `valasz+TOKEN@host`, or a plain address where none is set that the house reads. */
export function replyAddress(token: string): string {
  const { address, otherwise } = globalThis.kalakaReplyAddress ?? { address: null, otherwise: nowhere };
  if (address === null) return otherwise;
  const at = address.lastIndexOf('@');
  const withToken = `${address.slice(0, at)}+${token}${address.slice(at)}`;
  return isEmail(withToken) ? withToken : address;
}

const nowhere = 'kalaka@localhost.invalid';

/**
 * The token of the first of these addresses that is the house's own; null without one. Letter case is not kept by all mail
 * servers, so it does not count.
 */
export function tokenAmong(emails: Iterable<string>, address: string | null): string | null {
  if (address === null) return null;
  const own = address.toLowerCase();
  const at = own.lastIndexOf('@');
  const [before, after] = [`${own.slice(0, at)}+`, own.slice(at)];
  for (const each of emails) {
    const email = each.trim().toLowerCase();
    if (!email.startsWith(before) || !email.endsWith(after)) continue;
    const token = email.slice(before.length, email.length - after.length);
    if (/^[a-z0-9]{8,40}$/.test(token)) return token;
  }
  return null;
}

/** 20 letters and digits, 100 bits; nothing that a mail server would change. Keep it as `secret` in the declarations. */
export function newReplyToken(): string {
  return [...randomBytes(20)].map((byte) => letters[byte % 32]).join('');
}

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
