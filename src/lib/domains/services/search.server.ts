// How services are found by searching everything public.
import { sql, type SqlBool } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Searchable } from '#lib/platform/search/document.ts';
import { findServicesByIds } from './queries.server.ts';
import { sayings, sayingsInEnglish } from './taxonomy.ts';

export const searchableServices: Searchable = {
  kind: 'service',
  label: 'services.search.label',
  list: '/services',
  order: 15,
  verbs: [
    'service.created',
    'service.updated',
    'organisation.updated',
    'organisation.closed',
    'organisation.reopened',
    'organisation.merged',
    'organisation.parted',
    'venue.updated',
    'venue.merged',
    'venue.parted',
    'settlement.changed',
    'person.erased'
  ],
  touched,
  async ids(db, after, limit) {
    const rows = await db
      .selectFrom('service')
      .select('id')
      .where('status', '=', 'active')
      .$if(after !== null, (query) => query.where('id', '>', after as Id<'service'>))
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  },
  async documents(db, ids, { words }) {
    const services = [...(await findServicesByIds(db, ids)).values()];
    return services
      .filter(({ status }) => status === 'active')
      .map((service) => {
        const [place] = service.places;
        const settlement = place?.settlement ?? service.organisation.settlement;
        const point = place ? place.where : (service.organisation.settlement?.point ?? null);
        return {
          id: service.id,
          path: `/services/${service.slug}`,
          title: service.name,
          summary: service.description,
          text: [service.alternateNames.join(', '), service.eligibility, service.application]
            .filter(Boolean)
            .join('\n'),
          labels: [
            service.organisation.name,
            ...service.terms.flatMap((term) => [
              ...words.map(({ t }) => t(`services.term.${term}`)),
              sayings[term],
              sayingsInEnglish[term]
            ])
          ].join(' · '),
          place: settlement && { slug: settlement.slug, name: settlement.name },
          lat: point?.lat ?? null,
          lon: point?.lon ?? null,
          facets: [],
          times: [],
          isPlace: false
        };
      });
  }
};

/** A service tells who offers it and where that is. */
async function touched(
  db: Database,
  { object_kind: kind, object_id: id }: Activity
): Promise<readonly string[] | 'all'> {
  if (kind === 'service') return [id];
  if (kind === 'organisation') {
    const rows = await db
      .selectFrom('service')
      .select('id')
      .where('organisation_id', '=', id as Id<'organisation'>)
      .execute();
    return rows.map((row) => row.id);
  }
  if (kind === 'venue') {
    const rows = await db
      .selectFrom('service_venue')
      .select('service_id')
      .where(sql<SqlBool>`venue_id = ${id}`)
      .execute();
    return rows.map((row) => row.service_id);
  }
  return 'all';
}
