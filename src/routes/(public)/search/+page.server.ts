import type { PageServerLoad } from './$types';
import { searchables } from '../../searchables.ts';
import { findSettlementBySlug } from '#lib/domains/places/queries.server.ts';
import { askedFrom, mostPages } from '#lib/platform/search/address.ts';
import { search } from '#lib/platform/search/search.server.ts';

const size = 20;

export const load: PageServerLoad = async ({ locals: { db, now, locale }, url }) => {
  const asked = askedFrom(
    url.searchParams,
    searchables.map(({ kind }) => kind)
  );
  const settlement = asked.near === null ? null : await findSettlementBySlug(db, asked.near);
  const answer = await search(db, {
    ...asked,
    locale,
    now: Math.floor(now.getTime() / 60_000),
    from: (asked.page - 1) * size,
    size
  });
  return {
    asked,
    answer,
    near: settlement && { slug: settlement.slug, name: settlement.name },
    kinds: searchables.map(({ kind, label, list }) => ({ kind, label, list })),
    pages: Math.min(mostPages, Math.ceil(answer.total / size)),
    now: now.getTime()
  };
};
