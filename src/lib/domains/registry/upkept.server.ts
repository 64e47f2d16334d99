// What makes a good organisation, venue or thing to lend in the register, and what a letter to its organisation says of it.
import { sql } from 'kysely';
import { inParts } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Upkept, UpkeptFacts, UpkeptField, UpkeptScope } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { anyOf } from './listing.server.ts';
import { findFullOrganisations, type FullOrganisation } from './queries.server.ts';
import type { EquipmentTable } from './schema.server.ts';
import { findVenuesByIds, type FullVenue } from './venue-queries.server.ts';

/**
 * Whom one can ring or write to counts most: without it nobody gets further. Then where it is and what it is for; a website and
 * a name to ask for are welcome.
 */
function organisationFields({ summary, street, contacts }: FullOrganisation): UpkeptField[] {
  const has = (kind: string): boolean =>
    contacts.some((contact) => contact.kind === kind && contact.visibility === 'public');
  return [
    { field: 'phone', weight: 3, filled: has('phone'), label: 'registry.form.phone' },
    { field: 'email', weight: 3, filled: has('email'), label: 'registry.form.email' },
    { field: 'street', weight: 2, filled: street !== null, label: 'registry.form.street' },
    { field: 'summary', weight: 2, filled: summary !== null, label: 'registry.form.summary' },
    { field: 'website', weight: 1, filled: has('website'), label: 'registry.form.website' },
    { field: 'person', weight: 1, filled: has('person'), label: 'registry.form.person' }
  ];
}

/**
 * What decides whether a programme can be there at all counts most: how many fit in, and whether a wheelchair gets in. A price
 * is asked only of what can be had, a condition only of what stands empty.
 */
function venueFields({ street, capacity, accessible, organisation, point, note, furnishing }: FullVenue) {
  const { power, heating, features, price, bookable, idle, condition, couldBecome } = furnishing;
  const fields: UpkeptField[] = [
    { field: 'capacity', weight: 3, filled: capacity !== null, label: 'registry.form.capacity' },
    { field: 'accessible', weight: 3, filled: accessible !== null, label: 'registry.form.accessible' },
    { field: 'street', weight: 2, filled: street !== null || point !== null, label: 'registry.form.street' },
    { field: 'organisation', weight: 2, filled: organisation !== null, label: 'registry.form.organisation' },
    { field: 'heating', weight: 1, filled: heating !== null, label: 'registry.facts.heating' },
    { field: 'power', weight: 1, filled: power !== null, label: 'registry.facts.power' },
    { field: 'features', weight: 1, filled: features.length > 0, label: 'registry.facts.features' },
    { field: 'note', weight: 1, filled: note !== null, label: 'registry.form.note' }
  ];
  if (bookable)
    fields.push({ field: 'price', weight: 2, filled: price !== null, label: 'registry.facts.price' });
  if (idle)
    fields.push(
      { field: 'condition', weight: 2, filled: condition !== null, label: 'registry.facts.condition' },
      { field: 'could_become', weight: 1, filled: couldBecome !== null, label: 'registry.facts.couldBecome' }
    );
  return fields;
}

function thingFields({
  kept_at,
  price,
  note
}: Pick<EquipmentTable, 'kept_at' | 'price' | 'note'>): UpkeptField[] {
  return [
    { field: 'kept_at', weight: 2, filled: kept_at !== null, label: 'registry.equipment.keptAt' },
    { field: 'price', weight: 1, filled: price !== null, label: 'registry.facts.price' },
    { field: 'note', weight: 1, filled: note !== null, label: 'registry.equipment.note' }
  ];
}

const listed = {
  organisation: (db: Database, scope: UpkeptScope) =>
    db
      .selectFrom('organisation')
      .select('id')
      .where('closed_on', 'is', null)
      .$if(scope.organisations !== undefined, (query) =>
        query.where('id', '=', anyOf<'organisation'>(scope.organisations ?? []))
      )
      .$if(scope.settlements !== undefined, (query) =>
        query.where('settlement_id', '=', anyOf<'settlement'>(scope.settlements ?? []))
      )
      .orderBy('updated_at')
      .orderBy('id')
      .limit(scope.limit)
      .execute(),
  owned: (db: Database, table: 'venue' | 'equipment', scope: UpkeptScope) =>
    db
      .selectFrom(table)
      .select('id')
      // Nobody keeps true what is there no more, nor what belonged to somebody who is.
      .$if(table === 'venue', (query) => query.where(sql<boolean>`closed_on is null`))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('organisation')
              .select('organisation.id')
              .whereRef('organisation.id', '=', `${table}.organisation_id`)
              .where('organisation.closed_on', 'is not', null)
          )
        )
      )
      .$if(scope.organisations !== undefined, (query) =>
        query.where('organisation_id', '=', anyOf<'organisation'>(scope.organisations ?? []))
      )
      .$if(scope.settlements !== undefined, (query) =>
        query.where('settlement_id', '=', anyOf<'settlement'>(scope.settlements ?? []))
      )
      .orderBy('updated_at')
      .orderBy('id')
      .limit(scope.limit)
      .execute()
};

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

export const upkeptRegister: readonly Upkept[] = [
  {
    kind: 'organisation',
    page: (slug) => `/organisations/${slug}`,
    form: (slug) => `/organisations/${slug}/edit`,
    label: 'registry.upkept.organisation',
    // People, numbers and seats change with elections and retirements: about twice in three years.
    halfLife: 240,
    list: async (db, scope) => idsOf(await listed.organisation(db, scope)),
    find: async (db, ids) =>
      (await organisations(db, ids)).map((organisation) => ({
        id: organisation.id,
        slug: organisation.slug,
        name: organisation.name,
        organisation: { id: organisation.id, name: organisation.name },
        settlement: organisation.settlement,
        source: organisation.source,
        createdAt: organisation.createdAt,
        updatedAt: organisation.updatedAt,
        facts: organisationFields(organisation)
      })),
    tell: async (db, ids, words) =>
      new Map((await organisations(db, ids)).map((each) => [each.id, organisationTold(each, words)]))
  },
  {
    kind: 'venue',
    page: (slug) => `/venues/${slug}`,
    form: (slug) => `/venues/${slug}/edit`,
    label: 'registry.upkept.venue',
    // A hall stays where it is; what is in it changes slowly.
    halfLife: 540,
    list: async (db, scope) => idsOf(await listed.owned(db, 'venue', scope)),
    find: async (db, ids) =>
      [...(await findVenuesByIds(db, ids)).values()].map((venue) => ({
        id: venue.id,
        slug: venue.slug,
        name: venue.name,
        organisation: venue.organisation,
        settlement: venue.settlement,
        source: venue.source,
        createdAt: venue.createdAt,
        updatedAt: venue.updatedAt,
        facts: venueFields(venue)
      })),
    tell: async (db, ids, words) =>
      new Map([...(await findVenuesByIds(db, ids)).values()].map((each) => [each.id, venueTold(each, words)]))
  },
  {
    kind: 'equipment',
    page: (slug) => `/equipment/${slug}`,
    form: (slug) => `/equipment/${slug}/edit`,
    label: 'registry.upkept.equipment',
    // Things wear out and get lost.
    halfLife: 365,
    list: async (db, scope) => idsOf(await listed.owned(db, 'equipment', scope)),
    find: async (db, ids) =>
      (await things(db, ids)).map((thing) => ({
        id: thing.id,
        slug: thing.slug,
        name: thing.name,
        organisation: { id: thing.organisation_id, name: thing.organisation },
        settlement: { id: thing.settlement_id, name: thing.settlement },
        source: thing.source,
        createdAt: thing.created_at,
        updatedAt: thing.updated_at,
        facts: thingFields(thing)
      })),
    tell: async (db, ids, words) =>
      new Map(
        (await things(db, ids)).map((thing): [string, UpkeptFacts] => [
          thing.id,
          [
            { term: words.t('registry.equipment.quantity'), text: words.number(thing.quantity) },
            ...line(words.t('registry.equipment.keptAt'), thing.kept_at),
            ...line(words.t('registry.facts.price'), thing.price)
          ]
        ])
      )
  }
];

function organisationTold({ settlement, street, contacts, summary }: FullOrganisation, words: Words) {
  const open = (kind: string): string =>
    contacts
      .filter((contact) => contact.kind === kind && contact.visibility === 'public')
      .map(({ value }) => value)
      .join('; ');
  return [
    ...line(words.t('registry.organisation.address'), addressOf(settlement, street)),
    ...line(words.t('registry.form.phone'), open('phone')),
    ...line(words.t('registry.form.email'), open('email')),
    ...line(words.t('registry.form.website'), open('website')),
    ...line(words.t('registry.form.summary'), summary)
  ];
}

function venueTold({ settlement, street, capacity, accessible }: FullVenue, words: Words): UpkeptFacts {
  return [
    ...line(words.t('registry.organisation.address'), addressOf(settlement, street)),
    ...line(words.t('registry.form.capacity'), capacity === null ? null : words.number(capacity)),
    ...line(
      words.t('registry.form.accessible'),
      accessible === null ? null : words.t(accessible ? 'registry.form.yes' : 'registry.form.no')
    )
  ];
}

function addressOf(settlement: { name: string } | null, street: string | null): string {
  return [settlement?.name, street].filter((part) => part != null).join(', ');
}

function line(term: string, text: string | null): { term: string; text: string }[] {
  return text ? [{ term, text }] : [];
}

async function organisations(db: Database, ids: readonly string[]): Promise<FullOrganisation[]> {
  const found: FullOrganisation[] = [];
  for (const part of inParts([...new Set(ids)], 5000)) found.push(...(await findFullOrganisations(db, part)));
  return found;
}

async function things(db: Database, ids: readonly string[]) {
  return db
    .selectFrom('equipment')
    .innerJoin('organisation', 'organisation.id', 'equipment.organisation_id')
    .innerJoin('settlement', 'settlement.id', 'equipment.settlement_id')
    .selectAll('equipment')
    .select(['organisation.name as organisation', 'settlement.name as settlement'])
    .where('equipment.id', '=', anyOf<'equipment'>(ids))
    .execute();
}
