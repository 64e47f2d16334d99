import { describe, expect, test } from 'vitest';
import { newMailTo, useMail } from '#tests/mail.ts';
import { readMail } from '#tests/smtp.ts';
import { releaseClaims } from './mailer.server.ts';

const {
  closeLater,
  database,
  dyingMailer,
  later,
  mailerOver,
  now,
  postTo,
  server,
  smtpServer,
  stateOf,
  write
} = useMail();

describe('a sender that dies', () => {
  test('before the mail was taken: another takes over when the claim has run out, not before', async () => {
    const id = await write();
    const claimed = (minutes: number) =>
      database()
        .updateTable('mail')
        .set({ attempts: 1, claimed_until: new Date(now().getTime() + minutes * 60_000) })
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
    const smtp = await smtpServer();
    const post = postTo(smtp);
    closeLater(post);
    dyingMailer(post);
    const id = await write();
    await expect.poll(() => smtp.received.length).toBe(1);
    expect(await stateOf(id)).toBe('waiting');
    await releaseClaims(database());
    await mailerOver(postTo(smtp)).drain();
    expect(smtp.received).toHaveLength(2);
    const ids = smtp.received.map(({ raw }) => readMail(raw).headers.get('message-id'));
    expect(ids[0]).toBe(ids[1]);
    expect(await stateOf(id)).toBe('sent');
  });

  test('two senders at once send each mail once', async () => {
    const smtp = await smtpServer();
    const second = postTo(smtp);
    const mailers = [mailerOver(second), mailerOver(postTo(smtp))];
    for (let n = 0; n < 30; n++) await write(newMailTo(`n${n}@szegvar.example`));
    await Promise.all(mailers.map((mailer) => mailer.drain()));
    expect(smtp.received.map(({ to }) => to).sort()).toEqual(
      Array.from({ length: 30 }, (_, n) => `n${n}@szegvar.example`).sort()
    );
  });
});
