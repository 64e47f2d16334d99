// How settlements are found by searching: by name, county and district.
import type { Id } from '#lib/core/ids.ts';
import type { Searchable } from '#lib/platform/search/document.ts';
import { listSettlementsById } from './queries.server.ts';

export const searchableSettlements: Searchable = {
  kind: 'settlement',
  label: 'places.search.settlements',
  list: '/settlements',
  order: 40,
  verbs: ['settlement.added', 'settlement.changed'],
  async ids(db, after, limit) {
    const rows = await db
      .selectFrom('settlement')
      .select('id')
      .$if(after !== null, (query) => query.where('id', '>', after as Id<'settlement'>))
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  },
  async documents(db, ids, { words }) {
    const settlements = [...(await listSettlementsById(db, ids)).values()];
    return settlements.map(({ id, slug, name, county, district, point }) => ({
      id,
      path: `/settlements/${slug}`,
      title: name,
      summary:
        [
          county && words[0]?.t('places.county', { county }),
          district && words[0]?.t('places.district', { district })
        ]
          .filter(Boolean)
          .join(', ') || null,
      text: null,
      labels: '',
      place: { slug, name },
      lat: point?.lat ?? null,
      lon: point?.lon ?? null,
      facets: [],
      times: [],
      isPlace: true
    }));
  }
};
