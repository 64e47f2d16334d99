// The database goes away while the house is open: a request for patience, pages from memory, and recovery without a restart.
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { startPostgres, type ThrowAwayServer } from '../postgres.ts';
import { relayTo, type Relay } from '../relay.ts';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import {
  administratorOf,
  copyOfSmallWorld,
  furnish,
  newEventForm,
  openSmallHouse,
  visitor,
  type Visitor
} from './small-world.ts';

/** A page of our own that asks for patience, and says when to come back. */
async function expectPatience(answer: Response, sentence: RegExp): Promise<void> {
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  const text = await answer.text();
  expect(text).toContain('Most nem érjük el az adatbázist');
  expect(text).toMatch(sentence);
  expect(text).not.toMatch(/DatabaseInterrupted|^\s+at /m);
}

describe('a PostgreSQL server', () => {
  let postgres: ThrowAwayServer;
  let relay: Relay;
  let server: RunningServer;
  let administrator: Visitor;

  beforeAll(async () => {
    postgres = await startPostgres();
    const direct = new URL('kalaka', postgres.url);
    const client = new pg.Client({ connectionString: `${postgres.url}postgres` });
    await client.connect();
    await client.query('create database kalaka template template0');
    await client.end();
    const house = await openSmallHouse('unused', direct.href);
    await furnish(house).finally(() => house.close());
    relay = await relayTo(Number(direct.port));
    direct.port = String(relay.port);
    server = await startServer({ environment: { DATABASE_URL: direct.href, SAMPLE: 'no' } });
    administrator = await administratorOf(server);
  });
  afterAll(async () => {
    await server?.stop();
    await relay?.close();
    await postgres?.stop();
    if (server) removeDirectory(server.dataDirectory);
  });

  test('is cut off and comes back: patience, what is in memory, and then everything as before', async () => {
    const anyone = visitor(server);
    const form = await newEventForm(administrator, { title: 'Vihar utáni bál' });
    const kept = await (await anyone.get('/telepulesek')).text();
    await relay.cut();

    await expectPatience(await anyone.get('/szervezetek'), /próbálja újra/);
    await expectPatience(await administrator.get('/programok/uj'), /próbálja újra/);
    await expectPatience(await administrator.post('/programok/uj', form), /küldje el újra/);
    const fromMemory = await anyone.get('/telepulesek');
    expect(fromMemory.status).toBe(200);
    expect(await fromMemory.text()).toBe(kept);
    expect(await (await anyone.get('/en/organisations')).text()).toContain('We cannot reach the database');

    await relay.mend();
    await expect.poll(async () => (await anyone.get('/szervezetek')).status).toBe(200);
    const answer = await administrator.post('/programok/uj', form);
    expect(answer.status).toBe(303);
  });

  test('ends every session, as when it is restarted: it recovers as soon as it is asked again', async () => {
    const client = new pg.Client({ connectionString: `${postgres.url}postgres` });
    await client.connect();
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'kalaka'`);
    await client.end();
    await expect.poll(async () => (await administrator.get('/programok/uj')).status).toBe(200);
  });
});

describe.skipIf(process.platform === 'win32')('the embedded database', () => {
  test('loses its thread again and again while forms are posted: none answered is lost, and the house stays open', async () => {
    const server = await startServer({
      dataDirectory: await copyOfSmallWorld(),
      environment: { SAMPLE: 'no' },
      nodeArguments: ['--import', resolve('tests/kill-database-thread.ts')]
    });
    const administrator = await administratorOf(server);
    const form = await newEventForm(administrator, {});
    const answered: string[] = [];
    const met = new Set<number>();
    let over = false;
    const post = async (poster: number): Promise<void> => {
      for (let n = 0; !over; n++) {
        const title = `Alkalom ${poster}-${n}`;
        const answer = await administrator.post('/programok/uj', { ...form, title, once: title });
        met.add(answer.status);
        if (answer.status === 503) await expectPatience(answer, /küldje el újra/);
        else answered.push(answer.headers.get('location') ?? title);
      }
    };
    const posters = [1, 2].map(post);
    for (let kill = 0; kill < 6; kill++) {
      // Every time only after it has recovered, and each time at another moment of what is under way.
      const seen = answered.length;
      await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThan(seen + 1);
      await new Promise((done) => setTimeout(done, 13 * kill));
      process.kill(server.pid, 'SIGUSR2');
    }
    over = true;
    await Promise.all(posters);
    expect([...met].sort()).toEqual([303, 503]);
    await expect
      .poll(async () => (await administrator.get('/programok/uj')).status, { timeout: 20_000 })
      .toBe(200);
    for (const location of answered) expect((await administrator.get(location)).status).toBe(200);
    expect(await server.stop()).toBe(0);
    removeDirectory(server.dataDirectory);
  });
});
