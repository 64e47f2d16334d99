// The database as the rest of the program sees it: the embedded one, or a PostgreSQL server, with one behaviour.
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import { resolve } from 'node:path';
import type { OnProgress } from './backup-files.server.ts';
import { backUpEmbedded, backUpServer, type BackupResult } from './backup.server.ts';
import { openEmbedded } from './embedded.server.ts';
import { usualLimits, type Limits, type Pool } from './lease.server.ts';
import { serverEar, type OnNotice } from './listen.server.ts';
import { applyMigrations, readMigrations } from './migrate.server.ts';
import { projectFile } from './project.server.ts';
import { checkServer, serverPool } from './server-pool.server.ts';
import { guardPool } from './transaction.server.ts';

export { afterCommit, inTransaction } from './transaction.server.ts';

declare global {
  /** Every table of the program; each domain adds its own in its schema.server.ts. */
  interface Tables {}
}

/** For reads; inside `inTransaction` the transaction has the same type. */
export type Database = Kysely<Tables>;

export interface DatabaseSettings {
  /** A PostgreSQL server, 15 or newer: postgres://user:password@host/name. Without it the embedded one is opened. */
  readonly url?: string | undefined;
  /** Where the embedded database lives. */
  readonly directory: string;
  readonly limits?: Partial<Limits>;
  /** Connections to a server. */
  readonly connections?: number;
  /** Milliseconds between two checkpoints of the embedded database. */
  readonly checkpointEvery?: number;
}

export interface Health {
  readonly kind: 'embedded' | 'server';
  /** Of PostgreSQL, such as `18.6`. */
  readonly version: string;
  /** The last migration applied, null before the first. */
  readonly migration: string | null;
  readonly bytes: number;
  /** How many times the embedded database's thread was started again since this was opened. */
  readonly restarts: number;
}

export interface OpenDatabase {
  readonly db: Database;
  readonly kind: 'embedded' | 'server';
  /** Applies the missing migrations. @throws MigrationFault */
  migrate(onStep?: (name: string) => void): Promise<{ applied: string[] }>;
  /** Copies everything into a directory that does not exist yet, while work goes on. */
  backup(toDirectory: string, onProgress?: OnProgress): Promise<BackupResult>;
  /** Writes the log into the tables' files. The embedded database does so by itself every few minutes. */
  checkpoint(): Promise<void>;
  /** The nightly upkeep: frees the space of dead rows and renews the planner's statistics, one table at a time. */
  vacuum(): Promise<void>;
  /** Hears what is announced with `select pg_notify(channel, payload)`, once that is committed. @returns how to stop */
  listen(channel: string, onNotice: OnNotice): Promise<() => void>;
  /** @throws DatabaseInterrupted when the database does not answer */
  health(): Promise<Health>;
  close(): Promise<void>;
}

/** @throws DatabaseInUse, DatabaseUnusable, with a message that says what to do */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  const limits = { ...usualLimits, ...settings.limits };
  if (!settings.url) {
    const embedded = await openEmbedded(resolve(settings.directory), limits, settings.checkpointEvery);
    return assemble(embedded.pool, {
      kind: 'embedded',
      checkpoint: embedded.checkpoint,
      listen: embedded.pool.listen,
      restarts: embedded.pool.restarts,
      backup: (directory, onProgress) => backUpEmbedded(embedded, directory, onProgress),
      close: embedded.close
    });
  }
  const url = settings.url;
  const pool = serverPool(url, limits, settings.connections);
  try {
    await checkServer(pool, url);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const ear = serverEar(url);
  return assemble(pool, {
    kind: 'server',
    // The server's own checkpointer does it.
    checkpoint: async () => {},
    listen: ear.listen,
    restarts: () => 0,
    backup: (directory) => backUpServer(pool, url, directory),
    close: () => ear.close()
  });
}

/** The query builder over a pool, guarded against being used inside one of its own transactions. */
export function databaseOver(pool: Pool): Database {
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: guardPool(pool) as unknown as PostgresPool })
  });
}

export function migrationsDirectory(): string {
  return projectFile('migrations');
}

type OwnParts = Pick<OpenDatabase, 'kind' | 'checkpoint' | 'listen' | 'backup' | 'close'> & {
  restarts(): number;
};

function assemble(pool: Pool, { restarts, ...own }: OwnParts): OpenDatabase {
  const db = databaseOver(pool);
  return {
    ...own,
    db,
    migrate: async (onStep) => applyMigrations(pool, readMigrations(migrationsDirectory()), onStep),
    vacuum: () => vacuum(pool, own.kind === 'embedded'),
    health: () => health(pool, own.kind, restarts()),
    async close() {
      await pool.end();
      await own.close();
    }
  };
}

/** A server has its own autovacuum: there, statistics alone are renewed. The embedded one gives way between two tables. */
async function vacuum(pool: Pool, embedded: boolean): Promise<void> {
  const tables = await onConnection(pool, async (query) =>
    query(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public' order by 1`
    )
  );
  for (const { name } of tables)
    await onConnection(pool, (query) =>
      query(`${embedded ? 'vacuum (analyze)' : 'analyze'} ${String(name)}`)
    );
}

async function health(pool: Pool, kind: OpenDatabase['kind'], restarts: number): Promise<Health> {
  return onConnection(pool, async (query) => {
    const [facts] = await query(
      `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
              to_regclass('migration') is not null as migrated`
    );
    const [last] = facts?.['migrated'] ? await query('select max(name) as name from migration') : [];
    return {
      kind,
      version: String(facts?.['version']),
      migration: typeof last?.['name'] === 'string' ? last['name'] : null,
      bytes: Number(facts?.['bytes']),
      restarts
    };
  });
}

async function onConnection<T>(
  pool: Pool,
  work: (query: (text: string) => Promise<Record<string, unknown>[]>) => Promise<T>
): Promise<T> {
  const connection = await pool.connect(true);
  try {
    return await work(async (text) => (await connection.query(text)).rows);
  } finally {
    connection.release();
  }
}
