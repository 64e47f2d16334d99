import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Database } from './database.server.ts';
import { freeSlugs } from './slugs.server.ts';

const database = useDatabase();

async function inUse(db: Database, slugs: readonly string[]): Promise<void> {
  await sql`insert into micro_region (id, slug, name)
    select gen_random_uuid(), slug, slug from unnest(${slugs}::text[]) as slug`.execute(db);
}

async function hadBefore(db: Database, slugs: readonly string[], kind = 'micro_region'): Promise<void> {
  await sql`insert into old_slug (kind, slug, object_id)
    select ${kind}, slug, gen_random_uuid() from unnest(${slugs}::text[]) as slug`.execute(db);
}

test('a wish that nobody has is granted, and equal wishes get numbers', async () => {
  expect(await freeSlugs(database(), 'micro_region', ['falunap', 'szuret', 'falunap', 'falunap'])).toEqual([
    'falunap',
    'szuret',
    'falunap-2',
    'falunap-3'
  ]);
  expect(await freeSlugs(database(), 'micro_region', [])).toEqual([]);
});

test('what is in use gets the first free number', async () => {
  await inUse(database(), ['falunap', 'falunap-2', 'falunap-4', 'falunap-2027']);
  expect(await freeSlugs(database(), 'micro_region', ['falunap', 'falunap', 'falunap-2027'])).toEqual([
    'falunap-3',
    'falunap-5',
    'falunap-2027-2'
  ]);
});

test('an address that something had before stays its own, with a number or without', async () => {
  await hadBefore(database(), ['olvasokor', 'falunap-2']);
  await hadBefore(database(), ['szuret'], 'venue');
  await inUse(database(), ['falunap']);
  expect(await freeSlugs(database(), 'micro_region', ['olvasokor', 'falunap', 'szuret'])).toEqual([
    'olvasokor-2',
    'falunap-3',
    'szuret'
  ]);
});

test('a number given to one wish is not given to another that is spelt so', async () => {
  await inUse(database(), ['falunap']);
  expect(await freeSlugs(database(), 'micro_region', ['falunap', 'falunap-2', 'falunap'])).toEqual([
    'falunap-2',
    'falunap-2-2',
    'falunap-3'
  ]);
});

test('words that addresses use for themselves are never given', async () => {
  expect(await freeSlugs(database(), 'event', ['new'])).toEqual(['new-2']);
});

test('however many are called alike, none is given twice', async () => {
  const many = Array.from({ length: 700 }, (_, n) => (n === 0 ? 'falunap' : `falunap-${n + 1}`));
  await inUse(database(), many.slice(0, 600));
  await hadBefore(database(), many.slice(600));
  const wishes = Array.from({ length: 6000 }, () => 'falunap');
  const given = await freeSlugs(database(), 'micro_region', wishes);
  expect(given[0]).toBe('falunap-701');
  expect(given.at(-1)).toBe('falunap-6700');
  expect(new Set(given).size).toBe(6000);
});

test('a wish with the signs of a pattern stands for itself', async () => {
  await inUse(database(), ['a_b', 'a.b', 'axb']);
  expect(await freeSlugs(database(), 'micro_region', ['a%b', 'a_b'])).toEqual(['a%b', 'a_b-2']);
});
