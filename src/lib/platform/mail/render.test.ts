import { beforeAll, describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import type { Words } from '../words/words.ts';
import {
  button,
  heading,
  list,
  message,
  paragraph,
  plain,
  quote,
  small,
  type MailContent
} from './content.ts';
import { digestOf } from './digest.server.ts';
import { renderMail } from './render.ts';

let hu: Words;
let en: Words;
beforeAll(async () => {
  [hu, en] = [await wordsIn('hu'), await wordsIn('en')];
});

const content: MailContent = {
  subject: plain('Szüreti bál'),
  blocks: [
    heading(plain('Mi változott?')),
    paragraph(plain('A bál új időpontja szombat.')),
    list([
      { text: plain('Szegvár'), note: plain('művelődési ház'), href: '/settlements/szegvar' },
      { text: plain('Mindszent') }
    ]),
    quote('Sajnos esik.\nMásnap jó?'),
    button(plain('Megnézem'), '/events/szureti-bal'),
    small(plain('Ha nem tud jönni, nincs teendője.'))
  ]
};
const frame = (words: Words, unsubscribe: string | null = null) => ({
  words,
  origin: 'https://a.example',
  recipient: 'Őri Anna',
  unsubscribe
});

test('the text says all that the HTML says, in an order that can be read aloud', () => {
  expect(renderMail(content, frame(hu, 'https://a.example/leiratkozas/x')).text).toBe(`Kedves Őri Anna!

Mi változott?
=============

A bál új időpontja szombat.

- Szegvár
  művelődési ház
  https://a.example/telepulesek/szegvar
- Mindszent

> Sajnos esik.
> Másnap jó?

Megnézem:
https://a.example/programok/szureti-bal

Ha nem tud jönni, nincs teendője.

--${' '}
Feladó: Kaláka, https://a.example
Itt választhatja meg, milyen gyakran írjunk, vagy itt iratkozhat le.
https://a.example/leiratkozas/x
`);
});

test('a mail is in the language of its recipient, links and all', () => {
  const { text, html } = renderMail(content, frame(en));
  expect(text).toContain('Dear Őri Anna,');
  expect(text).toContain('https://a.example/en/events/szureti-bal');
  expect(html).toContain('<html lang="en">');
  expect(text).not.toContain('unsubscribe');
});

test('lines of the text break at 72 characters, addresses stay whole', () => {
  const address = `/events/${'x'.repeat(100)}`;
  const { text } = renderMail(
    {
      subject: plain('x'),
      blocks: [paragraph(plain('szó '.repeat(60).trim())), button(plain('Megnézem'), address)]
    },
    frame(hu)
  );
  const long = text.split('\n').filter((line) => line.length > 72);
  expect(long).toEqual([`https://a.example/programok/${'x'.repeat(100)}`]);
});

describe('words that somebody wrote', () => {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>" onclick="alert(1)';

  test('stay words in the HTML', () => {
    const { html, subject } = renderMail(
      {
        subject: plain(`${evil}\r\nBcc: eve@evil.example`),
        blocks: [
          paragraph(plain(evil)),
          heading(plain(evil)),
          quote(evil),
          small(plain(evil)),
          list([{ text: plain(evil), note: plain(evil), href: `/events/${evil}` }]),
          button(plain(evil), evil)
        ]
      },
      { ...frame(hu), recipient: evil }
    );
    expect(html).not.toMatch(/<script|<img|" onclick/);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://evil.example',
    'https://evil.example/"><script>',
    '/events/a b'
  ])('%s is no link', (href) => {
    const { html } = renderMail({ subject: plain('x'), blocks: [button(plain('x'), href)] }, frame(hu));
    expect([...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual(['https://a.example/']);
  });
});

test('days and instants are written out, in Budapest', () => {
  const told = (style: 'time' | 'long') =>
    renderMail(
      {
        subject: message('mail.admin.moment', {
          day: { day: '2027-05-01' },
          time: { instant: '2027-05-01T16:30:00Z', style }
        }),
        blocks: []
      },
      frame(hu)
    ).subject;
  expect(told('time')).toBe('2027. május 1. 18:30');
  expect(told('long')).toBe('2027. május 1. 2027. május 1.');
});

test('nothing in a mail is fetched from anywhere', () => {
  const { html } = renderMail(content, frame(hu));
  expect(html).not.toMatch(/<(img|link|script|iframe|style)|url\(|src=/);
});

test('a message that is no more is an error, not an empty mail', () => {
  const gone = { key: 'mail.gone' as 'mail.test.body' };
  expect(() => renderMail({ subject: gone, blocks: [] }, frame(hu))).toThrow('mail.gone');
});

test('a digest holds each mail under its subject, its button as a link', () => {
  const { subject, text } = renderMail(digestOf([{ content }, { content }, { content: null }]), frame(hu));
  expect(subject).toBe('2 hír Önnek');
  expect(text.match(/Szüreti bál\n=+/g)).toHaveLength(2);
  expect(text).toContain('- Megnézem\n  https://a.example/programok/szureti-bal');
});
