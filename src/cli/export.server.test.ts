import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { readHsds } from '#lib/domains/services/hsds/package.server.ts';
import { useDatabase } from '#tests/db.ts';
import { readSettings } from '../settings.ts';
import { exportFile, type ExportCommandOptions } from './export.ts';

const database = useDatabase();
const directory = mkdtempSync(join(tmpdir(), 'kalaka-export-'));
afterAll(() => rmSync(directory, { recursive: true }));

beforeAll(() =>
  inTransaction(database(), async (tx) => {
    const sample = { now: new Date('2027-01-10T09:00:00Z'), today: '2027-01-10', seed: 1 };
    for (const each of [places, registry]) await each.sample?.(tx, sample);
  })
);

async function run(kind: string, options: Partial<ExportCommandOptions> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    progress() {}
  };
  const code = await exportFile(
    { db: database(), settings: readSettings({}) },
    { kind, format: 'csv', language: 'hu', ...options },
    { terminal, directory }
  );
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('a list is written into the file that is named, as its filter says', async () => {
  const { code, out } = await run('organisations', { out: 'konyvtarak.csv', filter: 'kind=library' });
  expect([code, out]).toEqual([0, join(directory, 'konyvtarak.csv')]);
  const lines = readFileSync(out, 'utf8').split('\r\n').slice(1, -1);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toContain(';könyvtár;');
});

test('a kind that is not written in a format says which ones there are, and nothing is left behind', async () => {
  const { code, err } = await run('equipment', { format: 'vcf', out: 'eszkozok.vcf' });
  expect(code).toBe(2);
  expect(err).toContain('csv, xlsx');
  expect(readdirSync(directory)).not.toContain('eszkozok.vcf');
});

test('a file that cannot be written is said so', async () => {
  const { code, err } = await run('organisations', { out: 'nincs/ilyen/mappa.csv' });
  expect(code).toBe(2);
  expect(err).toContain('ENOENT');
});

test('everything is written as a package of HSDS that is read again', async () => {
  const { code, out } = await run('hsds', { format: 'zip', out: 'hsds.zip' });
  expect(code).toBe(0);
  const rows = (await readHsds(readFileSync(out))) ?? [];
  expect(new Set(rows.map(({ table }) => table))).toContain('organizations');
  expect((await run('hsds', { format: 'vcf' })).err).toContain('zip, json');
});
