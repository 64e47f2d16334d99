import { describe, expect, test } from 'vitest';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { newMailTo, quick, useMail } from '#tests/mail.ts';
import { readMail } from '#tests/smtp.ts';
import { recordBounce } from './bounces.server.ts';
import { plain, quote } from './content.ts';
import { maxMadeBytes } from './made-files.server.ts';
import { findByUnsubscribeToken } from './frequency.server.ts';
import { sendMail } from './outbox.server.ts';
import { findMail } from './queries.server.ts';

const { database, mailerOver, now, postTo, server, smtpServer, stateOf, write } = useMail();

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
    expect(await findMail(database(), id)).toMatchObject({ state: 'sent', sent_at: now(), attempts: 1 });
  });

  test('brings the files that can be made for it, says so, and leaves without those that cannot', async () => {
    const smtp = await smtpServer();
    const bytes = Uint8Array.from({ length: 3000 }, (_, at) => at % 256);
    const file = { name: 'emlékeztető.pdf', type: 'application/pdf' };
    const made = (name: string) => ({ made: name, subject: null, note: plain(`Csatolva: ${name}`) });
    const mailer = mailerOver(postTo(smtp), [
      { name: 'test.small', make: async () => ({ ...file, bytes }) },
      { name: 'test.large', make: async () => ({ ...file, bytes: new Uint8Array(maxMadeBytes + 1) }) },
      {
        name: 'test.broken',
        make: async () => {
          throw new Error('the printer is away');
        }
      }
    ]);
    await write({ files: [made('test.large'), made('test.small')] });
    await write({ files: [made('test.broken'), made('test.nobody')] });
    await mailer.drain();
    const [first = '', second = ''] = smtp.received.map(({ raw }) => raw).sort((a, b) => b.length - a.length);
    expect(smtp.received).toHaveLength(2);
    expect(first).toContain('Csatolva: test.small');
    expect(first).not.toContain('test.large');
    expect(first.replaceAll(/\s/g, '')).toContain(Buffer.from(bytes).toString('base64'));
    expect(readMail(second).parts.get('text/plain')).not.toContain('Csatolva');
  });

  test('leaves by itself once it is committed, and not when the operation fails', async () => {
    const { smtp } = await server();
    const failing = inTransaction(database(), async (tx) => {
      await sendMail(tx, newMailTo('soha@szegvar.example'), now());
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
      for (let n = 0; n < 1000; n++) await sendMail(tx, newMailTo(`n${n}@szegvar.example`), now());
    });
    await mailer.drain();
    expect(new Set(smtp.received.map(({ to }) => to)).size).toBe(1000);
    expect(smtp.received).toHaveLength(1000);
    expect(smtp.connections()).toBeLessThan(40);
  });

  test('of the essential kind goes before news', async () => {
    await write({ ...newMailTo('hirek@szegvar.example'), kind: 'news' });
    await write({ ...newMailTo('belepes@szegvar.example'), kind: 'essential' });
    const smtp = await smtpServer();
    const post = postTo(smtp, { ...quick, lanes: 1 });
    await mailerOver(post).drain();
    expect(smtp.received.map(({ to }) => to)).toEqual(['belepes@szegvar.example', 'hirek@szegvar.example']);
  });
});

describe('without a mail server', () => {
  test('mails are kept to be read, and do not leave in a heap when one is set', async () => {
    const mailer = mailerOver(null);
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
      now()
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
    expect(await recordBounce(database(), bounce, now())).toBe(true);
    expect(await recordBounce(database(), bounce, now())).toBe(true);
    expect(await stateOf(id)).toBe('bounced');
    const counts = await database().selectFrom('mail_address').select(['email', 'hard_bounces']).execute();
    expect(counts).toEqual([{ email: 'anna@szegvar.example', hard_bounces: 1 }]);
    expect(await recordBounce(database(), { ...bounce, messageId: '<x@y>' }, now())).toBe(false);
  });
});
