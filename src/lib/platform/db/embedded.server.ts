// The embedded database on disk: made in one piece, held by one process, checkpointed by us since nobody else does.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { log } from '../log.server.ts';
import { syncTree } from './disk.server.ts';
import { embeddedPool, type EmbeddedPool } from './embedded-pool.server.ts';
import { DatabaseUnusable } from './errors.ts';
import type { Limits } from './lease.server.ts';
import { lockDirectory } from './lock.server.ts';

/** PGlite's PostgreSQL. A directory of another major version has to be exported by the program that made it. */
export const embeddedMajor = 18;

export interface EmbeddedDatabase {
  readonly pool: EmbeddedPool;
  /** Directory of the engine's files. */
  readonly files: string;
  checkpoint(): Promise<void>;
  close(): Promise<void>;
}

/** Inside the data directory, the engine's files are in their own one, which only ever appears complete. */
export function filesIn(directory: string): string {
  return join(directory, 'postgres');
}

/**
 * @param checkpointMilliseconds between two checkpoints; without them the log grows (625 MB after 1.2 million updates)
 * @throws DatabaseInUse, DatabaseUnusable
 */
export async function openEmbedded(
  directory: string,
  limits: Limits,
  checkpointMilliseconds = 180_000
): Promise<EmbeddedDatabase> {
  const lock = lockDirectory(directory);
  try {
    const files = filesIn(directory);
    refuseOtherVersion(files);
    if (!existsSync(files)) await create(directory, limits);
    const pool = embeddedPool({ directory: files }, limits);
    await pool.alone(async () => {});
    const checkpoint = (): Promise<void> =>
      pool.alone(async ({ client }) => {
        await client.query('checkpoint');
      });
    const timer = setInterval(() => {
      checkpoint().catch((error: unknown) => log('error', 'checkpoint_failed', { error: String(error) }));
    }, checkpointMilliseconds);
    timer.unref();
    let closed: Promise<void> | null = null;
    return {
      pool,
      files,
      checkpoint,
      close: () =>
        (closed ??= (async () => {
          clearInterval(timer);
          try {
            await pool.end();
          } finally {
            lock.release();
          }
        })())
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Made beside its place and moved there when it is whole and on the disk: an interrupted first start leaves no half database. */
async function create(directory: string, limits: Limits): Promise<void> {
  const unfinished = join(directory, 'postgres.new');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const pool = embeddedPool({ directory: unfinished }, limits);
  try {
    await pool.alone(async () => {});
  } finally {
    await pool.end();
  }
  putInPlace(directory, unfinished);
}

/** Moves complete files to their place, with the version stamp. */
export function putInPlace(directory: string, unfinished: string): void {
  syncTree(unfinished);
  renameSync(unfinished, filesIn(directory));
  writeFileSync(
    join(directory, 'database.json'),
    `${JSON.stringify({ format: 1, engine: 'PGlite', postgresMajor: embeddedMajor })}\n`
  );
  syncTree(directory, false);
}

/** @throws DatabaseUnusable when the files are of another major version, or not a database */
function refuseOtherVersion(files: string): void {
  if (!existsSync(files)) return;
  const versionFile = join(files, 'PG_VERSION');
  const major = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : null;
  if (major === String(embeddedMajor)) return;
  throw new DatabaseUnusable(
    major === null
      ? `${files} is not a database of this program. Move it away, or choose another DATA_DIRECTORY.`
      : `The database in ${files} is of version ${major}, this program reads version ${embeddedMajor}. ` +
          'Export it with the program that wrote it («kalaka export»), then import it into an empty one.'
  );
}
