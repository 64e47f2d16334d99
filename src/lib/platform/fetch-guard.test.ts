// The guard against servers that try everything; only the addresses of these servers are opened, and only here.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { fetchGuarded, fetchThroughTestDoors, type FetchResult } from './fetch-guard.server.ts';
import { isPublicAddress } from './fetch/public-address.ts';
import hu from './fetch/messages.hu.json' with { type: 'json' };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function visit(
  port: number,
  more: {
    path?: string;
    etag?: string;
    milliseconds?: number;
    resolve?: (name: string) => Promise<string[]>;
  } = {}
): Promise<FetchResult> {
  return fetchThroughTestDoors(
    { address: `http://feed.example:${port}${more.path ?? '/'}`, etag: more.etag ?? null },
    {
      open: new Set([`127.0.0.1:${port}`]),
      resolve: more.resolve ?? (() => Promise.resolve(['127.0.0.1'])),
      ...(more.milliseconds ? { milliseconds: more.milliseconds } : {})
    }
  );
}

const reasonOf = (result: FetchResult): string => (result.ok ? result.value.kind : result.reason);
const textOf = (result: FetchResult): string =>
  result.ok && result.value.kind === 'fetched'
    ? new TextDecoder().decode(result.value.bytes)
    : reasonOf(result);

describe('addresses that are not public are never visited', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://2130706433/',
    'http://127.0.0.1./',
    'http://１２７.０.０.１/',
    'http://%31%32%37.0.0.1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://0.1.2.3/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xA9FEA9FE/',
    'http://100.64.0.1/',
    'http://100.127.255.255/',
    'http://192.0.0.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:10.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b::169.254.169.254]/',
    'http://[64:ff9b:1::a00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2002:a9fe:a9fe::]/',
    'http://[2001:0:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fc00::1]/',
    'http://[fd12:3456::1]/',
    'http://[ff02::1]/',
    'http://[2001:db8::1]/',
    'http://[4000::1]/'
  ])('%s', async (address) => {
    expect(reasonOf(await fetchGuarded({ address }))).toBe('not_public');
  });

  test('ordinary addresses of both families are public', () => {
    expect(
      ['193.6.0.1', '8.8.8.8', '100.63.0.1', '100.128.0.1', '172.32.0.1'].filter(isPublicAddress)
    ).toHaveLength(5);
    expect(isPublicAddress('2a00:1450:400d:80c::200e')).toBe(true);
    expect(['', 'localhost', '1.2.3', '999.1.1.1', '2a00::1%eth0'].some(isPublicAddress)).toBe(false);
  });

  test('a name that leads home is not visited, and one of its other addresses is if that is public', async () => {
    const port = await serve((_request, response) => response.end('public'));
    const home = () => Promise.resolve(['10.0.0.7', '::1', 'fe80::1']);
    expect(reasonOf(await visit(port, { resolve: home }))).toBe('not_public');
    const both = () => Promise.resolve(['10.0.0.7', '127.0.0.1']);
    expect(textOf(await visit(port, { resolve: both }))).toBe('public');
  });
});

test('what is no address of the public web is refused by its spelling', async () => {
  const reasons = await Promise.all(
    [
      'not an address',
      'ftp://feed.example/',
      'file:///etc/passwd',
      'gopher://feed.example/',
      'javascript:alert(1)',
      'data:text/plain,x',
      'http://user:secret@feed.example/',
      'http://feed.example@127.0.0.1/',
      'http://feed.example:22/',
      'http://feed.example:5432/'
    ].map(async (address) => reasonOf(await fetchGuarded({ address })))
  );
  expect(reasons).toEqual([
    'not_an_address',
    'other_scheme',
    'other_scheme',
    'other_scheme',
    'other_scheme',
    'other_scheme',
    'with_password',
    'with_password',
    'other_port',
    'other_port'
  ]);
});

test('without test doors a server on this machine stays closed, whatever the environment says', async () => {
  let visits = 0;
  const port = await serve((_request, response) => response.end(String(visits++)));
  expect(reasonOf(await fetchGuarded({ address: `http://127.0.0.1:${port}/` }))).toBe('other_port');
  expect(reasonOf(await fetchGuarded({ address: `http://localhost:8080/` }))).toBe('not_public');
  expect(visits).toBe(0);
});

describe('between checking and connecting', () => {
  test('the name is asked once: an answer that changes afterwards leads nowhere else', async () => {
    let asked = 0;
    const port = await serve((request, response) => response.end(request.headers.host));
    const rebinding = () => Promise.resolve([asked++ === 0 ? '127.0.0.1' : '169.254.169.254']);
    expect(textOf(await visit(port, { resolve: rebinding }))).toBe(`feed.example:${port}`);
    expect(asked).toBe(1);
  });

  test('every redirect is checked anew, by spelling and by address', async () => {
    const port = await serve((request, response) => {
      const to = new URL(request.url ?? '/', 'http://x').searchParams.get('to') ?? '';
      response.writeHead(302, { location: to }).end();
    });
    const to = async (target: string): Promise<string> =>
      reasonOf(await visit(port, { path: `/?to=${encodeURIComponent(target)}` }));
    expect(await to('http://169.254.169.254/latest/')).toBe('not_public');
    expect(await to('http://0x7f.1:1/')).toBe('not_public');
    expect(await to('//[::ffff:127.0.0.1]/')).toBe('not_public');
    expect(await to('file:///etc/passwd')).toBe('other_scheme');
    expect(await to('http://user@feed.example/')).toBe('with_password');
    expect(await to('http://')).toBe('not_an_address');
  });

  test('a redirect to a name that now leads home is refused', async () => {
    const port = await serve((_request, response) => response.writeHead(301, { location: '/again' }).end());
    let asked = 0;
    const turning = () => Promise.resolve([asked++ === 0 ? '127.0.0.1' : '192.168.0.1']);
    expect(reasonOf(await visit(port, { resolve: turning }))).toBe('not_public');
  });

  test('three redirects are followed, a fourth is not', async () => {
    const port = await serve((request, response) => {
      const left = Number((request.url ?? '/0').slice(1));
      if (left === 0) response.end('arrived');
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    });
    expect(textOf(await visit(port, { path: '/3' }))).toBe('arrived');
    expect(reasonOf(await visit(port, { path: '/4' }))).toBe('too_many_redirects');
  });
});

test('an address that has moved for good is told, as far as every step before it was for good', async () => {
  const port = await serve((request, response) => {
    const [, status = '', ...rest] = (request.url ?? '/').split('/');
    if (status === '') response.end('arrived');
    else response.writeHead(Number(status), { location: `/${rest.join('/')}` }).end();
  });
  const movedTo = async (path: string): Promise<string | null | undefined> => {
    const result = await visit(port, { path });
    return result.ok ? result.value.movedTo?.replace(/^.*:\d+/, '') : undefined;
  };
  expect(await movedTo('/301/')).toBe('/');
  expect(await movedTo('/308/301/')).toBe('/');
  expect(await movedTo('/301/302/')).toBe('/302/');
  expect(await movedTo('/302/301/')).toBeUndefined();
});

test('when the other side says when to come again, it is told', async () => {
  const port = await serve((request, response) => {
    const later = request.url === '/date' ? 'Sat, 21 Nov 2026 10:00:30 GMT' : '120';
    response.writeHead(503, { 'retry-after': later, date: 'Sat, 21 Nov 2026 10:00:00 GMT' }).end();
  });
  expect(await visit(port)).toMatchObject({ reason: 'refused_there', status: 503, retryAfter: 120_000 });
  expect(await visit(port, { path: '/date' })).toMatchObject({ retryAfter: 30_000 });
});

describe('how much and how long', () => {
  const big = Buffer.alloc(5 * 1024 * 1024 + 1);

  test('what says that it is too large is not read, and what does not say it is cut off', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/said') return response.writeHead(200, { 'content-length': big.length }).end(big);
      const more = (): void =>
        void response.write(big.subarray(0, 65_536), () => !response.destroyed && more());
      more();
    });
    expect(reasonOf(await visit(port, { path: '/said' }))).toBe('too_large');
    expect(reasonOf(await visit(port, { path: '/endless' }))).toBe('too_large');
  });

  test('exactly five megabytes come through', async () => {
    const port = await serve((_request, response) => response.end(big.subarray(1)));
    const result = await visit(port);
    expect(result.ok && result.value.kind === 'fetched' && result.value.bytes.length).toBe(5 * 1024 * 1024);
  });

  test.each([
    ['gzip', (bytes: Buffer) => gzipSync(bytes)],
    ['br', (bytes: Buffer) => brotliCompressSync(bytes)]
  ])('%s is unpacked, but not beyond five megabytes', async (encoding, pack) => {
    const port = await serve((request, response) => {
      const body =
        request.url === '/bomb' ? pack(Buffer.alloc(50 * 1024 * 1024)) : pack(Buffer.from('Szegvár'));
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    expect(textOf(await visit(port))).toBe('Szegvár');
    expect(reasonOf(await visit(port, { path: '/bomb' }))).toBe('too_large');
  });

  test('damaged, nested or unknown packing is unreadable', async () => {
    const port = await serve((request, response) => {
      const encoding = decodeURIComponent((request.url ?? '/').slice(1));
      response.writeHead(200, { 'content-encoding': encoding }).end('not packed at all');
    });
    for (const encoding of ['gzip', 'br', 'gzip, gzip', 'zstd'])
      expect([encoding, reasonOf(await visit(port, { path: `/${encodeURIComponent(encoding)}` }))]).toEqual([
        encoding,
        'unreadable'
      ]);
  });

  test.each([
    ['never answers', (() => undefined) satisfies RequestListener],
    [
      'sends a byte now and then',
      ((_request, response) => {
        const drip = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(drip));
      }) satisfies RequestListener
    ]
  ])('a server that %s is left', async (_how, listener) => {
    const port = await serve(listener);
    expect(reasonOf(await visit(port, { milliseconds: 150 }))).toBe('too_slow');
  });

  test('a name that is never resolved is left', async () => {
    expect(reasonOf(await visit(1, { milliseconds: 50, resolve: () => new Promise(() => {}) }))).toBe(
      'too_slow'
    );
  });
});

describe('what comes back', () => {
  test('an unchanged feed is not sent again', async () => {
    const port = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"7"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"7"', 'content-type': 'text/calendar' }).end('BEGIN:VCALENDAR');
    });
    const first = await visit(port);
    expect(first).toMatchObject({ value: { kind: 'fetched', etag: '"7"', contentType: 'text/calendar' } });
    expect(await visit(port, { etag: '"7"' })).toMatchObject({ value: { kind: 'not_modified' } });
  });

  test('nothing of ours goes along: no cookie, no credentials, no name of the house', async () => {
    const port = await serve((request, response) => response.end(Object.keys(request.headers).sort().join()));
    expect(textOf(await visit(port))).toBe('accept,accept-encoding,connection,host,user-agent');
  });

  test('an error there is told with its number, a broken connection as unreachable', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/gone') response.writeHead(410).end('secret body');
      else if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': 100 }).write('half');
        setTimeout(() => response.destroy(), 20);
      } else response.socket?.destroy();
    });
    expect(await visit(port, { path: '/gone' })).toEqual({
      ok: false,
      reason: 'refused_there',
      status: 410,
      host: 'feed.example'
    });
    expect(reasonOf(await visit(port, { path: '/cut' }))).toBe('unreachable');
    expect(reasonOf(await visit(port, { path: '/reset' }))).toBe('unreachable');
  });

  test('every reason has its sentence', () => {
    expect(Object.keys(hu.fetch.refused)).toHaveLength(13);
  });
});
