// Services, organisations, venues and the vocabulary as the Human Services Data Specification 3.1 writes them in JSON
// (docs.openreferral.org).
import type { Settlement } from '#lib/domains/places/model.ts';
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import type { FullOrganisation, OrganisationListed } from '#lib/domains/registry/queries.server.ts';
import type { FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { ServiceStatus } from './model.ts';
import type { FullService, ServicePlace } from './queries.server.ts';
import { stableId, taxonomyId, termId } from './hsds/ids.ts';
import { headings, headingOf, sayings, terms, type Heading, type Term } from './taxonomy.ts';

/** Fields that nobody has filled in are left out. */
export type HsdsObject = Readonly<Record<string, JsonValue>>;

/** What an object's texts need beyond the object itself. */
export interface HsdsContext {
  readonly words: Words;
  /** The first postal code of each settlement, by id. */
  readonly postalCodes: ReadonlyMap<string, string>;
  /** Scheme and host, for addresses of pages. */
  readonly origin: string;
}

export const hsdsVersion = '3.1';

const statuses: Readonly<Record<ServiceStatus, string>> = {
  active: 'active',
  paused: 'temporarily closed',
  ended: 'defunct'
};
const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** With its organisation, and none of what it may have several of. */
export function hsdsServiceListed(service: FullService, context: HsdsContext): HsdsObject {
  const { organisation } = service;
  return {
    ...serviceBase(service),
    organization: filled({
      id: organisation.id,
      name: organisation.name,
      description: organisation.name,
      uri: `${context.origin}${context.words.hrefIn('hu', `/organisations/${organisation.slug}`)}`
    })
  };
}

/** With everything that belongs to it. */
export function hsdsService(service: FullService, context: HsdsContext): HsdsObject {
  const { words } = context;
  const own = (kind: string, index: number | string): string => stableId(service.id, kind, String(index));
  return {
    ...hsdsServiceListed(service, context),
    phones: service.phones.map(({ number, note }, i) =>
      filled({ id: own('phone', i), number, description: note, type: 'voice' })
    ),
    schedules: schedulesOf(service, null),
    service_areas: [
      ...(service.reach === 'country'
        ? [{ id: own('area', 'country'), name: 'Magyarország', extent_type: 'country' }]
        : []),
      ...service.area.map(({ id, name }) => ({ id: own('area', id), name, extent_type: 'settlement' })),
      ...service.counties.map((county) => ({ id: own('area', county), name: county, extent_type: 'county' }))
    ],
    languages: service.languages.map((code) => ({
      id: own('language', code),
      code,
      name: words.lookUp(`services.language.${code}`) ?? code
    })),
    cost_options: service.costs.map(({ label, amount }, i) =>
      filled({ id: own('cost', i), option: label, amount, currency: amount === null ? null : 'HUF' })
    ),
    required_documents: service.documents.map((document, i) => ({ id: own('document', i), document })),
    service_at_locations: service.places.map((place) => serviceAtLocation(service, place, context)),
    attributes: service.terms.map((term) => ({
      id: own('attribute', term),
      link_id: service.id,
      link_entity: 'service',
      taxonomy_term_id: termId(term),
      taxonomy_term: hsdsTerm(term, words)
    }))
  };
}

/** A service at one of its places, with the service itself; `full` tells all of it. */
export function hsdsServiceAtLocation(
  service: FullService,
  place: ServicePlace,
  { full, ...context }: HsdsContext & { readonly full: boolean }
): HsdsObject {
  const { service_at_locations: _places, ...whole } = hsdsService(service, context);
  return {
    ...serviceAtLocation(service, place, context),
    service: full ? whole : hsdsServiceListed(service, context)
  };
}

export function hsdsOrganisation(
  organisation: OrganisationListed & Partial<Pick<FullOrganisation, 'contacts'>>,
  { words, origin }: HsdsContext
): HsdsObject {
  const shared = (organisation.contacts ?? []).filter(({ visibility }) => visibility === 'public');
  const first = (kind: string): string | null => shared.find((each) => each.kind === kind)?.value ?? null;
  const phones = shared.filter(({ kind }) => kind === 'phone');
  return filled({
    id: organisation.id,
    name: organisation.name,
    description: organisation.summary ?? words.t(`registry.kind.${organisation.kind}`),
    email: first('email'),
    website: first('website'),
    legal_status: words.t(`registry.sector.${organisation.sector}`),
    uri: `${origin}${words.hrefIn('hu', `/organisations/${organisation.slug}`)}`,
    ...(organisation.contacts
      ? {
          phones: phones.map(({ value }, i) => ({
            id: stableId(organisation.id, 'phone', String(i)),
            number: value
          }))
        }
      : {})
  });
}

export function hsdsLocation(venue: FullVenue, { postalCodes, words }: HsdsContext): HsdsObject {
  return filled({
    id: venue.id,
    location_type: 'physical',
    name: venue.name,
    description: venue.note,
    latitude: venue.point?.lat ?? null,
    longitude: venue.point?.lon ?? null,
    organization_id: venue.organisation?.id ?? null,
    addresses: [
      {
        id: stableId(venue.id, 'address'),
        address_1: venue.street ?? '',
        city: venue.settlement.name,
        state_province: '',
        postal_code: postalCodes.get(venue.settlement.id) ?? '',
        country: 'HU',
        address_type: 'physical'
      }
    ],
    accessibility:
      venue.accessible === null
        ? []
        : [
            {
              id: stableId(venue.id, 'accessibility'),
              description: words.t(
                venue.accessible ? 'services.page.accessibleYes' : 'services.page.accessibleNo'
              )
            }
          ]
  });
}

export function hsdsTaxonomy(words: Words): HsdsObject {
  return {
    id: taxonomyId,
    name: words.t('services.hsds.taxonomy'),
    description: words.t('services.hsds.taxonomyNote'),
    version: '1'
  };
}

/** Headings first, then what is under them. */
export function hsdsTerms(words: Words): HsdsObject[] {
  return [
    ...(Object.keys(headings) as Heading[]).map((heading) => ({
      id: termId(heading),
      code: heading,
      name: words.t(`services.heading.${heading}`),
      description: words.list(headings[heading].map((term) => words.t(`services.term.${term}`))),
      taxonomy: words.t('services.hsds.taxonomy'),
      taxonomy_id: taxonomyId,
      language: words.locale
    })),
    ...terms.map((term) => hsdsTerm(term, words))
  ];
}

/** The first postal code of each settlement. */
export async function firstPostalCodes(
  db: Database,
  settlements: readonly (Pick<Settlement, 'id'> | { readonly id: string })[]
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('settlement_postal_code')
    .select(({ fn }) => ['settlement_id', fn.min('postal_code').as('code')])
    .where('settlement_id', '=', anyOf<'settlement'>(settlements.map(({ id }) => id)))
    .groupBy('settlement_id')
    .execute();
  return new Map(rows.map(({ settlement_id, code }) => [settlement_id, code]));
}

function hsdsTerm(term: Term, words: Words): HsdsObject {
  return {
    id: termId(term),
    code: term,
    name: words.t(`services.term.${term}`),
    description: sayings[term],
    parent_id: termId(headingOf(term)),
    taxonomy: words.t('services.hsds.taxonomy'),
    taxonomy_id: taxonomyId,
    language: words.locale
  };
}

function serviceBase(service: FullService): Record<string, JsonValue> {
  return filled({
    id: service.id,
    name: service.name,
    alternate_name: service.alternateNames.join('; '),
    description: service.description,
    url: service.website,
    email: service.email,
    status: statuses[service.status],
    application_process: service.application,
    fees_description: service.costs.map(({ label }) => label).join('; '),
    eligibility_description: service.eligibility,
    minimum_age: service.minimumAge,
    maximum_age: service.maximumAge,
    last_modified: service.updatedAt.toISOString()
  });
}

function serviceAtLocation(
  service: FullService,
  place: ServicePlace,
  context: HsdsContext
): Record<string, JsonValue> {
  return {
    id: place.atId,
    service_id: service.id,
    location_id: place.id,
    location: hsdsLocation(place, context) as JsonValue,
    schedules: schedulesOf(service, place.id)
  };
}

/** Those of one place, or with null those that hold wherever the service is. */
function schedulesOf(service: FullService, venue: string | null): JsonValue[] {
  const weekly = service.openings
    .filter((opening) => opening.venue === venue)
    .map(({ weekday, opens, closes }) => ({
      id: stableId(service.id, 'schedule', venue ?? '', String(weekday), opens, closes),
      freq: 'WEEKLY',
      interval: 1,
      wkst: 'MO',
      byday: weekdayCodes[weekday - 1] ?? 'MO',
      opens_at: opens,
      closes_at: closes,
      ...(service.holidaysClosed ? { notes: 'closed on public holidays' } : {})
    }));
  if (venue !== null) return weekly;
  const special = service.exceptions.map(({ first, last, opens, closes }) =>
    filled({
      id: stableId(service.id, 'exception', first, last, opens ?? ''),
      valid_from: first,
      valid_to: last,
      opens_at: opens,
      closes_at: closes,
      description: opens ? 'other hours' : 'closed'
    })
  );
  return [...weekly, ...special];
}

/** Without what is null or an empty text. */
function filled(object: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== ''));
}
