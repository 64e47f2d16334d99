import { existsSync, globSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareRegister, bringEvents, type Bring, eventsOf as allEvents, now } from '#tests/bring-events.ts';
import { useDatabase } from '#tests/db.ts';
import { system } from '#lib/platform/actor.ts';
import type { Importer } from '#lib/platform/domain.ts';
import { completeMapping } from '#lib/platform/imports/imports.server.ts';
import { runImport } from '#lib/platform/imports/run.server.ts';
import { eventImporter } from './import.server.ts';

const database = useDatabase();
beforeAll(() => prepareRegister(database()));
const bring = (file: string | Uint8Array, options?: Bring) => bringEvents(database(), file, options);
const eventsOf = (source?: string) => allEvents(database(), source);

const drome = '../shared/data/events/openagenda_drome_1068.json';
const conferences = '../shared/data/events/tech_conferences_2013_2027.json';
const corpora = globSync('../shared/data/icalendar/**/*.ics').sort();

describe.skipIf(!existsSync(drome))(`the events of a real county (${drome})`, () => {
  test(
    'come in with their coordinates and hosts, and a second time change nothing',
    { timeout: 60_000 },
    async () => {
      const options = { name: 'drome.json', mapping: example('openagenda') };
      const first = await bring(readFileSync(drome), options);
      expect(first).toMatchObject({ imported: true, counts: [1068, 0, 0, 0] });
      const tale = (await eventsOf()).find(({ externalId }) => externalId === '64339204');
      expect(tale).toMatchObject({
        starts: '2027-02-04T10:30',
        minutes: 1440,
        zone: 'Europe/Paris',
        settlement: null,
        place: 'Salle des fêtes, Claveyson',
        lat: 45.180752,
        organisers: [{ name: 'Salle des fêtes, Claveyson' }]
      });
      expect(await bring(readFileSync(drome), options)).toMatchObject({ counts: [0, 0, 1068, 0] });
    }
  );
});

describe.skipIf(!existsSync(conferences))(`six thousand conferences (${conferences})`, () => {
  test('come in, and a second time change nothing', { timeout: 60_000 }, async () => {
    const options = { name: 'conferences.json', mapping: example('conferences') };
    expect(await bring(readFileSync(conferences), options)).toMatchObject({
      imported: true,
      counts: [6007, 0, 0, 0]
    });
    expect(await bring(readFileSync(conferences), options)).toMatchObject({ counts: [0, 0, 6007, 0] });
  });
});

describe.skipIf(corpora.length === 0)('the calendars of other projects (../shared/data/icalendar)', () => {
  test('come in, or tell why not, and a second time change nothing', { timeout: 120_000 }, async () => {
    const files = await Promise.all(
      corpora.map(async (name) => {
        const read = await eventImporter.read?.({ name, bytes: readFileSync(name) });
        if (!read) throw new Error(`${name} was not taken for a calendar`);
        return { name, read };
      })
    );
    const columns = files[0]?.read.rows.length
      ? files[0].read.columns
      : (files.find(({ read }) => read.rows.length)?.read.columns ?? []);
    const silent = files.filter(
      ({ read }) => read.rows.length + (read.refused?.length ?? 0) + (read.warnings?.length ?? 0) === 0
    );
    expect(silent.map(({ name }) => name)).toEqual([]);

    // All of them as one list, each identifier with its file: one import is faster than two hundred.
    const uid = columns.indexOf('uid');
    let line = 0;
    const rows = files.flatMap(({ name, read }) =>
      read.rows.map(({ cells }) => ({ line: ++line, cells: cells.with(uid, `${name} ${cells[uid]}`) }))
    );
    const mapping = completeMapping(eventImporter as Importer, columns, {});
    if (!mapping.ok) throw new Error(mapping.reason);
    const request = {
      importer: eventImporter as Importer,
      table: { columns, rows, sheets: [], problems: [] },
      options: { mapping: mapping.value, source: 'corpora', now },
      skipBadRows: true
    };
    const first = await runImport(database(), system, request);
    const second = await runImport(database(), system, request);
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(first.value.create.length).toBeGreaterThan(4000);
    expect(first.value.errors.length).toBeLessThan(rows.length / 20);
    expect(new Set(first.value.errors.map(({ code }) => code))).toEqual(
      new Set(['missing', 'impossible_date'])
    );
    expect([second.value.create, second.value.update, second.value.unchanged]).toEqual([
      [],
      [],
      first.value.create.length
    ]);
  });
});

function example(name: string): unknown {
  return JSON.parse(readFileSync(`docs/examples/import/${name}.json`, 'utf8'));
}
