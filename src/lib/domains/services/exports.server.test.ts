import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { exported, type ExportFormat } from '#lib/platform/exports/exports.server.ts';
import { completeMapping, planImport, readImportFile } from '#lib/platform/imports/imports.server.ts';
import { domain } from './domain.server.ts';
import { serviceExporter } from './exports.server.ts';
import { serviceImporter } from './import.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');

beforeAll(() =>
  inTransaction(database(), async (tx) => {
    for (const each of [places, registry, domain])
      await each.sample?.(tx, { now, today: '2026-11-21', seed: 1 });
  })
);

async function written(format: ExportFormat, locale: 'hu' | 'en' = 'hu', query = ''): Promise<Buffer> {
  const request = {
    db: database(),
    words: await wordsIn(locale),
    origin: 'https://kalaka.example',
    filter: new URLSearchParams(query),
    internal: false
  };
  const file = exported(serviceExporter, format, request, '2026-11-21');
  if (!file) throw new Error(`no ${format}`);
  return buffer(Readable.from(file.bytes));
}

for (const format of ['csv', 'xlsx'] as const)
  for (const locale of ['hu', 'en'] as const)
    test(`services exported as ${format} in ${locale} and imported again change nothing`, async () => {
      const table = await readImportFile(
        serviceImporter,
        { name: `list.${format}`, bytes: await written(format, locale) },
        null
      );
      if (!table.ok) throw new Error(table.reason);
      const mapping = completeMapping(serviceImporter, table.value.columns, {});
      if (!mapping.ok) throw new Error(mapping.reason);
      expect(Object.values(mapping.value)).not.toContain(null);
      const options = { mapping: mapping.value, source: 'anything', now };
      const plan = await planImport(database(), { importer: serviceImporter, table: table.value, options });
      expect(plan.errors).toEqual([]);
      expect(plan.update.map(({ changed }) => changed)).toEqual([]);
      expect(plan.create).toEqual([]);
      expect(plan.unchanged).toBeGreaterThan(150);
    });

test('a question is answered in the file as on the page', async () => {
  const all = (await written('csv')).toString().split('\r\n').length;
  const asked = (await written('csv', 'hu', 'term=meals')).toString().split('\r\n');
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.length).toBeLessThan(all);
  const terms = asked[0]!.split(';').indexOf('Témák');
  expect(terms).toBeGreaterThan(0);
});
