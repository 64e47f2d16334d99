// A file that knew two records goes on knowing the one that they became, and brings nothing back that was merged.
import { beforeAll, expect, test } from 'vitest';
import { rankedDomains } from '../../src/house.server.ts';
import { wordsIn } from '../../src/words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { organisationImporter } from '#lib/domains/registry/import-organisations.server.ts';
import { venueImporter } from '#lib/domains/registry/import-venues.server.ts';
import { mergeRecords } from '#lib/domains/registry/merge.server.ts';
import { undoMerge } from '#lib/domains/registry/merge-undo.server.ts';
import type { Mergeable } from '#lib/domains/registry/merge-schema.server.ts';
import { system } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { Importer } from '#lib/platform/domain.ts';
import { useDatabase } from '../db.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const house = { domains: rankedDomains, words: await wordsIn('hu') };
const importers: Record<Mergeable, Importer> = {
  organisation: organisationImporter as Importer,
  venue: venueImporter as Importer
};

beforeAll(() => places.sample?.(database(), { now, today: '2026-11-21', seed: 1 }));

const list = (...rows: string[][]) => ({
  columns: ['id', 'name', 'settlement', 'street'],
  rows: rows.map((cells, index) => ({ line: index + 2, cells }))
});
const both = list(
  ['a1', 'Kőlapos Iskola', 'Szegvár', 'Fő út 3.'],
  ['b2', 'Kőlapos Isk.', 'Szegvár', 'Fő u. 3']
);

async function bring(kind: Mergeable, table: typeof both, source = 'lista') {
  const mapping = Object.fromEntries(table.columns.map((column) => [column, column]));
  const options = { mapping, source, now };
  const plan = await importers[kind].plan(database(), table, options);
  await inTransaction(database(), (tx) => importers[kind].apply(tx, system, plan, options));
  return { created: plan.create.length, updated: plan.update.length, errors: plan.errors };
}

async function idOf(kind: Mergeable, key: string): Promise<string> {
  const row = await database()
    .selectFrom(kind)
    .select('id')
    .where('external_id', '=', key)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function merge(kind: Mergeable, into: string, from: string): Promise<string> {
  const done = await mergeRecords(database(), system, { kind, into, from, taken: [] }, { now, house });
  if (!done.ok) throw new Error(done.reason);
  return done.value.id;
}

test.each(['organisation', 'venue'] as const)(
  'rows of one file that became one %s stay one',
  async (kind) => {
    expect(await bring(kind, both)).toEqual({ created: 2, updated: 0, errors: [] });
    const id = await merge(kind, await idOf(kind, 'a1'), await idOf(kind, 'b2'));
    expect(await bring(kind, both)).toEqual({ created: 0, updated: 0, errors: [] });
    await undoMerge(database(), system, id, now);
    expect(await bring(kind, both)).toEqual({ created: 0, updated: 0, errors: [] });
    expect(await idOf(kind, 'b2')).not.toBe(await idOf(kind, 'a1'));
  }
);

test.each(['organisation', 'venue'] as const)(
  'another file goes on telling what is new of its %s',
  async (kind) => {
    await bring(kind, list(['a1', 'Kőlapos Iskola', 'Szegvár', 'Fő út 3.']));
    await bring(kind, list(['b2', 'Kőlapos Isk.', 'Szegvár', 'Fő u. 3']), 'másik lista');
    const into = await idOf(kind, 'a1');
    await merge(kind, into, await idOf(kind, 'b2'));
    const news = list(['b2', 'Kőlapos Isk.', 'Szegvár', 'Malom köz 1.']);
    expect(await bring(kind, news, 'másik lista')).toEqual({ created: 0, updated: 1, errors: [] });
    const row = await database()
      .selectFrom(kind)
      .select(['street', 'source', 'external_id'])
      .where('id', '=', into as never)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ street: 'Malom köz 1.', source: 'lista', external_id: 'a1' });
  }
);

test.each(['organisation', 'venue'] as const)(
  'a list exported before the merge finds the %s that stayed',
  async (kind) => {
    await bring(kind, both);
    const gone = await idOf(kind, 'b2');
    await merge(kind, await idOf(kind, 'a1'), gone);
    const exported = list([gone, 'Kőlapos Isk.', 'Szegvár', 'Malom köz 1.']);
    expect(await bring(kind, exported, 'kivitel')).toEqual({ created: 0, updated: 1, errors: [] });
  }
);
