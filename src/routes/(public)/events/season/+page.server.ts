import type { PageServerLoad } from './$types';
import { addDays, addMonths, dayOf, defaultZone, isDay } from '#lib/core/time.ts';
import { namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { emptyWeeks, overfullWeekends, seasonOf, seasonSpan } from '#lib/domains/calendar/season.ts';
import { countByDay, countBySettlement } from '#lib/domains/calendar/season.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';

const settlementsShown = 20;

export const load: PageServerLoad = async ({ locals: { db, actor, now }, url }) => {
  const named = await namedFilter(db, actor, url.searchParams);
  const today = dayOf(now, defaultZone);
  const asked = url.searchParams.get('month') ?? '';
  // Years about which rules and decrees of our time say something.
  const month = isDay(`${asked}-01`) && asked >= '1990-01' && asked <= '2099-01' ? asked : today.slice(0, 7);
  const span = seasonSpan(month);
  const filter = { ...named.filter, from: null, to: null };
  const bySettlement = url.searchParams.get('by') === 'settlements';
  const page = Math.min(1000, Math.max(1, Math.floor(Number(url.searchParams.get('page')) || 1)));
  const [counts, settlements, microRegions] = await Promise.all([
    countByDay(db, actor, filter, span),
    bySettlement ? countBySettlement(db, actor, filter, { ...span, page, size: settlementsShown }) : null,
    listMicroRegions(db)
  ]);
  const weeks = seasonOf(counts, span.from);
  return {
    ...named,
    filter,
    today,
    month,
    page,
    weeks,
    last: addDays(span.to, -1),
    total: weeks.reduce((sum, { count }) => sum + count, 0),
    empty: emptyWeeks(weeks, today),
    full: overfullWeekends(weeks, today).slice(0, 8),
    settlements,
    microRegions: microRegions.map(({ slug, name }) => ({ slug, name })),
    previous: addMonths(`${month}-01`, -6).slice(0, 7),
    next: addMonths(`${month}-01`, 6).slice(0, 7)
  };
};
