// A backup made while events are being entered holds all that was answered before, and what is put back equals what was.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { runCommand } from '../command.ts';
import { startPostgres } from '../postgres.ts';
import { removeDirectory, startServer } from '../running-server.ts';
import { administratorOf, copyOfSmallWorld, furnish, newEventForm, openSmallHouse } from './small-world.ts';

const scratch = mkdtempSync(join(tmpdir(), 'kalaka-backup-'));
afterAll(() => removeDirectory(scratch));

/** Two places of the same kind: one with the small world in it, one empty. */
interface Places {
  readonly from: Record<string, string>;
  readonly to: Record<string, string>;
  end(): Promise<void>;
}

async function embeddedPlaces(): Promise<Places> {
  const from = await copyOfSmallWorld();
  return {
    from: { DATA_DIRECTORY: from },
    to: { DATA_DIRECTORY: join(scratch, 'restored') },
    end: async () => removeDirectory(from)
  };
}

async function serverPlaces(): Promise<Places> {
  const postgres = await startPostgres();
  const client = new pg.Client({ connectionString: `${postgres.url}postgres` });
  await client.connect();
  for (const name of ['one', 'two']) await client.query(`create database ${name} template template0`);
  await client.end();
  const place = (name: string): Record<string, string> => ({
    DATABASE_URL: `${postgres.url}${name}`,
    DATA_DIRECTORY: join(scratch, name)
  });
  const house = await open(place('one'));
  await furnish(house).finally(() => house.close());
  return { from: place('one'), to: place('two'), end: () => postgres.stop() };
}

const open = (place: Record<string, string>) =>
  openSmallHouse(place['DATA_DIRECTORY'] ?? '', place['DATABASE_URL']);

/** Digest of each table's rows, in an order that does not depend on where they lie. */
async function digests(place: Record<string, string>): Promise<Record<string, string>> {
  const house = await open(place);
  try {
    const { rows: tables } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(house.db);
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await sql<{ row: string }>`
        select t::text as row from ${sql.table(name)} t order by 1`.execute(house.db);
      const hash = createHash('sha256');
      for (const { row } of rows) hash.update(row).update('\n');
      found[name] = `${rows.length} ${hash.digest('hex').slice(0, 16)}`;
    }
    return found;
  } finally {
    await house.close();
  }
}

const tools = spawnSync('pg_dump', ['--version']).status === 0;

describe.each([
  { kind: 'the embedded database', places: embeddedPlaces, skipped: false },
  { kind: 'a PostgreSQL server', places: serverPlaces, skipped: !tools }
])('$kind', ({ places, skipped }) => {
  test.skipIf(skipped)('is backed up while events are entered, and put back whole', async () => {
    const { from, to, end } = await places();
    const server = await startServer({ environment: { SAMPLE: 'no', ...from } });
    const editor = await administratorOf(server);
    const form = await newEventForm(editor, {});
    const answered: string[] = [];
    let over = false;
    const posting = (async () => {
      for (let n = 0; !over; n++) {
        const title = `Alkalom ${n}`;
        const answer = await editor.post('/programok/uj', { ...form, title, once: title });
        expect(answer.status).toBe(303);
        answered.push(answer.headers.get('location') ?? '');
      }
    })();
    await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThan(5);
    const before = [...answered];
    const name = join(scratch, `busy-${before.length}-${from['DATABASE_URL'] ? 'server' : 'embedded'}`);
    expect(await runCommand(['backup', name], from)).toMatchObject({ code: 0, err: '' });
    over = true;
    await posting;
    expect(answered.length).toBeGreaterThan(before.length);
    expect(await server.stop()).toBe(0);

    // Made in the middle of everything: starts, and has what had been answered by then.
    expect(await runCommand(['restore', name], to)).toMatchObject({ code: 0 });
    const restored = await startServer({ environment: { SAMPLE: 'no', ...to } });
    for (const location of before)
      expect((await fetch(restored.address + location)).status, location).toBe(200);
    expect(await restored.stop()).toBe(0);
    const full = await runCommand(['restore', name], to);
    expect(full).toMatchObject({ code: 1 });
    expect(full.err).toMatch(/already/);
    await end();
  });

  test.skipIf(skipped)('is equal, table by table, to what was backed up', async () => {
    const { from, to, end } = await places();
    const target = {
      ...to,
      DATA_DIRECTORY: join(scratch, `equal-${from['DATABASE_URL'] ? 'server' : 'embedded'}`)
    };
    const name = join(scratch, `quiet-${from['DATABASE_URL'] ? 'server' : 'embedded'}`);
    expect((await runCommand(['sample'], from)).code).toBe(0);
    // Before: that a backup was made is noted down as well.
    const original = await digests(from);
    expect((await runCommand(['backup', name], from)).code).toBe(0);
    expect((await runCommand(['restore', name], target)).code).toBe(0);
    expect(Object.keys(original).length).toBeGreaterThan(20);
    expect(await digests(target)).toEqual(original);
    await end();
  });
});
