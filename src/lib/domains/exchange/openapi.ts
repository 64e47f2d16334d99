// What other people's programs are told of our list of offers and needs, after OpenAPI 3.1.
import { categories, conditions, levels, sides } from './model.ts';
import { distances } from './filter.ts';

const text = { type: 'string' };
const maybe = (...types: string[]): object => ({ type: [...types, 'null'] });
const day = { type: ['string', 'null'], format: 'date' };
const list = (items: object): object => ({ type: 'array', items });
const asked = (name: string, description: string, schema: object): object => ({
  ...{ name, in: 'query', required: false, description, schema }
});

/** The paths of `/api`, to stand beside those of other rooms. */
export function offeringPaths(origin: string): Record<string, unknown> {
  return {
    '/offerings': {
      servers: [{ url: `${origin}/api` }],
      get: {
        operationId: 'listOfferings',
        summary: 'Open offers and needs, the latest first, a hundred on a page',
        parameters: [
          asked('side', 'Offers or needs alone', { enum: sides }),
          asked('category', 'Of one category', { enum: categories }),
          asked('conditions', 'Free, at cost, for something in return, or as both agree', {
            enum: conditions
          }),
          asked('q', 'Words that all have to occur', text),
          asked('near', 'Name of a settlement', text),
          asked('km', 'So far around it', { type: 'integer', enum: distances }),
          asked('from', 'To be had on some day from this one on', { type: 'string', format: 'date' }),
          asked('until', 'To be had on some day up to this one', { type: 'string', format: 'date' }),
          asked('page', 'Number of the page, from 1', { type: 'integer', minimum: 1 })
        ],
        responses: {
          '200': {
            description: 'One page of the list',
            content: { 'application/json': { schema: pageSchema } }
          },
          '400': { description: 'No settlement is called so; `suggestions` are names that are alike' }
        }
      }
    }
  };
}

const offeringSchema = {
  type: 'object',
  required: ['id', 'url', 'side', 'category', 'title', 'settlement', 'conditions', 'updatedAt'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    url: { type: 'string', format: 'uri' },
    side: { enum: sides },
    category: { enum: categories },
    title: text,
    text: maybe('string'),
    organisation: { ...maybe('object'), properties: { id: { type: 'string', format: 'uuid' }, name: text } },
    expert: { ...maybe('object'), properties: { name: text } },
    settlement: { type: 'object', required: ['name'], properties: { name: text, county: maybe('string') } },
    location: {
      ...maybe('object'),
      properties: { lat: { type: 'number' }, lon: { type: 'number' } }
    },
    withinKilometres: maybe('integer'),
    from: day,
    until: day,
    weekdays: list({ type: 'integer', minimum: 1, maximum: 7 }),
    quantity: maybe('integer'),
    unit: maybe('string'),
    conditions: { enum: conditions },
    price: maybe('string'),
    inReturn: maybe('string'),
    inReturnCategories: list({ enum: categories }),
    topics: list(text),
    audiences: list(text),
    course: {
      type: 'object',
      properties: {
        curriculum: maybe('string'),
        level: { enum: [...levels, null] },
        minutes: maybe('integer'),
        sessions: maybe('integer'),
        groupSize: maybe('integer')
      }
    },
    updatedAt: { type: 'string', format: 'date-time' }
  }
};

const pageSchema = {
  type: 'object',
  required: ['page', 'pages', 'total', 'offerings'],
  properties: {
    page: { type: 'integer' },
    pages: { type: 'integer' },
    total: { type: 'integer' },
    offerings: list(offeringSchema)
  }
};
