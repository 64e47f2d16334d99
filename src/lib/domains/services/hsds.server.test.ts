import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { findOrganisation, listOrganisations } from '#lib/domains/registry/queries.server.ts';
import { findVenuesByIds, listVenues } from '#lib/domains/registry/venue-queries.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { domain } from './domain.server.ts';
import { hsdsPage, hsdsPageOf, pageAsked } from './hsds-page.ts';
import {
  firstPostalCodes,
  hsdsLocation,
  hsdsOrganisation,
  hsdsService,
  hsdsServiceAtLocation,
  hsdsServiceListed,
  hsdsTaxonomy,
  hsdsTerms,
  type HsdsContext
} from './hsds.server.ts';
import { stableId, termId, termOfId } from './hsds/ids.ts';
import { openApi } from './openapi.ts';
import { factsOf, findServicePlace, listServicePlaces, listServices } from './queries.server.ts';
import { updateService } from './operations.server.ts';
import { system } from '#lib/platform/actor.ts';

/** The official schemas, read in place. */
const folder = '../shared/data/hsds/spec-3.1-dev/schema';
const schemas = existsSync(folder)
  ? globSync(`${folder}/*.json`).filter((file) => !file.endsWith('openapi.json'))
  : [];
const database = useDatabase();
const sample = { now: new Date('2026-11-21T10:00:00Z'), today: '2026-11-21', seed: 1 };
let context: HsdsContext;

beforeAll(async () => {
  await inTransaction(database(), async (tx) => {
    for (const each of [places, registry, domain]) await each.sample?.(tx, sample);
  });
  const settlements = await database().selectFrom('settlement').select('id').execute();
  context = {
    words: await wordsIn('hu'),
    origin: 'https://kalaka.example',
    postalCodes: await firstPostalCodes(database(), settlements)
  };
});

interface Schema {
  readonly properties: Readonly<Record<string, { $ref?: string; items?: { $ref?: string } }>>;
}

const byName = new Map(
  schemas.map((file) => [basename(file), JSON.parse(readFileSync(file, 'utf8')) as Schema])
);

function validatorOf(name: string): ValidateFunction {
  // The schemas also carry words for tables, which are no JSON Schema; some formats are described in prose only.
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  for (const [file, schema] of byName) ajv.addSchema(schema, file);
  return ajv.getSchema(`${name}.json`)!;
}

/** Fields that the schema does not know, with the way to them. */
function unknownFields(value: unknown, name: string, path = name): string[] {
  const schema = byName.get(`${name}.json`)!;
  return Object.entries(value as object).flatMap(([field, inside]: [string, unknown]) => {
    const known = schema.properties[field];
    if (!known) return [`${path}.${field}`];
    const ref = (known.$ref ?? known.items?.$ref)?.replace(/\.json$/, '');
    if (!ref) return [];
    return (Array.isArray(inside) ? inside : [inside]).flatMap((each) =>
      unknownFields(each, ref, `${path}.${field}`)
    );
  });
}

function expectValid(name: string, objects: readonly unknown[]): void {
  const validate = validatorOf(name);
  const wrong = objects.flatMap((each) => (validate(each) ? [] : [validate.errors]));
  expect(wrong.slice(0, 3)).toEqual([]);
  expect([...new Set(objects.flatMap((each) => unknownFields(each, name)))]).toEqual([]);
}

describe.skipIf(schemas.length === 0)(
  'by the official schemas of HSDS 3.1 (skipped where these are absent)',
  () => {
    test('every service of the sample is valid, alone and in lists', async () => {
      const { services, total } = await listServices(database(), {}, { page: 1, size: 1000 });
      expect(services).toHaveLength(total);
      expect(total).toBeGreaterThan(150);
      expectValid(
        'service',
        services.map((service) => hsdsService(service, context))
      );
      expectValid(
        'service',
        services.map((service) => hsdsServiceListed(service, context))
      );
    });

    test('a service with everything that a service can have is valid', async () => {
      const { services } = await listServices(database(), { term: 'documents' }, { page: 1, size: 1 });
      const [service] = services;
      if (!service) throw new Error('no service');
      await updateService(
        database(),
        system,
        {
          id: service.id,
          draft: {
            ...factsOf(service),
            status: 'paused',
            reach: 'counties',
            counties: ['Csongrád-Csanád'],
            website: 'https://hivatal.example',
            minimumAge: 18,
            maximumAge: 99,
            eligibility: 'Bárki.',
            application: 'Telefonon.',
            costs: [
              { label: 'Másolat: 500 Ft', amount: 500 },
              { label: 'Van, amikor ingyenes', amount: null }
            ],
            openings: [{ venue: service.venues[0] ?? null, weekday: 1, opens: '08:00', closes: '24:00' }],
            exceptions: [{ first: '2026-12-24', last: '2026-12-31', opens: null, closes: null }],
            phones: [{ number: '06-00-463-0301', note: 'ügyelet' }]
          }
        },
        sample.now
      );
      const [full] = (await listServices(database(), { term: 'documents' }, { page: 1, size: 1 })).services;
      const written = hsdsService(full!, context);
      expectValid('service', [written]);
      expect(written).toMatchObject({
        status: 'temporarily closed',
        service_areas: [{ name: 'Csongrád-Csanád' }],
        service_at_locations: [{ schedules: [{ byday: 'MO', opens_at: '08:00', closes_at: '24:00' }] }]
      });
    });

    test('organisations, locations and the vocabulary are valid', async () => {
      const { rows } = await listOrganisations(database(), { settlements: null, pageSize: 500 });
      const full = await Promise.all(rows.slice(0, 20).map(({ id }) => findOrganisation(database(), id)));
      expectValid(
        'organization',
        [...rows, ...full].map((row) => hsdsOrganisation(row!, context))
      );
      const venues = await listVenues(database(), { settlements: null, pageSize: 500 });
      const found = await findVenuesByIds(
        database(),
        venues.rows.map(({ id }) => id)
      );
      expectValid(
        'location',
        [...found.values()].map((venue) => hsdsLocation(venue, context))
      );
      expectValid('taxonomy', [hsdsTaxonomy(context.words)]);
      expectValid('taxonomy_term', hsdsTerms(context.words));
    });

    test('services at their places are valid, with the service in short and whole', async () => {
      const { places: at, total } = await listServicePlaces(database(), {}, { page: 1, size: 1000 });
      expect(at).toHaveLength(total);
      expect(total).toBeGreaterThan(50);
      for (const full of [true, false])
        expectValid(
          'service_at_location',
          at.map(({ service, place }) => {
            const { service: inside, ...written } = hsdsServiceAtLocation(service, place, {
              ...context,
              full
            });
            expect(inside).toMatchObject({ id: service.id, organization: { id: service.organisation.id } });
            return written;
          })
        );
      const [first] = at;
      expect((await findServicePlace(database(), first!.place.atId))?.service.id).toBe(first!.service.id);
    });

    test('the check would see what is wrong', () => {
      const validate = validatorOf('service');
      expect(validate({ id: 'no uuid', name: 'x', status: 'active' })).toBe(false);
      expect(validate({ id: stableId('a'), name: 'x', status: 'open' })).toBe(false);
      expect(validate({ id: stableId('a'), name: 'x', status: 'active', phones: [{ id: 'no' }] })).toBe(
        false
      );
      expect(unknownFields({ id: 1, phones: [{ fax: 1 }] }, 'service')).toEqual(['service.phones.fax']);
    });
  }
);

test('internal contacts are told to nobody', async () => {
  const { rows } = await listOrganisations(database(), { settlements: null, pageSize: 1 });
  const contacts = [
    { kind: 'email', value: 'titkos@nephaz.example', visibility: 'internal' },
    { kind: 'phone', value: '06-00-111-2222', visibility: 'internal' }
  ] as const;
  const written = JSON.stringify(hsdsOrganisation({ ...rows[0]!, contacts }, context));
  expect(written).not.toMatch(/titkos|2222/);
});

test('ids are always the same, differ, and lead back to their term', () => {
  expect(stableId('a', 'b')).toBe(stableId('a', 'b'));
  expect(stableId('ab', '')).not.toBe(stableId('a', 'b'));
  expect(stableId('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(termOfId(termId('meals').toUpperCase())).toBe('meals');
  expect(termOfId(stableId('x'))).toBeNull();
});

test('lists are given page by page', () => {
  expect(pageAsked(new URLSearchParams('page=3&per_page=10'))).toEqual({ page: 3, size: 10 });
  expect(pageAsked(new URLSearchParams('page=-3&per_page=9999'))).toEqual({ page: 1, size: 200 });
  expect(hsdsPageOf([1, 2, 3, 4, 5], { page: 3, size: 2 })).toEqual({
    total_items: 5,
    total_pages: 3,
    page_number: 3,
    size: 1,
    first_page: false,
    last_page: true,
    empty: false,
    contents: [5]
  });
  expect(hsdsPage([], 0, { page: 1, size: 10 })).toMatchObject({
    total_pages: 0,
    first_page: true,
    last_page: true,
    empty: true
  });
});

test('the description is valid OpenAPI 3.1 in the eyes of another program', async () => {
  const validator = new Validator();
  const read = await validator.validate(openApi('https://kalaka.example'));
  expect(read.errors ?? []).toEqual([]);
  expect(read.valid).toBe(true);
  expect(validator.version).toBe('3.1');
  const broken = { ...openApi('https://kalaka.example'), info: {} };
  expect((await new Validator().validate(broken)).valid).toBe(false);
});
