import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import type { Id } from '#lib/core/ids.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { useDatabase } from '#tests/db.ts';
import { makeCertificate, readMail, startSmtp, type Behaviour, type TestSmtp } from '#tests/smtp.ts';
import { listMarkedAddresses, recordBounce } from './bounces.server.ts';
import { button, message, paragraph, plain, quote } from './content.ts';
import { findByUnsubscribeToken } from './frequency.server.ts';
import { releaseClaims, startMailer, type Mailer } from './mailer.server.ts';
import { sendMail, type NewMail } from './outbox.server.ts';
import { openPost, type Post, type PostLimits } from './post.server.ts';
import { findMail, retryMail } from './queries.server.ts';
import { readSmtpSettings, type SmtpSettings } from './smtp-settings.ts';
import { testMail } from './test-mail.server.ts';

const database = useDatabase();
const start = new Date('2027-03-01T09:00:00Z');
let now = start;
let opened: { close(): unknown }[] = [];

beforeEach(() => {
  now = start;
});
afterEach(async () => {
  for (const one of opened.reverse()) await one.close();
  opened = [];
});

const later = (minutes: number): Date => (now = new Date(now.getTime() + minutes * 60_000));
const quick: Partial<PostLimits> = { connecting: 2000, silence: 2000, letter: 3000 };

function settingsFor(address: string): SmtpSettings {
  const read = readSmtpSettings({
    url: address,
    from: 'Kaláka Szegvár <kalaka@szegvar.example>',
    replyTo: 'iroda@szegvar.example',
    publicUrl: 'https://szegvar.example'
  });
  if (!read.ok) throw new Error(read.expected);
  return read.value;
}

function mailerOver(post: Post): Mailer {
  const mailer = startMailer({
    db: database(),
    post,
    wordsIn,
    origin: 'https://szegvar.example',
    clock: () => now
  });
  opened.push({ close: () => mailer.stop() });
  return mailer;
}

async function server(behaviour?: Behaviour): Promise<{ smtp: TestSmtp; mailer: Mailer; post: Post }> {
  const smtp = await startSmtp(behaviour);
  opened.push(smtp);
  const post = openPost(settingsFor(`smtp://127.0.0.1:${smtp.port}`), quick);
  return { smtp, post, mailer: mailerOver(post) };
}

async function write(mail: Partial<NewMail> = {}): Promise<Id<'mail'>> {
  const written = await inTransaction(database(), (tx) =>
    sendMail(
      tx,
      {
        to: { email: 'anna@szegvar.example', name: 'Őri Anna', person: null },
        locale: 'hu',
        kind: 'essential',
        subject: plain('Árvíztűrő tükörfúrógép — űrhajó őszi ölelése a művelődési házban, Szegváron'),
        blocks: [paragraph(plain('Várjuk Önt!')), button(plain('Megnézem'), '/events/szureti-bal')],
        ...mail
      },
      now
    )
  );
  if (!('id' in written)) throw new Error(written.outcome);
  return written.id;
}

const stateOf = async (id: string) => (await findMail(database(), id))?.state;

describe('a mail that the server takes', () => {
  test('arrives with its Hungarian letters, as text and as HTML, and can be answered', async () => {
    const { smtp, mailer } = await server();
    const id = await write();
    await mailer.drain();
    expect(smtp.received).toHaveLength(1);
    const [got] = smtp.received;
    expect([got!.from, got!.to]).toEqual(['kalaka@szegvar.example', 'anna@szegvar.example']);
    const { headers, parts } = readMail(got!.raw);
    expect(headers.get('subject')).toBe(
      'Árvíztűrő tükörfúrógép — űrhajó őszi ölelése a művelődési házban, Szegváron'
    );
    expect(headers.get('from')).toBe('Kaláka Szegvár <kalaka@szegvar.example>');
    expect(headers.get('to')).toBe('Őri Anna <anna@szegvar.example>');
    expect(headers.get('reply-to')).toBe('iroda@szegvar.example');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('message-id')).toBe(`<${id}@szegvar.example>`);
    expect(headers.has('list-unsubscribe')).toBe(false);
    expect(parts.get('text/plain')).toContain('Kedves Őri Anna!\n\nVárjuk Önt!');
    expect(parts.get('text/plain')).toContain('https://szegvar.example/programok/szureti-bal');
    expect(parts.get('text/html')).toContain('href="https://szegvar.example/programok/szureti-bal"');
    expect(await findMail(database(), id)).toMatchObject({ state: 'sent', sent_at: now, attempts: 1 });
  });

  test('leaves by itself once it is committed, and not when the operation fails', async () => {
    const { smtp } = await server();
    const failing = inTransaction(database(), async (tx) => {
      await sendMail(tx, newMailTo('soha@szegvar.example'), now);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await write();
    await expect.poll(() => smtp.received.map(({ to }) => to)).toEqual(['anna@szegvar.example']);
  });

  test('loses its words at once when they hold a secret', async () => {
    const { mailer } = await server();
    const id = await write({ secret: true });
    await mailer.drain();
    expect(await findMail(database(), id)).toMatchObject({ state: 'sent', content: null });
  });

  test('carries no header and no recipient that a name, a subject or an address smuggles in', async () => {
    const { smtp, mailer } = await server();
    await write({
      to: { email: 'anna@szegvar.example', name: 'Anna\r\nBcc: eve@evil.example', person: null },
      subject: plain('Hír\r\nBcc: eve@evil.example\r\n\r\nmás'),
      replyTo: 'x@y.example\r\nBcc: eve@evil.example',
      blocks: [quote('.\r\nRCPT TO:<eve@evil.example>\r\n.\r\n')]
    });
    await mailer.drain();
    expect(smtp.received.map(({ to }) => to)).toEqual(['anna@szegvar.example']);
    const { headers } = readMail(smtp.received[0]!.raw);
    expect(headers.has('bcc')).toBe(false);
    expect(headers.get('subject')).toBe('Hír Bcc: eve@evil.example más');
  });

  test('is one of a thousand, each sent once over a few connections', async () => {
    const { smtp, mailer } = await server();
    await inTransaction(database(), async (tx) => {
      for (let n = 0; n < 1000; n++) await sendMail(tx, newMailTo(`n${n}@szegvar.example`), now);
    });
    await mailer.drain();
    expect(new Set(smtp.received.map(({ to }) => to)).size).toBe(1000);
    expect(smtp.received).toHaveLength(1000);
    expect(smtp.connections()).toBeLessThan(40);
  });

  test('of the essential kind goes before news', async () => {
    await write({ ...newMailTo('hirek@szegvar.example'), kind: 'news' });
    await write({ ...newMailTo('belepes@szegvar.example'), kind: 'essential' });
    const smtp = await startSmtp();
    opened.push(smtp);
    const post = openPost(settingsFor(`smtp://127.0.0.1:${smtp.port}`), { ...quick, lanes: 1 });
    await mailerOver(post).drain();
    expect(smtp.received.map(({ to }) => to)).toEqual(['belepes@szegvar.example', 'hirek@szegvar.example']);
  });
});

function newMailTo(email: string): NewMail {
  return {
    to: { email, name: '', person: null },
    locale: 'hu',
    kind: 'essential',
    subject: message('mail.test.subject'),
    blocks: [paragraph(message('mail.test.body'))]
  };
}

describe('a mail that the server does not take', () => {
  test('is tried again when it is greylisted, and leaves then', async () => {
    const { smtp, mailer } = await server({
      toRecipient: (_email, attempt) => (attempt <= 2 ? '450 4.2.0 Greylisted' : undefined)
    });
    const id = await write();
    await mailer.drain();
    expect(await findMail(database(), id)).toMatchObject({ state: 'waiting', attempts: 1 });
    expect((await findMail(database(), id))?.last_error).toContain('450 4.2.0 Greylisted');
    await mailer.drain();
    expect((await findMail(database(), id))?.attempts).toBe(1);
    later(1);
    await mailer.drain();
    later(5);
    await mailer.drain();
    expect(await stateOf(id)).toBe('sent');
    expect(smtp.received).toHaveLength(1);
  });

  test('is given up at once when its address does not exist, and the address is marked after three', async () => {
    const { mailer } = await server({ toRecipient: () => '550 5.1.1 No such user' });
    for (let n = 0; n < 3; n++) {
      expect(await listMarkedAddresses(database())).toEqual([]);
      const id = await write();
      await mailer.drain();
      expect(await findMail(database(), id)).toMatchObject({ state: 'bounced', attempts: 1 });
    }
    expect(await listMarkedAddresses(database())).toMatchObject([
      { email: 'anna@szegvar.example', bounces: 3 }
    ]);
    const news = await inTransaction(database(), (tx) =>
      sendMail(tx, { ...newMailTo('Anna@szegvar.example'), kind: 'news' }, now)
    );
    expect(news).toEqual({ outcome: 'unwanted' });
  });

  test('is given up at once when its words are refused, without a word about the address', async () => {
    const { mailer } = await server({ toData: () => '554 5.7.1 Looks like spam' });
    const id = await write();
    await mailer.drain();
    expect(await stateOf(id)).toBe('failed');
    expect(await database().selectFrom('mail_address').selectAll().execute()).toEqual([]);
  });

  test('waits when the connection breaks in the middle of it, and is then sent once', async () => {
    const { smtp, mailer } = await server({ cutData: (attempt) => attempt === 1 });
    const id = await write();
    await mailer.drain();
    expect(await stateOf(id)).toBe('waiting');
    later(2);
    await mailer.drain();
    expect(await stateOf(id)).toBe('sent');
    expect(smtp.received).toHaveLength(1);
  });

  test('waits when the server falls silent', async () => {
    const { mailer } = await server({ silentData: () => true });
    const id = await write();
    await mailer.drain();
    expect(await stateOf(id)).toBe('waiting');
    expect(mailer.trouble()?.fault).toBe('timeout');
  });

  test('waits through days without a server, untouched but for the one that is tried, and leaves when it is back', async () => {
    const gone = await startSmtp();
    await gone.close();
    const mailer = mailerOver(openPost(settingsFor(`smtp://127.0.0.1:${gone.port}`), quick));
    const ids: Id<'mail'>[] = [];
    for (let n = 0; n < 3; n++) ids.push(await write());
    await mailer.drain();
    expect(mailer.trouble()?.fault).toBe('refused');
    for (let hours = 0; hours < 4 * 24; hours += 6) {
      later(6 * 60);
      await mailer.drain();
    }
    expect(await Promise.all(ids.map(stateOf))).toEqual(['waiting', 'waiting', 'waiting']);
    const back = await startSmtp({ port: gone.port });
    opened.push(back);
    later(6 * 60);
    await mailer.drain();
    expect(await Promise.all(ids.map(stateOf))).toEqual(['sent', 'sent', 'sent']);
    expect(back.received).toHaveLength(3);
    expect(mailer.trouble()).toBeNull();
  });

  test('is given up after five days, and can be put in line again by hand', async () => {
    let away = true;
    const { mailer } = await server({ toRecipient: () => (away ? '451 4.3.0 Later' : undefined) });
    const id = await write();
    for (let hours = 0; hours <= 5 * 24; hours++) {
      await mailer.drain();
      later(60);
    }
    const mail = await findMail(database(), id);
    expect(mail).toMatchObject({ state: 'failed', last_error: expect.stringContaining('451 4.3.0 Later') });
    expect(mail?.attempts).toBeGreaterThan(15);
    away = false;
    expect(await retryMail(database(), id, now)).toBe(true);
    await mailer.drain();
    expect(await stateOf(id)).toBe('sent');
    expect(await retryMail(database(), id, now)).toBe(false);
  });

  test('is given up when it would come too late', async () => {
    const { mailer } = await server({ toRecipient: () => '451 4.3.0 Later' });
    const id = await write({ until: new Date(start.getTime() + 3_600_000) });
    for (let minutes = 0; minutes < 70; minutes += 5) {
      await mailer.drain();
      later(5);
    }
    expect(await stateOf(id)).toBe('failed');
  });

  test('whose message exists no more is given up without holding the others back', async () => {
    const { smtp, mailer } = await server();
    const id = await write({ subject: { key: 'mail.gone' as 'mail.test.subject' } });
    await write();
    await mailer.drain();
    expect(await stateOf(id)).toBe('failed');
    expect(smtp.received).toHaveLength(1);
  });

  test('waits when the sender is refused: that is a setting, not the mail', async () => {
    const { mailer } = await server({ toSender: () => '553 5.7.1 Not your address' });
    const id = await write();
    await mailer.drain();
    expect(await stateOf(id)).toBe('waiting');
    expect(mailer.trouble()?.fault).toBe('sender');
  });

  test('lets the server rest when it refuses one after the other for the moment', async () => {
    const { smtp, mailer } = await server({ toRecipient: () => '452 4.5.3 Too many' });
    for (let n = 0; n < 40; n++) await write();
    await mailer.drain();
    const tried = await database().selectFrom('mail').select('id').where('attempts', '>', 0).execute();
    expect(tried.length).toBeLessThan(15);
    expect(mailer.trouble()?.fault).toBe('later');
    expect(smtp.received).toEqual([]);
  });

  test('however often it is refused alone, holds no other back', async () => {
    const { smtp, mailer } = await server({
      toRecipient: (email) => (email.startsWith('anna') ? '450 4.2.0 Greylisted' : undefined)
    });
    await write();
    for (let hours = 0; hours < 48; hours++) {
      await mailer.drain();
      later(60);
    }
    expect(mailer.trouble()).toBeNull();
    await write(newMailTo('bela@szegvar.example'));
    await mailer.drain();
    expect(smtp.received.map(({ to }) => to)).toEqual(['bela@szegvar.example']);
  });
});

describe('a sender that dies', () => {
  test('before the mail was taken: another takes over when the claim has run out, not before', async () => {
    const id = await write();
    const claimed = (minutes: number) =>
      database()
        .updateTable('mail')
        .set({ attempts: 1, claimed_until: new Date(now.getTime() + minutes * 60_000) })
        .where('id', '=', id)
        .execute();
    await claimed(10);
    const { smtp, mailer } = await server();
    await mailer.drain();
    expect(smtp.received).toEqual([]);
    later(11);
    await mailer.drain();
    expect(smtp.received).toHaveLength(1);
  });

  test('between the 250 and the commit: the mail goes again under the same Message-ID', async () => {
    const smtp = await startSmtp();
    opened.push(smtp);
    const post = openPost(settingsFor(`smtp://127.0.0.1:${smtp.port}`), quick);
    opened.push({ close: () => post.close() });
    // Its process ends as soon as the server has said 250: nothing of it is heard any more.
    startMailer({
      db: database(),
      post: { ...post, send: (letter) => post.send(letter).then(() => new Promise(() => {})) },
      wordsIn,
      origin: 'https://szegvar.example',
      clock: () => now
    });
    const id = await write();
    await expect.poll(() => smtp.received.length).toBe(1);
    expect(await stateOf(id)).toBe('waiting');
    await releaseClaims(database());
    await mailerOver(openPost(post.settings, quick)).drain();
    expect(smtp.received).toHaveLength(2);
    const ids = smtp.received.map(({ raw }) => readMail(raw).headers.get('message-id'));
    expect(ids[0]).toBe(ids[1]);
    expect(await stateOf(id)).toBe('sent');
  });

  test('two senders at once send each mail once', async () => {
    const { smtp, post } = await server();
    const second = openPost(post.settings, quick);
    const mailers = [mailerOver(second), mailerOver(openPost(post.settings, quick))];
    for (let n = 0; n < 30; n++) await write(newMailTo(`n${n}@szegvar.example`));
    await Promise.all(mailers.map((mailer) => mailer.drain()));
    expect(smtp.received.map(({ to }) => to).sort()).toEqual(
      Array.from({ length: 30 }, (_, n) => `n${n}@szegvar.example`).sort()
    );
  });
});

describe('without a mail server', () => {
  test('mails are kept to be read, and do not leave in a heap when one is set', async () => {
    const mailer = startMailer({ db: database(), post: null, wordsIn, origin: '', clock: () => now });
    opened.push({ close: () => mailer.stop() });
    const id = await write();
    await mailer.drain();
    expect(await stateOf(id)).toBe('kept');
    const { smtp, mailer: sending } = await server();
    await sending.drain();
    expect(smtp.received).toEqual([]);
  });
});

describe('news', () => {
  test('carries one-click unsubscribing that works with the token alone (RFC 8058)', async () => {
    const { smtp, mailer } = await server();
    const person = await addPerson(
      database(),
      { name: 'Őri Anna', email: 'anna@szegvar.example', roles: [] },
      now
    );
    const to = { email: 'anna@szegvar.example', name: 'Őri Anna', person };
    await write({ to, kind: 'news' });
    await write({ to, kind: 'news', locale: 'en' });
    await mailer.drain();
    const heads = smtp.received.map(({ raw }) => readMail(raw).headers);
    expect(heads.map((head) => head.get('list-unsubscribe-post'))).toEqual([
      'List-Unsubscribe=One-Click',
      'List-Unsubscribe=One-Click'
    ]);
    const addresses = heads.map((head) => head.get('list-unsubscribe') ?? '').sort();
    const token = /^<https:\/\/szegvar\.example\/en\/unsubscribe\/([\w-]{32})>$/.exec(addresses[0]!)?.[1];
    expect(addresses[1]).toBe(`<https://szegvar.example/leiratkozas/${token}>`);
    expect(await findByUnsubscribeToken(database(), token!)).toEqual({ person, frequency: 'at_once' });
  });
});

describe('bounces that come back later', () => {
  test('are found by Message-ID and count once for a mail', async () => {
    const { smtp, mailer } = await server();
    const id = await write();
    await mailer.drain();
    const messageId = readMail(smtp.received[0]!.raw).headers.get('message-id')!;
    const bounce = { messageId, hard: true, text: '5.1.1 no such user' };
    expect(await recordBounce(database(), bounce, now)).toBe(true);
    expect(await recordBounce(database(), bounce, now)).toBe(true);
    expect(await stateOf(id)).toBe('bounced');
    const counts = await database().selectFrom('mail_address').select(['email', 'hard_bounces']).execute();
    expect(counts).toEqual([{ email: 'anna@szegvar.example', hard_bounces: 1 }]);
    expect(await recordBounce(database(), { ...bounce, messageId: '<x@y>' }, now)).toBe(false);
  });
});

describe('settings that do not work', () => {
  const certificate = makeCertificate();
  const users = {
    onAuth: ((auth, _session, done) =>
      auth.username === 'kalaka@szegvar.example' && auth.password === 'jel:szó/1'
        ? done(null, { user: auth.username })
        : done(new Error('535 Invalid login'))) as NonNullable<Behaviour['options']>['onAuth']
  };
  const tested = async (post: Post) => {
    opened.push({ close: () => post.close() });
    return testMail(post, { email: 'proba@szegvar.example', words: await wordsIn('hu'), origin: '' });
  };

  test.skipIf(!certificate)(
    'a password crosses only an encrypted connection, with any characters',
    async () => {
      const smtp = await startSmtp({
        options: { ...certificate, ...users } as Behaviour['options'] & object
      });
      opened.push(smtp);
      const url = `smtp://kalaka%40szegvar.example:jel%3Asz%C3%B3%2F1@localhost:${smtp.port}`;
      const settings = { ...settingsFor(url), requireTls: true };
      expect(await tested(openPost(settings, quick, { ca: certificate!.cert }))).toEqual({
        ok: true,
        value: null
      });
      expect(smtp.received).toMatchObject([{ encrypted: true, user: 'kalaka@szegvar.example' }]);
      expect(readMail(smtp.received[0]!.raw).parts.get('text/plain')).toMatch(/árvíztűrő\stükörfúrógép/);

      const wrong = { ...settings, password: 'rossz' };
      expect(await tested(openPost(wrong, quick, { ca: certificate!.cert }))).toMatchObject({
        reason: 'password'
      });
      expect(await tested(openPost(settings, quick))).toMatchObject({ reason: 'tls' });
    }
  );

  test('a server that offers no encryption gets no password', async () => {
    const smtp = await startSmtp({ options: { ...users, allowInsecureAuth: true } });
    opened.push(smtp);
    const settings = { ...settingsFor(`smtp://a:b@127.0.0.1:${smtp.port}`), requireTls: true };
    expect(await tested(openPost(settings, quick))).toMatchObject({ reason: 'tls' });
  });

  test('nobody listens, nobody has that name, nobody answers', async () => {
    const gone = await startSmtp();
    await gone.close();
    expect(await tested(openPost(settingsFor(`smtp://127.0.0.1:${gone.port}`), quick))).toMatchObject({
      reason: 'refused'
    });
    expect(await tested(openPost(settingsFor('smtp://no-such-host.invalid'), quick))).toMatchObject({
      reason: 'host_not_found'
    });
    const silent = await startSmtp({ silentData: () => true });
    opened.push(silent);
    expect(await tested(openPost(settingsFor(`smtp://127.0.0.1:${silent.port}`), quick))).toMatchObject({
      reason: 'timeout'
    });
  });

  test('a refused recipient is told from a server that cannot be used', async () => {
    const { post } = await server({ toRecipient: () => '550 5.1.1 No such user' });
    expect(await tested(post)).toMatchObject({ reason: 'recipient', text: expect.stringContaining('5.1.1') });
  });
});
