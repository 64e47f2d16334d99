// Attacks over real HTTP against the built application: each test falls when the defence it tries is taken away.
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse } from '../../src/house.server.ts';
import { readSettings } from '../../src/settings.ts';
import { system } from '#lib/platform/actor.ts';
import { now } from '#lib/platform/clock.server.ts';
import { setMaintenance } from '#lib/platform/maintenance.server.ts';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Question {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Unlike `fetch`, sends whatever Host, path and method it is told to. */
function ask(port: number, { path = '/', method = 'GET', headers = {}, body }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port, path, method, headers: { accept: 'text/html', ...headers }, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
        );
        response.on('error', reject);
      }
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** For requests that no client library would write. */
function sayRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a house without a public address', () => {
  const directory = mkdtempSync(join(tmpdir(), 'kalaka-security-'));
  let server: RunningServer;
  let port: number;
  let session: string;

  beforeAll(async () => {
    server = await startServer({ dataDirectory: directory });
    port = Number(new URL(server.address).port);
    const signedIn = await ask(port, {
      path: new URL(server.signInLink).pathname,
      method: 'POST',
      headers: { ...form, host: new URL(server.address).host, origin: server.address }
    });
    session = /session=[^;]+/.exec(String(signedIn.headers['set-cookie']))?.[0] ?? '';
    if (!session) throw new Error(`Nobody could sign in: ${signedIn.status}`);
  });
  afterAll(async () => {
    await server?.stop();
    removeDirectory(directory);
  });

  const signedIn = (question: Question): Promise<Answer> =>
    ask(port, {
      ...question,
      headers: { host: new URL(server.address).host, cookie: session, ...question.headers }
    });

  describe('the name it is called by', () => {
    const stranger = { host: 'attacker.example' };

    test.each(['/', '/programok', '/feeds/events.rss', '/feeds/events.ics', '/api/events', '/nincs-ilyen'])(
      'a forged Host leaves no trace in %s, nor in what the next reader gets',
      async (path) => {
        for (const headers of [
          stranger,
          { host: server.address.slice(7), 'x-forwarded-host': 'attacker.example' }
        ]) {
          const answer = await ask(port, { path, headers });
          expect(answer.body + JSON.stringify(answer.headers)).not.toContain('attacker.example');
        }
        const next = await ask(port, { path, headers: { host: new URL(server.address).host } });
        expect(next.body).not.toContain('attacker.example');
      }
    );

    test('it is not where a redirect leads', async () => {
      const answer = await ask(port, { path: '/events', headers: stranger });
      expect([answer.status, answer.headers.location]).toEqual([301, '/programok']);
    });

    test('links in feeds lead to this machine instead', async () => {
      const { body } = await ask(port, { path: '/feeds/events.rss', headers: stranger });
      expect(body).toContain(`http://localhost:${port}/`);
    });

    test('a whole foreign address in the request line opens nothing', async () => {
      const answer = await sayRaw(
        port,
        'GET http://attacker.example/programok HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n'
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400/);
      expect(answer).not.toContain('attacker.example');
    });
  });

  describe('redirects', () => {
    test.each([
      '//attacker.example/events',
      '///attacker.example/events',
      '/\\attacker.example/events',
      '/en//attacker.example',
      '//attacker.example/%2e%2e/events/',
      '/%2f%2fattacker.example/events',
      '/%5c%5cattacker.example/events',
      '//attacker.example',
      '/events//attacker.example/',
      '/programok/?to=//attacker.example',
      '/belepes?next=https://attacker.example',
      '/belepes?to=//attacker.example'
    ])('%s never leaves the house', async (path) => {
      const { headers, body } = await ask(port, { path, headers: { host: new URL(server.address).host } });
      if (headers.location !== undefined)
        expect(
          new URL(headers.location, `${server.address}${path.split('?')[0]?.replace(/^\/+/, '/')}`).origin
        ).toBe(server.address);
      expect(headers.location ?? '').not.toMatch(/^(\/\/|\/\\|\\)/);
      expect(body).not.toMatch(/(href|action)="(\/\/|\/\\|https?:\/\/)attacker/);
    });
  });

  describe('forms of other sites', () => {
    test.each([
      { origin: 'https://attacker.example' },
      { origin: 'null' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      {},
      { origin: 'https://attacker.example', 'content-type': 'text/plain' },
      { origin: 'https://attacker.example', 'content-type': 'application/json' },
      { origin: 'https://attacker.example', 'content-type': 'multipart/form-data; boundary=x' },
      { origin: 'https://attacker.example', 'x-http-method-override': 'GET' }
    ] as Record<string, string>[])(
      'with %o are refused with a page, and nothing happens',
      async (headers) => {
        const answer = await signedIn({
          path: '/kilepes',
          method: 'POST',
          headers: { ...form, ...headers },
          body: 'a=1'
        });
        expect(answer.status).toBe(403);
        expect(answer.headers['content-type']).toContain('text/html');
        expect(answer.body).toContain('Ezt a kérést nem fogadtuk el');
        expect((await signedIn({ path: '/admin' })).status).toBe(200);
      }
    );

    test('in English, in English', async () => {
      const answer = await ask(port, { path: '/en/sign-out', method: 'POST', headers: form });
      expect(answer.body).toContain('This request was not accepted');
    });

    test('a form of our own is accepted', async () => {
      const answer = await signedIn({
        path: '/admin/karbantartas?/open',
        method: 'POST',
        headers: { ...form, origin: server.address }
      });
      expect(answer.status).toBe(303);
    });
  });

  describe('methods', () => {
    test.each(['PUT', 'PATCH', 'DELETE'])('%s changes nothing', async (method) => {
      const answer = await signedIn({ path: '/kilepes', method, headers: { origin: server.address } });
      expect(answer.status).toBe(405);
      expect((await signedIn({ path: '/admin' })).status).toBe(200);
    });

    test('reading never acts, whatever the address says', async () => {
      for (const path of ['/kilepes?/default', '/admin/karbantartas?/close', '/kilepes?_method=POST'])
        for (const method of ['GET', 'HEAD'])
          expect(
            (await signedIn({ path, method, headers: { 'x-http-method-override': 'POST' } })).status
          ).toBeLessThan(400);
      expect(
        (await ask(port, { path: '/programok', headers: { host: server.address.slice(7) } })).status
      ).toBe(200);
      expect((await signedIn({ path: '/admin' })).status).toBe(200);
    });

    test.each(['TRACE', 'CONNECT', 'BREW'])('%s is not understood', async (method) => {
      const answer = await sayRaw(
        port,
        `${method} / HTTP/1.1\r\nHost: localhost\r\nCookie: secret=1\r\nConnection: close\r\n\r\n`
      );
      expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
      expect(answer).not.toContain('secret=1');
    });
  });

  describe('paths', () => {
    test.each([
      '/../../../../etc/passwd',
      '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
      '/..%2f..%2f..%2fetc%2fpasswd',
      '/_app/../../../package.json',
      '/_app/%2e%2e/%2e%2e/package.json',
      '/_app/..%2f..%2fhandler.js',
      '/_app/immutable/..%5c..%5c..%5cpackage.json',
      '/favicon.svg/../../../package.json',
      '/.env',
      '/data/database.json',
      '/feeds/events/..%2f..%2f..%2fpackage.json.ics'
    ])('%s gives out no file', async (path) => {
      const answer = await ask(port, { path, headers: { host: server.address.slice(7) } });
      expect([301, 308, 400, 404]).toContain(answer.status);
      expect(answer.body).not.toMatch(/root:x:|"dependencies"|postgresMajor/);
    });

    test.each([
      '/programok/%00',
      '/programok?near=%00',
      '/%00',
      '/belepes/%00',
      '/%zz',
      '/programok/%c3%28',
      '/%ff'
    ])('%s breaks nothing', async (path) => {
      const { status } = await ask(port, { path, headers: { host: server.address.slice(7) } });
      expect([400, 404]).toContain(status);
    });

    test('addresses and headers have an end, and the house answers on', async () => {
      const long = 'a'.repeat(60_000);
      const host = server.address.slice(7);
      expect((await sayRaw(port, `GET /${long} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).slice(9, 12)).toBe('431');
      expect(
        (await sayRaw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Long: ${long}\r\n\r\n`)).slice(9, 12)
      ).toBe('431');
      const many = Array.from({ length: 5_000 }, (_, index) => `X-${index}: y`).join('\r\n');
      expect((await sayRaw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\n${many}\r\n\r\n`)).slice(9, 12)).toBe(
        '431'
      );
      expect((await ask(port, { path: '/', headers: { host } })).status).toBe(200);
    });

    test('two lengths, or a length and chunks, are refused: nothing is smuggled past a proxy', async () => {
      const head = 'POST /kilepes HTTP/1.1\r\nHost: localhost\r\n';
      expect(
        await sayRaw(
          port,
          `${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n`
        )
      ).toMatch(/^HTTP\/1\.1 400/);
      expect(await sayRaw(port, `${head}Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc`)).toMatch(
        /^HTTP\/1\.1 400/
      );
    });
  });

  describe('headers', () => {
    test.each([
      ['/programok', 200],
      ['/feeds/events.ics', 200],
      ['/api/events', 200],
      ['/favicon.svg', 200],
      ['/events', 301],
      ['/nincs-ilyen', 404],
      ['/health/live', 200],
      ['/belepes', 200]
    ])('of %s', async (path, status) => {
      const { headers, ...answer } = await ask(port, { path, headers: { host: server.address.slice(7) } });
      expect(answer.status).toBe(status);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe(
        /^\/(feeds|api)/.test(path) ? 'cross-origin' : 'same-origin'
      );
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined();
      if (path === '/favicon.svg') return;
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'|(script-src|default-src)[^;]*\*/);
    });

    test('what is shown to one person is kept nowhere, what is public is asked for again', async () => {
      for (const path of ['/admin', '/programok', '/feeds/events.ics', '/nincs-ilyen'])
        expect((await signedIn({ path })).headers['cache-control']).toBe('private, no-store');
      expect((await ask(port, { path: '/belepes' })).headers['cache-control']).toBe('private, no-store');
      const open = await ask(port, { path: '/programok', headers: { host: server.address.slice(7) } });
      expect(open.headers['cache-control']).toBe('private, no-cache');
    });

    test('a signed-in reader gets no page of the cache and leaves none in it', async () => {
      await ask(port, { path: '/szervezetek', headers: { host: server.address.slice(7) } });
      const mine = await signedIn({ path: '/szervezetek' });
      expect(mine.body).toContain('Rendszergazda');
      const theirs = await ask(port, { path: '/szervezetek', headers: { host: server.address.slice(7) } });
      expect(theirs.body).not.toContain('Rendszergazda');
    });
  });

  describe('watching the house', () => {
    test('this machine is told how it is', async () => {
      const host = server.address.slice(7);
      expect(JSON.parse((await ask(port, { path: '/health/live', headers: { host } })).body)).toEqual({
        status: 'live'
      });
      const ready = await ask(port, { path: '/health/ready', headers: { host } });
      expect([ready.status, JSON.parse(ready.body)]).toEqual([
        200,
        { status: 'ready', database: 'ok', migrations: 'ok', jobs: 'ok' }
      ]);
      const { body } = await ask(port, { path: '/metrics', headers: { host } });
      expect(body).toMatch(
        /^kalaka_request_seconds_count\{route="\/\(public\)\/events",method="GET",status="200"\} \d+$/m
      );
      expect(body).toMatch(/^kalaka_jobs\{state="failed"\} \d+$/m);
      expect(body).toMatch(/^kalaka_database_bytes\{kind="embedded"\} \d+$/m);
      expect(body).toMatch(/^kalaka_page_cache_total\{outcome="hit"\} [1-9]/m);
    });

    test.each([
      { host: 'attacker.example' },
      { 'x-forwarded-for': '203.0.113.5' },
      { forwarded: 'for=203.0.113.5' },
      { via: '1.1 proxy' }
    ] as Record<string, string>[])('whoever comes with %o gets no figures', async (headers) => {
      expect((await ask(port, { path: '/metrics', headers })).status).toBe(404);
    });

    test('lines of the log name the route, not the address or what was asked', async () => {
      await ask(port, { path: '/programok?near=titkos-hely', headers: { host: server.address.slice(7) } });
      const lines = server
        .output()
        .split('\n')
        .filter((line) => line.includes('"request"'));
      expect(lines.some((line) => line.includes('"route":"/(public)/events"'))).toBe(true);
      for (const line of lines)
        expect(Object.keys(JSON.parse(line) as object)).toEqual([
          'at',
          'level',
          'event',
          'route',
          'method',
          'status',
          'ms'
        ]);
      expect(server.output()).not.toMatch(/titkos-hely|127\.0\.0\.1:\d+ /);
    });
  });

  test('closed, the house shows visitors the message and lets administrators in', async () => {
    const post = (path: string, body: string): Promise<Answer> =>
      signedIn({ path, method: 'POST', headers: { ...form, origin: server.address }, body });
    const host = server.address.slice(7);
    // The page is in the cache when the house closes.
    await ask(port, { path: '/programok', headers: { host } });
    expect(
      (await post('/admin/karbantartas?/close', `message=${encodeURIComponent('<b>Költözünk</b>')}`)).status
    ).toBe(303);
    try {
      for (const path of ['/programok', '/feeds/events.ics', '/api/events', '/nincs-ilyen']) {
        const answer = await ask(port, { path, headers: { host } });
        expect([path, answer.status, answer.headers['retry-after']]).toEqual([path, 503, '600']);
        expect(answer.body).toContain('&lt;b&gt;Költözünk&lt;/b&gt;');
      }
      expect((await ask(port, { path: '/belepes', headers: { host } })).status).toBe(200);
      expect((await ask(port, { path: '/health/ready', headers: { host } })).status).toBe(200);
      expect((await signedIn({ path: '/programok' })).status).toBe(200);
      expect((await signedIn({ path: '/admin/allapot' })).body).toContain('karbantartás miatt zárva');
    } finally {
      await post('/admin/karbantartas?/open', '');
    }
    expect((await ask(port, { path: '/programok', headers: { host } })).status).toBe(200);
  });
});

describe('a house behind a proxy, at a public https address', () => {
  const directory = mkdtempSync(join(tmpdir(), 'kalaka-public-'));
  const token = 'a-long-token-for-the-monitor';
  let server: RunningServer;
  let port: number;

  beforeAll(async () => {
    const settings = readSettings({ DATA_DIRECTORY: directory, SAMPLE: 'no' });
    const house = await openHouse(settings);
    await setMaintenance(house.db, system, null, now()).finally(() => house.close());
    port = await freePort();
    server = await startServer({
      dataDirectory: directory,
      environment: {
        PORT: String(port),
        PUBLIC_URL: 'https://kalaka.example',
        METRICS_TOKEN: token,
        SAMPLE: 'no'
      }
    });
  });
  afterAll(async () => {
    await server?.stop();
    removeDirectory(directory);
  });

  test('cookies are bound to the host and Secure, the browser is told to stay on https', async () => {
    const signIn = await ask(port, {
      path: new URL(server.signInLink).pathname,
      method: 'POST',
      headers: { ...form, origin: 'https://kalaka.example' }
    });
    const cookies = signIn.headers['set-cookie'] ?? [];
    expect(signIn.status).toBe(303);
    expect(cookies.find((cookie) => cookie.startsWith('__Host-session='))).toMatch(/Path=\/;.*HttpOnly/);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).not.toMatch(/; Domain/i);
    }
    for (const path of ['/', '/favicon.svg', '/nincs-ilyen'])
      expect((await ask(port, { path })).headers['strict-transport-security']).toMatch(/max-age=31536000/);
  });

  test('links are made from the public address, whatever Host the request has', async () => {
    for (const host of ['attacker.example', '127.0.0.1', 'kalaka.example']) {
      const { body } = await ask(port, { path: '/feeds/events.rss', headers: { host } });
      expect(body).toContain('https://kalaka.example/');
      expect(body).not.toMatch(/attacker|127\.0\.0\.1|http:\/\/kalaka/);
    }
  });

  test('a form is ours only when it comes from the public address', async () => {
    const posted = (origin: string, host: string): Promise<Answer> =>
      ask(port, { path: '/kilepes', method: 'POST', headers: { ...form, origin, host } });
    expect((await posted('https://attacker.example', 'attacker.example')).status).toBe(403);
    expect((await posted('http://kalaka.example', 'kalaka.example')).status).toBe(403);
    expect((await posted('https://kalaka.example', '127.0.0.1')).status).toBe(303);
  });

  test('figures are for the token, not for whoever the proxy lets through', async () => {
    const metrics = async (headers: Record<string, string>): Promise<number> =>
      (await ask(port, { path: '/metrics', headers })).status;
    expect(await metrics({ host: '127.0.0.1' })).toBe(404);
    expect(await metrics({ authorization: 'Bearer wrong' })).toBe(404);
    expect(await metrics({ authorization: `Basic ${token}` })).toBe(404);
    expect(await metrics({ authorization: `Bearer ${token}x` })).toBe(404);
    expect(await metrics({ authorization: `Bearer ${token}` })).toBe(200);
  });
});

describe('rules of the code', () => {
  const files = globSync('src/**/*.{ts,svelte}').filter((file) => !file.includes('.test.'));
  const containing = (pattern: RegExp): string[] =>
    files
      .filter((file) => pattern.test(readFileSync(file, 'utf8')))
      .map((file) => file.replaceAll('\\', '/'))
      .sort();

  test('the test doors of the fetch guard are opened by its own file only', () => {
    expect(containing(/fetchThroughTestDoors|TestDoors/)).toEqual(['src/lib/platform/fetch-guard.server.ts']);
  });

  test('nothing else fetches from the network, and the guard reads no setting', () => {
    expect(containing(/(?<![.\w])fetch\(|from 'node:https?'|from 'undici'/)).toEqual([
      'src/cli/serve.ts',
      'src/lib/platform/fetch-guard.server.ts'
    ]);
    expect(readFileSync('src/lib/platform/fetch-guard.server.ts', 'utf8')).not.toContain('process.env');
  });

  test('raw markup goes into a page where it is made, nowhere else', () => {
    expect(containing(/\{@html /)).toEqual(['src/lib/ui/LinkedData.svelte']);
  });

  test('who acts is known from the session, and the Host header only where it is checked', () => {
    expect(containing(/headers\.get\('(x-forwarded-[a-z]+|host)'\)/)).toEqual([]);
    // A request's own idea of where it was sent becomes a link only through checkedOrigin.
    expect(containing(/url\.origin(?!\.)/)).toEqual(['src/lib/platform/origin.server.ts']);
  });
});
