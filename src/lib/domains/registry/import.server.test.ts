import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { system } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { Importer, ImportTable } from '#lib/platform/domain.ts';
import { guessMapping } from '#lib/platform/tabular/mapping.ts';
import { organisationImporter } from './import-organisations.server.ts';
import { venueImporter } from './import-venues.server.ts';
import { updateOrganisation } from './operations.server.ts';
import { findOrganisation, listOrganisations, listOrganisationsOfSource } from './queries.server.ts';
import { listVenues, listVenuesOfSource } from './venue-queries.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');

beforeAll(() => places.sample?.(database(), { now, today: '2026-11-21', seed: 1 }));

function table(...lines: string[]): ImportTable {
  const [columns, ...rows] = lines.map((line) => line.split('|'));
  return { columns: columns ?? [], rows: rows.map((cells, index) => ({ line: index + 2, cells })) };
}

const optionsFor = (importer: Importer<never>, { columns }: ImportTable, source = 'lista') => ({
  mapping: guessMapping(columns, importer.fields),
  source,
  now
});

const planOf = <Row>(importer: Importer<Row>, rows: ImportTable, source?: string) =>
  importer.plan(database(), rows, optionsFor(importer as Importer<never>, rows, source));

async function bring<Row>(importer: Importer<Row>, rows: ImportTable, source?: string) {
  const options = optionsFor(importer as Importer<never>, rows, source);
  const plan = await importer.plan(database(), rows, options);
  await inTransaction(database(), (tx) => importer.apply(tx, system, plan, options));
  return plan;
}

const counts = ({
  create,
  update,
  unchanged,
  errors
}: {
  create: unknown[];
  update: unknown[];
  unchanged: number;
  errors: unknown[];
}) => ({
  created: create.length,
  updated: update.length,
  unchanged,
  errors: errors.length
});

const clubs = table(
  'Azonosító|Szervezet neve|Település|Típus|E-mail|Honlap',
  '1|Szélmalom Művelődési Ház|Szegvár||haz@szelmalom.example|szelmalom.example',
  '2|Gőzkút Faluház|FÁBIÁNSEBESTYÉN|faluház|a@gozkut.example; b@gozkut.example|'
);

describe('a list of organisations', () => {
  test('is brought in with kinds and sectors that its words or names tell', async () => {
    expect(counts(await bring(organisationImporter, clubs))).toEqual({
      created: 2,
      updated: 0,
      unchanged: 0,
      errors: 0
    });
    const known = await listOrganisationsOfSource(database(), 'lista');
    expect(known.sort((a, b) => Number(a.externalId) - Number(b.externalId))).toMatchObject([
      {
        name: 'Szélmalom Művelődési Ház',
        slug: 'szelmalom-muvelodesi-haz-szegvar',
        kind: 'community_house',
        sector: 'public',
        settlement: { name: 'Szegvár' },
        externalId: '1',
        contacts: [
          { kind: 'email', value: 'haz@szelmalom.example', visibility: 'public' },
          { kind: 'website', value: 'https://szelmalom.example', visibility: 'public' }
        ]
      },
      { kind: 'village_house', settlement: { name: 'Fábiánsebestyén' }, contacts: [{}, {}] }
    ]);
    const verbs = await database().selectFrom('activity').select('verb').execute();
    expect(verbs).toEqual([{ verb: 'organisation.created' }, { verb: 'organisation.created' }]);
  });

  test('changes nothing when it is brought in again', async () => {
    await bring(organisationImporter, clubs);
    const before = await listOrganisationsOfSource(database(), 'lista');
    expect(counts(await bring(organisationImporter, clubs))).toEqual({
      created: 0,
      updated: 0,
      unchanged: 2,
      errors: 0
    });
    expect(await listOrganisationsOfSource(database(), 'lista')).toEqual(before);
    expect(await database().selectFrom('activity').select('id').execute()).toHaveLength(2);
  });

  test('of another source is another list', async () => {
    await bring(organisationImporter, clubs);
    expect(counts(await planOf(organisationImporter, clubs, 'másik'))).toMatchObject({ created: 2 });
  });

  test('changes what it speaks of, field by field, and leaves the rest', async () => {
    await bring(organisationImporter, clubs);
    const [house] = (await listOrganisations(database(), { settlements: null, text: 'szelmalom' })).rows;
    const full = await findOrganisation(database(), house!.id);
    const internal = { kind: 'person', value: 'Kiss Anna', visibility: 'internal' } as const;
    await updateOrganisation(
      database(),
      system,
      { id: house!.id, draft: { ...full!, summary: 'Kézzel írt.', contacts: [...full!.contacts, internal] } },
      now
    );
    const plan = await bring(
      organisationImporter,
      table('azonosító|név|település|e-mail', '1|Forgószél Művelődési Ház|Szegvár|uj@szelmalom.example')
    );
    expect(plan.update.map(({ changed }) => changed)).toEqual([['name', 'contacts']]);
    expect(await findOrganisation(database(), house!.id)).toMatchObject({
      name: 'Forgószél Művelődési Ház',
      slug: 'forgoszel-muvelodesi-haz-szegvar',
      summary: 'Kézzel írt.',
      contacts: [{ value: 'uj@szelmalom.example' }, { value: 'https://szelmalom.example' }, internal]
    });
  });

  test('without ids is recognised by settlement, name and street, however they are written', async () => {
    await bring(
      organisationImporter,
      table('név|település|utca', 'Kertbarát  Kör|Szegvár|Fő u. 3.', 'Kertbarát Kör|Eperjes|')
    );
    const again = table('név|település|utca', 'KERTBARÁT KÖR|szegvar|Fő  u.3', 'Kertbarát Kör|Eperjes|');
    expect(counts(await planOf(organisationImporter, again))).toEqual({
      created: 0,
      updated: 0,
      unchanged: 2,
      errors: 0
    });
  });

  test('is refused row by row with line, field, what stands there and what may have been meant', async () => {
    const plan = await planOf(
      organisationImporter,
      table(
        'név|település|e-mail|ágazat',
        'Jó Kör|Szegvár||civil',
        '|Szegvár||',
        'Rossz Kör|Szegvr|nincs|titkos',
        'Máshol Kör|Szegvr||',
        'Sehol Kör|||'
      )
    );
    expect(plan.create).toHaveLength(1);
    expect(plan.errors).toEqual([
      { line: 3, field: 'name', code: 'missing', value: '' },
      { line: 4, field: 'sector', code: 'unknown_word', value: 'titkos' },
      { line: 4, field: 'email', code: 'not_an_email', value: 'nincs' },
      {
        line: 5,
        field: 'settlement',
        code: 'unknown_settlement',
        value: 'Szegvr',
        suggestion: expect.stringContaining('Szegvár')
      },
      { line: 6, field: 'settlement', code: 'missing', value: '' }
    ]);
  });

  test('with a row twice counts it once; rows that contradict each other are an error', async () => {
    const plan = await planOf(
      organisationImporter,
      table('azonosító|név|település', '1|Kör|Szegvár', '1|Kör|Szegvár', '1|Más|Szegvár')
    );
    expect(plan.create).toHaveLength(1);
    expect(plan.duplicates).toMatchObject([
      { key: '1', line: 3, firstLine: 2, same: true },
      { key: '1', line: 4, firstLine: 2, same: false }
    ]);
    expect(plan.errors).toMatchObject([{ line: 4, code: 'contradicts_row', otherLine: 2 }]);
  });

  test('leaves nothing behind when writing it fails', async () => {
    const options = optionsFor(organisationImporter as Importer<never>, clubs);
    const plan = await organisationImporter.plan(database(), clubs, options);
    const attempt = inTransaction(database(), async (tx) => {
      await organisationImporter.apply(tx, system, plan, options);
      throw new Error('the power went');
    });
    await expect(attempt).rejects.toThrow('the power went');
    expect(await listOrganisationsOfSource(database(), 'lista')).toEqual([]);
    expect(await database().selectFrom('activity').select('id').execute()).toEqual([]);
  });
});

describe('a list of venues', () => {
  const halls = table(
    'megnevezés|település|utca|szervezet|férőhely|akadálymentes|szélesség|hosszúság',
    'Színházterem|Szegvár|Kórógy sor 12.|Szélmalom Művelődési Ház|220|igen|46,585|20,225',
    'Fő tér|Szegvár|||||||'
  );

  test('finds the organisation that a venue belongs to', async () => {
    await bring(organisationImporter, clubs);
    const plan = await bring(venueImporter, halls);
    expect(plan.errors).toEqual([]);
    const known = await listVenuesOfSource(database(), 'lista');
    expect(known.find(({ name }) => name === 'Színházterem')).toMatchObject({
      kind: 'hall',
      organisation: { name: 'Szélmalom Művelődési Ház' },
      capacity: 220,
      accessible: true,
      point: { lat: 46.585, lon: 20.225 }
    });
    expect(known.find(({ name }) => name === 'Fő tér')).toMatchObject({
      kind: 'square',
      organisation: null,
      accessible: null
    });
    expect(counts(await bring(venueImporter, halls))).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  });

  test('hears how a room is used, and forgets nothing of it when the next list is silent', async () => {
    const told = (price: string) =>
      table('név|település|díj|foglalható|üresen áll', `Terem|Szegvár|${price}|igen|`);
    await bring(venueImporter, told('2000 Ft'));
    await bring(venueImporter, told('2500 Ft'));
    await bring(venueImporter, table('név|település|férőhely', 'Terem|Szegvár|80'));
    const [room] = await listVenuesOfSource(database(), 'lista');
    expect(room).toMatchObject({
      capacity: 80,
      furnishing: { price: '2500 Ft', bookable: true, idle: false }
    });
  });

  test('names the organisation that is not there, and the one that is nearly called so', async () => {
    await bring(organisationImporter, clubs);
    const plan = await planOf(
      venueImporter,
      table(
        'név|település|szervezet',
        'Terem|Szegvár|Szélmalom Müvelődési Haz',
        'Terem|Szegvár|Xyz Kör',
        'Terem|Eperjes|2'
      )
    );
    expect(plan.errors).toEqual(
      [
        {
          line: 2,
          field: 'organisation',
          code: 'unknown_organisation',
          value: 'Xyz Kör'
        }
      ].map((error) => ({ ...error, line: 3 }))
    );
    expect(plan.create.map(({ organisation }) => typeof organisation)).toEqual(['string', 'string']);
  });

  test('refuses numbers, points and answers that are none', async () => {
    const plan = await planOf(
      venueImporter,
      table(
        'név|település|férőhely|akadálymentes|szélesség|hosszúság',
        'A|Szegvár|sok|talán|46.5|',
        'B|Szegvár|0||146.5|20.2'
      )
    );
    expect(plan.errors.map(({ line, field, code }) => `${line} ${field} ${code}`)).toEqual([
      '2 lon half_a_point',
      '2 capacity not_a_whole_number',
      '2 accessible not_yes_or_no',
      '3 lat not_degrees',
      '3 capacity not_a_whole_number'
    ]);
  });
});

const buildings = '../shared/data/institutions/buildings_five_counties.csv';

describe.skipIf(!existsSync(buildings))(`the real buildings of five counties (${buildings})`, () => {
  test('come in as venues, each once, and a second time change nothing', { timeout: 60_000 }, async () => {
    await places.supply?.(database(), now);
    const [columns = [], ...rows] = parse(readFileSync(buildings), { bom: true }) as string[][];
    const list = { columns, rows: rows.map((cells, index) => ({ line: index + 2, cells })) };
    expect(rows).toHaveLength(2019);
    const first = await bring(venueImporter, list);
    expect(first.errors).toEqual([]);
    // Five buildings stand in the list twice, with a full stop or a space more.
    expect(first.duplicates.map(({ line }) => line)).toEqual([218, 885, 1104, 1143, 1282]);
    expect(first.create).toHaveLength(2014);
    expect((await listVenues(database(), { settlements: null })).total).toBe(first.create.length);
    const second = await bring(venueImporter, list);
    expect(counts(second)).toMatchObject({ created: 0, updated: 0, unchanged: first.create.length });
  });
});
