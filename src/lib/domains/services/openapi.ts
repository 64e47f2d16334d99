// The description of the HSDS API after OpenAPI 3.1, for other people's programs.

/** @param origin scheme and host of this installation */
export function openApi(origin: string): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kaláka: open data of a region',
      version: '1.0.0',
      summary: 'Who helps with what: services, organisations and places after HSDS 3.1.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' }
    },
    servers: [{ url: `${origin}/api/hsds` }],
    externalDocs: { url: 'https://docs.openreferral.org/', description: 'Human Services Data Specification' },
    paths: {
      '/': get('api', 'What this API is', {
        type: 'object',
        required: ['version', 'profile', 'openapi_url'],
        properties: {
          version: { type: 'string' },
          profile: { type: 'string', format: 'uri' },
          openapi_url: { type: 'string', format: 'uri' }
        }
      }),
      '/services': get('listServices', 'Services by name, page by page', page('Service'), [
        'page',
        'per_page',
        'search',
        'taxonomy_term_id',
        'taxonomy_id',
        'organization_id',
        'modified_after',
        'minimal',
        'full'
      ]),
      '/services/{id}': one('getService', 'One service with everything that belongs to it', 'Service'),
      '/organizations': get(
        'listOrganizations',
        'Organisations by name, page by page',
        page('Organization'),
        ['page', 'per_page', 'search']
      ),
      '/organizations/{id}': one(
        'getOrganization',
        'One organisation with its telephone numbers',
        'Organization'
      ),
      '/locations': get('listLocations', 'Venues by name, page by page', page('Location'), [
        'page',
        'per_page',
        'search'
      ]),
      '/locations/{id}': one('getLocation', 'One venue', 'Location'),
      '/service_at_locations': get(
        'listServiceAtLocations',
        'Services at their places, page by page',
        page('ServiceAtLocation'),
        [
          'page',
          'per_page',
          'search',
          'taxonomy_term_id',
          'taxonomy_id',
          'organization_id',
          'modified_after',
          'full'
        ]
      ),
      '/service_at_locations/{id}': one(
        'getServiceAtLocation',
        'One service at one place, with everything that belongs to the service',
        'ServiceAtLocation'
      ),
      '/taxonomies': get('listTaxonomies', 'The vocabularies', page('Taxonomy'), ['page', 'per_page']),
      '/taxonomies/{id}': one('getTaxonomy', 'One vocabulary', 'Taxonomy'),
      '/taxonomy_terms': get('listTaxonomyTerms', 'The terms of the vocabulary', page('TaxonomyTerm'), [
        'page',
        'per_page',
        'parent_id'
      ]),
      '/taxonomy_terms/{id}': one('getTaxonomyTerm', 'One term', 'TaxonomyTerm')
    },
    components: { parameters, schemas }
  };
}

const text = { type: 'string' };
const id = { type: 'string', format: 'uuid' };
const query = (name: string, description: string, schema: object): object => ({
  name,
  in: 'query',
  required: false,
  description,
  schema
});

const parameters = {
  page: query('page', 'Number of the page, from 1', { type: 'integer', minimum: 1 }),
  per_page: query('per_page', 'How many on a page; at most 200', {
    type: 'integer',
    minimum: 1,
    maximum: 200
  }),
  search: query('search', 'Words of the name', text),
  taxonomy_term_id: query('taxonomy_term_id', 'Only with this term', id),
  taxonomy_id: query('taxonomy_id', 'Only with terms of this vocabulary', id),
  organization_id: query('organization_id', 'Only of this organisation', id),
  modified_after: query('modified_after', 'Only changed since', { type: 'string', format: 'date-time' }),
  minimal: query('minimal', 'Only id and time of the last change', { type: 'boolean' }),
  full: query('full', 'With everything that belongs to each', { type: 'boolean' }),
  parent_id: query('parent_id', 'Only directly under this term', id)
};

const named = (description: string, more: object = {}, required: readonly string[] = []): object => ({
  type: 'object',
  description,
  required: ['id', ...required],
  properties: { id, name: text, description: text, ...more }
});

const schemas = {
  Page: {
    type: 'object',
    required: ['total_items', 'total_pages', 'page_number', 'size', 'first_page', 'last_page', 'empty'],
    properties: {
      total_items: { type: 'integer' },
      total_pages: { type: 'integer' },
      page_number: { type: 'integer' },
      size: { type: 'integer' },
      first_page: { type: 'boolean' },
      last_page: { type: 'boolean' },
      empty: { type: 'boolean' }
    }
  },
  Service: named(
    'HSDS 3.1 service',
    {
      status: { type: 'string', enum: ['active', 'inactive', 'defunct', 'temporarily closed'] },
      last_modified: { type: 'string', format: 'date-time' },
      organization: { $ref: '#/components/schemas/Organization' }
    },
    ['name', 'status']
  ),
  Organization: named('HSDS 3.1 organization', { email: text, website: text, uri: text }, [
    'name',
    'description'
  ]),
  Location: named('HSDS 3.1 location', { location_type: text }, ['location_type']),
  ServiceAtLocation: {
    type: 'object',
    description: 'HSDS 3.1 service_at_location',
    required: ['id', 'location', 'service'],
    properties: {
      id,
      service_id: id,
      location_id: id,
      location: { $ref: '#/components/schemas/Location' },
      service: { $ref: '#/components/schemas/Service' },
      schedules: { type: 'array', items: { type: 'object' } }
    }
  },
  Taxonomy: named('HSDS 3.1 taxonomy', { version: text }, ['name', 'description']),
  TaxonomyTerm: named('HSDS 3.1 taxonomy_term', { code: text, parent_id: id, taxonomy_id: id }, [
    'name',
    'description'
  ])
};

const headers = { ETag: { description: 'For If-None-Match the next time', schema: text } };
const unchanged = 'It is as it was when the caller had it last (If-None-Match)';

function page(schema: keyof typeof schemas): object {
  return {
    allOf: [
      { $ref: '#/components/schemas/Page' },
      {
        type: 'object',
        required: ['contents'],
        properties: { contents: { type: 'array', items: { $ref: `#/components/schemas/${schema}` } } }
      }
    ]
  };
}

function get(
  operationId: string,
  summary: string,
  schema: object,
  names: readonly (keyof typeof parameters)[] = []
): object {
  return {
    get: {
      operationId,
      summary,
      ...(names.length > 0
        ? { parameters: names.map((name) => ({ $ref: `#/components/parameters/${name}` })) }
        : {}),
      responses: {
        '200': { description: summary, headers, content: { 'application/json': { schema } } },
        '304': { description: unchanged }
      }
    }
  };
}

function one(operationId: string, summary: string, schema: keyof typeof schemas): object {
  return {
    parameters: [{ name: 'id', in: 'path', required: true, schema: id }],
    get: {
      operationId,
      summary,
      responses: {
        '200': {
          description: summary,
          headers,
          content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } }
        },
        '304': { description: unchanged },
        '404': { description: 'There is none with this id' }
      }
    }
  };
}
