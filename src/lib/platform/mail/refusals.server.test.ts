import { describe, expect, test } from 'vitest';
import type { Id } from '#lib/core/ids.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { newMailTo, start, useMail } from '#tests/mail.ts';
import { startSmtp } from '#tests/smtp.ts';
import { listMarkedAddresses } from './bounces.server.ts';
import { sendMail } from './outbox.server.ts';
import { findMail, retryMail } from './queries.server.ts';

const { database, later, mailerOver, now, postTo, server, smtpServer, stateOf, write } = useMail();

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
      sendMail(tx, { ...newMailTo('Anna@szegvar.example'), kind: 'news' }, now())
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
    const mailer = mailerOver(postTo(gone));
    const ids: Id<'mail'>[] = [];
    for (let n = 0; n < 3; n++) ids.push(await write());
    await mailer.drain();
    expect(mailer.trouble()?.fault).toBe('refused');
    for (let hours = 0; hours < 4 * 24; hours += 6) {
      later(6 * 60);
      await mailer.drain();
    }
    expect(await Promise.all(ids.map(stateOf))).toEqual(['waiting', 'waiting', 'waiting']);
    const back = await smtpServer({ port: gone.port });
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
    expect(await retryMail(database(), id, now())).toBe(true);
    await mailer.drain();
    expect(await stateOf(id)).toBe('sent');
    expect(await retryMail(database(), id, now())).toBe(false);
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
