// Reads a mail as it came over the net into what the house wants to know of it; nothing that a mail holds makes it throw or linger.
import { createHash } from 'node:crypto';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import type { ItipReply } from '#lib/core/icalendar-itip.ts';
import { readItip } from '#lib/core/icalendar-itip-read.ts';
import { oneLine, paragraphs } from '#lib/core/text.ts';
import { isEmail, type Mailbox } from './address.ts';
import { messageIdsIn, readDeliveryReport, type DeliveryReport } from './delivery-report.ts';
import { tokenAmong } from './reply-address.ts';
import { withoutQuotes } from './without-quotes.ts';

/** Of the whole mail with what is attached to it, in octets. */
export const maxMessageBytes = 10 * 1024 * 1024;
const maxParts = 1000;
const maxCalendars = 10;
const maxText = 20_000;

export interface ReadMessage {
  /** The same for the same mail, whichever servers it has passed. */
  readonly digest: string;
  readonly messageId: string | null;
  readonly from: Mailbox | null;
  readonly subject: string;
  readonly text: string;
  readonly token: string | null;
  readonly calendars: readonly ItipReply[];
  /** Message-IDs that it answers; of a delivery report, those of the mail that it is about. */
  readonly answers: readonly string[];
  readonly automatic: boolean;
  readonly report: DeliveryReport | null;
  /** Why there is nothing more of it. */
  readonly fault: 'too_large' | 'unreadable' | null;
}

/**
 * @param recipients of the envelope, where the way that it came by knows them
 * @param replyAddress where answers come in (MAIL_REPLY_ADDRESS)
 */
export async function readMessage(
  raw: Uint8Array,
  { recipients = [], replyAddress }: { recipients?: readonly string[]; replyAddress: string | null }
): Promise<ReadMessage> {
  const tooLarge = raw.length > maxMessageBytes;
  const fault = tooLarge ? 'too_large' : countParts(raw) > maxParts ? 'unreadable' : null;
  const email = await parsed(fault ? headOf(raw) : raw);
  if (!email)
    return { ...nothing, digest: digestOf([Buffer.from(raw).toString('latin1')]), fault: 'unreadable' };
  return messageOf(email, recipients, replyAddress, fault);
}

async function parsed(raw: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(raw, {
      maxNestingDepth: 30,
      maxHeadersSize: 256 * 1024,
      // A mail inside a mail is somebody else's: what it holds is not said by this sender.
      maxRfc822NestingDepth: 0
    });
  } catch {
    return null;
  }
}

const nothing: ReadMessage = {
  digest: '',
  messageId: null,
  from: null,
  subject: '',
  text: '',
  token: null,
  calendars: [],
  answers: [],
  automatic: false,
  report: null,
  fault: null
};

function messageOf(
  email: Email,
  recipients: readonly string[],
  replyAddress: string | null,
  fault: ReadMessage['fault']
): ReadMessage {
  const header = (name: string): string => email.headers.find(({ key }) => key === name)?.value ?? '';
  const [messageId = null] = messageIdsIn(email.messageId ?? '');
  const calendars = fault ? [] : calendarsOf(email.attachments);
  const from = mailboxOf(email.from);
  const subject = oneLine(email.subject ?? '').slice(0, 300);
  const text = fault ? '' : textOf(email);
  const report = fault ? null : reportOf(email);
  const addressed = [
    ...recipients,
    ...['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to']
      .map(header)
      .map(bare),
    ...[...(email.to ?? []), ...(email.cc ?? [])].flatMap(addressesOf),
    // Where a server on the way has dropped what stands after the +, the calendar still has it.
    ...calendars.flatMap(({ organizer }) => organizer ?? [])
  ];
  return {
    digest: digestOf([
      messageId ?? header('date'),
      from?.email ?? '',
      subject,
      text,
      JSON.stringify(calendars)
    ]),
    messageId,
    from,
    subject,
    text,
    token: tokenAmong(addressed.slice(0, 500), replyAddress),
    calendars,
    answers: report ? aboutOf(email) : messageIdsIn(`${header('references')} ${header('in-reply-to')}`),
    automatic: isAutomatic(header),
    report,
    fault
  };
}

/** RFC 3834, and what older programs say instead. */
function isAutomatic(header: (name: string) => string): boolean {
  const submitted = header('auto-submitted').trim().toLowerCase();
  return (
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    ['x-autoreply', 'x-autorespond', 'x-autoreply-from', 'x-mail-autoreply'].some(
      (name) => header(name) !== ''
    ) ||
    /\b(bulk|junk|list|auto_reply)\b/i.test(header('precedence').slice(0, 200)) ||
    header('list-id') !== '' ||
    header('return-path').trim() === '<>'
  );
}

/** Those that are named as calendars and those that are calendars, each once though they come twice: as words and as a file. */
function calendarsOf(attachments: readonly Attachment[]): ItipReply[] {
  const found = new Map<string, ItipReply>();
  const files = attachments.filter(looksLikeCalendar).slice(0, maxCalendars);
  for (const { content, method } of files)
    for (const reply of readItip({ file: bytesOf(content), method: method ?? null }))
      found.set(JSON.stringify([reply.uid, reply.occurrence, reply.sequence, reply.attendees]), reply);
  return [...found.values()].slice(0, 200);
}

function looksLikeCalendar({ mimeType, filename, content }: Attachment): boolean {
  if (mimeType === 'text/calendar' || mimeType === 'application/ics') return true;
  if (!/\.ics$/i.test(filename ?? '') && mimeType !== 'application/octet-stream') return false;
  return Buffer.from(bytesOf(content).subarray(0, 40)).toString('latin1').includes('BEGIN:VCALENDAR');
}

function reportOf(email: Email): DeliveryReport | null {
  const part = email.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status');
  return part ? readDeliveryReport(Buffer.from(bytesOf(part.content)).toString('utf8')) : null;
}

/** The mail that a report is about: brought along whole, or its head alone. */
function aboutOf(email: Email): string[] {
  return email.attachments
    .filter(({ mimeType }) =>
      /^(message\/rfc822|text\/rfc822-headers|message\/rfc822-headers)$/.test(mimeType)
    )
    .slice(0, 3)
    .flatMap(({ content }) => {
      const head = Buffer.from(bytesOf(content).subarray(0, 64 * 1024)).toString('latin1');
      const [line = ''] = /^message-id:.*(?:\r?\n[ \t].*)?/im.exec(head) ?? [];
      return messageIdsIn(line);
    });
}

function textOf({ text, html }: Email): string {
  const words = text ?? plainOf((html ?? '').slice(0, 200_000));
  return withoutQuotes(paragraphs(words.slice(0, 200_000)))
    .slice(0, maxText)
    .toWellFormed();
}

function plainOf(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function mailboxOf(address: Address | undefined): Mailbox | null {
  const email = address?.address?.trim() ?? '';
  return isEmail(email)
    ? { email: email.toLowerCase(), name: oneLine(address?.name ?? '').slice(0, 200) }
    : null;
}

function addressesOf(address: Address): string[] {
  return (address.group ?? [address]).map((each) => each.address ?? '');
}

function bare(header: string): string {
  return /<([^<>]*)>/.exec(header)?.[1] ?? header;
}

function bytesOf(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

/** Lines that could begin a part: counted before anything is built of them. */
function countParts(raw: Uint8Array): number {
  let parts = 0;
  for (let at = raw.indexOf(10); at >= 0 && at < raw.length; at = raw.indexOf(10, at + 1))
    if (raw[at + 1] === 45 && raw[at + 2] === 45 && raw[at + 3] !== 10 && raw[at + 3] !== 13) parts += 1;
  return parts;
}

function headOf(raw: Uint8Array): Uint8Array {
  const end = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, 256 * 1024)).indexOf('\r\n\r\n');
  return raw.subarray(0, end < 0 ? 64 * 1024 : end + 4);
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
