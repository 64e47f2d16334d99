// How mail comes into the house: by looking into a mailbox (IMAP), by taking it from a mail server (SMTP), or not at all.
import { no, ok, type Result } from '#lib/core/result.ts';
import { isEmail } from './address.ts';

export interface ImapSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (imaps); otherwise STARTTLS, without which no password is sent to another machine. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly mailbox: string;
}

export interface ReceivingSettings {
  /** Mail to it, and to it with +token before the @, comes in here; null: answers carry no token. */
  readonly replyAddress: string | null;
  readonly imap: ImapSettings | null;
  /** Where to take mail from a mail server that passes it on, unencrypted: keep it within one's own machine or network. */
  readonly smtp: { readonly host: string; readonly port: number } | null;
}

type Setting = 'MAIL_REPLY_ADDRESS' | 'IMAP_URL' | 'INBOUND_SMTP';

/** The setting at fault and what it should be, in words that follow «IMAP_URL …». */
export type ReceivingSettingsRead = Result<
  ReceivingSettings,
  { reason: 'bad_setting'; setting: Setting; expected: string }
>;

const imapForm =
  'should look like imaps://user:password@mail.example or imap://user:password@mail.example:143/INBOX';

/**
 * @param imapUrl `imaps://` (993 unless told) or `imap://` (143); user and password percent-encoded; the path is the mailbox
 * @param inboundSmtp `2525` for this machine alone, or `0.0.0.0:2525`
 */
export function readReceivingSettings(values: {
  replyAddress: string | undefined;
  imapUrl: string | undefined;
  inboundSmtp: string | undefined;
}): ReceivingSettingsRead {
  const bad = (setting: Setting, expected: string): ReceivingSettingsRead =>
    no('bad_setting', { setting, expected });
  const replyAddress = values.replyAddress?.trim() ?? null;
  if (replyAddress !== null && (!isEmail(replyAddress) || replyAddress.includes('+')))
    return bad('MAIL_REPLY_ADDRESS', 'should be one e-mail address without a +, such as valasz@mail.example');
  const imap = values.imapUrl === undefined ? null : readImapUrl(values.imapUrl);
  if (typeof imap === 'string') return bad('IMAP_URL', imap);
  const smtp = values.inboundSmtp === undefined ? null : readListening(values.inboundSmtp);
  if (smtp === 'bad')
    return bad(
      'INBOUND_SMTP',
      'should be a port such as 2525, or an address of this machine with it: 10.0.0.5:2525'
    );
  if (smtp && replyAddress === null)
    return bad('INBOUND_SMTP', 'needs MAIL_REPLY_ADDRESS: mail to any other address is refused');
  return ok({ replyAddress, imap, smtp });
}

function readImapUrl(text: string): ImapSettings | string {
  const url = URL.parse(text);
  if (!url || !/^imaps?:$/.test(url.protocol) || !url.hostname || url.search || url.hash) return imapForm;
  const [user, password, mailbox] = [url.username, url.password, url.pathname.slice(1)].map(decoded);
  if (user === undefined || password === undefined || mailbox === undefined)
    return 'has a % in the user name, password or mailbox that is not written as %25';
  if (user === '' || password === '') return imapForm;
  const secure = url.protocol === 'imaps:';
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port ? Number(url.port) : secure ? 993 : 143,
    secure,
    user,
    password,
    mailbox: mailbox || 'INBOX'
  };
}

function readListening(text: string): { host: string; port: number } | 'bad' {
  const [, host, port] = /^(?:\[?([^\s[\]]+?)\]?:)?(\d{1,5})$/.exec(text.trim()) ?? [];
  if (port === undefined || Number(port) > 65535) return 'bad';
  return { host: host ?? '127.0.0.1', port: Number(port) };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
