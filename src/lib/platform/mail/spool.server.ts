// A tray for mails that another program hands over as files: what lies in it is safe, whether or not the house is awake.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { maxMessageBytes } from './read-message.ts';
import type { Take } from './mailbox.server.ts';

/** On the disk when it resolves: the name ends in .eml only once all of it is there. */
export async function layInTray(dataDirectory: string, raw: Uint8Array): Promise<void> {
  const tray = trayIn(dataDirectory);
  await mkdir(tray, { recursive: true, mode: 0o700 });
  const path = join(tray, randomUUID());
  const file = await open(`${path}.part`, 'wx', 0o600);
  try {
    await file.writeFile(raw);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, `${path}.eml`);
  const directory = await open(tray, 'r').catch(() => null);
  await directory?.sync().catch(() => {});
  await directory?.close();
}

/** @returns how many were taken; one that cannot be kept stays where it is, and the error is thrown */
export async function emptyTray(dataDirectory: string, take: Take): Promise<number> {
  const tray = trayIn(dataDirectory);
  if (!existsSync(tray)) return 0;
  const names = (await readdir(tray)).filter((name) => name.endsWith('.eml')).sort();
  let taken = 0;
  for (const name of names.slice(0, 200)) {
    const path = join(tray, name);
    const tooLarge = (await stat(path)).size > maxMessageBytes;
    await take(tooLarge ? await headOf(path) : await readFile(path), { tooLarge });
    await rm(path, { force: true });
    taken += 1;
  }
  return taken;
}

function trayIn(dataDirectory: string): string {
  return join(dataDirectory, 'incoming-mail');
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256 * 1024), 0, 256 * 1024, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
