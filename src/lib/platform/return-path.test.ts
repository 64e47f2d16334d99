// Where a cookie may lead.
import { expect, test } from 'vitest';
import { safeReturnPath } from './return-path.server.ts';

test.each(['/account', '/events/new?day=2027-01-01', '/organisations/revhaz/team', '/'])(
  '%s is within the house',
  (path) => expect(safeReturnPath(path)).toBe(path)
);

test.each([
  undefined,
  '',
  'account',
  '//evil.example/x',
  '/\\evil.example',
  '/x//evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/x y',
  '/x\\..',
  '/x\n/y'
])('%j leads home instead', (path) => expect(safeReturnPath(path)).toBe('/'));
