// The installation's settings, read once and checked: a wrong one stops the start with a sentence that says how to mend it.
import { resolve } from 'node:path';
import * as v from 'valibot';
import { readReceivingSettings, type ReceivingSettings } from '#lib/platform/mail/receiving-settings.ts';
import { readSmtpSettings, type SmtpSettings } from '#lib/platform/mail/smtp-settings.ts';

const port = 'a whole number from 0 to 65535';

const schema = v.object({
  /** Where to listen. 127.0.0.1 answers this machine only; 0.0.0.0 answers the network. */
  HOST: v.optional(v.pipe(v.string(), v.minLength(1)), 'localhost'),
  PORT: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/, port), v.transform(Number), v.maxValue(65535, port)),
    '3000'
  ),
  /** The address that readers use, when a proxy stands in front. Links in mails and feeds are made from it. */
  PUBLIC_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^https?:\/\/[^/\s]+$/,
        'an address such as https://kalaka.example, without anything after the name'
      )
    )
  ),
  /** How many proxies of one's own stand in front: that many addresses at the end of X-Forwarded-For are believed. */
  TRUSTED_PROXIES: v.optional(
    v.pipe(v.string(), v.regex(/^[0-9]$/, 'a whole number from 0 to 9'), v.transform(Number)),
    '0'
  ),
  /** A PostgreSQL server (15 or newer) instead of the embedded database. */
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^postgres(ql)?:\/\/\S+$/, 'an address such as postgres://user:password@host/name')
    )
  ),
  /** Where the embedded database and uploaded files live. */
  DATA_DIRECTORY: v.optional(v.pipe(v.string(), v.minLength(1)), 'data'),
  /** «no» leaves requests out of the log; what goes wrong is logged all the same. */
  REQUEST_LOG: v.optional(v.picklist(['yes', 'no']), 'yes'),
  /** What a monitor shows at /metrics as «Authorization: Bearer …»; without it /metrics answers this machine only. */
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(16, 'at least 16 characters'))),
  /** «no» leaves an empty database empty instead of loading the sample region. */
  SAMPLE: v.optional(v.picklist(['yes', 'no'], '«yes» or «no»'), 'yes'),
  /** The mail server: smtp://user:password@host:587 or smtps://…:465. Without it mails are only kept to be read here. */
  SMTP_URL: v.optional(v.string()),
  /** Who mails come from, such as Kaláka <kalaka@mail.example>. */
  MAIL_FROM: v.optional(v.string()),
  /** Where answers go when a mail names no better address. */
  MAIL_REPLY_TO: v.optional(v.string()),
  /** Mail to it, and to it with +anything before the @, comes in here: answers to invitations, such as valasz@mail.example. */
  MAIL_REPLY_ADDRESS: v.optional(v.string()),
  /** A mailbox that is looked into every two minutes: imaps://user:password@host. */
  IMAP_URL: v.optional(v.string()),
  /** Where a mail server may hand mail over: a port of this machine, or address:port. */
  INBOUND_SMTP: v.optional(v.string())
});

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly trustedProxies: number;
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
  readonly sample: boolean;
  readonly requestLog: boolean;
  readonly metricsToken: string | undefined;
  /** Null where no mail server is set. */
  readonly smtp: SmtpSettings | null;
  /** How mail comes in. */
  readonly receiving: ReceivingSettings;
}

/** Their values are not repeated on the screen or in a log. */
const secret: ReadonlySet<string> = new Set(['DATABASE_URL', 'METRICS_TOKEN']);

/** @throws Error naming the variable, what it holds and what it should be */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const named = Object.fromEntries(
    Object.keys(schema.entries).map((name) => [
      name,
      environment[name] === '' ? undefined : environment[name]
    ])
  );
  const parsed = v.safeParse(schema, named);
  if (!parsed.success) {
    const { message, path } = parsed.issues[0];
    const name = String(path?.[0]?.key);
    const given = secret.has(name) ? '' : ` is «${environment[name]}», but it`;
    throw new Error(`The setting ${name}${given} should be ${message}.`);
  }
  const values = parsed.output;
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    trustedProxies: values.TRUSTED_PROXIES,
    databaseUrl: values.DATABASE_URL,
    dataDirectory: resolve(values.DATA_DIRECTORY),
    sample: values.SAMPLE === 'yes',
    requestLog: values.REQUEST_LOG === 'yes',
    metricsToken: values.METRICS_TOKEN,
    smtp: smtpSettings(values),
    receiving: receivingSettings(values)
  };
}

/** The address may hold a password: the sentence does not repeat it. */
function smtpSettings(values: v.InferOutput<typeof schema>): SmtpSettings | null {
  if (values.SMTP_URL === undefined) return null;
  const read = readSmtpSettings({
    url: values.SMTP_URL,
    from: values.MAIL_FROM,
    replyTo: values.MAIL_REPLY_TO,
    publicUrl: values.PUBLIC_URL
  });
  if (!read.ok) throw new Error(`The setting ${read.setting} ${read.expected}.`);
  return read.value;
}

/** As above. */
function receivingSettings(values: v.InferOutput<typeof schema>): ReceivingSettings {
  const read = readReceivingSettings({
    replyAddress: values.MAIL_REPLY_ADDRESS,
    imapUrl: values.IMAP_URL,
    inboundSmtp: values.INBOUND_SMTP
  });
  if (!read.ok) throw new Error(`The setting ${read.setting} ${read.expected}.`);
  return read.value;
}
