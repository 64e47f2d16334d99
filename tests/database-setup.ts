// Before the database tests: one migrated template, from which every test file takes its own copy within a moment.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrationsDirectory } from '#lib/platform/db/database.server.ts';
import { embeddedPool } from '#lib/platform/db/embedded-pool.server.ts';
import { usualLimits } from '#lib/platform/db/lease.server.ts';
import { applyMigrations, readMigrations } from '#lib/platform/db/migrate.server.ts';
import { serverPool } from '#lib/platform/db/server-pool.server.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A tar archive of a migrated embedded database. */
    databaseDump: string;
    /** Address of the throw-away server, which has a database `kalaka_template`. */
    databaseServer: string;
  }
}

const cache = join(dirname(fileURLToPath(import.meta.url)), '../node_modules/.cache/kalaka');

/** Runs once for each of the two projects, before its first file. */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | void> {
  if (project.config.env['KALAKA_TEST_DATABASE'] === 'embedded') {
    project.provide('databaseDump', await embeddedTemplate());
    return;
  }
  const server = await startPostgres();
  try {
    await serverTemplate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('databaseServer', server.url);
  return () => server.stop();
}

/** Kept until a migration or the engine changes: making it takes about three seconds. */
async function embeddedTemplate(): Promise<string> {
  const migrations = readMigrations(migrationsDirectory());
  const engine = readFileSync(join(cache, '../../@electric-sql/pglite/package.json'), 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([engine, migrations]))
    .digest('hex')
    .slice(0, 16);
  const file = join(cache, `template-${key}.tar`);
  if (existsSync(file)) return file;
  forgetOldTemplates();
  const pool = embeddedPool({ dump: null }, usualLimits);
  try {
    await applyMigrations(pool, migrations);
    const dump = await pool.alone(async (session) => {
      await session.client.query('checkpoint');
      return session.dump();
    });
    mkdirSync(cache, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, dump);
    renameSync(`${file}.${process.pid}`, file);
  } finally {
    await pool.end();
  }
  return file;
}

/** Those that no test run of today can still be reading. */
function forgetOldTemplates(): void {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache))
    if (name.startsWith('template-') && Date.now() - statSync(join(cache, name)).mtimeMs > 86_400_000)
      rmSync(join(cache, name), { force: true });
}

async function serverTemplate(url: string): Promise<void> {
  const server = new pg.Client({ connectionString: `${url}postgres` });
  await server.connect();
  try {
    await server.query('create database kalaka_template');
  } finally {
    await server.end();
  }
  const pool = serverPool(`${url}kalaka_template`, usualLimits, 1);
  try {
    await applyMigrations(pool, readMigrations(migrationsDirectory()));
  } finally {
    await pool.end();
  }
}
