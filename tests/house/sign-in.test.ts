// Signing in over real HTTP: what a stranger may learn, how long a guesser may go on, and that leaving is leaving.
import { afterEach, expect, test } from 'vitest';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { now } from '#lib/platform/clock.server.ts';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import { copyOfSmallWorld, openSmallHouse } from './small-world.ts';

const ilka = 'ilka@revesz.example';
let server: RunningServer | undefined;

async function start(environment: Record<string, string> = {}): Promise<string> {
  const dataDirectory = await copyOfSmallWorld();
  const house = await openSmallHouse(dataDirectory);
  await addPerson(house.db, { name: 'Révész Ilka', email: ilka, roles: [] }, now());
  await house.close();
  server = await startServer({ dataDirectory, environment: { SAMPLE: 'no', ...environment } });
  return server.address;
}

afterEach(async () => {
  await server?.stop();
  if (server) removeDirectory(server.dataDirectory);
  server = undefined;
});

function post(
  address: string,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {}
): Promise<Response> {
  return fetch(address + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, accept: 'text/html', ...headers },
    body: new URLSearchParams(fields)
  });
}

const guess = (address: string, turn: number, from: string): Promise<Response> =>
  post(
    address,
    '/belepes/jelszo',
    { email: `valaki${turn}@sehol.example`, password: 'három szürke kecske' },
    { 'x-forwarded-for': from }
  );

test('the answer to a known address is that to an unknown one, letter for letter', async () => {
  const address = await start();
  const [known, unknown] = await Promise.all(
    [ilka, 'senki@sehol.example'].map(async (email) => {
      const response = await post(address, '/belepes?/mail', { email });
      const page = (await response.text()).replaceAll(email, '…').replace(/nonce="[^"]*"/g, '');
      return [response.status, page];
    })
  );
  expect(unknown).toEqual(known);
  expect(known?.[0]).toBe(200);
  expect(known?.[1]).toContain('Ha ismerjük ezt a címet');
});

test('a guesser is stopped, and cannot go on by claiming other addresses', async () => {
  const address = await start();
  for (let turn = 0; turn < 10; turn++)
    expect((await guess(address, turn, `198.51.100.${turn}`)).status).toBe(400);
  const stopped = await guess(address, 10, '198.51.100.10');
  expect(stopped.status).toBe(429);
  expect(await stopped.text()).toContain('Várjon 15 percet');
});

test('behind a proxy of one’s own, visitors are told apart by what it says', async () => {
  const address = await start({ TRUSTED_PROXIES: '1' });
  for (let turn = 0; turn < 12; turn++)
    expect((await guess(address, turn, `192.0.2.1, 198.51.100.${turn}`)).status).toBe(400);
  for (let turn = 0; turn < 10; turn++) await guess(address, turn + 20, `192.0.2.${turn}, 203.0.113.9`);
  expect((await guess(address, 40, '192.0.2.99, 203.0.113.9')).status).toBe(429);
});

test('after signing out the old cookie opens nothing', async () => {
  const address = await start();
  const cookieOf = (response: Response): string =>
    /(?:^|, )(session=[^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';
  const seesAccount = async (cookie: string): Promise<boolean> =>
    (await fetch(`${address}/fiok`, { headers: { cookie }, redirect: 'manual' })).status === 200;
  const link = new URL(server?.signInLink ?? '').pathname;
  const cookie = cookieOf(await post(address, link, {}));
  expect(await seesAccount(cookie)).toBe(true);
  await post(address, '/kilepes', {}, { cookie });
  expect(await seesAccount(cookie)).toBe(false);
});

test('whoever is led to sign in comes back to their account, and nowhere else', async () => {
  const address = await start();
  const led = await fetch(`${address}/fiok/belepeseim`, { redirect: 'manual' });
  expect(led.headers.get('location')).toBe('/belepes');
  const returning = /(?:^|, )(return=[^;]+)/.exec(led.headers.get('set-cookie') ?? '')?.[1] ?? '';
  const link = new URL(server?.signInLink ?? '').pathname;
  const back = await post(address, link, {}, { cookie: returning });
  expect(back.headers.get('location')).toBe('/fiok/belepeseim');
  await server?.stop();
  if (server) removeDirectory(server.dataDirectory);
  const again = await start();
  const elsewhere = await post(
    again,
    new URL(server?.signInLink ?? '').pathname,
    {},
    {
      cookie: `return=${encodeURIComponent('//attacker.example')}`
    }
  );
  expect(elsewhere.headers.get('location')).toBe('/');
});
