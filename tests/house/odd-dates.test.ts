// Days and months that nobody meant, on every public address that asks for one: a page or a plain refusal, never a fault of ours.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import { copyOfSmallWorld } from './small-world.ts';

let server: RunningServer;
let dataDirectory = '';

beforeAll(async () => {
  dataDirectory = await copyOfSmallWorld();
  server = await startServer({ dataDirectory, environment: { SAMPLE: 'no' } });
});

afterAll(async () => {
  await server.stop();
  removeDirectory(dataDirectory);
});

const days = [
  '9999-12-31',
  '0000-01-01',
  '0001-01-01',
  '10000-01-01',
  '-271821-04-20',
  '2027-02-30',
  'holnap',
  ''
];
const months = ['9999-12', '0000-01', '0001-01', '2027-13', '-000001-01', 'december', ''];

const addresses = [
  ...['/programok', '/api/events', '/feeds/events.ics', '/feeds/events.rss', '/embed/events'].flatMap(
    (path) =>
      days.flatMap((day) => [`${path}?from=${day}`, `${path}?to=${day}`, `${path}?from=${day}&to=${day}`])
  ),
  ...['/programok/honap', '/programok/evad', '/utkozesek', '/programok/nyomtatas'].flatMap((path) =>
    months.map((month) => `${path}?month=${month}`)
  ),
  ...days.flatMap((day) => [
    `/programok/ahol-nincs-semmi?from=${day}`,
    `/programok/ahol-nincs-semmi?to=${day}`
  ])
];

test('no day or month of an address is a fault of the house', { timeout: 120_000 }, async () => {
  const faults: string[] = [];
  for (const address of addresses) {
    const { status } = await fetch(server.address + address, { headers: { accept: 'text/html' } });
    if (status >= 500) faults.push(`${status} ${address}`);
  }
  expect(faults).toEqual([]);
  const far = await fetch(`${server.address}/programok?to=9999-12-31`);
  expect(far.status).toBe(200);
});
