import type { PageServerLoad } from './$types';
import { listAreas } from '#lib/domains/exchange/areas.server.ts';
import { capacityName, viewMatrix } from '#lib/domains/exchange/matrix-view.server.ts';
import { matrixFilterFrom } from '#lib/domains/exchange/matrix-filter.ts';
import { capacities } from '#lib/domains/exchange/capacities.ts';
import { wordsIn } from '../../../../words.ts';

const pageSize = 40;

export const load: PageServerLoad = async ({ locals: { db, actor, locale, now }, url }) => {
  const filter = matrixFilterFrom(url.searchParams);
  const words = await wordsIn(locale);
  const view = await viewMatrix(db, actor, filter, now);
  const pages = Math.max(1, Math.ceil(view.rows.length / pageSize));
  const page = Math.min(filter.page, pages);
  const { overview, columns, place, area, suggestions, scope } = view;
  return {
    filter,
    area,
    areas: await listAreas(db),
    place,
    suggestions,
    unknown: scope === null,
    columns: columns.map((capacity) => ({
      capacity,
      name: capacityName(words, capacity),
      holders: overview.holders[capacity] ?? 0
    })),
    names: Object.fromEntries(capacities.map((capacity) => [capacity, capacityName(words, capacity)])),
    overview: {
      common: overview.common,
      unique: overview.unique.map(({ capacity, row: { slug, name } }) => ({ capacity, slug, name })),
      missing: overview.missing
    },
    total: view.rows.length,
    rows: view.rows.slice((page - 1) * pageSize, page * pageSize),
    page,
    pages
  };
};
