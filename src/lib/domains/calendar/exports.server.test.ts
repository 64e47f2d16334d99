import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { exported } from '#lib/platform/exports/exports.server.ts';
import { completeMapping, planImport, readImportFile } from '#lib/platform/imports/imports.server.ts';
import { domain } from './domain.server.ts';
import { eventExporter } from './exports.server.ts';
import { eventImporter } from './import.server.ts';
import { noFilter } from './filter.ts';
import { listOccurrences } from './occurrences.server.ts';
import { anonymous } from '#lib/platform/actor.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');

beforeAll(() =>
  inTransaction(database(), async (tx) => {
    for (const each of [places, registry, domain])
      await each.sample?.(tx, { now, today: '2026-11-21', seed: 1 });
  })
);

async function written(format: 'csv' | 'geojson', query: string): Promise<string> {
  const request = {
    db: database(),
    words: await wordsIn('hu'),
    origin: 'https://kalaka.example',
    filter: new URLSearchParams(query),
    internal: false
  };
  const file = exported(eventExporter, format, request, '2026-11-21');
  if (!file) throw new Error(`no ${format}`);
  return text(Readable.from(file.bytes));
}

const week = { ...noFilter, from: '2026-12-07', to: '2026-12-13' };

test('every occurrence that a resident sees in the list has its row, and the importer reads each of them', async () => {
  const csv = await written('csv', 'from=2026-12-07&to=2026-12-13');
  const bytes = Buffer.from(csv);
  const table = await readImportFile(eventImporter, { name: 'programok.csv', bytes }, null);
  if (!table.ok) throw new Error(table.reason);
  const { rows } = await listOccurrences(database(), anonymous, week, { today: week.from, size: 500 });
  expect(rows.length).toBeGreaterThan(30);
  expect(table.value.rows).toHaveLength(rows.length);
  const mapping = completeMapping(eventImporter, table.value.columns, {});
  if (!mapping.ok) throw new Error(mapping.reason);
  const options = { mapping: mapping.value, source: 'anything', now };
  const plan = await planImport(database(), { importer: eventImporter, table: table.value, options });
  expect(plan.errors).toEqual([]);
  expect(plan.create).toHaveLength(rows.length);
});

test('what is only planned is in no file', async () => {
  const all = await written('csv', '');
  const planned = await database()
    .selectFrom('event')
    .select('slug')
    .where('status', '=', 'tentative')
    .execute();
  expect(planned.length).toBeGreaterThan(0);
  const pages = new Set(all.match(/programok\/[a-z0-9-]+/g));
  expect(planned.filter(({ slug }) => pages.has(`programok/${slug}`))).toEqual([]);
});

test('on a map each occurrence stands where its event is', async () => {
  const map = JSON.parse(await written('geojson', 'from=2026-12-07&to=2026-12-13')) as {
    features: { geometry: { coordinates: [number, number] }; properties: { title: string } }[];
  };
  expect(map.features.length).toBeGreaterThan(30);
  for (const { geometry } of map.features) {
    expect(geometry.coordinates[0]).toBeGreaterThan(16);
    expect(geometry.coordinates[0]).toBeLessThan(23);
  }
});
