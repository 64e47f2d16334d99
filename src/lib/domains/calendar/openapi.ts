// What other people's programs are told of our list of events, after OpenAPI 3.1.
import { audiences, themes } from './model.ts';

const text = { type: 'string' };
const asked = (name: string, description: string, schema: object): object => ({
  ...{ name, in: 'query', required: false, description, schema }
});

/** The paths of `/api`, to stand beside those of other rooms. */
export function eventPaths(origin: string): Record<string, unknown> {
  return {
    '/events': {
      servers: [{ url: `${origin}/api` }],
      get: {
        operationId: 'listEvents',
        summary:
          'Occurrences of public events by time, a hundred on a page; from today on where no day is asked for',
        parameters: [
          asked('near', 'Name of a settlement', text),
          asked('within', 'So many kilometres around it', { type: 'integer', minimum: 0 }),
          asked('from', 'First day', { type: 'string', format: 'date' }),
          asked('to', 'Last day', { type: 'string', format: 'date' }),
          asked('audience', 'For whom', { enum: audiences }),
          asked('theme', 'What it is about', { enum: themes }),
          asked('organiser', 'Short name of an organisation, as in its address', text),
          asked('q', 'Words that all have to occur', text),
          asked('page', 'Number of the page, from 1', { type: 'integer', minimum: 1 })
        ],
        responses: {
          '200': {
            description: 'One page of the list',
            content: { 'application/json': { schema: pageSchema } }
          },
          '400': { description: 'No settlement is called so' }
        }
      }
    }
  };
}

const maybeText = { type: ['string', 'null'] };
const instant = { type: 'string', format: 'date-time' };

const pageSchema = {
  type: 'object',
  required: ['page', 'hasNext', 'events'],
  properties: {
    page: { type: 'integer' },
    hasNext: { type: 'boolean' },
    events: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'title', 'start', 'allDay', 'timeZone', 'status', 'url'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          recurrenceId: maybeText,
          title: text,
          summary: maybeText,
          start: instant,
          end: { ...instant, type: ['string', 'null'] },
          allDay: { type: 'boolean' },
          timeZone: text,
          status: text,
          settlement: {},
          venue: {},
          organisers: { type: 'array', items: text },
          performers: {
            type: 'array',
            items: { type: 'object', properties: { name: text, role: maybeText } }
          },
          audiences: { type: 'array', items: text },
          themes: { type: 'array', items: text },
          url: { type: 'string', format: 'uri' }
        }
      }
    }
  }
};
