// Makes rows of events out of what web pages and news feeds say of them: schema.org in JSON-LD, RSS and Atom with times.
import type { EventField } from '#lib/domains/calendar/import-fields.ts';
import type { ImportTable, ImportOptions } from '#lib/platform/domain.ts';
import type { RowError } from '#lib/platform/tabular/mapping.ts';
import { decoded, newsIn, plainMarkup, type NewsItem } from './markup.ts';

type Facts = Partial<Record<EventField, string>>;

const fields = [
  ...['uid', 'title', 'start', 'end', 'settlement', 'postal_code', 'country', 'place', 'lat', 'lon'],
  ...['status', 'description', 'website', 'categories', 'performers']
] as EventField[];

/** Deeper than any page has reason to nest. */
const maxDepth = 12;
const maxEvents = 5_000;

/** The events of some blocks of JSON-LD, of whichever type of event and however deep; a block that is no JSON is passed over. */
export function tableOfLinkedData(blocks: readonly string[]): ImportTable {
  const found = new Map<string, Facts>();
  const warnings: RowError[] = [];
  blocks.forEach((block, index) => {
    let value: unknown;
    try {
      value = JSON.parse(block);
    } catch {
      warnings.push({ line: index + 1, field: null, code: 'broken_json', value: '' });
      return;
    }
    walk(value, 0, (event) => {
      const facts = factsOf(event);
      if (found.size < maxEvents) found.set(JSON.stringify([facts.uid, facts.title, facts.start]), facts);
    });
  });
  return tableOf([...found.values()], warnings);
}

function walk(value: unknown, depth: number, each: (event: Record<string, unknown>) => void): void {
  if (depth > maxDepth || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((part) => walk(part, depth + 1, each));
  const node = value as Record<string, unknown>;
  const types = [node['@type']].flat().filter((type) => typeof type === 'string');
  if (types.some((type) => /(?:Event|^Festival|EventSeries)$/.test(type)) && node['startDate'] !== undefined)
    each(node);
  for (const [name, part] of Object.entries(node)) if (name !== '@context') walk(part, depth + 1, each);
}

function factsOf(event: Record<string, unknown>): Facts {
  const [place] = [event['location']].flat().filter((each) => !isOnline(each));
  const spot = (typeof place === 'object' && place !== null ? place : {}) as Record<string, unknown>;
  const address = (
    typeof spot['address'] === 'object' && spot['address'] !== null ? spot['address'] : {}
  ) as Record<string, unknown>;
  const geo = (typeof spot['geo'] === 'object' && spot['geo'] !== null ? spot['geo'] : {}) as Record<
    string,
    unknown
  >;
  const name = typeof place === 'string' ? place : textIn(spot['name']);
  const street = textIn(address['streetAddress']);
  const status = textIn(event['eventStatus']).replace(/^https?:\/\/schema\.org\//, '');
  const website = textIn(event['url']);
  return {
    uid: textIn(event['@id']) || textIn(event['identifier']) || website,
    title: textIn(event['name']),
    start: textIn(event['startDate']),
    end: textIn(event['endDate']),
    settlement: textIn(address['addressLocality']),
    postal_code: textIn(address['postalCode']),
    place: name || street || (typeof spot['address'] === 'string' ? textIn(spot['address']) : ''),
    ...(textIn(geo['latitude']) && textIn(geo['longitude'])
      ? { lat: textIn(geo['latitude']), lon: textIn(geo['longitude']) }
      : {}),
    status: /^EventCancelled$/i.test(status)
      ? 'cancelled'
      : /^EventPostponed$/i.test(status)
        ? 'tentative'
        : '',
    description: plainMarkup(textIn(event['description'])),
    website: /^https?:\/\//.test(website) ? website : '',
    categories: [event['keywords'], event['genre']].flat().map(textIn).filter(Boolean).join(';'),
    performers: [event['performer'], event['performers']].flat().map(performerIn).filter(Boolean).join(';')
  };
}

/** A name, a Person or PerformingGroup, or a PerformanceRole that says what somebody does. */
function performerIn(value: unknown): string {
  const node = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const within = textIn(node['performer']);
  const role = textIn(node['roleName']) || textIn(node['characterName']);
  const text = within ? (role ? `${within} – ${role}` : within) : textIn(value);
  return text.replaceAll(';', ',');
}

function isOnline(place: unknown): boolean {
  return (
    typeof place === 'object' &&
    place !== null &&
    (place as Record<string, unknown>)['@type'] === 'VirtualLocation'
  );
}

function textIn(value: unknown): string {
  if (typeof value === 'string') return decoded(value).trim();
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return textIn(value[0]);
  const node = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return typeof node['@value'] === 'string'
    ? node['@value'].trim()
    : typeof node['name'] === 'string'
      ? node['name'].trim()
      : '';
}

const begins = [
  'startdate',
  'dtstart',
  'start',
  'starttime',
  'start_date',
  'event_start',
  'eventdate',
  'begin'
];
const ends = ['enddate', 'dtend', 'end', 'endtime', 'end_date', 'event_end'];
const wheres = ['location', 'venue', 'where', 'place', 'featurename'];

/** News that say when something takes place; of the others nobody knows whether they are events. */
export function tableOfNews(text: string): { table: ImportTable; title: string; timeless: number } {
  const { title, items } = newsIn(text);
  const timed = items.filter((item) => firstOf(item, begins) !== '');
  return { table: tableOf(timed.map(factsOfNews), []), title, timeless: items.length - timed.length };
}

function factsOfNews(item: NewsItem): Facts {
  const website = firstOf(item, ['link']);
  return {
    uid: firstOf(item, ['guid', 'id', 'uid']) || website,
    title: firstOf(item, ['title']),
    start: firstOf(item, begins),
    end: firstOf(item, ends),
    place: firstOf(item, wheres),
    settlement: firstOf(item, ['city', 'settlement']),
    description: firstOf(item, ['description', 'summary', 'content', 'encoded']),
    website: /^https?:\/\//.test(website) ? website : '',
    categories: item.categories.join(';')
  };
}

function firstOf({ texts }: NewsItem, names: readonly string[]): string {
  return names.map((name) => texts.get(name) ?? '').find((text) => text !== '') ?? '';
}

function tableOf(rows: readonly Facts[], warnings: RowError[]): ImportTable {
  const used = fields.filter((field) => field === 'title' || rows.some((row) => (row[field] ?? '') !== ''));
  return {
    columns: used,
    rows: rows.map((row, index) => ({ line: index + 1, cells: used.map((field) => row[field] ?? '') })),
    warnings
  };
}

/** Columns that bear the names of our own fields. */
export function ownMapping(columns: readonly string[]): ImportOptions['mapping'] {
  return Object.fromEntries(columns.map((column) => [column, column]));
}
