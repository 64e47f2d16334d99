// How a word to a follower leaves the house: with its calendar file, one click to end it, and no header of a stranger's making.
import { expect, test } from 'vitest';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { list, paragraph, plain } from '#lib/platform/mail/content.ts';
import { sendNewsToAddresses } from '#lib/platform/mail/outbox.server.ts';
import { useMail } from '#tests/mail.ts';
import { readMail } from '#tests/smtp.ts';

const { database, now, server } = useMail();

test('the file comes along as a calendar that is published, beside text and HTML, and one click ends it', async () => {
  const { smtp, mailer } = await server();
  const file = 'BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nSUMMARY:Szüreti bál\r\nEND:VCALENDAR\r\n';
  await inTransaction(database(), (tx) =>
    sendNewsToAddresses(
      tx,
      [
        {
          email: 'kata@posta.example',
          locale: 'hu',
          subject: plain('Elmarad: Bál\r\nBcc: mindenki@posta.example'),
          blocks: [paragraph(plain('Elmarad.')), list([{ text: plain('Hol: Szegvár') }])],
          attachments: [
            { name: 'szureti-bal.ics', type: 'text/calendar; charset=utf-8; method=PUBLISH', text: file }
          ],
          unsubscribePath: '/following/token?of=1'
        }
      ],
      now()
    )
  );
  await mailer.drain();
  const [got, ...rest] = smtp.received;
  expect(rest).toEqual([]);
  expect(got!.to).toBe('kata@posta.example');
  const { headers, parts } = readMail(got!.raw);
  expect(headers.has('bcc')).toBe(false);
  expect(headers.get('subject')).toBe('Elmarad: Bál Bcc: mindenki@posta.example');
  expect(headers.get('list-unsubscribe')).toBe('<https://szegvar.example/kovetes/token?of=1>');
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(got!.raw).toMatch(/Content-Type: text\/calendar; charset=utf-8;\s+method=PUBLISH/i);
  expect(got!.raw).toMatch(/Content-Disposition: attachment; filename=szureti-bal\.ics/);
  expect(parts.get('text/calendar')).toBe(file.replaceAll('\r\n', '\n'));
  expect([...parts.keys()]).toContain('multipart/alternative');
});

test('what is no address gets no row, and with it no letter', async () => {
  const news = (email: string) => ({
    email,
    locale: 'hu' as const,
    subject: plain('Programok'),
    blocks: [paragraph(plain('Szöveg'))]
  });
  const written = await inTransaction(database(), (tx) =>
    sendNewsToAddresses(
      tx,
      [
        news('kata@posta.example\r\nBcc: masik@posta.example'),
        news('kata@posta.example, masik@posta.example'),
        news('<script>@posta.example'),
        news(''),
        news('kata@posta.example')
      ],
      now()
    )
  );
  expect(written).toBe(1);
});
