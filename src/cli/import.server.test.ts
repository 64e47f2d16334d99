import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { findSettlementBySlug } from '#lib/domains/places/queries.server.ts';
import { sampleRegion } from '#lib/domains/places/sample.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { useDatabase } from '#tests/db.ts';
import { importFile, type ImportCommandOptions } from './import.ts';

const database = useDatabase();
const now = new Date('2027-01-10T09:00:00Z');
const directory = mkdtempSync(join(tmpdir(), 'kalaka-import-'));
afterAll(() => rmSync(directory, { recursive: true }));

beforeAll(() =>
  inTransaction(database(), async (tx) => {
    await supplySettlements(tx, now);
    await sampleRegion(tx, { now, today: '2027-01-10', seed: 1 });
  })
);

/** Runs the command on a file of that content; what it wrote, line by line. */
async function imported(
  kind: string,
  content: string | Uint8Array,
  options: ImportCommandOptions & { name?: string } = {}
) {
  const { name = 'lista.csv', ...rest } = options;
  writeFileSync(join(directory, name), content);
  return run(kind, name, rest);
}

async function run(kind: string, file: string, options: ImportCommandOptions = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    progress() {}
  };
  const code = await importFile({ db: database() }, { kind, file, ...options }, { terminal, directory });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const population = async (slug: string) => (await findSettlementBySlug(database(), slug))?.population;
const list = 'név;népesség\nSzegvár;3900\nTass;2800\n';

describe('a list', () => {
  test('is imported and the change counted; a second time changes nothing', async () => {
    expect(await imported('settlements', list)).toEqual({
      code: 0,
      out: 'None new, 2 changing, none unchanged; no row with errors. Imported.\n  population: 2',
      err: ''
    });
    expect(await population('szegvar')).toBe(3900);
    expect(await imported('settlements', list)).toMatchObject({
      code: 0,
      out: 'None new, none changing, 2 unchanged; no row with errors. Nothing to do: everything is already as the file says.'
    });
  });

  test.each<[string, string | Uint8Array]>([
    ['with commas', list.replaceAll(';', ',')],
    ['with tabs', list.replaceAll(';', '\t')],
    ['with a byte order mark and the line ends of Windows', `\ufeff${list.replaceAll('\n', '\r\n')}`],
    [
      'in the encoding of old Hungarian Windows',
      Buffer.from(list.replace(/á/g, '\xe1').replace(/é/g, '\xe9'), 'latin1')
    ],
    ['in UTF-16', Buffer.from(`\ufeff${list}`, 'utf16le')],
    ['in capitals without accents', list.replace('Szegvár', 'SZEGVAR')]
  ])('is understood %s', async (_, content) => {
    expect(await imported('settlements', content)).toMatchObject({ code: 0, err: '' });
    expect(await population('szegvar')).toBe(3900);
    expect(await population('tass')).toBe(2800);
  });

  test('of a dry run changes nothing', async () => {
    const { code, out } = await imported('settlements', list, { dryRun: true });
    expect(code).toBe(0);
    expect(out).toContain('This was a dry run: nothing was changed.');
    expect(await population('szegvar')).toBe(3980);
  });

  test('takes the columns from a mapping', async () => {
    writeFileSync(join(directory, 'map.json'), '{"name": "Hol", "population": "Hányan", "dwellings": null}');
    const done = await imported('settlements', 'Hol,Hányan,lakások\nTass,2801,5\n', { mapping: 'map.json' });
    expect(done.code).toBe(0);
    expect(await findSettlementBySlug(database(), 'tass')).toMatchObject({
      population: 2801,
      dwellings: null
    });
  });
});

describe('a list with a wrong row', () => {
  const wrong = `${list}Szegvr;100\nÓzd;sok\n`;

  test('is not imported at all, and every fault is named with row, field and suggestion', async () => {
    const { code, out, err } = await imported('settlements', wrong);
    expect(code).toBe(1);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^Row 4, Name: No settlement is called “Szegvr”. Did you mean Szegvár\?$/),
      'Row 5, Population: “sok” is not a whole number. Write a number only, such as 120.'
    ]);
    expect(out).toMatch(/2 rows with errors. Nothing was imported/);
    expect(await population('szegvar')).toBe(3980);
  });

  test('is imported but for those rows when that is wanted', async () => {
    const { code, out } = await imported('settlements', wrong, { skipBadRows: true });
    expect(code).toBe(1);
    expect(out).toContain('2 changing');
    expect(await population('szegvar')).toBe(3900);
  });

  test('is answered as JSON for programs', async () => {
    const answer = JSON.parse((await imported('settlements', wrong, { json: true })).out);
    expect(answer).toMatchObject({
      imported: false,
      source: 'lista',
      mapping: { name: 'név', population: 'népesség', lat: null },
      rows: 4,
      updated: 2,
      refusedRows: 2,
      refused: [
        { line: 4, field: 'name', code: 'unknown_settlement', value: 'Szegvr' },
        { line: 5, field: 'population' }
      ]
    });
  });

  test('whose letters were lost on the way does not bring them in', async () => {
    const { code, err } = await imported('settlements', 'ksh_code,name\n32489,Szegv\ufffdr\n');
    expect(code).toBe(1);
    expect(err).toMatch(/^Row 2, Name: Letters are lost/);
    expect(await findSettlementBySlug(database(), 'szegvar')).not.toBeNull();
  });
});

describe('what cannot be used is refused with a sentence', () => {
  test.each<[string, string | Uint8Array, ImportCommandOptions & { name?: string }, RegExp]>([
    ['an empty file', '', {}, /There is nothing in the file/],
    ['a file that is no table', '%PDF-1.7', { name: 'x.pdf' }, /x\.pdf: This is a PDF/],
    [
      'a table without the column that is needed',
      'a,b\n1,2\n',
      {},
      /No column was found for Name \(name\)\. Columns: a, b/
    ],
    ['a mapping that is not there', list, { mapping: 'none.json' }, /none\.json: the file cannot be read/],
    ['a mapping that is no JSON', list, { mapping: 'lista.csv' }, /not JSON/],
    ['a file of fifty megabytes', new Uint8Array(50 * 1024 * 1024).fill(65), {}, /52 MB large; at most 20 MB/]
  ])('%s', async (_, content, options, sentence) => {
    const { code, err } = await imported('settlements', content, options);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(sentence) });
  });

  test('a file that is not there, a kind that is none', async () => {
    expect(await run('settlements', 'missing.csv')).toMatchObject({
      code: 2,
      err: expect.stringContaining('ENOENT')
    });
    expect(await run('dragons', 'missing.csv')).toMatchObject({
      code: 2,
      err: expect.stringContaining('settlements')
    });
  });
});

const real = '../shared/data';
describe.skipIf(!existsSync(real))('real lists (skipped where ../shared/data is absent)', () => {
  const at = (name: string): string => join(process.cwd(), real, name);

  test('all settlements of the country', { timeout: 60_000 }, async () => {
    const first = await run('settlements', at('settlements/settlements.csv'));
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^None new, 3,177 changing, none unchanged; no row with errors\. Imported\./);
    const second = await run('settlements', at('settlements/settlements.csv'));
    expect(second.out).toBe(
      'None new, none changing, 3,177 unchanged; no row with errors. Nothing to do: everything is already as the file says.'
    );
  });

  test('public buildings as venues', { timeout: 60_000 }, async () => {
    const file = at('institutions/buildings_five_counties.csv');
    await run('settlements', at('settlements/settlements.csv'));
    const first = JSON.parse((await run('venues', file, { json: true, skipBadRows: true })).out);
    expect(first.imported).toBe(true);
    expect(first.created).toBeGreaterThan(1900);
    const second = JSON.parse((await run('venues', file, { json: true, skipBadRows: true })).out);
    expect(second).toMatchObject({ created: 0, updated: 0, unchanged: first.created });
  });
});

describe('events', () => {
  const events = 'cím;dátum;település\nŐszi bál;2027-09-04 20:00;Szegvár\n';

  test('are organised by whom the command names', async () => {
    await imported('organisations', 'név;település\nGőzkút Könyvtár;Szegvár\n', { name: 'szervezetek.csv' });
    const known = await imported('events', events, { organiser: 'gőzkút könyvtár' });
    expect(known).toMatchObject({ code: 0, err: '' });
    const unknown = await imported('events', events, { organiser: 'Gőzkút Könyvtára' });
    expect(unknown.code).toBe(1);
    expect(unknown.err).toBe(
      'Row 2, Organiser: There is no such organisation in the register: “Gőzkút Könyvtára”. Did you mean Gőzkút Könyvtár?'
    );
    expect(await imported('settlements', list, { organiser: 'Gőzkút Könyvtár' })).toMatchObject({ code: 2 });
  });

  test('come with a mapping that joins columns, gives values and has organisers entered', async () => {
    writeFileSync(
      join(directory, 'm.json'),
      JSON.stringify({
        title: 'mi',
        start: 'mikor',
        place: ['hol', 'város'],
        organiser: { name: 'Új Kör' },
        createOrganisers: true
      })
    );
    const file = JSON.stringify({
      events: [{ mi: 'Bál', mikor: '2027-09-04 20:00', hol: 'Fő tér', város: 'Szegvár' }]
    });
    expect(await imported('events', file, { name: 'e.json', mapping: 'm.json' })).toMatchObject({
      code: 0,
      err: ''
    });
    const made = await database()
      .selectFrom('event')
      .innerJoin('event_organiser', 'event_organiser.event_id', 'event.id')
      .innerJoin('organisation', 'organisation.id', 'event_organiser.organisation_id')
      .select(['event.title', 'event.place', 'organisation.name', 'organisation.sector'])
      .execute();
    expect(made).toEqual([{ title: 'Bál', place: 'Fő tér, Szegvár', name: 'Új Kör', sector: 'informal' }]);
  });

  test('that stand twice in a file are named with both lines', async () => {
    const twice = `${events}Őszi bál;2027-09-04 20:00;Szegvár\n`;
    expect(await imported('events', twice)).toMatchObject({
      code: 0,
      err: 'Row 3 says once more what row 2 says: it counts once.'
    });
    const { out } = await imported('events', twice, { json: true });
    expect(JSON.parse(out)).toMatchObject({ unchanged: 1, repeatedRows: [{ line: 3, firstLine: 2 }] });
  });

  test('of a calendar are told component by component what is wrong with them', async () => {
    const ics = 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Bál\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
    expect(await imported('events', ics, { name: 'e.ics' })).toMatchObject({
      code: 1,
      err: 'Row 2: Left out: it has no start (DTSTART).'
    });
  });

  test('need a mapping that is one', async () => {
    writeFileSync(join(directory, 'm.json'), '{"title": {}}');
    const refused = await imported('events', events, { mapping: 'm.json' });
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('«title»') });
  });
});
