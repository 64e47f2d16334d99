import { expect, test } from 'vitest';
import { passkeySite } from './passkey-site.ts';

test.each([
  ['https://kalaka.example', 'kalaka.example'],
  ['https://kalaka.example:8443', 'kalaka.example'],
  ['http://localhost:3000', 'localhost'],
  ['http://kalaka.example', null],
  ['http://127.0.0.1:3000', null],
  ['https://192.0.2.1', null],
  ['https://[2001:db8::1]', null]
])('at %s passkeys are bound to %s', (origin, rpId) => {
  expect(passkeySite(origin)?.rpId ?? null).toBe(rpId);
});
