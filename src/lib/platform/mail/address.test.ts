import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEmail, oneLine, readMailbox } from './address.ts';

test.each([
  'anna@szegvar.example',
  'kovacs.anna+hirek@levelek.szegvar.example',
  "o'brien@ír.example",
  'anna@művház.example'
])('%s can be written to', (text) => expect(isEmail(text)).toBe(true));

test.each([
  '',
  'anna',
  'anna@szegvar',
  '@szegvar.example',
  'anna@@szegvar.example',
  'anna @szegvar.example',
  'anna@szegvar.example\r\nBcc: eve@evil.example',
  'anna@szegvar.example\n',
  'anna@szegvar.example,eve@evil.example',
  'Anna <anna@szegvar.example>',
  '"anna"@szegvar.example',
  'anna@szegvar.example>',
  '.anna@szegvar.example',
  'anna..b@szegvar.example',
  'ánna@szegvar.example',
  `${'a'.repeat(250)}@szegvar.example`
])('%j cannot', (text) => expect(isEmail(text)).toBe(false));

test('whatever is written becomes one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    })
  );
  expect(oneLine(' Hír\r\nBcc: eve\u2028x ')).toBe('Hír Bcc: eve x');
});

test('a mailbox is a bare address or one with a name', () => {
  expect(readMailbox('kalaka@a.example')).toEqual({ email: 'kalaka@a.example', name: '' });
  expect(readMailbox('Kaláka Szegvár <kalaka@a.example>')).toEqual({
    email: 'kalaka@a.example',
    name: 'Kaláka Szegvár'
  });
  expect(readMailbox('"Kaláka, Szegvár" <kalaka@a.example>')?.name).toBe('Kaláka, Szegvár');
  expect(readMailbox('a@a.example, b@b.example')).toBeNull();
});
