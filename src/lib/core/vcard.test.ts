import { expect, test } from 'vitest';
import { writeCard, type Card } from './vcard.ts';

const card: Card = {
  uid: '0193f0a0-0000-7000-8000-000000000001',
  name: 'Szélmalom Művelődési Ház',
  emails: ['haz@szelmalomhaz.example'],
  phones: ['06-00-463-0201'],
  urls: ['https://szelmalomhaz.example/a,b'],
  contacts: ['Szélmalmi Márton'],
  address: {
    street: 'Kórógy sor 12.; hátul',
    settlement: 'Szegvár',
    county: 'Csongrád-Csanád',
    postalCode: '6635',
    country: 'Magyarország'
  },
  categories: ['művelődési ház', 'kert, udvar'],
  note: null,
  point: { lat: 46.586, lon: 20.223 },
  source: 'https://kalaka.example/szervezetek/szelmalom',
  revised: new Date('2026-11-21T10:15:00.123Z')
};

/** As a reader sees it: lines joined again (RFC 6350 §3.2). */
function linesOf(text: string): string[] {
  return text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
}

test('a card says what it is, with texts escaped and components kept apart', () => {
  expect(linesOf(writeCard(card))).toEqual([
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    'UID:urn:uuid:0193f0a0-0000-7000-8000-000000000001',
    'FN:Szélmalom Művelődési Ház',
    'ORG:Szélmalom Művelődési Ház',
    'ADR;TYPE=work:;;Kórógy sor 12.\\; hátul;Szegvár;Csongrád-Csanád;6635;Magyarország',
    'TEL;TYPE=work:06-00-463-0201',
    'EMAIL;TYPE=work:haz@szelmalomhaz.example',
    'URL:https://szelmalomhaz.example/a,b',
    'RELATED;TYPE=agent;VALUE=text:Szélmalmi Márton',
    'GEO:geo:46.586,20.223',
    'CATEGORIES:művelődési ház,kert\\, udvar',
    'SOURCE:https://kalaka.example/szervezetek/szelmalom',
    'REV:20261121T101500Z',
    'END:VCARD'
  ]);
});

test('no line is longer than 75 octets, and none is cut inside a letter', () => {
  const note = 'őű árvíztűrő tükörfúrógép 🎻 '.repeat(40);
  const text = writeCard({ ...card, note });
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(linesOf(text)).toContain(`NOTE:${note}`);
});

test('line ends in a text cannot begin a property, nor can they in an address of a page', () => {
  const text = writeCard({
    ...card,
    name: 'Ház\r\nEND:VCARD\rX:1\n\\,;',
    urls: ['https://a.example/\r\nX-EVIL:1'],
    note: 'egy\u0000\u001bkettő'
  });
  expect(linesOf(text).filter((line) => /^(END|X)/.test(line))).toEqual(['END:VCARD']);
  expect(linesOf(text)).toContain('FN:Ház\\nEND:VCARD\\nX:1\\n\\\\\\,\\;');
  expect(linesOf(text)).toContain('NOTE:egykettő');
});

test('what nobody knows has no line', () => {
  const bare = {
    ...card,
    emails: [],
    phones: [],
    urls: [],
    contacts: [],
    address: null,
    categories: [],
    point: null
  };
  expect(linesOf(writeCard(bare)).map((line) => line.split(/[:;]/)[0])).toEqual([
    'BEGIN',
    'VERSION',
    'KIND',
    'UID',
    'FN',
    'ORG',
    'SOURCE',
    'REV',
    'END'
  ]);
});
