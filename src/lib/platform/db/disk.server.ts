// Makes sure that files are on the disk, not only in the operating system's memory.
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Syncs every file below a directory, and the directories themselves. */
export function syncTree(directory: string, deep = true): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isFile()) syncPath(path);
    else if (entry.isDirectory() && deep) syncTree(path);
  }
  syncPath(directory);
}

/** Windows syncs only what is open for writing, and no directories. */
export function syncPath(path: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  } catch (error) {
    if (process.platform === 'win32') return;
    throw error;
  }
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
