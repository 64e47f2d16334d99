import { describe, expect, test } from 'vitest';
import { randomFrom } from '#lib/core/random.ts';
import { readMessage } from './read-message.ts';
import { tokenAmong } from './reply-address.ts';
import { withoutQuotes } from './without-quotes.ts';

const raw = Buffer.from(
  [
    'From: Anna <anna@szegvar.example>',
    'To: valasz+abcdefgh12@kalaka.example',
    'Message-ID: <one@szegvar.example>',
    'Subject: =?utf-8?B?S8O2c3o=?=',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html; charset=iso-8859-2',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p>K=F6sz=F6n=F6m, <b>megyek</b> &amp; j=F6v=F6k</p>',
    '--b',
    'Content-Type: text/calendar; method=REPLY',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\nEND:VEVENT\nEND:VCALENDAR'
    ).toString('base64'),
    '--b--',
    ''
  ].join('\r\n')
);
const options = { replyAddress: 'valasz@kalaka.example' };

describe('a mail', () => {
  test('is read out of HTML and old letters', async () => {
    const read = await readMessage(raw, options);
    expect(read.text.replace(/\s+/g, ' ')).toBe('Köszönöm, megyek & jövök');
    expect(read).toMatchObject({
      subject: 'Kösz',
      token: 'abcdefgh12',
      messageId: 'one@szegvar.example',
      fault: null,
      calendars: [{ method: 'REPLY', uid: 'u' }]
    });
  });

  test('ten thousand damaged ones are all read into something', { timeout: 60_000 }, async () => {
    const random = randomFrom(38);
    for (let n = 0; n < 10_000; n++) {
      const bytes = Buffer.from(raw);
      for (let hit = 0; hit <= n % 9; hit++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const cut = n % 4 === 0 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
      const { digest, subject, text } = await readMessage(cut, options);
      if (!/^[0-9a-f]{64}$/.test(digest) || /[\0\r\n]/.test(subject) || text.includes('\0'))
        throw new Error(`damaged mail ${n}: ${JSON.stringify({ digest, subject, text })}`);
    }
  });
});

test('a token is of the house’s own address alone, whatever its letter case', () => {
  const own = 'Valasz@kalaka.example';
  expect(tokenAmong(['x@y.example', 'VALASZ+Abcdefgh12@Kalaka.example'], own)).toBe('abcdefgh12');
  for (const other of [
    'valasz@kalaka.example',
    'valasz+@kalaka.example',
    'valasz+a/../b12345@kalaka.example'
  ])
    expect(tokenAmong([other, 'valasz+abcdefgh12@elsewhere.example'], own)).toBeNull();
  expect(tokenAmong(['valasz+abcdefgh12@kalaka.example'], null)).toBeNull();
});

test('of an answer, what was written now is kept, and of one that is all quoted, all of it', () => {
  expect(withoutQuotes('Jövök.\n\n2027. jan. 5. 10:00, Kaláka ezt írta:\n> Jön?')).toBe('Jövök.');
  expect(withoutQuotes('Yes.\n\nOn 5 Jan 2027, Kaláka <k@x.example> wrote:\n\n> Coming?')).toBe('Yes.');
  expect(withoutQuotes('> Jön?\nJövök.\n-- \nAnna\nigazgató')).toBe('Jövök.');
  expect(withoutQuotes('-----Eredeti üzenet-----\nFeladó: x')).toBe('-----Eredeti üzenet-----\nFeladó: x');
});
