// What leaves the register as a file: organisations, venues and equipment, with the columns that their importers know again.
import type { Card } from '#lib/core/vcard.ts';
import { listSettlementCodes, listSettlementsById } from '#lib/domains/places/queries.server.ts';
import type { Settlement } from '#lib/domains/places/model.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { ExportColumn, Exporter, ExportFeature, ExportRequest } from '#lib/platform/exports/exporter.ts';
import type { MessageKey, Words } from '#lib/platform/words/words.ts';
import { eachEquipment, type Equipment } from './equipment.server.ts';
import { filterFrom } from './filter.ts';
import { organisationKinds, venueKinds, type ContactKind, type Visibility } from './model.ts';
import { findNear } from './near.server.ts';
import { eachOrganisation, type FullOrganisation } from './queries.server.ts';
import { equipmentKinds } from './venue-facts.ts';
import { eachVenue, type FullVenue } from './venue-queries.server.ts';

/** A record with what its settlement adds. */
type Placed<Row> = Row & { readonly place: Place | null; readonly href: string };

interface Place {
  readonly settlement: Settlement;
  readonly kshCode: string | null;
  readonly postalCode: string | null;
}

export const organisationExporter: Exporter<Placed<FullOrganisation>> = {
  key: 'organisations',
  label: 'registry.import.organisations',
  mayHaveInternal: isColleague,
  columns: [
    plain('exports.column.id', ({ id }) => id),
    column('name', ({ name }) => name),
    column('settlement', ({ settlement }) => settlement?.name ?? null),
    column('ksh_code', ({ place }) => place?.kshCode ?? null),
    column('street', ({ street }) => street),
    column('sector', ({ sector }, words) => words.t(`registry.sector.${sector}`)),
    column('kind', ({ kind }, words) => words.t(`registry.kind.${kind}`)),
    column('summary', ({ summary }) => summary),
    ...contactColumns('public'),
    ...contactColumns('internal'),
    plain('exports.column.closed', ({ closed }) => closed?.on ?? null),
    plain('exports.column.page', ({ href }) => href),
    plain('exports.column.updated', ({ updatedAt }) => updatedAt.toISOString().slice(0, 10))
  ],
  async *rows(request) {
    const { db, filter, internal } = request;
    const asked = filterFrom(filter, organisationKinds);
    const { settlements } = await findNear(db, asked.near, asked.within);
    const seen: Visibility[] = internal ? ['public', 'internal'] : ['public'];
    for await (const batch of eachOrganisation(
      db,
      { ...asked, settlements, closed: alsoClosed(filter) },
      seen
    ))
      yield placed(request, '/organisations', batch);
  },
  card: (organisation, request) => cardOf(organisation, request),
  feature: (organisation, { words }) =>
    featureOf(organisation, null, {
      name: organisation.name,
      kind: words.t(`registry.kind.${organisation.kind}`),
      settlement: organisation.settlement?.name ?? null,
      street: organisation.street,
      website: contactsOf(organisation, 'website', 'public')[0] ?? null
    })
};

export const venueExporter: Exporter<Placed<FullVenue>> = {
  key: 'venues',
  label: 'registry.import.venues',
  columns: [
    plain('exports.column.id', ({ id }) => id),
    column('name', ({ name }) => name),
    column('settlement', ({ settlement }) => settlement.name),
    column('ksh_code', ({ place }) => place?.kshCode ?? null),
    column('street', ({ street }) => street),
    column('kind', ({ kind }, words) => words.t(`registry.venueKind.${kind}`)),
    column('organisation', ({ organisation }) => organisation?.name ?? null),
    column('capacity', ({ capacity }) => capacity),
    column('accessible', ({ accessible }, words) => yesOrNo(accessible, words)),
    column('lat', ({ point }) => point?.lat ?? null),
    column('lon', ({ point }) => point?.lon ?? null),
    column('note', ({ note }) => note),
    column(
      'power',
      ({ furnishing: { power } }, words) => power && words.t(`registry.facts.powerIs.${power}`)
    ),
    column('width', ({ furnishing }) => furnishing.width),
    column('depth', ({ furnishing }) => furnishing.depth),
    column('height', ({ furnishing }) => furnishing.height),
    column('darkening', ({ furnishing }, words) => yesOrNo(furnishing.darkening, words)),
    column('amps', ({ furnishing }) => furnishing.amps),
    column('loading', ({ furnishing }) => furnishing.loading),
    column('price', ({ furnishing }) => furnishing.price),
    column('rules', ({ furnishing }) => furnishing.rules),
    column('bookable', ({ bookable }, words) => yesOrNo(bookable, words)),
    column('idle', ({ idle }, words) => yesOrNo(idle, words)),
    column('could_become', ({ furnishing }) => furnishing.couldBecome),
    plain('exports.column.closed', ({ closed }) => closed?.on ?? null),
    plain('exports.column.page', ({ href }) => href),
    plain('exports.column.updated', ({ updatedAt }) => updatedAt.toISOString().slice(0, 10))
  ],
  async *rows(request) {
    const { db, filter } = request;
    const asked = filterFrom(filter, venueKinds);
    const { settlements } = await findNear(db, asked.near, asked.within);
    for await (const batch of eachVenue(db, { ...asked, settlements, closed: alsoClosed(filter) }))
      yield placed(request, '/venues', batch);
  },
  feature: (venue, { words }) =>
    featureOf(venue, venue.point, {
      name: venue.name,
      kind: words.t(`registry.venueKind.${venue.kind}`),
      settlement: venue.settlement.name,
      street: venue.street,
      capacity: venue.capacity,
      accessible: venue.accessible,
      bookable: venue.bookable,
      idle: venue.idle
    })
};

export const equipmentExporter: Exporter<Placed<Equipment>> = {
  key: 'equipment',
  label: 'registry.equipment.title',
  columns: [
    plain('exports.column.id', ({ id }) => id),
    column('name', ({ name }) => name),
    column('kind', ({ kind }, words) => words.t(`registry.equipment.kindIs.${kind}`)),
    plain('exports.column.quantity', ({ quantity }) => quantity),
    column('organisation', ({ owner }) => owner.name),
    column('settlement', ({ settlement }) => settlement.name),
    column('ksh_code', ({ place }) => place?.kshCode ?? null),
    plain('exports.column.keptAt', ({ keptAt }) => keptAt),
    column('price', ({ price }) => price),
    column('note', ({ note }) => note),
    plain('exports.column.updated', ({ updatedAt }) => updatedAt.toISOString().slice(0, 10))
  ],
  async *rows(request) {
    const { db, filter } = request;
    const asked = filterFrom(filter, equipmentKinds);
    const { settlements } = await findNear(db, asked.near, asked.within);
    for await (const batch of eachEquipment(db, { ...asked, settlements }))
      yield placed(request, '/equipment', batch);
  }
};

/** `closed=1`: also what is there no more. */
function alsoClosed(filter: URLSearchParams): boolean {
  return filter.get('closed') === '1';
}

async function placed<
  Row extends { readonly slug: string; readonly settlement: { readonly id: string } | null }
>({ db, words, origin }: ExportRequest, path: string, rows: readonly Row[]): Promise<Placed<Row>[]> {
  const places = await placesOf(
    db,
    rows.flatMap(({ settlement }) => settlement?.id ?? [])
  );
  return rows.map((row) => ({
    ...row,
    place: places.get(row.settlement?.id ?? '') ?? null,
    href: `${origin}${words.href(`${path}/${row.slug}`)}`
  }));
}

async function placesOf(db: Database, ids: readonly string[]): Promise<Map<string, Place>> {
  const settlements = await listSettlementsById(db, ids);
  const codes = await listSettlementCodes(db, ids);
  return new Map(
    [...settlements].map(([id, settlement]) => [
      id,
      { settlement, ...(codes.get(id) ?? { kshCode: null, postalCode: null }) }
    ])
  );
}

type ImportField =
  Extract<MessageKey, `registry.import.field.${string}`> extends `registry.import.field.${infer Key}`
    ? Key
    : never;

function column<Row>(
  key: ImportField,
  of: (row: Row, words: Words) => string | number | null
): ExportColumn<Row> {
  return { label: `registry.import.field.${key}`, of };
}

function plain<Row>(label: MessageKey, of: (row: Row) => string | number | null): ExportColumn<Row> {
  return { label, of };
}

function contactColumns(visibility: Visibility): ExportColumn<FullOrganisation>[] {
  const kinds = ['email', 'phone', 'website', 'person'] as const;
  return kinds.map((kind) => ({
    label: visibility === 'public' ? `registry.import.field.${kind}` : `exports.internal.${kind}`,
    internal: visibility === 'internal',
    of: (organisation) => contactsOf(organisation, kind, visibility).join('; ') || null
  }));
}

function contactsOf(
  { contacts }: FullOrganisation,
  kind: ContactKind,
  visibility: Visibility
): readonly string[] {
  return contacts
    .filter((one) => one.kind === kind && one.visibility === visibility)
    .map(({ value }) => value);
}

function cardOf(organisation: Placed<FullOrganisation>, { words, internal }: ExportRequest): Card {
  const { place } = organisation;
  const all = (kind: ContactKind): string[] => [
    ...contactsOf(organisation, kind, 'public'),
    ...(internal ? contactsOf(organisation, kind, 'internal') : [])
  ];
  return {
    uid: organisation.id,
    name: organisation.name,
    emails: all('email'),
    phones: all('phone'),
    urls: all('website'),
    contacts: all('person'),
    address: place && {
      street: organisation.street,
      settlement: place.settlement.name,
      county: place.settlement.county,
      postalCode: place.postalCode,
      country: words.t('exports.country')
    },
    categories: [words.t(`registry.kind.${organisation.kind}`)],
    note: organisation.summary,
    point: null,
    source: organisation.href,
    revised: organisation.updatedAt
  };
}

/** At its own point, else in the middle of its settlement, and it says which. */
function featureOf(
  { id, place, href }: Placed<{ readonly id: string }>,
  own: ExportFeature['point'] | null,
  properties: ExportFeature['properties']
): ExportFeature | null {
  const point = own ?? place?.settlement.point ?? null;
  return point && { id, point, properties: { ...properties, url: href, point: own ? 'own' : 'settlement' } };
}

function yesOrNo(value: boolean | null, words: Words): string | null {
  return value === null ? null : words.t(value ? 'exports.yes' : 'exports.no');
}
