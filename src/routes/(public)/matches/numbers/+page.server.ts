import type { PageServerLoad } from './$types';
import { countAll, countByCounty, countByMonth, listBehind } from '#lib/domains/matches/figures.server.ts';
import { ownerAndPlace } from '#lib/domains/matches/match-words.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, now, locale }, url }) => {
  const words = await wordsIn(locale);
  const counties = await countByCounty(db, now);
  const asked = url.searchParams.get('county');
  const county = counties.find((each) => each.county === asked)?.county ?? null;
  const months = await countByMonth(db, { county }, now);
  const wanted = url.searchParams.get('month');
  const month = months.find((each) => each.month === wanted)?.month ?? null;
  const state = url.searchParams.get('answered');
  const answered = state === 'yes' ? true : state === 'no' ? false : null;
  const behind = await listBehind(db, { county, month, answered }, now);
  return {
    counties,
    county,
    months,
    month,
    answered: answered === null ? null : answered ? ('yes' as const) : ('no' as const),
    all: await countAll(db, { county }, now),
    behind: behind.map(({ need, days }) => ({
      title: need.title,
      slug: need.slug,
      who: ownerAndPlace(words, need),
      days: days === null ? null : Math.floor(days)
    }))
  };
};
