// The road to the mail server: SMTP over a few connections that are kept open, with a limit to every wait.
import { createTransport } from 'nodemailer';
import type { MailAttachment } from './content.ts';
import { houseName } from '../words/house-name.ts';
import type { MailFile } from './made-files.server.ts';
import { failureOf, type Failure } from './failure.ts';
import type { SmtpSettings } from './smtp-settings.ts';

export interface Letter {
  /** Without angle brackets. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly email: string };
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: string;
  /** Where the recipient unsubscribes; null for essentials. */
  readonly unsubscribe: string | null;
  readonly attachments?: readonly MailAttachment[];
  readonly files?: readonly MailFile[];
}

export interface Post {
  readonly settings: SmtpSettings;
  /** How many letters may be under way at once. */
  readonly lanes: number;
  /** Resolves to null once the server has answered 250 to the whole letter. */
  send(letter: Letter): Promise<Failure | null>;
  /** Connects, encrypts and signs in, without a letter. */
  verify(): Promise<Failure | null>;
  /** Cuts what is under way. */
  close(): void;
}

export interface PostLimits {
  readonly lanes: number;
  /** Milliseconds until the server has to have answered the connection. */
  readonly connecting: number;
  /** Milliseconds of silence. */
  readonly silence: number;
  /** Milliseconds for one letter, all in all: a server that trickles is cut off. */
  readonly letter: number;
}

const usualLimits: PostLimits = { lanes: 3, connecting: 20_000, silence: 120_000, letter: 300_000 };

/** @param tls for tests: the authority that signed the server's certificate */
export function openPost(
  settings: SmtpSettings,
  limits: Partial<PostLimits> = {},
  tls: { ca?: string } = {}
): Post {
  const { lanes, connecting, silence, letter: whole } = { ...usualLimits, ...limits };
  const transport = createTransport({
    pool: true,
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    requireTLS: settings.requireTls,
    ...(settings.user === null ? {} : { auth: { user: settings.user, pass: settings.password ?? '' } }),
    maxConnections: lanes,
    // The outbox tries again by itself, and knows what may be tried again.
    maxRequeues: 0,
    connectionTimeout: connecting,
    greetingTimeout: connecting,
    dnsTimeout: connecting,
    socketTimeout: silence,
    disableFileAccess: true,
    disableUrlAccess: true,
    tls: { minVersion: 'TLSv1.2', ...tls }
  });

  return {
    settings,
    lanes,
    async send(letter) {
      try {
        await transport.sendMail({ ...mimeOf(letter, settings), signal: AbortSignal.timeout(whole) });
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
    async verify() {
      try {
        await transport.verify();
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close({ force: true })
  };
}

function mimeOf(letter: Letter, { from, replyTo }: SmtpSettings) {
  const answers = letter.replyTo ?? replyTo;
  // RFC 6047: a calendar that asks something stands beside the words (text/calendar; method=…) and comes as a file as well.
  const invitation = letter.attachments?.find(({ method }) => method !== undefined);
  return {
    messageId: `<${letter.messageId}>`,
    from: { name: from.name || (houseName() ?? 'Kaláka'), address: from.email },
    to: { name: letter.to.name, address: letter.to.email },
    ...(answers ? { replyTo: answers } : {}),
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    ...(invitation
      ? { icalEvent: { method: invitation.method, filename: invitation.name, content: invitation.text } }
      : {}),
    attachments: [
      ...(letter.attachments ?? [])
        .filter((attachment) => attachment !== invitation)
        .map(({ name, type, text }) => ({ filename: name, contentType: type, content: text })),
      ...(letter.files ?? []).map(({ name, type, bytes }) => ({
        filename: name,
        contentType: type,
        content: Buffer.from(bytes)
      }))
    ],
    envelope: { from: from.email, to: [letter.to.email] },
    headers: {
      'Content-Language': letter.language,
      // RFC 3834: an absence notice does not answer.
      'Auto-Submitted': 'auto-generated',
      ...(letter.unsubscribe ? unsubscribeHeaders(letter.unsubscribe) : {})
    }
  };
}

/** RFC 8058: one click only over https. */
function unsubscribeHeaders(address: string): Record<string, string> {
  return {
    'List-Unsubscribe': `<${address}>`,
    ...(address.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {})
  };
}
