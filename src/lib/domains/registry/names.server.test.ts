import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { findByName, labelsOf } from './names.server.ts';
import { writeVenues } from './write-venues.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
let ids: string[] = [];
const settlements: Record<string, string> = {};

beforeAll(async () => {
  const db = database();
  await places.sample?.(db, { now, today: '2026-11-21', seed: 1 });
  const finder = await loadSettlementFinder(db);
  const venues: [string, string][] = [
    ['Fő tér', 'Szegvár'],
    ['Fő tér', 'Nagymágocs'],
    ['Gyülekezeti ház', 'Szentes'],
    ['Gyülekezeti ház', 'Szentes'],
    ['Művelődési ház, könyvtár és galéria', 'Szegvár'],
    ['100%-os klub', 'Szentes']
  ];
  const written = await writeVenues(
    db,
    venues.map(([name, settlement]) => {
      const found = finder.find({ name: settlement });
      if (!found.ok) throw new Error(settlement);
      settlements[settlement] = found.value.id;
      return {
        id: newId<'venue'>(now),
        before: null,
        draft: {
          name,
          kind: 'hall' as const,
          organisation: null,
          settlement: found.value,
          street: null,
          capacity: null,
          accessible: null,
          point: null,
          note: null
        }
      };
    }),
    now
  );
  ids = written.map(({ id }) => id);
});

test.each([
  ['its label', 'Fő tér, Szegvár', 0],
  ['its label without accents and comma', 'fo ter  SZEGVAR', 0],
  ['its name where that is the only one', '100%-os klub', 5],
  ['a name with a comma in it', 'Művelődési ház, könyvtár és galéria', 4],
  ['a label with two commas', 'Művelődési ház, könyvtár és galéria, Szegvár', 4]
])('a venue is found by %s', async (_how, typed, index) => {
  expect(await findByName(database(), 'venue', typed)).toMatchObject({ ok: true, value: { id: ids[index] } });
});

test('an id is as good as a name', async () => {
  expect(await findByName(database(), 'venue', ids[1] ?? '')).toMatchObject({
    ok: true,
    value: { label: 'Fő tér, Nagymágocs', settlement: { name: 'Nagymágocs' } }
  });
});

test('namesakes are asked back, unless one of them is preferred', async () => {
  const typed = 'Fő tér';
  expect(await findByName(database(), 'venue', typed)).toEqual({
    ok: false,
    reason: 'ambiguous',
    suggestions: ['Fő tér, Nagymágocs', 'Fő tér, Szegvár']
  });
  const inSzegvar = await findByName(database(), 'venue', typed, {
    settlement: settlements['Szegvár'] ?? null
  });
  expect(inSzegvar).toMatchObject({ ok: true, value: { id: ids[0] } });
  const known = await findByName(database(), 'venue', typed, { among: [ids[1] ?? ''] });
  expect(known).toMatchObject({ ok: true, value: { id: ids[1] } });
});

test('namesakes in one settlement have labels that tell them apart, and each leads back to its own', async () => {
  const labels = await labelsOf(database(), 'venue', [ids[3] ?? '', ids[2] ?? '']);
  expect(new Set(labels.map(({ label }) => label)).size).toBe(2);
  for (const { id, label } of labels)
    expect(await findByName(database(), 'venue', label)).toMatchObject({ ok: true, value: { id } });
});

test.each([
  ['a part of the name', 'galéria szegvár', 'Művelődési ház, könyvtár és galéria, Szegvár'],
  ['a slip of the finger', 'Gyülekzeti hza, Szentes', 'Gyülekezeti ház, Szentes'],
  ['nothing like it', 'Xylofonterem', null],
  ['signs of the search language', '%_%', null],
  ['nothing at all', ' , ', null]
])('%s finds none but says what it may have been', async (_what, typed, expected) => {
  const found = await findByName(database(), 'venue', typed);
  expect(found.ok).toBe(false);
  const suggestions = found.ok ? [] : found.suggestions;
  if (expected === null) expect(suggestions).toEqual([]);
  else expect(suggestions[0]).toContain(expected);
});
