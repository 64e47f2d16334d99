// Where mail is sent through and from whom, read from the installation's settings and checked before anything is sent.
import { no, ok, type Result } from '#lib/core/result.ts';
import { readMailbox, type Mailbox } from './address.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps); otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  /** Refuses a connection that does not become encrypted: a password never crosses the net in the clear. */
  readonly requireTls: boolean;
  readonly user: string | null;
  readonly password: string | null;
  /** Without a name, the house's own is used. */
  readonly from: Mailbox;
  /** Where answers go when a mail names no better address. */
  readonly replyTo: string | null;
}

/** The setting at fault and what it should be, in words that follow «SMTP_URL …». */
export type SmtpSettingsRead = Result<
  SmtpSettings,
  {
    reason: 'bad_setting';
    setting: 'SMTP_URL' | 'MAIL_FROM' | 'MAIL_REPLY_TO' | 'PUBLIC_URL';
    expected: string;
  }
>;

const urlForm =
  'should look like smtp://user:password@mail.example:587 or smtps://user:password@mail.example';

/** @param url `smtp://` (587 unless told) or `smtps://` (465); user and password percent-encoded */
export function readSmtpSettings(values: {
  url: string;
  from: string | undefined;
  replyTo: string | undefined;
  publicUrl: string | undefined;
}): SmtpSettingsRead {
  const bad = (
    setting: 'SMTP_URL' | 'MAIL_FROM' | 'MAIL_REPLY_TO' | 'PUBLIC_URL',
    expected: string
  ): SmtpSettingsRead => no('bad_setting', { setting, expected });
  const url = URL.parse(values.url);
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) return bad('SMTP_URL', urlForm);
  if ((url.pathname !== '' && url.pathname !== '/') || url.search || url.hash)
    return bad(
      'SMTP_URL',
      `${urlForm}, with nothing after the port (is a # or / of the password not encoded?)`
    );
  const user = decoded(url.username);
  const password = decoded(url.password);
  if (user === null || password === null)
    return bad('SMTP_URL', 'has a % in the user name or password that is not written as %25');
  if (!values.from) return bad('MAIL_FROM', 'is missing: the address that mails are sent from');
  const from = readMailbox(values.from);
  if (!from) return bad('MAIL_FROM', 'should look like Kaláka <kalaka@mail.example>');
  const replyTo = values.replyTo ? readMailbox(values.replyTo) : null;
  if (values.replyTo && !replyTo) return bad('MAIL_REPLY_TO', 'should be one e-mail address');
  if (!values.publicUrl)
    return bad('PUBLIC_URL', 'is missing: links in mails are made from it, such as https://kalaka.example');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const secure = url.protocol === 'smtps:';
  return ok({
    host,
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    requireTls: !secure && user !== '' && !isThisMachine(host),
    user: user || null,
    password: user ? password : null,
    from,
    replyTo: replyTo?.email ?? null
  });
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
}
