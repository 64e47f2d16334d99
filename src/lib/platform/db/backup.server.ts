// Backups: complete copies with a manifest, made while work goes on, put back only into an empty place.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { no, ok } from '#lib/core/result.ts';
import {
  copyTree,
  digest,
  firstDifference,
  manifestName,
  readManifest,
  type Manifest,
  type OnProgress
} from './backup-files.server.ts';
import { syncPath, syncTree } from './disk.server.ts';
import { embeddedMajor, filesIn, putInPlace, type EmbeddedDatabase } from './embedded.server.ts';
import { DatabaseInUse, DatabaseUnusable } from './errors.ts';
import { usualLimits, type Pool } from './lease.server.ts';
import { lockDirectory } from './lock.server.ts';
import { checkServer, serverPool } from './server-pool.server.ts';

export interface BackupFacts {
  readonly directory: string;
  readonly files: number;
  readonly bytes: number;
  readonly migration: string | null;
}

export type BackupReason =
  | 'target_exists'
  | 'not_a_backup'
  | 'damaged'
  | 'other_kind'
  | 'other_version'
  | 'not_empty'
  | 'in_use'
  | 'no_tool'
  | 'tool_failed';

/** `message` is for the administrator, in English like everything on the command line. */
export type BackupResult =
  { ok: true; value: BackupFacts } | { ok: false; reason: BackupReason; message: string };

const dumpName = 'database.dump';

/** Statements wait while the files are copied and digested: 0.7 s for the 41 MB of a new database on two cores. */
export async function backUpEmbedded(
  database: EmbeddedDatabase,
  target: string,
  onProgress: OnProgress = () => {}
): Promise<BackupResult> {
  return writeBackup(target, (unfinished) =>
    database.pool.alone(async ({ client }) => {
      await client.query('checkpoint');
      const migration = await lastMigration(async (text) => (await client.query(text)).rows);
      const { directories, files } = await copyTree(database.files, join(unfinished, 'postgres'), onProgress);
      return {
        format: 1 as const,
        kind: 'embedded' as const,
        postgresMajor: embeddedMajor,
        migration,
        directories,
        files
      };
    })
  );
}

/** Through pg_dump, which has to be on PATH and not older than the server. */
export async function backUpServer(pool: Pool, url: string, target: string): Promise<BackupResult> {
  return writeBackup(target, async (unfinished) => {
    const connection = await pool.connect();
    const query = async (text: string) => (await connection.query(text)).rows;
    let major: number;
    let migration: string | null;
    try {
      const [row] = await query('show server_version_num');
      major = Math.floor(Number(row?.['server_version_num']) / 10_000);
      migration = await lastMigration(query);
    } finally {
      connection.release();
    }
    const dump = join(unfinished, dumpName);
    const failed = await runTool(
      'pg_dump',
      ['--format=custom', '--no-owner', '--no-privileges', `--file=${dump}`],
      url
    );
    if (failed) return failed;
    return {
      format: 1 as const,
      kind: 'server' as const,
      postgresMajor: major,
      migration,
      directories: [],
      files: { [dumpName]: await digest(dump) }
    };
  });
}

/** Verifies every file against the manifest before anything is put in place. Refuses a database that has something in it. */
export async function restoreBackup(
  source: string,
  settings: { url?: string | undefined; directory: string },
  onProgress: OnProgress = () => {}
): Promise<BackupResult> {
  const manifest = readManifest(source);
  if (!manifest)
    return refusal('not_a_backup', `${source} is not a backup: it has no readable ${manifestName}.`);
  const wanted = settings.url ? 'server' : 'embedded';
  if (manifest.kind !== wanted)
    return refusal(
      'other_kind',
      `The backup is of ${kindName(manifest.kind)} and cannot be put into ${kindName(wanted)}.`
    );
  const restored = settings.url
    ? await restoreServer(source, manifest, settings.url)
    : await restoreEmbedded(source, manifest, resolve(settings.directory), onProgress);
  return restored ?? ok(factsOf(source, manifest));
}

async function restoreEmbedded(
  source: string,
  manifest: Manifest,
  directory: string,
  onProgress: OnProgress
): Promise<Refusal | null> {
  if (manifest.postgresMajor !== embeddedMajor)
    return refusal(
      'other_version',
      `The backup is of version ${manifest.postgresMajor}, this program reads version ${embeddedMajor}.`
    );
  let lock;
  try {
    lock = lockDirectory(directory);
  } catch (error) {
    if (error instanceof DatabaseInUse) return refusal('in_use', error.message);
    throw error;
  }
  try {
    if (existsSync(filesIn(directory)))
      return refusal('not_empty', `There is a database in ${directory} already: move it away first.`);
    const unfinished = join(directory, 'postgres.new');
    await rm(unfinished, { recursive: true, force: true });
    const copied = await copyTree(join(source, 'postgres'), unfinished, onProgress);
    const damaged = firstDifference(manifest.files, copied.files);
    if (damaged) {
      await rm(unfinished, { recursive: true, force: true });
      return refusal('damaged', `The backup is damaged: ${damaged} is not what it was.`);
    }
    for (const empty of manifest.directories) mkdirSync(join(unfinished, empty), { recursive: true });
    putInPlace(directory, unfinished);
    return null;
  } finally {
    lock.release();
  }
}

async function restoreServer(source: string, manifest: Manifest, url: string): Promise<Refusal | null> {
  const dump = join(source, dumpName);
  const found = existsSync(dump) ? await digest(dump) : null;
  if (firstDifference(manifest.files, found ? { [dumpName]: found } : {}))
    return refusal('damaged', `The backup is damaged: ${dumpName} is not what it was.`);
  const pool = serverPool(url, usualLimits, 1);
  try {
    await checkServer(pool, url);
    const connection = await pool.connect();
    try {
      const { rows } = await connection.query(`select from pg_tables where schemaname = 'public' limit 1`);
      if (rows.length > 0)
        return refusal('not_empty', 'There are tables in that database already: restore into an empty one.');
    } finally {
      connection.release();
    }
  } catch (error) {
    if (error instanceof DatabaseUnusable) return refusal('tool_failed', error.message);
    throw error;
  } finally {
    await pool.end();
  }
  return runTool(
    'pg_restore',
    ['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges', dump],
    url
  );
}

type Refusal = Extract<BackupResult, { ok: false }>;

function refusal(reason: BackupReason, message: string): Refusal {
  return no(reason, { message });
}

function kindName(kind: 'embedded' | 'server'): string {
  return kind === 'embedded' ? 'an embedded database' : 'a PostgreSQL server';
}

/** The directory appears under its name only when it is complete and on the disk. */
async function writeBackup(
  target: string,
  write: (unfinished: string) => Promise<Manifest | Refusal>
): Promise<BackupResult> {
  if (existsSync(target)) return refusal('target_exists', `${target} exists already: give a new name.`);
  const unfinished = join(dirname(target), `.${basename(target)}.unfinished-${process.pid}`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  try {
    const manifest = await write(unfinished);
    if ('ok' in manifest) return manifest;
    await writeFile(join(unfinished, manifestName), `${JSON.stringify(manifest, null, 1)}\n`);
    syncTree(unfinished);
    await rename(unfinished, target);
    syncPath(dirname(target));
    return ok(factsOf(target, manifest));
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function factsOf(directory: string, manifest: Manifest): BackupFacts {
  const files = Object.values(manifest.files);
  return {
    directory,
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    migration: manifest.migration
  };
}

async function lastMigration(
  query: (text: string) => Promise<Record<string, unknown>[]>
): Promise<string | null> {
  const [there] = await query(`select to_regclass('migration') is not null as there`);
  if (!there?.['there']) return null;
  const [last] = await query('select max(name) as name from migration');
  return typeof last?.['name'] === 'string' ? last['name'] : null;
}

/** The password goes through the environment: arguments can be seen by every user of the machine. @returns null when it went well */
function runTool(tool: string, args: readonly string[], url: string): Promise<Refusal | null> {
  const place = new URL(url);
  const password = decodeURIComponent(place.password);
  place.password = '';
  return new Promise((resolve) => {
    const child = spawn(tool, [`--dbname=${place.href}`, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...(password && { PGPASSWORD: password }) }
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2000)));
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(
        error.code === 'ENOENT'
          ? refusal(
              'no_tool',
              `${tool} is not on PATH: install PostgreSQL's client programs (postgresql-client).`
            )
          : refusal('tool_failed', `${tool} does not start: ${error.message}`)
      )
    );
    child.on('close', (code) =>
      resolve(code === 0 ? null : refusal('tool_failed', `${tool} failed: ${complaint.trim()}`))
    );
  });
}
