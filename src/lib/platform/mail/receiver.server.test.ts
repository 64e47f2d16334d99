import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeItip } from '#lib/core/icalendar-itip-write.ts';
import { startImap, type ImapBehaviour } from '#tests/imap.ts';
import { newMailTo, useMail } from '#tests/mail.ts';
import { invitationFile } from './content.ts';
import { listInboundMails } from './inbound-queries.server.ts';
import type { IncomingMail } from './incoming.ts';
import { readMessage } from './read-message.ts';
import type { ReceivingHouse } from './receive.server.ts';
import { newReplyToken, receiveRepliesAt, replyAddress, tokenAmong } from './reply-address.ts';
import { readReceivingSettings, type ReceivingSettings } from './receiving-settings.ts';
import { startReceiver, type Receiver } from './receiver.server.ts';
import { layInTray } from './spool.server.ts';

const { closeLater, database, later, now, server, write } = useMail();
const address = 'valasz@kalaka.example';
const short = { connecting: 1500, silence: 1500, visit: 4000 };
let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kalaka-tray-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  receiveRepliesAt(undefined);
});

const mailNamed = (name: string, body = 'Ott leszek.') =>
  Buffer.from(
    `From: anna@szegvar.example\r\nTo: ${address}\r\nMessage-ID: <${name}@x.example>\r\nSubject: ${name}\r\n\r\n${body}\r\n`
  );

async function receiver(
  given: Partial<ReceivingSettings>,
  house: Partial<ReceivingHouse> = {}
): Promise<{ receiver: Receiver; read: IncomingMail[] }> {
  const read: IncomingMail[] = [];
  const started = await startReceiver(
    {
      db: database(),
      readers: [
        { name: 'circles', read: (_tx, mail) => (read.push(mail), Promise.resolve('taken' as const)) }
      ],
      replyAddress: address,
      own: [],
      ...house
    },
    {
      settings: { replyAddress: address, imap: null, smtp: null, ...given },
      dataDirectory: directory,
      clock: now,
      limits: short
    }
  );
  closeLater({ close: () => started.stop() });
  await started.drain();
  return { receiver: started, read };
}

const mailbox = async (behaviour: ImapBehaviour = {}) => {
  const imap = closeLater(await startImap(behaviour));
  return {
    imap,
    settings: {
      host: '127.0.0.1',
      port: imap.port,
      secure: false,
      user: 'k',
      password: 'titok',
      mailbox: 'INBOX'
    }
  };
};
const stored = async () =>
  (await listInboundMails(database(), { state: null, page: 1 })).mails.map(({ subject }) => subject).sort();

describe('a mailbox', () => {
  test('is emptied of what is new, which then counts as read there', async () => {
    const { imap, settings } = await mailbox();
    imap.mails.push(
      { raw: mailNamed('old'), seen: true },
      { raw: mailNamed('a'), seen: false },
      { raw: mailNamed('b'), seen: false }
    );
    const { read } = await receiver({ imap: settings });
    expect(read.map(({ subject }) => subject)).toEqual(['a', 'b']);
    expect(imap.mails.every(({ seen }) => seen)).toBe(true);
  });

  test('gives nothing away when its connection breaks before a mail is marked: it comes again and is stored once', async () => {
    let cuts = 1;
    const { imap, settings } = await mailbox({ cut: (command) => /STORE/i.test(command) && cuts-- > 0 });
    imap.mails.push({ raw: mailNamed('a'), seen: false });
    const { receiver: one, read } = await receiver({ imap: settings });
    expect([await stored(), imap.mails[0]?.seen]).toEqual([['a'], false]);
    expect(one.trouble()).toMatchObject({ fault: 'dropped' });
    later(2);
    await one.drain();
    expect([await stored(), imap.mails[0]?.seen, read.length]).toEqual([['a'], true, 1]);
    expect(one.trouble()).toBeNull();
  });

  test('keeps what could not be stored', async () => {
    const { imap, settings } = await mailbox();
    imap.mails.push({ raw: mailNamed('a'), seen: false });
    const away = new Proxy(database(), {
      get: () => {
        throw new Error('the database is away');
      }
    });
    const { receiver: one } = await receiver({ imap: settings }, { db: away });
    expect(imap.mails[0]?.seen).toBe(false);
    expect(one.trouble()).not.toBeNull();
  });

  test('of a mail that is too large gives the head alone', async () => {
    const { imap, settings } = await mailbox();
    imap.mails.push({ raw: mailNamed('huge', 'x'.repeat(11 * 1024 * 1024)), seen: false });
    await receiver({ imap: settings });
    const { mails } = await listInboundMails(database(), { state: 'aside', page: 1 });
    expect(mails).toMatchObject([{ subject: 'huge', reason: 'too_large' }]);
    expect(imap.commands.some((command) => /BODY\.PEEK\[\]/i.test(command))).toBe(false);
    expect(imap.mails[0]?.seen).toBe(true);
  });

  const faults: [string, ImapBehaviour, string][] = [
    ['does not take the password', { password: 'other' }, 'password'],
    ['falls silent', { silent: (command) => /SEARCH/i.test(command) }, 'timeout'],
    ['hangs up', { cut: (command) => /SELECT/i.test(command) }, 'dropped']
  ];
  for (const [name, behaviour, fault] of faults)
    test(`whose server ${name} is let rest, longer each time, and says why`, async () => {
      const { settings, imap } = await mailbox(behaviour);
      const { receiver: one } = await receiver({ imap: settings });
      expect(one.trouble()).toMatchObject({ fault, since: now() });
      const before = imap.commands.length;
      await one.drain();
      expect(imap.commands.length).toBe(before);
      const first = one.trouble()?.until.getTime() ?? 0;
      later(2);
      await one.drain();
      expect((one.trouble()?.until.getTime() ?? 0) - now().getTime()).toBeGreaterThan(
        first - now().getTime() + 60_000
      );
    });

  test('whose server is away for days loses nothing', async () => {
    const gone = await startImap();
    await gone.close();
    const settings = {
      host: '127.0.0.1',
      port: gone.port,
      secure: false,
      user: 'k',
      password: 'titok',
      mailbox: 'INBOX'
    };
    const { receiver: one, read } = await receiver({ imap: settings });
    expect(one.trouble()?.fault).toBe('refused');
    for (let hours = 0; hours < 48; hours += 6) {
      later(6 * 60);
      await one.drain();
    }
    const back = closeLater(await startImap({ port: gone.port }));
    back.mails.push({ raw: mailNamed('a'), seen: false });
    later(31);
    await one.drain();
    expect([read.length, one.trouble()]).toEqual([1, null]);
  });
});

describe('a mail server that passes mail on', () => {
  const send = (port: number, to: string, raw = mailNamed('a')) => {
    const transport = createTransport({ host: '127.0.0.1', port, secure: false });
    return transport
      .sendMail({ envelope: { from: 'anna@szegvar.example', to: [to] }, raw })
      .finally(() => transport.close());
  };
  const smtp = { host: '127.0.0.1', port: 0 };

  test('hands over what is for the house, with its token, and is answered once it is stored', async () => {
    const { receiver: one, read } = await receiver({ smtp });
    const token = newReplyToken();
    await send(one.port ?? 0, `valasz+${token}@KALAKA.example`);
    expect(read).toMatchObject([{ token, subject: 'a' }]);
  });

  test('is told that there is nobody else here', async () => {
    const { receiver: one } = await receiver({ smtp });
    for (const to of ['other@kalaka.example', 'valasz@elsewhere.example', 'xvalasz+abcdefgh@kalaka.example'])
      await expect(send(one.port ?? 0, to)).rejects.toMatchObject({ responseCode: 550 });
    expect(await stored()).toEqual([]);
  });

  test('keeps the mail when it is too large or cannot be stored', async () => {
    const { receiver: one } = await receiver({ smtp });
    await expect(
      send(one.port ?? 0, address, mailNamed('huge', 'x'.repeat(11 * 1024 * 1024)))
    ).rejects.toMatchObject({ responseCode: 552 });
    const away = new Proxy(database(), {
      get: () => {
        throw new Error('the database is away');
      }
    });
    const { receiver: other } = await receiver({ smtp }, { db: away });
    await expect(send(other.port ?? 0, address)).rejects.toMatchObject({ responseCode: 451 });
  });

  test('on a port that is taken, the house starts all the same', async () => {
    const { receiver: one } = await receiver({ smtp });
    const { receiver: second } = await receiver({ smtp: { ...smtp, port: one.port ?? 0 } });
    expect(second.port).toBeNull();
  });
});

test('what is laid in the tray is taken out of it once it is stored', async () => {
  await layInTray(directory, mailNamed('a'));
  await layInTray(directory, mailNamed('b'));
  const { read } = await receiver({});
  expect(read.map(({ subject }) => subject).sort()).toEqual(['a', 'b']);
  expect(readdirSync(join(directory, 'incoming-mail'))).toEqual([]);
});

test('an invitation leaves as words, as a calendar beside them and as a file, and its answer finds its way back', async () => {
  receiveRepliesAt({ address, otherwise: 'iroda@szegvar.example' });
  const token = newReplyToken();
  const text = writeItip({
    method: 'REQUEST',
    now: now(),
    meetings: [
      {
        uid: 'kerekasztal@kalaka.example',
        sequence: 0,
        summary: 'Kerekasztal őszi ülése',
        organizer: { name: 'Tiszamenti kör', email: replyAddress(token) },
        attendees: [{ email: 'anna@szegvar.example', name: 'Őri Anna', status: 'needs_action', rsvp: true }],
        series: {
          start: '2027-04-06T16:00',
          minutes: 120,
          zone: 'Europe/Budapest',
          allDay: false,
          rule: null,
          exdates: [],
          rdates: [],
          overrides: []
        }
      }
    ]
  });
  const { smtp, mailer } = await server();
  await write({
    ...newMailTo('anna@szegvar.example'),
    replyTo: replyAddress(token),
    attachments: [invitationFile('REQUEST', text)]
  });
  await mailer.drain();
  const raw = smtp.received[0]?.raw ?? '';
  expect(raw).toContain(`Reply-To: valasz+${token}@kalaka.example`);
  expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
  expect(raw).toMatch(/Content-Type: application\/ics; name=invite\.ics/i);
  const read = await readMessage(Buffer.from(raw), { replyAddress: address });
  expect(read.calendars).toMatchObject([
    { method: 'REQUEST', uid: 'kerekasztal@kalaka.example', organizer: `valasz+${token}@kalaka.example` }
  ]);
  expect(tokenAmong([replyAddress(token)], address)).toBe(token);
});

describe('the settings', () => {
  const read = (values: Partial<Record<'replyAddress' | 'imapUrl' | 'inboundSmtp', string>>) =>
    readReceivingSettings({ replyAddress: undefined, imapUrl: undefined, inboundSmtp: undefined, ...values });

  test('are read', () => {
    expect(
      read({
        replyAddress: address,
        imapUrl: 'imaps://k%40x.example:t%2F@mail.example/Kalaka',
        inboundSmtp: '10.0.0.5:2525'
      })
    ).toEqual({
      ok: true,
      value: {
        replyAddress: address,
        imap: {
          host: 'mail.example',
          port: 993,
          secure: true,
          user: 'k@x.example',
          password: 't/',
          mailbox: 'Kalaka'
        },
        smtp: { host: '10.0.0.5', port: 2525 }
      }
    });
    expect(read({})).toMatchObject({ ok: true, value: { replyAddress: null, imap: null, smtp: null } });
  });

  test('that are wrong are named, without the password', () => {
    for (const [values, setting] of [
      [{ replyAddress: 'valasz+x@kalaka.example' }, 'MAIL_REPLY_ADDRESS'],
      [{ imapUrl: 'imaps://mail.example' }, 'IMAP_URL'],
      [{ imapUrl: 'https://k:titok@mail.example' }, 'IMAP_URL'],
      [{ inboundSmtp: '2525' }, 'INBOUND_SMTP'],
      [{ replyAddress: address, inboundSmtp: 'here' }, 'INBOUND_SMTP']
    ] as const) {
      const wrong = read(values);
      expect(wrong).toMatchObject({ ok: false, setting });
      expect(JSON.stringify(wrong)).not.toContain('titok');
    }
  });
});
