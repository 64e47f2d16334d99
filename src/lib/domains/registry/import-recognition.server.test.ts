import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { system } from '#lib/platform/actor.ts';
import type { Importer, ImportTable } from '#lib/platform/domain.ts';
import { runImport } from '#lib/platform/imports/run.server.ts';
import { guessMapping, type Recognition } from '#lib/platform/tabular/mapping.ts';
import { organisationImporter } from './import-organisations.server.ts';
import { venueImporter } from './import-venues.server.ts';
import { findOrganisation, listOrganisationNames } from './queries.server.ts';
import { listVenues } from './venue-queries.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');

beforeAll(() => places.sample?.(database(), { now, today: '2026-11-21', seed: 1 }));

const nothingSaid: Recognition = { chosen: new Map(), surely: false, apart: new Set() };

function table(...lines: string[]): ImportTable {
  const [columns, ...rows] = lines.map((line) => line.split('|'));
  return { columns: columns ?? [], rows: rows.map((cells, index) => ({ line: index + 2, cells })) };
}

async function bring(importer: unknown, file: ImportTable, source: string, said: Partial<Recognition> = {}) {
  const way = importer as Importer;
  const done = await runImport(database(), system, {
    importer: way,
    table: { ...file, sheets: [], problems: [] },
    options: {
      mapping: guessMapping(file.columns, way.fields),
      source,
      now,
      recognition: { ...nothingSaid, ...said }
    },
    skipBadRows: false
  });
  if (!done.ok) throw new Error(done.reason);
  const { create, update, unchanged, alike = [] } = done.value;
  return { counts: [create.length, update.length, unchanged], alike };
}

const ours = table(
  'név|település|utca|telefon',
  'Szélmalom Művelődési Ház|Szegvár|Fő utca 3.|+36 63 555 011',
  'Gőzkút Könyvtár|Szegvár|Kossuth tér 1.|'
);
const theirs = table(
  'azonosító|név|település|utca|telefon',
  '7|Szélmalom Művelődési Ház és Színtér|Szegvár|Fő u. 3.|+36 63 555 022',
  '8|Szélmalom Műv. Ház|Szegvár|Fő u. 3|+36 63 555 033',
  '9|Nyárfa Nyugdíjasklub|Szegvár|Petőfi utca 9.|'
);

describe('a list of organisations some of which are there under another name', () => {
  beforeEach(async () => {
    await bring(organisationImporter, ours, 'miénk');
  });
  const named = async (name: string) =>
    (await listOrganisationNames(database())).find((one) => one.name === name);

  test('brings them in as new unless somebody says otherwise, and tells which they are like', async () => {
    const { counts, alike } = await bring(organisationImporter, theirs, 'övék');
    expect(counts).toEqual([3, 0, 0]);
    expect(alike.map(({ line, taken }) => [line, taken]).sort()).toEqual([
      [2, false],
      [3, false]
    ]);
    expect(alike[0]).toMatchObject({
      known: {
        name: 'Szélmalom Művelődési Ház',
        street: 'Fő utca 3.',
        href: expect.stringMatching('/organisations/')
      },
      sure: true
    });
  });

  test('has of two rows that are like one record only the likeliest for sure', async () => {
    const { alike } = await bring(organisationImporter, theirs, 'övék');
    expect(alike.filter(({ sure }) => sure)).toHaveLength(1);
  });

  test('updates the record that was chosen, keeps its page, and finds it by itself the next time', async () => {
    const house = await named('Szélmalom Művelődési Ház');
    const first = await bring(organisationImporter, theirs, 'övék', { chosen: new Map([['8', house!.id]]) });
    expect(first.counts).toEqual([2, 1, 0]);
    expect(await findOrganisation(database(), house!.id)).toMatchObject({
      name: 'Szélmalom Műv. Ház',
      source: 'miénk',
      contacts: [{ value: '+36 63 555 033' }]
    });
    expect((await bring(organisationImporter, theirs, 'övék')).counts).toEqual([0, 0, 3]);
    expect(await listOrganisationNames(database())).toHaveLength(4);
  });

  test('updates at once all that surely are the same, but for those that are said to be apart', async () => {
    const apart = await bring(organisationImporter, theirs, 'övék', {
      surely: true,
      apart: new Set(['7', '8'])
    });
    expect(apart.counts).toEqual([3, 0, 0]);
    const others = table('azonosító|név|település|utca', 'a|Gőzkút Könyvtár|Szegvár|Kossuth tér 1.');
    expect((await bring(organisationImporter, others, 'más', { surely: true })).counts).toEqual([0, 0, 1]);
    expect((await bring(organisationImporter, others, 'más')).counts).toEqual([0, 0, 1]);
  });

  test('lets two rows that were taken for one record not contradict each other', async () => {
    const { id } = (await named('Szélmalom Művelődési Ház'))!;
    const chosen = new Map([
      ['7', id],
      ['8', id]
    ]);
    expect((await bring(organisationImporter, theirs, 'övék', { chosen })).counts).toEqual([1, 1, 1]);
    expect((await bring(organisationImporter, theirs, 'övék')).counts).toEqual([0, 0, 3]);
  });

  test('takes no row for a record that is not there', async () => {
    const gone = '01935000-0000-7000-8000-000000000000';
    const { counts } = await bring(organisationImporter, theirs, 'övék', {
      chosen: new Map([
        ['7', gone],
        ['8', "' or 1=1"]
      ])
    });
    expect(counts).toEqual([3, 0, 0]);
  });

  test('is not like what the file itself calls by its name', async () => {
    const more = table(
      'név|település|utca',
      'Szélmalom Művelődési Ház|Szegvár|Fő utca 3.',
      'Szélmalom Művelődési Ház Kamaraterme|Szegvár|Fő utca 3.'
    );
    expect((await bring(organisationImporter, more, 'miénk')).alike).toEqual([]);
  });
});

test('Venues are recognised by their place on the map too.', async () => {
  const first = table('név|település|szélesség|hosszúság', 'Szélmalom Faluház|Szegvár|46.5870|20.2230');
  await bring(venueImporter, first, 'miénk');
  const second = table(
    'azonosító|név|település|szélesség|hosszúság|férőhely',
    'h1|Faluház Szélmalom|Szegvár|46.5871|20.2231|120'
  );
  expect((await bring(venueImporter, second, 'övék', { surely: true })).counts).toEqual([0, 1, 0]);
  const { rows } = await listVenues(database(), { settlements: null });
  expect(rows).toMatchObject([{ name: 'Faluház Szélmalom', capacity: 120 }]);
  expect((await bring(venueImporter, second, 'övék')).counts).toEqual([0, 0, 1]);
});
