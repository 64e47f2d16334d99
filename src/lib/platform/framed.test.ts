import { expect, test } from 'vitest';
import { isFramed } from './framed.ts';
import { protectHeaders } from './security-headers.server.ts';

const policy =
  "default-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

function headersOf(routeId: string | null, before: Record<string, string> = {}): Headers {
  const headers = new Headers({ 'content-security-policy': policy, ...before });
  protectHeaders(headers, { https: true, personal: false, routeId });
  return headers;
}

test('other sites may frame the embedded pages, which run no script and send no form', () => {
  const headers = headersOf('/(public)/embed/(framed)/events');
  const said = headers.get('content-security-policy') ?? '';
  expect(said).toContain('frame-ancestors *');
  expect(said).toContain("form-action 'none'");
  expect(said).toContain("script-src 'none'");
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
});

test.each(['/(public)', '/(public)/embed', '/(public)/map', '/(app)/events/new', '/(app)/sign-in', null])(
  'nobody may frame %s',
  (routeId) => {
    expect(isFramed(routeId)).toBe(false);
    expect(headersOf(routeId).get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
);

test('what is no page stays out of frames even there', () => {
  const headers = new Headers();
  protectHeaders(headers, { https: false, personal: false, routeId: '/(public)/embed/(framed)/map' });
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});
