// How organisations and venues are found by searching.
import { sql, type SqlBool } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { factIn } from '#lib/platform/history-fields.ts';
import type { Searchable } from '#lib/platform/search/document.ts';
import { findOrganisationsByIds } from './queries.server.ts';
import { findVenuesByIds } from './venue-queries.server.ts';

export const searchableOrganisations: Searchable = {
  kind: 'organisation',
  label: 'registry.search.organisations',
  list: '/organisations',
  order: 20,
  verbs: [
    'organisation.created',
    'organisation.updated',
    'organisation.closed',
    'organisation.reopened',
    'organisation.merged',
    'organisation.parted',
    'settlement.changed',
    'person.erased'
  ],
  touched: (db, activity) => touched(db, 'organisation', activity),
  ids: (db, after, limit) => idsOf(db, 'organisation', after, limit),
  async documents(db, ids, { words }) {
    const organisations = [...(await findOrganisationsByIds(db, ids)).values()].filter(
      ({ closed }) => closed === null
    );
    const points = await pointsOf(
      db,
      organisations.flatMap(({ settlement }) => settlement?.id ?? [])
    );
    return organisations.map(({ id, slug, name, kind, sector, summary, settlement }) => ({
      id,
      path: `/organisations/${slug}`,
      title: name,
      summary,
      text: null,
      labels: words
        .flatMap(({ t }) => [t(`registry.kind.${kind}`), t(`registry.sector.${sector}`)])
        .join(' · '),
      place: settlement && { slug: settlement.slug, name: settlement.name },
      ...(points.get(settlement?.id ?? '') ?? { lat: null, lon: null }),
      facets: [`sector:${sector}`],
      times: [],
      isPlace: false
    }));
  }
};

export const searchableVenues: Searchable = {
  kind: 'venue',
  label: 'registry.search.venues',
  list: '/venues',
  order: 30,
  verbs: [
    'venue.created',
    'venue.updated',
    'venue.closed',
    'venue.reopened',
    'venue.merged',
    'venue.parted',
    'organisation.updated',
    'organisation.merged',
    'organisation.parted',
    'settlement.changed',
    'person.erased'
  ],
  touched: (db, activity) => touched(db, 'venue', activity),
  ids: (db, after, limit) => idsOf(db, 'venue', after, limit),
  async documents(db, ids, { words }) {
    const venues = [...(await findVenuesByIds(db, ids)).values()].filter(({ closed }) => closed === null);
    const points = await pointsOf(
      db,
      venues.map(({ settlement }) => settlement.id)
    );
    return venues.map(
      ({ id, slug, name, kind, note, street, organisation, settlement, point, furnishing }) => ({
        id,
        path: `/venues/${slug}`,
        title: name,
        summary: note,
        text: furnishing.couldBecome,
        labels: [
          ...words.flatMap(({ t }) => [
            t(`registry.venueKind.${kind}`),
            ...furnishing.features.map((feature) => t(`registry.facts.feature.${feature}`)),
            ...(furnishing.idle ? [t('registry.facts.idleShort')] : [])
          ]),
          street ?? '',
          organisation?.name ?? ''
        ].join(' · '),
        place: { slug: settlement.slug, name: settlement.name },
        ...(point ?? points.get(settlement.id) ?? { lat: null, lon: null }),
        facets: [],
        times: [],
        isPlace: false
      })
    );
  }
};

async function idsOf(
  db: Database,
  table: 'organisation' | 'venue',
  after: string | null,
  limit: number
): Promise<string[]> {
  const rows = await db
    .selectFrom(table)
    .select('id')
    .$if(after !== null, (query) => query.where('id', '>', after as Id<'organisation'> & Id<'venue'>))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

async function pointsOf(
  db: Database,
  settlements: readonly string[]
): Promise<Map<string, { lat: number | null; lon: number | null }>> {
  const rows = await db
    .selectFrom('settlement')
    .select(['id', 'lat', 'lon'])
    .where(sql<SqlBool>`id = any(${[...new Set(settlements)]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, lat, lon }) => [id as string, { lat, lon }]));
}

/** A venue tells whose it is, and both tell where they lie. */
async function touched(
  db: Database,
  table: 'organisation' | 'venue',
  { object_kind: kind, object_id: id, details }: Activity
): Promise<readonly string[] | 'all'> {
  const gone = factIn(details, 'gone');
  if (kind === table) return gone ? [id, gone] : [id];
  if (kind === 'settlement' || kind === 'organisation') {
    const column = sql.ref(kind === 'settlement' ? 'settlement_id' : 'organisation_id');
    const rows = await db
      .selectFrom(table)
      .select('id')
      .where(sql<SqlBool>`${column} = ${id}`)
      .execute();
    return rows.map((row) => row.id);
  }
  return 'all';
}
