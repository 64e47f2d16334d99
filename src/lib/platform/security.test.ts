// Names, origins, headers and counts by themselves; over real HTTP they are tried in tests/house/security.test.ts.
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { countRequest, metricsText } from './metrics.server.ts';
import { checkedOrigin, isFromElsewhere, isLoopbackAddress, isLoopbackName } from './origin.server.ts';
import { plainPage } from './plain-page.server.ts';
import { protectHeaders } from './security-headers.server.ts';

const local = { publicUrl: undefined, host: 'localhost', port: 3000 };
const originOf = (address: string, settings = local, port: number | undefined = 3000): string =>
  checkedOrigin(new URL(address), settings as typeof local, port);

describe('the beginning of links', () => {
  test('is the public address wherever one is set', () => {
    const behind = { ...local, publicUrl: 'https://kalaka.example' } as unknown as typeof local;
    expect(originOf('http://elsewhere.example/', behind)).toBe('https://kalaka.example');
    expect(originOf('http://localhost:3000/', behind)).toBe('https://kalaka.example');
  });

  test('is what was asked for only when that is this machine', () => {
    expect(originOf('http://localhost:8080/')).toBe('http://localhost:8080');
    expect(originOf('http://127.0.0.1:3000/')).toBe('http://127.0.0.1:3000');
    expect(originOf('http://[::1]:3000/')).toBe('http://[::1]:3000');
    expect(originOf(`http://${hostname().toLowerCase()}:3000/`)).toBe(
      `http://${hostname().toLowerCase()}:3000`
    );
    expect(originOf('http://kalaka.lan:3000/', { ...local, host: 'kalaka.lan' })).toBe(
      'http://kalaka.lan:3000'
    );
  });

  test.each([
    'http://elsewhere.example/',
    'http://elsewhere.example:3000/',
    'http://localhost.elsewhere.example:3000/',
    'http://127.0.0.1.elsewhere.example:3000/',
    'http://203.0.113.7:3000/',
    `http://${hostname().toLowerCase()}:9999/`
  ])('never is %s', (address) => {
    expect(originOf(address)).toBe('http://localhost:3000');
  });
});

test('loopback is known by all its spellings and by nothing else', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every(isLoopbackAddress)).toBe(true);
  expect(['10.0.0.1', '::ffff:10.0.0.1', '128.0.0.1', ''].some(isLoopbackAddress)).toBe(false);
  expect(isLoopbackName('localhost')).toBe(true);
  expect(isLoopbackName('localhost.example')).toBe(false);
});

describe('a request that changes something', () => {
  const url = new URL('http://localhost:3000/kilepes');
  const asked = (headers: Record<string, string>, method = 'POST', route = '/(app)/sign-out'): boolean =>
    isFromElsewhere(new Request(url, { method, headers }), url, route);

  test.each([
    [{ origin: 'https://elsewhere.example' }, true],
    [{ origin: 'http://localhost:3001' }, true],
    [{ origin: 'https://localhost:3000' }, true],
    [{ origin: 'http://localhost:3000.elsewhere.example' }, true],
    [{ origin: 'null' }, true],
    [{ origin: 'null', 'sec-fetch-site': 'cross-site' }, true],
    [{ origin: 'null', 'sec-fetch-site': 'none' }, true],
    [{}, true],
    [{ 'content-type': 'application/json', origin: 'https://elsewhere.example' }, true],
    [{ origin: 'http://localhost:3000' }, false],
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, false]
  ])('with %o is from elsewhere: %s', (headers, elsewhere) => {
    expect(asked(headers as Record<string, string>)).toBe(elsewhere);
  });

  test('counts by every method that changes, and reading does not', () => {
    expect(['POST', 'PUT', 'PATCH', 'DELETE'].every((method) => asked({}, method))).toBe(true);
    expect(['GET', 'HEAD', 'OPTIONS'].some((method) => asked({}, method))).toBe(false);
  });

  test('may come from a mail program only where the address itself is the authority', () => {
    expect(asked({}, 'POST', '/(app)/unsubscribe/[token]')).toBe(false);
    expect(asked({}, 'POST', '/(app)/unsubscribe/[token]/more')).toBe(true);
  });
});

describe('headers', () => {
  const protectedHeaders = (
    given: [string, string][],
    answered: Partial<Parameters<typeof protectHeaders>[1]> = {}
  ): Headers => {
    const headers = new Headers(given);
    protectHeaders(headers, { https: false, personal: false, routeId: '/(public)/events', ...answered });
    return headers;
  };

  test('what is made for one person is never kept, whatever the route said', () => {
    const kept: [string, string][] = [['cache-control', 'public, max-age=600']];
    expect(protectedHeaders(kept).get('cache-control')).toBe('public, max-age=600');
    expect(protectedHeaders(kept, { personal: true }).get('cache-control')).toBe('private, no-store');
    expect(protectedHeaders(kept, { routeId: '/(app)/sign-in/[token]' }).get('cache-control')).toBe(
      'private, no-store'
    );
    expect(protectedHeaders([...kept, ['set-cookie', 'a=1']]).get('cache-control')).toBe('private, no-store');
  });

  test('on https every cookie is Secure, once, and the browser is told to stay', () => {
    const headers = protectedHeaders(
      [
        ['set-cookie', 'flash=x; Path=/; HttpOnly'],
        ['set-cookie', '__Host-session=y; Path=/; Secure']
      ],
      { https: true }
    );
    expect(headers.getSetCookie()).toEqual([
      'flash=x; Path=/; HttpOnly; Secure',
      '__Host-session=y; Path=/; Secure'
    ]);
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    expect(protectedHeaders([['set-cookie', 'flash=x']]).getSetCookie()).toEqual(['flash=x']);
    expect(protectedHeaders([]).has('strict-transport-security')).toBe(false);
  });

  test('what is no page is inert if somebody opens it as one, and a page keeps its own policy', () => {
    expect(protectedHeaders([]).get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(
      protectedHeaders([['content-security-policy', "default-src 'self'"]]).get('content-security-policy')
    ).toBe("default-src 'self'");
  });

  test('feeds may be read by other sites, pages may not', () => {
    expect(protectedHeaders([]).get('cross-origin-resource-policy')).toBe('same-origin');
    expect(protectedHeaders([], { routeId: '/feeds/events.ics' }).get('cross-origin-resource-policy')).toBe(
      'cross-origin'
    );
  });
});

test('a plain page shows a message as text, never as markup', async () => {
  const response = plainPage({
    status: 503,
    locale: 'hu',
    house: '<i>Ház</i>',
    title: '"><script>alert(1)</script>',
    text: '<img src=x onerror=alert(1)>\n\nmásodik',
    link: { href: '/"onclick="alert(1)', label: '<b>' }
  });
  const html = await response.text();
  expect(html).not.toMatch(/<(script|img|i|b)\b/);
  expect(html).not.toContain('"onclick="');
  expect(html.match(/<p>/g)).toHaveLength(3);
  expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
});

describe('metrics', () => {
  test('are text that Prometheus reads, with growing buckets', () => {
    countRequest('/a"b', 'GET', 200, 0.03);
    countRequest('/a"b', 'GET', 200, 20);
    countRequest('/a"b', 'MADE-UP', 200, 0.001);
    const lines = metricsText([{ name: 'kalaka_x', help: 'X.', values: [{ value: 3 }] }]).split('\n');
    for (const line of lines.filter(Boolean))
      expect(line).toMatch(
        /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="([^"\\]|\\.)*",?)+\})? -?[\d.e+-]+|.* NaN)$/
      );
    const mine = lines.filter((line) => line.includes('route="/a\\"b",method="GET"'));
    expect(mine.find((line) => line.includes('le="0.025"'))).toMatch(/ 0$/);
    expect(mine.find((line) => line.includes('le="0.05"'))).toMatch(/ 1$/);
    expect(mine.find((line) => line.includes('le="10"'))).toMatch(/ 1$/);
    expect(mine.find((line) => line.includes('le="+Inf"'))).toMatch(/ 2$/);
    expect(lines.some((line) => line.includes('method="other"'))).toBe(true);
    expect(lines).toContain('kalaka_x 3');
  });
});
