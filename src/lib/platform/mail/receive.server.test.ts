import { describe, expect, test } from 'vitest';
import type { ItipReply } from '#lib/core/icalendar-itip.ts';
import { newMailTo, useMail } from '#tests/mail.ts';
import { listMarkedAddresses } from './bounces.server.ts';
import { listInboundMails } from './inbound-queries.server.ts';
import type { IncomingMail, MailReader, MailVerdict } from './incoming.ts';
import { findMail } from './queries.server.ts';
import { readWaiting, receiveMail, type ReceivingHouse } from './receive.server.ts';

const { database, later, now, server, write } = useMail();

const replyAddress = 'valasz@kalaka.example';
const token = 'k3x9abcdefgh';

/** A house whose only reader keeps what it was given, and answers as it is told. */
function houseThat(verdict: MailVerdict | ((mail: IncomingMail) => MailVerdict)) {
  const read: IncomingMail[] = [];
  const reader: MailReader = {
    name: 'circles',
    read: (_tx, mail) => {
      read.push(mail);
      return Promise.resolve(typeof verdict === 'function' ? verdict(mail) : verdict);
    }
  };
  const house: ReceivingHouse = {
    db: database(),
    readers: [reader],
    replyAddress,
    own: ['kalaka@szegvar.example', replyAddress]
  };
  return { house, read };
}

const calendar = (more: string[] = []) =>
  [
    'BEGIN:VCALENDAR',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    'UID:kerekasztal-1@kalaka.example',
    'SEQUENCE:0',
    `ORGANIZER:mailto:valasz+${token}@kalaka.example`,
    'ATTENDEE;PARTSTAT=ACCEPTED;CN=Őri Anna:mailto:anna@szegvar.example',
    ...more,
    'END:VEVENT',
    'END:VCALENDAR'
  ].join('\r\n');

function mail({
  headers = {},
  type = 'text/plain; charset=utf-8',
  body = 'Ott leszek.'
}: { headers?: Record<string, string>; type?: string; body?: string } = {}): Buffer {
  const all = {
    From: '=?utf-8?B?xZByaSBBbm5h?= <anna@szegvar.example>',
    To: `valasz+${token}@kalaka.example`,
    Subject: '=?utf-8?Q?Re:_T=C3=A1rsalg=C3=B3?=',
    'Message-ID': '<one@szegvar.example>',
    'MIME-Version': '1.0',
    'Content-Type': type,
    ...headers
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([...head, '', body].join('\r\n'));
}

const withCalendar = (
  type: string,
  encoding: string,
  content: string,
  headers: Record<string, string> = {}
) =>
  mail({
    headers,
    type: 'multipart/alternative; boundary="b"',
    body: [
      ...['--b', 'Content-Type: text/plain; charset=utf-8', '', 'Elfogadva: Kerekasztal', ''],
      ...['--b', `Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`, '', content, '--b--', '']
    ].join('\r\n')
  });
const wrapped = (text: string) =>
  (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
const listed = async () => (await listInboundMails(database(), { state: null, page: 1 })).mails;

describe('an answer that comes in', () => {
  test('reaches its reader with its token, its words and who wrote it', async () => {
    const { house, read } = houseThat('taken');
    const body = 'Ott leszek.\r\n\r\nKalaka <kalaka@szegvar.example> ezt írta:\r\n> Jön?\r\n';
    expect(await receiveMail(house, mail({ body }), now())).toBe(true);
    expect(read).toMatchObject([
      {
        token,
        from: { email: 'anna@szegvar.example', name: 'Őri Anna' },
        subject: 'Re: Társalgó',
        text: 'Ott leszek.',
        calendars: [],
        autoSubmitted: false,
        answers: null
      }
    ]);
    expect(await listed()).toMatchObject([{ state: 'taken', taken_by: 'circles', text: '', token: null }]);
  });

  const ways: [string, string, string, string][] = [
    ['as Google sends it', 'text/calendar; charset="UTF-8"; method=REPLY', '8bit', calendar()],
    ['as Exchange sends it', 'text/calendar; charset="utf-8"; method=REPLY', 'base64', wrapped(calendar())],
    [
      'with the method in the calendar alone',
      'text/calendar; charset=utf-8',
      'quoted-printable',
      calendar().replaceAll('=', '=3D').replaceAll('Ő', '=C5=90')
    ],
    ['as a file', 'application/octet-stream; name="response.ics"', 'base64', wrapped(calendar())],
    [
      'with the method in the head of the part alone',
      'text/calendar; method=REPLY',
      '8bit',
      calendar().replace('METHOD:REPLY\r\n', '')
    ]
  ];
  for (const [name, type, encoding, content] of ways)
    test(`of a calendar program, ${name}`, async () => {
      const { house, read } = houseThat('taken');
      await receiveMail(house, withCalendar(type, encoding, content), now());
      expect(read[0]?.calendars).toMatchObject([
        {
          method: 'REPLY',
          uid: 'kerekasztal-1@kalaka.example',
          attendees: [{ email: 'anna@szegvar.example', name: 'Őri Anna', status: 'accepted' }]
        } satisfies Partial<ItipReply> | object
      ]);
    });

  test('has its token from the calendar where a server on the way has dropped it', async () => {
    const { house, read } = houseThat('taken');
    await receiveMail(
      house,
      withCalendar('text/calendar; method=REPLY', '8bit', calendar(), { To: replyAddress }),
      now()
    );
    expect(read[0]?.token).toBe(token);
  });

  test('has its token from the envelope where its head is silent, and none from a stranger’s address', async () => {
    const { house, read } = houseThat('taken');
    const headers = { To: 'undisclosed-recipients:;' };
    await receiveMail(house, mail({ headers }), now(), {
      recipients: [`VALASZ+${token.toUpperCase()}@kalaka.example`]
    });
    await receiveMail(house, mail({ headers: { To: `valasz+${token}@elsewhere.example` } }), now());
    expect(read.map((each) => each.token)).toEqual([token, null]);
  });

  test('knows which mail of ours it answers', async () => {
    const { mailer } = await server();
    const id = await write(newMailTo('anna@szegvar.example'));
    await mailer.drain();
    const sent = await findMail(database(), id);
    const { house, read } = houseThat('taken');
    await receiveMail(house, mail({ headers: { 'In-Reply-To': `<${sent?.message_id}>` } }), now());
    expect(read[0]?.answers).toEqual({ mail: id, email: 'anna@szegvar.example', person: null });
  });

  test('twice, by whichever way, is read once', async () => {
    const { house, read } = houseThat('taken');
    expect(await receiveMail(house, mail(), now())).toBe(true);
    expect(await receiveMail(house, mail({ headers: { Received: 'from elsewhere' } }), now())).toBe(false);
    expect(read.length).toBe(1);
    expect(await receiveMail(house, mail({ body: 'Mégsem.' }), now())).toBe(true);
  });

  test('that nobody knows is put aside with its words, for an administrator', async () => {
    const { house } = houseThat('not_mine');
    await receiveMail(house, mail(), now());
    expect(await listed()).toMatchObject([
      { state: 'aside', reason: 'unknown', text: 'Ott leszek.', token: null }
    ]);
  });

  test('that its reader puts aside has that reason', async () => {
    const { house } = houseThat({ aside: 'other_sender' });
    await receiveMail(house, mail(), now());
    expect(await listed()).toMatchObject([{ state: 'aside', reason: 'other_sender', taken_by: 'circles' }]);
  });

  test('whose reader fails is kept, tried again later, and at last put aside', async () => {
    let broken = true;
    const { house, read } = houseThat(() => {
      if (broken) throw new Error('not yet');
      return 'taken';
    });
    await receiveMail(house, mail(), now());
    await receiveMail(house, mail({ body: 'Mégsem.' }), now());
    expect((await listed()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['waiting', 1],
      ['waiting', 1]
    ]);
    expect(await readWaiting(house, now())).toBe(0);
    broken = false;
    expect(await readWaiting(house, later(1))).toBe(2);
    broken = true;
    await receiveMail(house, mail({ body: 'Talán.' }), now());
    for (let n = 0; n < 5; n++) await readWaiting(house, later(400));
    expect((await listed()).find(({ state }) => state === 'aside')).toMatchObject({
      reason: 'stuck',
      attempts: 5
    });
    expect(read.length).toBe(2 + 2 + 5);
  });
});

describe('a mail that a program wrote', () => {
  test('is not read when it is an absence notice, a newsletter, or our own come back', async () => {
    const { house, read } = houseThat('taken');
    const heads: Record<string, string>[] = [
      { 'Auto-Submitted': 'auto-replied' },
      { 'X-Autoreply': 'yes' },
      { Precedence: 'bulk' },
      { 'List-Id': '<hirek.szegvar.example>' },
      { From: 'Kaláka <kalaka@szegvar.example>' },
      { 'Return-Path': '<>' }
    ];
    for (const [n, headers] of heads.entries())
      await receiveMail(house, mail({ headers: { ...headers, 'Message-ID': `<${n}@x.example>` } }), now());
    expect(read).toEqual([]);
    expect((await listed()).map(({ state }) => state)).toEqual(heads.map(() => 'automatic'));
  });

  test('counts when it is a calendar’s answer, and says that it was a program', async () => {
    const { house, read } = houseThat('taken');
    const raw = withCalendar('text/calendar; method=REPLY', '8bit', calendar(), {
      'Auto-Submitted': 'auto-generated'
    });
    await receiveMail(house, raw, now());
    expect(read).toMatchObject([{ autoSubmitted: true, calendars: [{ method: 'REPLY' }] }]);
  });

  test('does not count when the answer is in a mail inside the mail', async () => {
    const { house, read } = houseThat('taken');
    const inner = withCalendar('text/calendar; method=REPLY', '8bit', calendar()).toString();
    await receiveMail(
      house,
      mail({
        type: 'multipart/mixed; boundary="o"',
        body: `--o\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--o--\r\n`
      }),
      now()
    );
    expect(read[0]?.calendars).toEqual([]);
  });
});

describe('a mail of ours that comes back', () => {
  const report = (messageId: string, fields: string[], type = 'message/rfc822') =>
    mail({
      headers: { From: 'MAILER-DAEMON@szegvar.example', 'Auto-Submitted': 'auto-replied', 'Message-ID': '' },
      type: 'multipart/report; report-type=delivery-status; boundary="r"',
      body: [
        ...['--r', 'Content-Type: text/plain', '', 'It could not be delivered.', ''],
        ...['--r', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.szegvar.example', ''],
        ...['Final-Recipient: rfc822; anna@szegvar.example', ...fields, ''],
        ...[
          '--r',
          `Content-Type: ${type}`,
          '',
          `Message-ID: <${messageId}>`,
          'Subject: x',
          '',
          'y',
          '--r--',
          ''
        ]
      ].join('\r\n')
    });
  const sentMail = async () => {
    const { mailer } = await server();
    const id = await write(newMailTo('anna@szegvar.example'));
    await mailer.drain();
    return { id, messageId: (await findMail(database(), id))?.message_id ?? '' };
  };

  test('is noted there, and three times mark the address', async () => {
    const { house } = houseThat('taken');
    for (let n = 0; n < 3; n++) {
      const { id, messageId } = await sentMail();
      await receiveMail(
        house,
        report(messageId, [
          'Action: failed',
          'Status: 5.1.1',
          'Diagnostic-Code: smtp; 550 5.1.1 No such user'
        ]),
        now()
      );
      expect(await findMail(database(), id)).toMatchObject({
        state: 'bounced',
        last_error: '5.1.1 550 5.1.1 No such user'
      });
    }
    expect(await listMarkedAddresses(database())).toMatchObject([
      { email: 'anna@szegvar.example', bounces: 3 }
    ]);
    expect((await listed()).map(({ state }) => state)).toEqual(['bounce', 'bounce', 'bounce']);
  });

  test('because the mailbox is full says nothing about the address; late is not lost', async () => {
    const { house } = houseThat('taken');
    const { id, messageId } = await sentMail();
    await receiveMail(house, report(messageId, ['Action: delayed', 'Status: 4.4.7']), now());
    expect((await findMail(database(), id))?.state).toBe('sent');
    await receiveMail(
      house,
      report(messageId, ['Action: failed', 'Status: 5.2.2'], 'text/rfc822-headers'),
      now()
    );
    expect((await findMail(database(), id))?.state).toBe('failed');
    expect(await database().selectFrom('mail_address').selectAll().execute()).toEqual([]);
  });

  test('made up by somebody who does not know the mail closes no address', async () => {
    const { house } = houseThat('taken');
    const { id } = await sentMail();
    await receiveMail(house, report('guess@x.example', ['Action: failed', 'Status: 5.1.1']), now());
    expect((await findMail(database(), id))?.state).toBe('sent');
    expect(await listed()).toMatchObject([{ state: 'aside', reason: 'unknown' }]);
  });
});

describe('bad mails', () => {
  test('are stored whatever is in them: no head, no text, controls, lone surrogates, headers in headers', async () => {
    const { house, read } = houseThat('not_mine');
    const mails = [
      Buffer.from(''),
      Buffer.from('\u0000\u0001\u0002'),
      Buffer.from('Subject: x\u0000y\r\nFrom: "a\r\n b" <a@b.example>\r\n\r\nz\u0000'),
      mail({
        headers: {
          From: '=?utf-8?Q?x=0D=0ABcc:_evil@x.example?= <a@b.example>',
          Subject: '=?utf-8?Q?=00a=0Ab?='
        }
      }),
      mail({ headers: { From: '<>', To: '', 'Message-ID': '<<<>>>' }, type: 'multipart/mixed', body: '' })
    ];
    for (const raw of mails) await receiveMail(house, raw, now());
    expect((await listed()).length).toBe(mails.length);
    for (const { subject, from } of read) expect(`${subject}${from?.name ?? ''}`).not.toMatch(/[\r\n\0]/);
  });

  test('are stored with characters that a limit cuts in two, and with names nobody could have', async () => {
    const { house, read } = houseThat('not_mine');
    const cut = (length: number) => `${'x'.repeat(length)}🎻`;
    await receiveMail(
      house,
      withCalendar(
        'text/calendar; method=REPLY',
        '8bit',
        calendar([`COMMENT:${cut(1999)}`, `ATTENDEE;CN=${cut(199)}:mailto:b@szegvar.example`]).replace(
          'kerekasztal-1@kalaka.example',
          cut(499)
        ),
        { Subject: cut(299), From: `${cut(199)} <a@b.example>`, 'Message-ID': '<a\u0000b@x.example>' }
      ),
      now()
    );
    expect(read[0]?.calendars[0]?.comment?.length).toBe(2000);
  });

  test('of five megabytes of words are cut, and larger ones are kept by their head alone', async () => {
    const { house, read } = houseThat('not_mine');
    await receiveMail(house, mail({ body: 'word '.repeat(1_000_000) }), now());
    expect(read[0]?.text.length).toBeLessThanOrEqual(20_000);
    await receiveMail(house, mail({ body: 'x'.repeat(10 * 1024 * 1024) }), now());
    expect(read.length).toBe(1);
    expect((await listed()).find(({ reason }) => reason === 'too_large')).toMatchObject({
      state: 'aside',
      subject: 'Re: Társalgó',
      text: ''
    });
  });

  test('of a hundred thousand parts, nine million lines, or nested a thousand deep are put aside unread', async () => {
    const { house, read } = houseThat('not_mine');
    const parts = Array.from({ length: 100_000 }, () => '--b\r\nContent-Type: text/plain\r\n\r\nx').join(
      '\r\n'
    );
    await receiveMail(house, mail({ type: 'multipart/mixed; boundary=b', body: parts }), now());
    const deep = Array.from(
      { length: 900 },
      (_, n) => `--b${n}\r\nContent-Type: multipart/mixed; boundary=b${n + 1}\r\n`
    );
    await receiveMail(house, mail({ type: 'multipart/mixed; boundary=b0', body: deep.join('\r\n') }), now());
    await receiveMail(
      house,
      mail({ headers: { 'Message-ID': '<lines@x.example>' }, body: '\n'.repeat(9_000_000) }),
      now()
    );
    expect(read).toEqual([]);
    expect((await listed()).map(({ reason }) => reason)).toEqual(['unreadable', 'unreadable', 'unreadable']);
  });
});
