// What the installation keeps and where: the tables' sizes, the room that is left, the copies that were made.
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { inTransaction, type Database, type OpenDatabase } from './db/database.server.ts';
import type { BackupResult } from './db/backup.server.ts';
import { saveInstallation, type BackupFact } from './installation.server.ts';

export interface TableSize {
  readonly table: string;
  /** With indexes and long texts. */
  readonly bytes: number;
  /** As the planner estimates; null before the first upkeep. */
  readonly rows: number | null;
}

/** The largest first. */
export async function listTableSizes(db: Database): Promise<readonly TableSize[]> {
  const { rows } = await sql<{ table: string; bytes: string; rows: number }>`
    select relname as table, pg_total_relation_size(oid)::text as bytes, reltuples::float8 as rows
    from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
    order by pg_total_relation_size(oid) desc, relname`.execute(db);
  return rows.map(({ table, bytes, rows: count }) => ({
    table,
    bytes: Number(bytes),
    rows: count < 0 ? null : Math.round(count)
  }));
}

export interface Room {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Of the disk on which the directory lies, as this user may use it; null where the system does not tell. */
export async function findRoom(directory: string): Promise<Room | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(directory);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

export const backupReminderDays = 7;

/** Whether the last copy is older than it should be, or there is none. */
export function isBackupDue(last: BackupFact | undefined, now: Date): boolean {
  return !last || now.getTime() - Date.parse(last.at) > backupReminderDays * 86_400_000;
}

/** Less than a gigabyte, or than a twentieth of the disk. */
export function isRoomShort({ freeBytes, totalBytes }: Room): boolean {
  return freeBytes < Math.min(1024 ** 3, totalBytes / 20);
}

/** Copies the database into `backups` in the data directory, under the minute's name, and remembers that it was done. */
export async function backUpNow(
  { database, db, dataDirectory }: { database: OpenDatabase; db: Database; dataDirectory: string },
  now: Date
): Promise<BackupResult> {
  const parent = join(dataDirectory, 'backups');
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const name = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const made = await database.backup(join(parent, name));
  if (made.ok) await rememberBackup(db, made.value, now);
  return made;
}

export async function rememberBackup(
  db: Database,
  { bytes, directory }: { readonly bytes: number; readonly directory: string },
  now: Date
): Promise<void> {
  await inTransaction(db, (tx) =>
    saveInstallation(tx, { lastBackup: { at: now.toISOString(), bytes, directory } }, now)
  );
}

/** Names of the copies in the data directory, the newest first. */
export function listBackups(dataDirectory: string): readonly string[] {
  const parent = join(dataDirectory, 'backups');
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
    .reverse();
}
