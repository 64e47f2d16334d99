import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#tests/db.ts';
import { openDatabase, type OpenDatabase } from './database.server.ts';
import { DatabaseInterrupted, DatabaseInUse, DatabaseUnusable } from './errors.ts';
import { projectFile } from './project.server.ts';

/** Processes that start and are killed in turn: on a busy machine each start takes its time. */
const slow = { timeout: 120_000 };

const base = join(tmpdir(), `kalaka-embedded-${process.pid}`);
let directory: string;
let count = 0;
const open: OpenDatabase[] = [];

/** Making a database takes seconds: one is made, the tests work on copies. */
const template = join(base, 'template');

function copyOfTemplate(): string {
  const copy = join(base, `copy-${++count}`);
  spawnSync('cp', ['-r', template, copy]);
  return copy;
}

async function openCopy(settings: Partial<Parameters<typeof openDatabase>[0]> = {}): Promise<OpenDatabase> {
  const database = await openDatabase({ directory, ...settings });
  open.push(database);
  return database;
}

function startWriter(mode: string) {
  const child = spawn(process.execPath, [projectFile('tests/crash-writer.ts'), directory, mode], {
    stdio: ['ignore', 'pipe', 'inherit']
  });
  return { child, lines: createInterface({ input: child.stdout }) };
}

async function killed(child: ReturnType<typeof spawn>): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe.skipIf(testDatabase !== 'embedded')('the embedded database', () => {
  beforeAll(async () => {
    const database = await openDatabase({ directory: template });
    await database.migrate();
    await database.close();
    return () => rmSync(base, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const database of open.splice(0)) await database.close();
  });

  test('keeps what was written when it is closed and opened again', async () => {
    directory = copyOfTemplate();
    const first = await openCopy();
    await sql`create table kept as select 'őrség' as word`.execute(first.db);
    await first.close();
    const second = await openCopy();
    expect((await sql`select word from kept`.execute(second.db)).rows).toEqual([{ word: 'őrség' }]);
    expect(await second.health()).toMatchObject({
      kind: 'embedded',
      restarts: 0,
      migration: expect.stringMatching(/^\d{4}_/)
    });
  });

  test('is refused to a second one in this process, with the holder and what to do', async () => {
    directory = copyOfTemplate();
    const first = await openCopy();
    const refused = openDatabase({ directory });
    await expect(refused).rejects.toBeInstanceOf(DatabaseInUse);
    await expect(refused).rejects.toThrow(new RegExp(`in use by process ${process.pid}.*DATABASE_URL`));
    await sql`select 1`.execute(first.db);
    await first.close();
    await openCopy();
  });

  test('is refused while another process has it, and free once that was killed', async () => {
    directory = copyOfTemplate();
    const { child, lines } = startWriter('hold');
    await once(lines, 'line');
    await expect(openDatabase({ directory })).rejects.toThrow(new RegExp(`process ${child.pid}\\b`));
    await killed(child);
    await openCopy();
  });

  test(
    'loses nothing acknowledged when its process is killed while writing, round after round',
    slow,
    async () => {
      directory = copyOfTemplate();
      let acknowledged = 0;
      for (const milliseconds of [30, 110, 70, 190, 10]) {
        const { child, lines } = startWriter('write');
        lines.on('line', (line) => (acknowledged = Number(line)));
        const before = acknowledged;
        await once(lines, 'line');
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        await killed(child);
        const database = await openCopy();
        const { rows } = await sql<{ last: number; count: number; whole: number }>`
        select max(n) as last, count(*) as count, count(*) filter (where length(filling) = 501) as whole
        from written`.execute(database.db);
        const { last = 0, ...counts } = rows[0] ?? {};
        expect(acknowledged).toBeGreaterThan(before);
        // One more may have been committed whose number the kill kept from being printed.
        expect([acknowledged, acknowledged + 1]).toContain(last);
        expect(counts).toEqual({ count: last, whole: last });
        await database.close();
      }
    }
  );

  test('goes on where a migration was killed', slow, async () => {
    directory = join(base, 'migrated');
    for (const milliseconds of [0, 40, 120]) {
      const { child, lines } = startWriter('migrate');
      await once(lines, 'line');
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await killed(child);
    }
    const database = await openCopy();
    await database.migrate();
    expect(await database.migrate()).toEqual({ applied: [] });
  });

  test('starts anew where its first start was killed', async () => {
    directory = join(base, 'unfinished');
    mkdirSync(join(directory, 'postgres.new'), { recursive: true });
    writeFileSync(join(directory, 'postgres.new/PG_VERSION'), '18\n');
    const database = await openCopy();
    expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
    expect(existsSync(join(directory, 'postgres.new'))).toBe(false);
  });

  test('refuses files of another major version, and what is no database', async () => {
    directory = copyOfTemplate();
    const stamp = join(directory, 'postgres/PG_VERSION');
    writeFileSync(stamp, '17\n');
    await expect(openDatabase({ directory })).rejects.toThrow(/version 17.*version 18/);
    rmSync(stamp);
    await expect(openDatabase({ directory })).rejects.toBeInstanceOf(DatabaseUnusable);
    writeFileSync(stamp, '18\n');
    await openCopy();
  });

  test('with damaged files says that it does not start, and lets go of them', async () => {
    directory = copyOfTemplate();
    const control = join(directory, 'postgres/global/pg_control');
    const bytes = readFileSync(control);
    rmSync(control);
    await expect(openDatabase({ directory })).rejects.toThrow(/does not start/);
    writeFileSync(control, bytes);
    await openCopy();
  });

  test('is opened again after a statement had to be ended, with all that was written before', async () => {
    directory = copyOfTemplate();
    const database = await openCopy({ limits: { statement: 500 } });
    await sql`create table kept (n int)`.execute(database.db);
    await sql`insert into kept values (1)`.execute(database.db);
    const endless = sql`insert into kept select n from generate_series(2, 100000000000) n`.execute(
      database.db
    );
    const waiting = sql<{ n: number }>`select n from kept`.execute(database.db);
    await expect(endless).rejects.toMatchObject({ name: 'DatabaseInterrupted', outcome: 'unknown' });
    await expect(endless).rejects.toBeInstanceOf(DatabaseInterrupted);
    expect((await waiting).rows).toEqual([{ n: 1 }]);
    expect((await database.health()).restarts).toBe(1);
  });

  test('makes its own checkpoints', async () => {
    directory = copyOfTemplate();
    const database = await openCopy({ checkpointEvery: 100 });
    const position = async (): Promise<unknown> =>
      (
        await sql<{ at: string }>`select redo_lsn::text as at from pg_control_checkpoint()`.execute(
          database.db
        )
      ).rows[0]?.at;
    const before = await position();
    await sql`create table written as select n from generate_series(1, 1000) n`.execute(database.db);
    await expect.poll(position, { timeout: 5000 }).not.toBe(before);
  });

  test('is swept table by table', async () => {
    directory = copyOfTemplate();
    const database = await openCopy();
    await sql`create table "Swept table" as select n from generate_series(1, 1000) n`.execute(database.db);
    await sql`delete from "Swept table" where n > 10`.execute(database.db);
    await database.vacuum();
    const { rows } =
      await sql`select reltuples::int as rows from pg_class where relname = 'Swept table'`.execute(
        database.db
      );
    expect(rows).toEqual([{ rows: 10 }]);
  });

  test.skipIf(spawnSync('strace', ['-V']).error !== undefined)('syncs every commit to the disk', () => {
    directory = copyOfTemplate();
    const log = join(base, 'strace.txt');
    const traced = spawnSync(
      'strace',
      [
        '-f',
        '-o',
        log,
        '-e',
        'trace=fsync,fdatasync',
        process.execPath,
        projectFile('tests/crash-writer.ts'),
        directory,
        'some'
      ],
      { encoding: 'utf8', timeout: 25_000 }
    );
    expect(traced.stdout.trim().split('\n')).toHaveLength(50);
    const syncs = readFileSync(log, 'utf8').match(/f(data)?sync\(/g)?.length ?? 0;
    expect(syncs).toBeGreaterThanOrEqual(50);
  });
});
