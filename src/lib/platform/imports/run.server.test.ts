import { beforeAll, describe, expect, test } from 'vitest';
import { bringEvents, eventsOf, now, prepareRegister } from '#tests/bring-events.ts';
import { useDatabase } from '#tests/db.ts';
import { system } from '#lib/platform/actor.ts';
import type { Importer } from '#lib/platform/domain.ts';
import { eventImporter } from '#lib/domains/calendar/import.server.ts';
import { completeMapping, readImportFile } from './imports.server.ts';
import { maxRowsAtOnce, runImport, type Finish, type ImportRequest } from './run.server.ts';

const database = useDatabase();
beforeAll(() => prepareRegister(database()));

describe('a row that was not read rightly', () => {
  test('is refused with its number when it has more cells than there are columns', async () => {
    const list =
      'Cím,Dátum,Település\nBál,2027-09-04,Szegvár\nBál, zenével,2027-09-05,Szegvár\nTánc,2027-09-06\n';
    expect(await bringEvents(database(), list, { skipBadRows: true })).toMatchObject({
      counts: [2, 0, 0, 1],
      errors: ['3 |  | extra_cells | Szegvár']
    });
  });

  test('is refused with the field where letters are lost, and taken where that column fills no field', async () => {
    const list =
      'Cím;Dátum;Bels\ufffd jegyzet\nSz\ufffdreti bál;2027-09-04;\nSzüreti bál;2027-09-04;t\ufffdbb sz\ufffdk\n';
    expect(await bringEvents(database(), list, { skipBadRows: true })).toMatchObject({
      counts: [1, 0, 0, 1],
      errors: ['2 | title | lost_letters | Sz\ufffdreti bál']
    });
  });

  test('is refused however many there are of them', async () => {
    const list = `Cím;Dátum\n${Array.from({ length: 1200 }, (_, n) => `B\ufffdl ${n};2027-09-04\n`).join('')}`;
    expect(await bringEvents(database(), list, { skipBadRows: true })).toMatchObject({
      counts: [0, 0, 0, 1200]
    });
  });
});

describe('more rows than one transaction takes', () => {
  const many = maxRowsAtOnce + 700;
  const rows = Array.from({ length: many }, (_, n) => `${n};Est ${n};2027-09-04;Dalkör ${n % 3}`);
  const run = async (lines: readonly string[], finish: Finish = {}) => {
    const importer = eventImporter as Importer;
    const text = ['Azonosító;Cím;Dátum;Szervező;create_organisers', ...lines.map((line) => `${line};igen`)];
    const file = { name: 'lista.csv', bytes: new TextEncoder().encode(text.join('\n')) };
    const table = await readImportFile(importer, file, null);
    if (!table.ok) throw new Error(table.reason);
    const mapping = completeMapping(importer, table.value.columns, {});
    if (!mapping.ok) throw new Error(mapping.reason);
    const options = { mapping: mapping.value, source: 'lista', now };
    const request: ImportRequest = { importer, table: table.value, options, skipBadRows: false };
    return runImport(database(), system, request, finish);
  };

  test('come in whole, each once, and say how far they are', { timeout: 60_000 }, async () => {
    const progress: (readonly [number, number])[] = [];
    let finished = 0;
    const imported = await run(rows, {
      onProgress: (written, all) => void progress.push([written, all]),
      finish: () => Promise.resolve(++finished === 1)
    });
    if (!imported.ok) throw new Error(imported.reason);
    expect([imported.value.create.length, finished]).toEqual([many, 1]);
    expect(progress[0]).toEqual([0, many]);
    expect(progress.map(([written]) => written)).toEqual(
      progress.map(([written]) => written).toSorted((a, b) => a - b)
    );
    expect(progress.length).toBeGreaterThan(2);
    expect(await eventsOf(database())).toHaveLength(many);
    const organisers = await database()
      .selectFrom('organisation')
      .select('name')
      .where('source', '=', 'lista')
      .execute();
    expect(organisers.map(({ name }) => name).sort()).toEqual(['Dalkör 0', 'Dalkör 1', 'Dalkör 2']);

    const again = await run(rows);
    expect(again).toMatchObject({ ok: true, value: { create: [], update: [], unchanged: many } });
  });

  test('of which one is wrong leave everything as it was', async () => {
    expect(await run([...rows, `${many};Est;2027-02-30;`])).toMatchObject({
      ok: false,
      reason: 'rows_refused'
    });
    expect(await eventsOf(database())).toEqual([]);
  });

  test(
    'that were interrupted come in whole when the import is started again',
    { timeout: 60_000 },
    async () => {
      let portions = 0;
      const broken = run(rows, {
        onProgress: () => {
          if (++portions === 3) throw new Error('The power went out.');
        }
      });
      await expect(broken).rejects.toThrow('The power went out.');
      const before = (await eventsOf(database())).length;
      expect(before).toBeGreaterThan(0);
      const again = await run(rows);
      if (!again.ok) throw new Error(again.reason);
      expect([again.value.create.length, again.value.unchanged]).toEqual([many - before, before]);
      expect(await eventsOf(database())).toHaveLength(many);
    }
  );
});
