import { redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../words.ts';
import type { PageServerLoad } from './$types';
import { fold } from '#lib/core/hungarian.ts';
import {
  listCounties,
  listMicroRegions,
  listSettlements,
  searchSettlements
} from '#lib/domains/places/queries.server.ts';

const pageSize = 120;

export const load: PageServerLoad = async ({ locals: { db, locale }, url }) => {
  const text = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const county = url.searchParams.get('county');
  const page = Math.max(1, Math.min(999, Math.floor(Number(url.searchParams.get('page') ?? 1)) || 1));
  if (text) {
    const search = await searchSettlements(db, text, 60);
    const [only, ...others] = search.found;
    // Whoever typed the whole name of the only one that is called so wants its page, not a list of one.
    if (only && others.length === 0 && fold(only.name) === fold(text))
      redirect(303, (await wordsIn(locale)).href(`/settlements/${only.slug}`));
    return { view: 'search' as const, text, ...search };
  }
  if (county !== null || url.searchParams.has('all')) {
    const list = await listSettlements(db, county ? { county } : {}, { page, size: pageSize });
    return {
      view: 'list' as const,
      text,
      county,
      page,
      pages: Math.max(1, Math.ceil(list.total / pageSize)),
      ...list
    };
  }
  return {
    view: 'overview' as const,
    text,
    regions: await listMicroRegions(db),
    counties: await listCounties(db)
  };
};
