// The description of our JSON, in the eyes of another program, and beside what we do give out.
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { offeringJson } from '#lib/domains/exchange/structured-data.ts';
import { bareOffering } from '#lib/domains/exchange/model.ts';
import type { Offering } from '#lib/domains/exchange/queries.server.ts';
import { openApiOfAll } from './open-api.ts';

const all = openApiOfAll('https://kalaka.example');

test('the description of all rooms is valid OpenAPI 3.1', async () => {
  const read = await new Validator().validate(all);
  expect(read.errors ?? []).toEqual([]);
  const paths = Object.keys(all['paths'] as object);
  expect(paths).toEqual(expect.arrayContaining(['/services', '/events', '/offerings']));
});

test('every property of an offer that leaves is described, and no other', () => {
  const offering = {
    ...bareOffering,
    ...{ id: '00000000-0000-7000-8000-000000000000', slug: 'szoves', category: 'course', title: 'Szövés' },
    ...{ organisation: null, expert: null, updatedAt: new Date('2026-11-21T10:00:00Z') },
    settlement: { id: '', slug: 'szegvar', name: 'Szegvár', county: null, point: null }
  } as unknown as Offering;
  const given = Object.keys(offeringJson(offering, 'https://kalaka.example/csere/szoves'));
  const text = JSON.stringify((all['paths'] as Record<string, unknown>)['/offerings']);
  const schema = (JSON.parse(text) as Described).get.responses['200'].content['application/json'].schema;
  expect(Object.keys(schema.properties.offerings.items.properties).sort()).toEqual(given.sort());
});

interface Described {
  get: {
    responses: {
      '200': {
        content: {
          'application/json': {
            schema: { properties: { offerings: { items: { properties: Record<string, unknown> } } } };
          };
        };
      };
    };
  };
}
