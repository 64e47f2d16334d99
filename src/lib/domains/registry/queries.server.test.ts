import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { findOrganisationIdsBySource, findOrganisationsByIds, listOrganisations } from './queries.server.ts';
import { findVenuesByIds, listVenues, listVenuesOf } from './venue-queries.server.ts';
import { writeOrganisations } from './write-organisations.server.ts';
import { writeVenues } from './write-venues.server.ts';
import type { OrganisationKind, Sector } from './model.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
/** Ids of organisations by name. */
const ids: Record<string, string> = {};
/** Settlements by name. */
const at: Record<string, { id: string; name: string }> = {};

beforeAll(async () => {
  const db = database();
  await places.sample?.(db, { now, today: '2026-11-21', seed: 1 });
  const finder = await loadSettlementFinder(db);
  for (const name of ['Szentes', 'Szegvár', 'Nagymágocs']) {
    const found = finder.find({ name });
    if (found.ok) at[name] = found.value;
  }
  const rows: [string, Sector, OrganisationKind, string][] = [
    ['Csillag Könyvtár', 'public', 'library', 'Szentes'],
    ['Cukorgyári Olvasókör', 'civic', 'association', 'Szegvár'],
    ['Árvácska Nyugdíjasklub', 'informal', 'senior_club', 'Szegvár'],
    ['Őszirózsa Olvasókör 100%', 'informal', 'senior_club', 'Nagymágocs'],
    ['Zöldág Énekkar', 'civic', 'folk_group', 'Szentes']
  ];
  const written = await writeOrganisations(
    db,
    rows.map(([name, sector, kind, settlement]) => ({
      id: newId<'organisation'>(now),
      before: null,
      draft: {
        name,
        sector,
        kind,
        settlement: at[settlement]!,
        street: null,
        summary: null,
        contacts: [],
        origin: { source: 'test', externalId: name }
      }
    })),
    now
  );
  rows.forEach(([name], index) => (ids[name] = written[index]!.id));
  await writeVenues(
    db,
    (
      [
        ['Olvasóterem', 'Csillag Könyvtár', 'Szentes'],
        ['Fő tér', null, 'Szegvár'],
        ['Fő tér', null, 'Nagymágocs']
      ] as const
    ).map(([name, organisation, settlement]) => ({
      id: newId<'venue'>(now),
      before: null,
      draft: {
        name,
        kind: organisation ? 'hall' : 'square',
        organisation: organisation ? ids[organisation]! : null,
        settlement: at[settlement]!,
        street: null,
        capacity: null,
        accessible: null,
        point: null,
        note: null
      }
    })),
    now
  );
});

const names = (page: { rows: readonly { name: string }[] }) => page.rows.map(({ name }) => name);
const everywhere = { settlements: null };

test('organisations come in Hungarian alphabetical order', async () => {
  expect(names(await listOrganisations(database(), everywhere))).toEqual([
    'Árvácska Nyugdíjasklub',
    'Cukorgyári Olvasókör',
    'Csillag Könyvtár',
    'Őszirózsa Olvasókör 100%',
    'Zöldág Énekkar'
  ]);
});

test('those of the nearest settlement come first, and only those of the settlements asked for', async () => {
  const near = [at['Szegvár']!.id, at['Szentes']!.id];
  expect(names(await listOrganisations(database(), { settlements: near }))).toEqual([
    'Árvácska Nyugdíjasklub',
    'Cukorgyári Olvasókör',
    'Csillag Könyvtár',
    'Zöldág Énekkar'
  ]);
  expect(names(await listOrganisations(database(), { settlements: [] }))).toEqual([]);
});

test.each([
  ['olvasokor', ['Cukorgyári Olvasókör', 'Őszirózsa Olvasókör 100%']],
  ['OLVASÓKÖR szegvár', ['Cukorgyári Olvasókör']],
  ['nagymagocs', ['Őszirózsa Olvasókör 100%']],
  ['100%', ['Őszirózsa Olvasókör 100%']],
  ['%', ['Őszirózsa Olvasókör 100%']],
  ['_', []],
  ['\\', []]
])('the words «%s» find %o', async (text, found) => {
  expect(names(await listOrganisations(database(), { ...everywhere, text }))).toEqual(found);
});

test('sector and kind narrow the list', async () => {
  const { rows } = await listOrganisations(database(), {
    ...everywhere,
    sector: 'informal',
    kind: 'senior_club'
  });
  expect(names({ rows })).toEqual(['Árvácska Nyugdíjasklub', 'Őszirózsa Olvasókör 100%']);
});

test('pages together hold everything once', async () => {
  const pages = [1, 2, 3, 4].map((page) =>
    listOrganisations(database(), { ...everywhere, page, pageSize: 2 })
  );
  const read = await Promise.all(pages);
  expect(read.map(({ total, pages: count }) => [total, count])).toEqual(Array(4).fill([5, 3]));
  expect(read.flatMap(names).sort()).toEqual(Object.keys(ids).sort());
  expect(read[3]?.rows).toEqual([]);
});

test('many organisations are found by id, unknown ones left out', async () => {
  const found = await findOrganisationsByIds(database(), [
    ids['Csillag Könyvtár']!,
    newId(),
    ids['Csillag Könyvtár']!
  ]);
  expect([...found.values()]).toMatchObject([{ name: 'Csillag Könyvtár', settlement: { slug: 'szentes' } }]);
  expect(await findOrganisationsByIds(database(), [])).toEqual(new Map());
});

test('records are found again by the id that their source gave them', async () => {
  const found = await findOrganisationIdsBySource(database(), 'test');
  expect(found.get('Csillag Könyvtár')).toBe(ids['Csillag Könyvtár']);
  expect(await findOrganisationIdsBySource(database(), 'other')).toEqual(new Map());
});

test('venues of the same name have addresses by their settlement', async () => {
  const { rows } = await listVenues(database(), { ...everywhere, text: 'fo ter' });
  expect(rows.map(({ slug }) => slug)).toEqual(['fo-ter-nagymagocs', 'fo-ter-szegvar']);
  const [first] = rows;
  expect((await findVenuesByIds(database(), [first!.id])).get(first!.id)).toMatchObject({
    organisation: null
  });
});

test('an organisation has its own venues', async () => {
  expect(names({ rows: await listVenuesOf(database(), ids['Csillag Könyvtár']!) })).toEqual(['Olvasóterem']);
});
