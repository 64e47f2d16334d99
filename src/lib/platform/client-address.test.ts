import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

test.each([
  ['no proxy: what a visitor claims is not believed', '198.51.100.9', 0, '203.0.113.1'],
  ['no proxy, no claim', undefined, 0, '203.0.113.1'],
  ['one proxy: the last address is the one that it saw', '198.51.100.9, 192.0.2.7', 1, '192.0.2.7'],
  ['two proxies: the last but one', '198.51.100.9, 192.0.2.7, 10.0.0.2', 2, '192.0.2.7'],
  ['a proxy that wrote nothing', undefined, 1, '203.0.113.1'],
  ['fewer than there should be', '192.0.2.7', 2, '203.0.113.1'],
  ['nothing between commas', '192.0.2.7, ', 1, '203.0.113.1'],
  ['IPv6', '2001:db8::7', 1, '2001:db8::7']
])('%s', (_case, forwardedFor, trustedProxies, address) => {
  expect(clientAddress(forwardedFor, '203.0.113.1', trustedProxies)).toBe(address);
});

test('a header that came twice is one list', () => {
  expect(clientAddress(['198.51.100.9', '192.0.2.7'], '203.0.113.1', 1)).toBe('192.0.2.7');
});
