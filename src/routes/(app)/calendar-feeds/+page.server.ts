import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { canKeepFeeds } from '#lib/domains/feeds/policy.ts';
import { listFeeds } from '#lib/domains/feeds/queries.server.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  if (!canKeepFeeds(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
  return { ...(await listFeeds(db, actor, page)), page, now };
};
