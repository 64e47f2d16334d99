// How packages are found by searching everything public: those on the menu.
import type { Searchable } from '#lib/platform/search/document.ts';
import { hallSaid } from './package-words.ts';
import { findPackagesByIds, listOpenIds } from './queries.server.ts';

export const searchablePackages: Searchable = {
  kind: 'package',
  label: 'touring.search.label',
  list: '/touring',
  order: 27,
  verbs: ['package.created', 'package.updated', 'organisation.updated'],
  touched: async (_db, { object_kind, object_id }) => (object_kind === 'package' ? [object_id] : 'all'),
  ids: listOpenIds,
  async documents(db, ids, { words }) {
    const packs = [...(await findPackagesByIds(db, ids)).values()].filter(({ state }) => state === 'open');
    return packs.map((pack) => ({
      id: pack.id,
      path: `/touring/packages/${pack.slug}`,
      title: pack.title,
      summary: pack.organisation.name,
      text: [pack.text, pack.needs].filter(Boolean).join('\n') || null,
      labels: words
        .flatMap((each) => [
          each.t('touring.search.one'),
          hallSaid(each, pack),
          ...pack.audiences.map((code) => each.t(`calendar.audience.${code}`)),
          ...pack.themes.map((code) => each.t(`calendar.theme.${code}`))
        ])
        .join(' · '),
      place: { slug: pack.home.slug, name: pack.home.name },
      lat: pack.home.point?.lat ?? null,
      lon: pack.home.point?.lon ?? null,
      facets: [],
      times: [],
      isPlace: false
    }));
  }
};
