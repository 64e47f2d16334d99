// Mails on a test's database, a mail server of the test's own, and senders between them whose time the test tells.
import { afterEach, beforeEach } from 'vitest';
import { wordsIn } from '../src/words.ts';
import type { Id } from '#lib/core/ids.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, plain } from '#lib/platform/mail/content.ts';
import type { MailFileMaker } from '#lib/platform/mail/made-files.server.ts';
import { startMailer, type Mailer } from '#lib/platform/mail/mailer.server.ts';
import { sendMail, type NewMail } from '#lib/platform/mail/outbox.server.ts';
import { openPost, type Post, type PostLimits } from '#lib/platform/mail/post.server.ts';
import { findMail } from '#lib/platform/mail/queries.server.ts';
import type { MailState } from '#lib/platform/mail/schema.server.ts';
import { readSmtpSettings, type SmtpSettings } from '#lib/platform/mail/smtp-settings.ts';
import { useDatabase } from './db.ts';
import { startSmtp, type Behaviour, type TestSmtp } from './smtp.ts';

export const start = new Date('2027-03-01T09:00:00Z');

/** Milliseconds short enough for a test to wait for them. */
export const quick: Partial<PostLimits> = { connecting: 2000, silence: 2000, letter: 3000 };

export function settingsFor(address: string): SmtpSettings {
  const read = readSmtpSettings({
    url: address,
    from: 'Kaláka Szegvár <kalaka@szegvar.example>',
    replyTo: 'iroda@szegvar.example',
    publicUrl: 'https://szegvar.example'
  });
  if (!read.ok) throw new Error(read.expected);
  return read.value;
}

export function newMailTo(email: string): NewMail {
  return {
    to: { email, name: '', person: null },
    locale: 'hu',
    kind: 'essential',
    subject: message('mail.test.subject'),
    blocks: [paragraph(message('mail.test.body'))]
  };
}

const toAnna: NewMail = {
  to: { email: 'anna@szegvar.example', name: 'Őri Anna', person: null },
  locale: 'hu',
  kind: 'essential',
  subject: plain('Árvíztűrő tükörfúrógép — űrhajó őszi ölelése a művelődési házban, Szegváron'),
  blocks: [paragraph(plain('Várjuk Önt!')), button(plain('Megnézem'), '/events/szureti-bal')]
};

/** Called once at the top of a file. What it opened is closed after each test. */
export function useMail() {
  const database = useDatabase();
  let now = start;
  let opened: { close(): unknown }[] = [];
  beforeEach(() => {
    now = start;
  });
  afterEach(async () => {
    for (const one of opened.reverse()) await one.close();
    opened = [];
  });

  const closeLater = <T extends { close(): unknown }>(one: T): T => {
    opened.push(one);
    return one;
  };
  const startSender = (post: Post | null, makers: readonly MailFileMaker[] = []): Mailer =>
    startMailer({
      db: database(),
      post,
      wordsIn,
      origin: 'https://szegvar.example',
      makers,
      clock: () => now
    });
  /** A sender; without a post, one that has no mail server. */
  const mailerOver = (post: Post | null, makers: readonly MailFileMaker[] = []): Mailer => {
    const mailer = startSender(post, makers);
    closeLater({ close: () => mailer.stop() });
    return mailer;
  };
  const smtpServer = async (behaviour?: Behaviour): Promise<TestSmtp> =>
    closeLater(await startSmtp(behaviour));
  const postTo = (smtp: { port: number }, limits = quick): Post =>
    openPost(settingsFor(`smtp://127.0.0.1:${smtp.port}`), limits);

  return {
    database,
    closeLater,
    mailerOver,
    /** One whose process ends as soon as the server has said 250: nothing of it is heard any more. */
    dyingMailer(post: Post): void {
      startSender({ ...post, send: (letter) => post.send(letter).then(() => new Promise(() => {})) });
    },
    smtpServer,
    postTo,
    now: (): Date => now,
    later: (minutes: number): Date => (now = new Date(now.getTime() + minutes * 60_000)),
    /** A server and a sender to it. */
    async server(behaviour?: Behaviour): Promise<{ smtp: TestSmtp; mailer: Mailer; post: Post }> {
      const smtp = await smtpServer(behaviour);
      const post = postTo(smtp);
      return { smtp, post, mailer: mailerOver(post) };
    },
    async write(mail: Partial<NewMail> = {}): Promise<Id<'mail'>> {
      const written = await inTransaction(database(), (tx) => sendMail(tx, { ...toAnna, ...mail }, now));
      if (!('id' in written)) throw new Error(written.outcome);
      return written.id;
    },
    stateOf: async (id: string): Promise<MailState | undefined> => (await findMail(database(), id))?.state
  };
}
