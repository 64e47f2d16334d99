// How circles are found by searching everything public: only those whose page is for everyone.
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import type { Searchable } from '#lib/platform/search/document.ts';
import { findCirclesByIds, listPublicCircleIds } from './list.server.ts';

export const searchableCircles: Searchable = {
  kind: 'circle',
  label: 'circles.search.label',
  list: '/circles',
  order: 35,
  verbs: [
    'circle.founded',
    'circle.changed',
    'circle.resting',
    'circle.resumed',
    'circle.closed',
    'settlement.changed'
  ],
  touched: (_db, { object_kind: kind, object_id: id }) => Promise.resolve(kind === 'circle' ? [id] : 'all'),
  ids: listPublicCircleIds,
  async documents(db, ids, { words }) {
    const circles = [...(await findCirclesByIds(db, ids)).values()].filter(({ publicPage }) => publicPage);
    const homes = await listSettlementsById(
      db,
      circles.flatMap(({ settlement }) => (settlement ? [settlement.id] : []))
    );
    return circles.map((circle) => {
      const home = circle.settlement && homes.get(circle.settlement.id);
      return {
        id: circle.id,
        path: `/circles/${circle.slug}`,
        title: circle.name,
        summary: circle.purpose,
        text: circle.about,
        labels: words.map(({ t }) => t('circles.search.one')).join(' · '),
        place: circle.settlement && { slug: circle.settlement.slug, name: circle.settlement.name },
        lat: home?.point?.lat ?? null,
        lon: home?.point?.lon ?? null,
        facets: [],
        times: [],
        isPlace: false
      };
    });
  }
};
