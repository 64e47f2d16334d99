// Erased, and then an older backup put back: the person stays gone. And outside the database there is no word of them.
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { erasingIn } from '../../src/house.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { erasePerson } from '#lib/domains/people/erasure.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { now } from '#lib/platform/clock.server.ts';
import { appendToLedger, ledgerFile, readLedger } from '#lib/platform/privacy/ledger.server.ts';
import { runCommand } from '../command.ts';
import { canary, canaryEmail, canaryName, findCanary } from '../database/canary-words.ts';
import { copyOfSmallWorld, openSmallHouse } from './small-world.ts';

const directories: string[] = [];

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

async function houseWithCanary(): Promise<{ directory: string; backup: string; person: Id<'person'> }> {
  const directory = await copyOfSmallWorld();
  const backup = join(mkdtempSync(join(tmpdir(), 'kalaka-backup-')), 'older');
  directories.push(directory, join(backup, '..'));
  const house = await openSmallHouse(directory);
  const person = await addPerson(house.db, { name: canaryName, email: canaryEmail, roles: [] }, now());
  const made = await house.database.backup(backup);
  await house.close();
  if (!made.ok) throw new Error(made.message);
  return { directory, backup, person };
}

/** As after a disk was lost: what the backup holds comes into an empty place. */
function emptyPlace(directory: string): void {
  rmSync(join(directory, 'postgres'), { recursive: true });
}

async function canaryIn(directory: string): Promise<string[]> {
  const house = await openSmallHouse(directory);
  try {
    return await findCanary(house.db);
  } finally {
    await house.close();
  }
}

/** Files outside the database that hold the word. */
function filesWithCanary(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => {
    if (name.startsWith('postgres')) return false;
    const path = join(directory, name);
    return statSync(path).isFile() && readFileSync(path).includes(canary);
  });
}

test('a person erased by command does not come back with an older backup', async () => {
  const { directory, backup, person } = await houseWithCanary();
  expect((await canaryIn(directory)).sort()).toEqual(['person.email', 'person.name']);
  const asked = await runCommand(['erase', canaryEmail], { DATA_DIRECTORY: directory });
  expect([asked.code, asked.out]).toEqual([0, expect.stringContaining('--yes')]);
  expect(await canaryIn(directory)).not.toEqual([]);
  const erased = await runCommand(['erase', canaryEmail, '--yes'], { DATA_DIRECTORY: directory });
  expect(erased).toMatchObject({ code: 0, out: expect.stringContaining(person) as string });
  expect(erased.out + erased.err).not.toContain(canary);
  expect(await canaryIn(directory)).toEqual([]);
  expect(filesWithCanary(directory)).toEqual([]);

  emptyPlace(directory);
  const restored = await runCommand(['restore', backup], { DATA_DIRECTORY: directory });
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('erased again') as string });
  expect(await canaryIn(directory)).toEqual([]);
  expect(readLedger(ledgerFile(directory)).map((line) => line.person)).toEqual([person]);
});

test('a ledger that was saved elsewhere counts as well', async () => {
  const { directory, backup, person } = await houseWithCanary();
  await runCommand(['erase', person, '--yes'], { DATA_DIRECTORY: directory });
  const saved = join(backup, '..', 'saved.jsonl');
  renameSync(ledgerFile(directory), saved);
  emptyPlace(directory);
  const restored = await runCommand(['restore', backup, '--erased', saved], { DATA_DIRECTORY: directory });
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('One person') as string });
  expect(await canaryIn(directory)).toEqual([]);
  expect(readLedger(ledgerFile(directory)).map((line) => line.person)).toEqual([person]);
});

test('the file learns what only the database knows, as after a crash between the two', async () => {
  const { directory, person } = await houseWithCanary();
  const house = await openSmallHouse(directory);
  await erasePerson(house.db, { person }, erasingIn(house.settings), now());
  await house.close();
  rmSync(ledgerFile(directory));
  await (await openSmallHouse(directory)).close();
  expect(readLedger(ledgerFile(directory)).map((line) => line.person)).toEqual([person]);
});

test('a line that a crash has cut short does not swallow the next', () => {
  const directory = mkdtempSync(join(tmpdir(), 'kalaka-ledger-'));
  directories.push(directory);
  const file = ledgerFile(directory);
  const id = (n: number): Id<'person'> => `019f0000-0000-7000-8000-00000000000${n}` as Id<'person'>;
  appendToLedger(file, [{ person: id(1), at: now() }]);
  const whole = readFileSync(file, 'utf8');
  rmSync(file);
  appendToLedger(file, [{ person: id(2), at: now() }]);
  const cut = readFileSync(file, 'utf8');
  rmSync(file);
  writeFileSync(file, cut + whole.slice(0, 20));
  appendToLedger(file, [{ person: id(3), at: now() }]);
  expect(readLedger(file).map(({ person }) => person)).toEqual([id(2), id(3)]);
});
